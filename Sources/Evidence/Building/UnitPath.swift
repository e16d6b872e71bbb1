import Schema
import Tables

/// Finds the unit that answers for a subject, and those above it.
struct UnitPath: Sendable {
  /// The entity of the bodies that answer for everything else.
  static let entity = "unit"
  /// How many to-one relations may lie between a subject and its unit, and how many units above that.
  private static let limit = 8

  let source: any BatchSource

  /// The rows of the nearest unit and of those above, the nearest first.
  func rows(of row: Int, entity: String) -> [Int] {
    guard var unit = nearest(row, entity, depth: 0) else { return [] }
    var rows = [unit]
    while rows.count < UnitPath.limit, let parent = parent(of: unit), !rows.contains(parent) {
      rows.append(parent)
      unit = parent
    }
    return rows
  }

  /// The unit itself, or one that a to-one relation names, or a unit of what a to-one relation names.
  private func nearest(_ row: Int, _ entity: String, depth: Int) -> Int? {
    if entity == UnitPath.entity { return row }
    guard depth < 3, let type = source.schema[entity] else { return nil }
    for relation in type.toOneRelations where relation.entity == UnitPath.entity {
      if let unit = target(row, relation.name, entity) { return unit }
    }
    for relation in type.toOneRelations where relation.entity != UnitPath.entity && relation.entity != entity {
      if let next = target(row, relation.name, entity), let unit = nearest(next, relation.entity, depth: depth + 1) {
        return unit
      }
    }
    return nil
  }

  private func parent(of unit: Int) -> Int? {
    let relation = source.schema[UnitPath.entity]?.toOneRelations.first { $0.entity == UnitPath.entity }
    return relation.flatMap { target(unit, $0.name, UnitPath.entity) }
  }

  private func target(_ row: Int, _ relation: String, _ entity: String) -> Int? {
    guard let rows = source.link(relation, of: entity)?.rows, rows.indices.contains(row), rows[row] >= 0
    else { return nil }
    return Int(rows[row])
  }
}
