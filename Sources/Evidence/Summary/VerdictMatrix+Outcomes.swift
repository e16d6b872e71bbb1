import Evaluation
import Formats
import Schema
import Tables

extension VerdictMatrix {
  /// - Parameters:
  ///   - outcomes: in the order of their policies' ids.
  ///   - shown: of the outcomes' inventory; nil where there are none.
  init(_ outcomes: [PolicyOutcome], _ shown: ShownSubjects?) {
    let rows = outcomes.flatMap { outcome in outcome.rules.map { Row($0, of: outcome) } }
    guard var shown else {
      self.init(subjects: [], rows: rows)
      return
    }
    shown.begin(Set(rows.map(\.entity) + rows.compactMap { $0.standIns?.entity }))
    self.init(subjects: shown.all, rows: rows)
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
