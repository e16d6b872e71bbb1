import Formats
import Schema
import Tables

/// How the subjects of an inventory are shown, entity by entity: worked out on another thread, while policies are
/// evaluated.
public struct ShownSubjects: Sendable {
  let redactor: Redactor
  private var begun: [String: Background<VerdictMatrix.Subjects>] = [:]

  /// - Parameters:
  ///   - entities: those of which it is certain that they will be shown.
  ///   - personal: what becomes of personal data.
  public init(_ source: any BatchSource, entities: Set<String> = [], personal: PersonalData) {
    redactor = Redactor(source: source, personal: personal)
    begin(entities)
  }

  mutating func begin(_ entities: Set<String>) {
    for entity in redactor.source.schema.entities where entities.contains(entity.name) && begun[entity.name] == nil {
      begun[entity.name] = Background { [redactor] in VerdictMatrix.Subjects(entity.name, redactor) }
    }
  }

  /// What was begun, in the order of the schema.
  var all: [VerdictMatrix.Subjects] {
    redactor.source.schema.entities.compactMap { begun[$0.name]?.value() }
  }
}

extension VerdictMatrix.Subjects {
  /// - Complexity: O(subjects)
  init(_ entity: String, _ redactor: Redactor) {
    let source = redactor.source
    let path = UnitPath(source: source)
    let rows = 0..<source.count(of: entity)
    var known: [[Int]: Int] = [:]
    var paths: [[String]] = []
    var units: [Int] = []
    units.reserveCapacity(rows.count)
    for row in rows {
      let above = path.rows(of: row, entity: entity)
      if let index = known[above] {
        units.append(index)
        continue
      }
      known[above] = paths.count
      units.append(paths.count)
      paths.append(above.map { redactor.subject($0, of: UnitPath.entity) })
    }
    let shown = rows.map { row in
      let needles = redactor.closure(of: row, entity: entity)
      return (id: redactor.subject(row, of: entity, needles), name: redactor.name(row, of: entity, needles))
    }
    self.init(
      entity: entity, ids: shown.map(\.id), names: shown.map(\.name), units: units, unitPaths: paths,
      orphans: source.orphans(of: entity))
  }
}
