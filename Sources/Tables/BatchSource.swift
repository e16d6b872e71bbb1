import Schema
import Values

/// What evaluation sees of an inventory: batches of rows to scan by column, links between entities, and a way back
/// from a row to the record it was read from.
public protocol BatchSource: Sendable {
  var schema: InventorySchema { get }
  var sources: [InventorySource] { get }
  var coverage: CoverageMap { get }
  /// The zone in which calendar days are taken.
  var zone: String { get }

  /// How many rows an entity has.
  func count(of entity: String) -> Int

  /// The rows of an entity in batches, which depend on their number only, never on threads.
  func batches(of entity: String) -> [Range<Int>]

  /// A column, all absent where no source has the attribute.
  func column(_ attribute: String, of entity: String) -> Column

  /// A to-one relation; nil where no source has it.
  func link(_ relation: String, of entity: String) -> Link?

  /// The children of each parent through a child's to-one relation; nil where no source has the relation.
  func adjacency(child: String, relation: String) -> Adjacency?

  /// The id of a row's subject.
  func subject(_ row: Int, of entity: String) -> String

  /// What a person calls a row's subject.
  func name(_ row: Int, of entity: String) -> String

  /// The record that a value, or where `attribute` is nil the row, was read from; nil for a subject without records.
  func record(of row: Int, attribute: String?, entity: String) -> EntityTable.RecordLocator?

  /// The source that the value of each row was read from, by index; -1 for a subject without records.
  func origins(of attribute: String, entity: String) -> [Int32]

  /// Every record of a row.
  func records(of row: Int, entity: String) -> [EntityTable.RecordLocator]

  /// A record by its index, as a column's conflicts name it; nil for an index that there is not.
  func record(at index: UInt32, entity: String) -> EntityTable.RecordLocator?

  /// How many records each source has given to the entities, by source.
  func recordCounts() -> [Int]

  /// Whether a subject is only named by rows of others.
  func isOrphan(_ row: Int, of entity: String) -> Bool

  /// The subjects that are only named by rows of others.
  func orphans(of entity: String) -> Set<Int>

  /// What a row of `document` holds, with its places; nil where there is no such row.
  func document(_ row: Int) -> DocumentContent?

  /// The first document of a file, by the path that its source has; nil where the file was not read as a document.
  func document(at path: String) -> DocumentContent?
}

extension BatchSource {
  /// None, unless a type says otherwise.
  public func document(_ row: Int) -> DocumentContent? { nil }

  /// None, unless a type says otherwise.
  public func document(at path: String) -> DocumentContent? { nil }
}

extension Inventory: BatchSource {
  public func count(of entity: String) -> Int { tables[entity]?.count ?? 0 }

  public func batches(of entity: String) -> [Range<Int>] {
    let count = count(of: entity)
    return stride(from: 0, to: count, by: batchRows).map { $0..<min($0 + batchRows, count) }
  }

  public func column(_ attribute: String, of entity: String) -> Column {
    tables[entity]?.column(attribute) ?? .absent("\(entity).\(attribute)", rows: 0)
  }

  public func link(_ relation: String, of entity: String) -> Link? { tables[entity]?.links[relation] }

  public func subject(_ row: Int, of entity: String) -> String { tables[entity]?.subjects[row] ?? "" }

  public func name(_ row: Int, of entity: String) -> String { tables[entity]?.names[row] ?? "" }

  public func record(of row: Int, attribute: String?, entity: String) -> EntityTable.RecordLocator? {
    guard let table = tables[entity] else { return nil }
    guard let attribute else { return table.recordsOfRow[row].first.map { table.records[Int($0)] } }
    return table.record(of: row, attribute: attribute)
  }

  public func origins(of attribute: String, entity: String) -> [Int32] {
    tables[entity]?.origins(of: attribute) ?? []
  }

  public func records(of row: Int, entity: String) -> [EntityTable.RecordLocator] {
    guard let table = tables[entity] else { return [] }
    return table.recordsOfRow[row].map { table.records[Int($0)] }
  }

  public func record(at index: UInt32, entity: String) -> EntityTable.RecordLocator? {
    guard let records = tables[entity]?.records, Int(index) < records.count else { return nil }
    return records[Int(index)]
  }

  public func recordCounts() -> [Int] {
    var counts = [Int](repeating: 0, count: sources.count)
    for table in tables.values {
      for record in table.records where Int(record.source) < counts.count { counts[Int(record.source)] += 1 }
    }
    return counts
  }

  public func isOrphan(_ row: Int, of entity: String) -> Bool { tables[entity]?.orphans.contains(row) ?? false }

  public func orphans(of entity: String) -> Set<Int> { tables[entity]?.orphans ?? [] }

  public func document(_ row: Int) -> DocumentContent? { documents.indices.contains(row) ? documents[row] : nil }

  public func document(at path: String) -> DocumentContent? { documentRows[path].map { documents[$0] } }
}
