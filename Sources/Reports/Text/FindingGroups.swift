import Evidence
import Schema

/// Findings of one rule and verdict, ready to be printed; only as many are kept as are listed.
struct FindingGroup {
  /// Findings for one reason: what is folded together.
  struct ReasonGroup {
    var reason: EvidenceRecord.Reason?
    var listed: [EvidenceRecord] = []
    var count = 0
  }

  let policy: Int
  let rule: Int
  let verdict: Verdict
  /// In the order in which they are first met.
  var reasons: [ReasonGroup] = []
  var count = 0

  mutating func add(_ record: EvidenceRecord, limit: Int?) {
    count += 1
    let index: Int
    if let known = reasons.firstIndex(where: { $0.reason == record.reason }) {
      index = known
    } else {
      index = reasons.count
      reasons.append(ReasonGroup(reason: record.reason))
    }
    reasons[index].count += 1
    if limit.map({ reasons[index].listed.count < $0 }) ?? true { reasons[index].listed.append(record) }
  }
}

/// The findings of a run by rule and verdict, the gravest first.
struct FindingGroups {
  private(set) var groups: [FindingGroup] = []

  private struct Key: Hashable {
    var policy: String
    var rule: String
    var verdict: Verdict
  }

  /// - Complexity: O(findings); memory by groups and listed findings
  init(_ evidence: CollectedEvidence, limit: Int?) {
    var index: [Key: Int] = [:]
    var policies: [String: Int] = [:]
    var rules: [Key: Int] = [:]
    for (number, policy) in evidence.summary.policies.enumerated() {
      policies[policy.id] = number
      for (place, rule) in policy.rules.enumerated() {
        rules[Key(policy: policy.id, rule: rule.id, verdict: .pass)] = place
      }
    }
    evidence.forEachRecord { record in
      let key = Key(policy: record.policy.id, rule: record.rule.id, verdict: record.verdict)
      let rule = rules[Key(policy: record.policy.id, rule: record.rule.id, verdict: .pass)] ?? 0
      let place = index[key] ?? groups.count
      if place == groups.count {
        index[key] = place
        groups.append(
          FindingGroup(policy: policies[record.policy.id] ?? 0, rule: rule, verdict: record.verdict))
      }
      groups[place].add(record, limit: limit)
    }
    let order: [Verdict] = [.fail, .error, .unknown, .notChecked]
    func rank(_ group: FindingGroup) -> (Int, Int, Int, Int) {
      let severity = evidence.summary.policies[group.policy].rules[group.rule].severity
      let gravity = Severity.allCases.firstIndex(of: severity) ?? 0
      return (order.firstIndex(of: group.verdict) ?? order.count, -gravity, group.policy, group.rule)
    }
    groups.sort { rank($0) < rank($1) }
  }
}
