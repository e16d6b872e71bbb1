import Authoring
import Schema

/// Coverage for people: a table of rules, then each condition that lacks an outcome.
struct CoverageText: CoverageFormat {
  let name = "text"

  func text(of coverage: [PolicyCoverage]) -> String { coverage.map(text).joined(separator: "\n") }

  private func text(_ policy: PolicyCoverage) -> String {
    var lines = [
      "\(policy.policy.id): rules \(share(policy.ruleShare)), conditions \(share(policy.conditionShare))"
    ]
    let width = policy.rules.map(\.rule.id.count).max() ?? 0
    for entry in policy.rules {
      let cells = entry.goals.map { "\($0.isReached ? " " : "!")\($0.value.rawValue) \($0.count)" }
      let exemption = entry.exemption.map { "  exempt: \($0)" } ?? ""
      let name = entry.rule.id + String(repeating: " ", count: width - entry.rule.id.count)
      lines.append("  \(name) \(cells.joined(separator: " "))\(exemption)")
    }
    for condition in policy.conditions where !condition.missing.isEmpty {
      let place = condition.span.start
      let missing = condition.missing.map(\.rawValue).joined(separator: " and ")
      let what = condition.exemption.map { "exempt: \($0)" } ?? "never \(missing)"
      lines.append("  \(condition.span.source.path):\(place) \(condition.owner): `\(condition.text)` \(what)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func share(_ share: PolicyCoverage.Share) -> String { "\(share.text) (\(share.reached) of \(share.total))" }
}
