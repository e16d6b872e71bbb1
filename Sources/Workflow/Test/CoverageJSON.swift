import Authoring
import Diagnostics
import Formats
import Schema

/// Coverage as one JSON document.
struct CoverageJSON: CoverageFormat {
  let name = "json"

  func text(of coverage: [PolicyCoverage]) -> String {
    let value: JSONValue = [
      "format": "kiem-coverage", "format_version": 1, "policies": .array(coverage.map(json)),
    ]
    return String(decoding: JSONWriter.pretty(value), as: UTF8.self)
  }

  private func json(_ policy: PolicyCoverage) -> JSONValue {
    [
      "policy": .string(policy.policy.id), "path": .string(policy.policy.span.source.path),
      "rule_coverage": share(policy.ruleShare), "condition_coverage": share(policy.conditionShare),
      "rules": .array(policy.rules.map(json)), "conditions": .array(policy.conditions.map(json)),
    ]
  }

  private func share(_ share: PolicyCoverage.Share) -> JSONValue {
    [
      "reached": .int(Int64(share.reached)), "total": .int(Int64(share.total)),
      "percent": .double(Double(share.permille) / 10),
    ]
  }

  private func json(_ entry: PolicyCoverage.RuleEntry) -> JSONValue {
    var members: [(String, JSONValue)] = [("id", .string(entry.rule.id))] + place(entry.rule.span)
    members.append(("expectations", .int(Int64(entry.expectations))))
    members.append(("verdicts", .object(entry.goals.map { ($0.value.rawValue, .int(Int64($0.count))) })))
    if let exemption = entry.exemption { members.append(("exempt", .string(exemption))) }
    return .object(members)
  }

  private func json(_ condition: PolicyCoverage.Condition) -> JSONValue {
    var members: [(String, JSONValue)] = [("of", .string(condition.owner)), ("text", .string(condition.text))]
    members += place(condition.span)
    members.append(("outcomes", .object(condition.goals.map { ($0.value.rawValue, .int(Int64($0.count))) })))
    if let exemption = condition.exemption { members.append(("exempt", .string(exemption))) }
    return .object(members)
  }

  private func place(_ span: Span) -> [(String, JSONValue)] {
    [("line", .int(Int64(span.line))), ("column", .int(Int64(span.start.column)))]
  }
}
