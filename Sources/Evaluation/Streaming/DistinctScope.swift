import CEL
import Planning
import Schema
import Tables
import Values

/// Decides predicates for combinations of values that no table holds: a made-up row stands for each.
///
/// One belongs to one thread, as what it makes is used at once.
final class DistinctScope {
  private let base: EvaluationScope
  private let entity: EntityType

  init(_ base: EvaluationScope, entity: EntityType) {
    self.base = base
    self.entity = entity
  }

  /// The truth of a predicate for each row of some columns, by its raw value.
  /// - Parameter columns: by attribute, all of one length; attributes that are not there are absent.
  func truths(_ predicate: RuleGraph.Predicate, _ columns: [String: [Column.Entry]], count: Int) -> [UInt8] {
    let codes = (0..<count).map { UInt32($0) }
    var made: [String: Column] = [:]
    for (name, entries) in columns {
      made[name] = Column(name: "\(entity.name).\(name)", codes: codes, entries: entries)
    }
    let source = DistinctRows(schema: base.source.schema, zone: base.source.zone, count: count, columns: made)
    let scope = EvaluationScope(base, over: source, entity: entity)
    return (0..<count).map { scope.truth(of: predicate, row: $0).rawValue }
  }
}

/// Rows of one entity made of distinct values, without subjects, records or relations.
private struct DistinctRows: BatchSource {
  let schema: InventorySchema
  let zone: String
  let count: Int
  let columns: [String: Column]

  var sources: [InventorySource] { [] }
  var coverage: CoverageMap { CoverageMap() }

  func count(of entity: String) -> Int { count }
  func batches(of entity: String) -> [Range<Int>] { [0..<count] }
  func column(_ attribute: String, of entity: String) -> Column {
    columns[attribute] ?? .absent("\(entity).\(attribute)", rows: count)
  }
  func link(_ relation: String, of entity: String) -> Link? { nil }
  func adjacency(child: String, relation: String) -> Adjacency? { nil }
  func subject(_ row: Int, of entity: String) -> String { "" }
  func name(_ row: Int, of entity: String) -> String { "" }
  func record(of row: Int, attribute: String?, entity: String) -> EntityTable.RecordLocator? { nil }
  func origins(of attribute: String, entity: String) -> [Int32] { [] }
  func records(of row: Int, entity: String) -> [EntityTable.RecordLocator] { [] }
  func record(at index: UInt32, entity: String) -> EntityTable.RecordLocator? { nil }
  func recordCounts() -> [Int] { [] }
  func isOrphan(_ row: Int, of entity: String) -> Bool { false }
  func orphans(of entity: String) -> Set<Int> { [] }
}
