import Evidence
import Formats
import Schema

extension SARIFRun {
  /// What forges take of tags, and show half of.
  private static let tagLimit = 20

  /// A rule as the tool describes it.
  func descriptor(_ rule: RuleSummary, of policy: PolicySummary) -> JSONValue {
    let language = context.language
    let title = rule.title.text(language)
    let quotes = policy.clauses.filter { rule.clauses.contains($0.id) }.map { "\($0.id): \($0.quote)" }
    var members: [(String, JSONValue)] = [
      ("id", .string("\(policy.id)/\(rule.id)")), ("name", .string(rule.id)),
      ("shortDescription", ["text": .string(title.isEmpty ? rule.id : title)]),
    ]
    if !quotes.isEmpty { members.append(("fullDescription", ["text": .string(quotes.joined(separator: "\n"))])) }
    let help = [rule.expected.text(language), rule.remediation.text(language)].filter { !$0.isEmpty }
    if !help.isEmpty { members.append(("help", ["text": .string(help.joined(separator: "\n\n"))])) }
    members.append(("defaultConfiguration", ["level": .string(SARIFRun.level(rule.severity))]))
    var properties: [(String, JSONValue)] = [
      ("tags", .array((["security", "compliance"] + rule.clauses).prefix(SARIFRun.tagLimit).map(JSONValue.string))),
      ("severity", .string(rule.severity.rawValue)), ("policyVersion", .string(policy.version)),
      ("policyDigest", .string(policy.digest)), ("counts", rule.counts.json),
    ]
    if let score = SARIFRun.score(rule.severity) { properties.append(("security-severity", .string(score))) }
    members.append(("properties", .object(properties)))
    return .object(members)
  }

  /// Of the three that SARIF has.
  static func level(_ severity: Severity) -> String {
    switch severity {
    case .critical, .high: "error"
    case .medium: "warning"
    case .low, .info: "note"
    }
  }

  /// A score in the band by which GitHub names the severity; nil below its lowest.
  private static func score(_ severity: Severity) -> String? {
    switch severity {
    case .critical: "9.5"
    case .high: "8.0"
    case .medium: "5.5"
    case .low: "2.0"
    case .info: nil
    }
  }
}
