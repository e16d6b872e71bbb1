import Diagnostics
import Planning
import Policies
import Schema
import Values

/// What one policy says of an inventory.
public struct PolicyOutcome: Sendable {
  public let scope: EvaluationScope
  /// In the order of the policy.
  public let rules: [RuleOutcome]
  /// In the order of the advisory.
  public let clauses: [ClauseOutcome]
  /// What is wrong with waivers and attestations, seen with the subjects at hand.
  public let diagnostics: [Diagnostic]

  public var policy: Policy { scope.policy.policy }

  /// The combination of the clauses.
  public var verdict: Verdict {
    clauses.map(\.verdict).reduce(.informational) { $0.combined(with: $1) }
  }

  public var tally: Tally {
    var tally = Tally()
    for outcome in rules { tally.add(outcome.tally) }
    return tally
  }
}

/// What the rules of one clause come to.
public struct ClauseOutcome: Sendable {
  public let clause: Clause
  public let verdict: Verdict
  /// Whether the clause fails and every fail is waived: it stays a fail, marked.
  public let isWaived: Bool
  public let tally: Tally
  /// Indices into the policy's rules.
  public let rules: [Int]

  /// Combines the rules of a clause: the strongest verdict, or with `any` the weakest that some rule reached.
  init(_ clause: Clause, _ outcomes: [RuleOutcome]) {
    let own = outcomes.indices.filter { index in
      outcomes[index].rule.rule.clauses.contains { $0.value == clause.id }
    }
    var tally = Tally()
    for index in own { tally.add(outcomes[index].tally) }
    let scored = own.filter { !outcomes[$0].rule.rule.isInformational }
    let verdicts = scored.map { outcomes[$0].verdict }
    if clause.isAny, verdicts.contains(.pass) {
      verdict = .pass
    } else {
      verdict = verdicts.reduce(.informational) { $0.combined(with: $1) }
    }
    let fails = scored.reduce(0) { $0 + outcomes[$1].tally[.fail] }
    let waived = scored.reduce(0) { $0 + outcomes[$1].tally.waived }
    isWaived = verdict == .fail && fails == waived
    self.clause = clause
    self.tally = tally
    rules = own
  }
}
