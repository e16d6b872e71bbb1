import CEL
import Planning
import Schema
import Tables
import Values

/// Decides predicates for combinations of values that no table holds: a made-up row stands for each.
///
/// One serves all threads that scan an entity.
final class DistinctScope: Sendable {
  private let base: EvaluationScope
  private let entity: EntityType
  /// Rows without anything, of which single attributes are replaced.
  private let rows: DistinctRows
  private let layout: EntityLayout

  /// Rows that are decided together at most.
  private static let most = 4096

  init(_ base: EvaluationScope, entity: EntityType) {
    self.base = base
    self.entity = entity
    rows = DistinctRows(
      schema: base.source.schema, zone: base.source.zone, codes: [UInt32](repeating: 0, count: DistinctScope.most))
    layout = EntityLayout(entity, rows, facts: base.facts(of: entity.name))
  }

  /// The truth of a predicate for each row of some columns, by its raw value.
  /// - Parameter columns: by attribute, all of one length; attributes that are not there are absent.
  func truths(_ predicate: RuleGraph.Predicate, _ columns: [String: [Column.Entry]], count: Int) -> [UInt8] {
    var truths: [UInt8] = []
    truths.reserveCapacity(count)
    for start in stride(from: 0, to: count, by: DistinctScope.most) {
      let range = start..<min(start + DistinctScope.most, count)
      let codes = (0..<range.count).map { UInt32($0) }
      let made = columns.map { name, entries in
        AttributeColumn(
          name,
          Column(
            name: "\(entity.name).\(name)", codes: codes,
            entries: count == range.count ? entries : Array(entries[range])))
      }
      let scope = EvaluationScope(base, over: rows, layout: EntityLayout(layout, replacing: made))
      for row in 0..<range.count { truths.append(scope.truth(of: predicate, row: row).rawValue) }
    }
    return truths
  }
}

/// Rows of one entity that have no value at all, and no subjects, records or relations.
private struct DistinctRows: RowlessSource {
  let schema: InventorySchema
  let zone: String
  /// As many zeros as there are rows, shared by all columns.
  let codes: [UInt32]

  var sources: [InventorySource] { [] }

  func count(of entity: String) -> Int { codes.count }
  func batches(of entity: String) -> [Range<Int>] { [0..<codes.count] }
  func column(_ attribute: String, of entity: String) -> Column {
    let name = "\(entity).\(attribute)"
    let entry = Column.Entry(raw: "", value: .unknown(Unknown(.attributeAbsent, name)), presence: .absent)
    return Column(name: name, codes: codes, entries: [entry])
  }
}
