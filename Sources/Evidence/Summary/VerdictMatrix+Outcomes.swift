import Evaluation
import Formats
import Schema
import Tables

extension VerdictMatrix {
  /// - Parameters:
  ///   - outcomes: in the order of their policies' ids.
  ///   - redactor: of the outcomes' inventory; nil where there are none.
  init(_ outcomes: [PolicyOutcome], _ redactor: Redactor?) {
    let rows = outcomes.flatMap { outcome in outcome.rules.map { Row($0, of: outcome) } }
    guard let redactor else {
      self.init(subjects: [], rows: rows)
      return
    }
    let entities = Set(rows.map(\.entity) + rows.compactMap { $0.standIns?.entity })
    let names = redactor.source.schema.entities.map(\.name).filter(entities.contains)
    let subjects = names.map { name in Background { Subjects(name, redactor) } }
    self.init(subjects: subjects.map { $0.value() }, rows: rows)
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
    self.init(
      entity: entity, ids: rows.map { redactor.subject($0, of: entity) },
      names: rows.map { redactor.name($0, of: entity) }, units: units, unitPaths: paths,
      orphans: source.orphans(of: entity))
  }
}

extension VerdictMatrix.Row {
  init(_ outcome: RuleOutcome, of policy: PolicyOutcome) {
    var standIns: StandIns?
    if let parent = outcome.standIns.first?.entity {
      var letters = [UInt8](repeating: VerdictMatrix.noRecord, count: policy.scope.source.count(of: parent))
      for standIn in outcome.standIns where letters.indices.contains(standIn.row) {
        letters[standIn.row] = VerdictMatrix.letter(standIn.verdict)
      }
      standIns = StandIns(entity: parent, letters: letters)
    }
    self.init(
      policy: policy.policy.id, rule: outcome.rule.id, entity: outcome.rule.subject,
      letters: outcome.verdicts.enumerated().map { row, verdict in
        VerdictMatrix.letter(verdict, isWaived: outcome.waived[row] != nil)
      },
      standIns: standIns, isWithoutSubject: outcome.hasNoSubject)
  }
}
