import Evidence
import Formats
import Schema

/// The policies of a run as one XCCDF 1.2 benchmark, and its test results.
struct XCCDFBenchmark {
  let context: ReportContext

  static let namespace = "http://checklists.nist.gov/xccdf/1.2"
  /// The system of our checks: CEL over an inventory.
  static let checkSystem = "urn:kiem:cel"
  static let id = "xccdf_kiem_benchmark_policies"

  init(_ context: ReportContext) { self.context = context }

  /// Ids of policies and rules are made of letters, digits, dots, hyphens and underscores.
  static func group(_ policy: PolicySummary) -> String { "xccdf_kiem_group_\(policy.id)" }
  static func rule(_ rule: RuleSummary, of policy: PolicySummary) -> String {
    "xccdf_kiem_rule_\(policy.id).\(rule.id)"
  }

  /// Everything of the benchmark but its test results; it stays open.
  func open(_ xml: inout XMLWriter) {
    let run = context.evidence.run
    let words = context.words
    xml.open(
      "Benchmark",
      [
        ("xmlns", XCCDFBenchmark.namespace), ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("id", XCCDFBenchmark.id), ("resolved", "true"), ("xml:lang", context.language.rawValue),
      ])
    xml.element("status", [("date", run.asOf.description)], "accepted")
    let titles = context.evidence.summary.policies.map { $0.title.text(context.language) }
    xml.element("title", [], titles.isEmpty ? "kiem" : titles.joined(separator: "; "))
    let about = words.title(asOf: run.asOf, zone: run.zone, run: run.digest)
    let conclusion = words.conclusion(
      context.conclusion, failOn: context.failOn, allowsUnknown: context.allowsUnknown)
    xml.element("description", [], "\(about); \(conclusion)")
    xml.element("version", [("time", context.instant)], run.digest)
    xml.open("metadata")
    xml.element("dc:creator", [], "kiem \(context.toolVersion)")
    xml.element("dc:identifier", [], run.digest)
    xml.close()
    for policy in context.evidence.summary.policies { group(policy, &xml) }
  }

  private func group(_ policy: PolicySummary, _ xml: inout XMLWriter) {
    xml.open("Group", [("id", XCCDFBenchmark.group(policy))])
    xml.element("version", [], policy.version)
    xml.element("title", [], policy.title.text(context.language))
    let advisory = [policy.number, policy.issuer, policy.date].compactMap { $0 }.filter { !$0.isEmpty }
    xml.element("reference", [], advisory.joined(separator: ", "))
    for rule in policy.rules { self.rule(rule, policy, &xml) }
    xml.close()
  }

  private func rule(_ rule: RuleSummary, _ policy: PolicySummary, _ xml: inout XMLWriter) {
    let language = context.language
    xml.open(
      "Rule",
      [
        ("id", XCCDFBenchmark.rule(rule, of: policy)), ("selected", rule.deselection == nil ? "true" : "false"),
        ("severity", XCCDFBenchmark.severity(rule.severity)),
        ("role", rule.isInformational ? "unscored" : "full"),
      ])
    let title = rule.title.text(language)
    xml.element("title", [], title.isEmpty ? rule.id : title)
    let quotes = policy.clauses.filter { rule.clauses.contains($0.id) }.map { "\($0.id): \($0.quote)" }
    xml.element("description", [], quotes.joined(separator: "\n"))
    if let deselection = rule.deselection {
      xml.element("warning", [("category", "general")], "\(deselection.reason) (\(deselection.approvedBy))")
    }
    for clause in rule.clauses { xml.element("reference", [], "\(policy.id) \(clause)") }
    let remedy = rule.remediation.text(language)
    if !remedy.isEmpty { xml.element("fixtext", [], remedy) }
    xml.open("check", [("system", XCCDFBenchmark.checkSystem)])
    xml.element("check-content", [], rule.expected.text(language))
    xml.close()
    xml.close()
  }

  /// XCCDF has no severity above `high`.
  static func severity(_ severity: Severity) -> String {
    switch severity {
    case .critical, .high: "high"
    case .medium: "medium"
    case .low: "low"
    case .info: "info"
    }
  }
}
