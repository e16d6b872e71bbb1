import Evaluation
import Schema

/// A verdict that needs someone's attention, by its place in the outcomes; its record is made when it is wanted.
public struct Finding: Sendable, Hashable {
  /// What the verdict is about.
  public enum Place: Sendable, Hashable {
    /// A row of the rule's entity.
    case row(Int)
    /// One of the rule's stand-ins.
    case standIn(Int)
    /// Nothing: the rule met no subject.
    case noSubject
  }

  /// Index into the outcomes, which are in the order of the policies' ids.
  public let policy: Int
  /// Index into the policy's rules.
  public let rule: Int
  public let place: Place

  public init(policy: Int, rule: Int, place: Place) {
    self.policy = policy
    self.rule = rule
    self.place = place
  }
}

extension Verdict {
  /// Whether a verdict needs someone's attention: everything that is neither good nor without weight.
  public var isFinding: Bool {
    switch self {
    case .fail, .unknown, .error, .notChecked: true
    case .pass, .notApplicable, .notSelected, .informational: false
    }
  }
}

extension Finding {
  /// All findings of a policy: by entity in the order of the schema, subject in the order of the sources, then rule.
  /// - Complexity: O(rules · subjects)
  static func all(in outcome: PolicyOutcome, policy: Int) -> [Finding] {
    var findings: [Finding] = []
    for entity in outcome.scope.source.schema.entities.map(\.name) {
      let own = outcome.rules.indices.filter { outcome.rules[$0].rule.subject == entity }
      let standIns = standIns(about: entity, in: outcome)
      for row in 0..<outcome.scope.source.count(of: entity) {
        let first = findings.count
        for rule in own where outcome.rules[rule].verdicts[row].isFinding {
          findings.append(Finding(policy: policy, rule: rule, place: .row(row)))
        }
        guard let here = standIns[row] else { continue }
        findings += here.map { Finding(policy: policy, rule: $0.rule, place: .standIn($0.index)) }
        findings[first...].sort { $0.rule < $1.rule }
      }
      for rule in own where outcome.rules[rule].hasNoSubject {
        findings.append(Finding(policy: policy, rule: rule, place: .noSubject))
      }
    }
    return findings
  }

  /// The stand-ins that are findings, by the row of the entity they stand on.
  private static func standIns(
    about entity: String, in outcome: PolicyOutcome
  ) -> [Int: [(rule: Int, index: Int)]] {
    var byRow: [Int: [(rule: Int, index: Int)]] = [:]
    for (rule, result) in outcome.rules.enumerated() {
      for (index, standIn) in result.standIns.enumerated()
      where standIn.entity == entity && standIn.verdict.isFinding {
        byRow[standIn.row, default: []].append((rule, index))
      }
    }
    return byRow
  }
}
