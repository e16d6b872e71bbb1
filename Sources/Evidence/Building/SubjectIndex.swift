import Schema
import Tables

/// Finds rows by the ids of their subjects, for the few that a record names without having read them.
///
/// An entity's ids are indexed when first asked for. It belongs to one thread.
final class SubjectIndex {
  private let source: any BatchSource
  private var rows: [String: [String: Int]] = [:]

  init(source: any BatchSource) { self.source = source }

  /// The row of an id: of the entity where it is likely to be, else of the first that has it.
  /// - Complexity: O(1), O(rows) the first time an entity is asked
  func row(_ id: String, preferring entity: String) -> TouchedRow? {
    let names = source.schema.entities.map(\.name)
    for name in [entity] + names where names.contains(name) {
      if let row = index(name)[id] { return TouchedRow(entity: name, row: row) }
    }
    return nil
  }

  private func index(_ entity: String) -> [String: Int] {
    if let known = rows[entity] { return known }
    var index: [String: Int] = [:]
    for row in (0..<source.count(of: entity)).reversed() { index[source.subject(row, of: entity)] = row }
    rows[entity] = index
    return index
  }
}
