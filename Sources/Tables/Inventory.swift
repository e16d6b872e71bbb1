import Schema
import Values

/// All input of a run, read, normalised and resolved: what evaluation runs over.
public struct Inventory: Sendable {
  public let schema: InventorySchema
  public let sources: [InventorySource]
  /// By entity; an entity without rows has an empty table.
  public let tables: [String: EntityTable]
  public let coverage: CoverageMap
  /// The zone in which calendar days are taken.
  public let zone: String
  /// Rows in one batch: a multiple of 64, so that no two batches share a word of a bitmap.
  public let batchRows: Int
  /// What each row of `document` holds.
  public let documents: [DocumentContent]
  /// The first row of each file that is a document.
  let documentRows: [String: Int]
  private let adjacencies: [AdjacencyKey: Adjacency]

  private struct AdjacencyKey: Hashable {
    var child: String
    var relation: String
  }

  public init(
    schema: InventorySchema, sources: [InventorySource], tables: [String: EntityTable], coverage: CoverageMap,
    zone: String, batchRows: Int = 65_536, documents: [DocumentContent] = []
  ) {
    precondition(batchRows > 0 && batchRows % 64 == 0, "batches of whole words")
    precondition(documents.isEmpty || documents.count == tables[DocumentEntity.name]?.count, "one for each row")
    self.documents = documents
    documentRows = Dictionary(documents.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
    self.batchRows = batchRows
    self.schema = schema
    self.sources = sources
    var all = tables
    for entity in schema.entities where all[entity.name] == nil {
      all[entity.name] = EntityTable(
        entity: entity.name, subjects: [], names: [], records: [], recordsOfRow: [], orphans: [], columns: [:],
        links: [:])
    }
    self.tables = all
    self.coverage = coverage
    self.zone = zone
    var adjacencies: [AdjacencyKey: Adjacency] = [:]
    for (name, table) in all {
      for (relation, link) in table.links {
        adjacencies[AdjacencyKey(child: name, relation: relation)] = Adjacency(
          inverting: link, parents: all[link.target]?.count ?? 0)
      }
    }
    self.adjacencies = adjacencies
  }

  public func table(_ entity: String) -> EntityTable? { tables[entity] }

  /// The children of each parent through a child's to-one relation; nil where no source has the relation.
  public func adjacency(child: String, relation: String) -> Adjacency? {
    adjacencies[AdjacencyKey(child: child, relation: relation)]
  }
}
