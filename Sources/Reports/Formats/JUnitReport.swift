import Evidence
import Formats
import Schema

/// JUnit XML as Jenkins, GitLab and others read it: a suite for each policy, a case for each rule and subject.
///
/// What could not be decided is an error, not a skip: skipped cases look green. A waived fail stays a failure; that it is
/// waived stands among the case's properties, written as `[[PROPERTY|name=value]]` lines in `system-out`, since the
/// schema has no place for properties in a case. Nothing was timed: every time is 0.
public struct JUnitReport: ReportFormat {
  public init() {}

  public var name: String { "junit" }
  public var summary: String { "test results as JUnit XML: a case for each rule and subject" }
  public var fileExtension: String { "xml" }

  public func write(_ context: ReportContext, to sink: ([UInt8]) throws -> Void) rethrows {
    let evidence = context.evidence
    let words = context.words
    let counts = evidence.summary.counts
    var xml = XMLWriter()
    xml.open(
      "testsuites",
      [
        ("name", "kiem"), ("time", "0"), ("tests", String(counts.total)), ("failures", String(counts[.fail])),
        ("errors", String(counts.broken)),
      ])
    var open: Int?
    try evidence.forEachResult { result in
      while open != result.policy {
        if open != nil { xml.close() }
        open = open.map { $0 + 1 } ?? 0
        begin(evidence.summary.policies[open ?? 0], context, &xml)
      }
      write(result, evidence.summary.policies[result.policy], context, words, &xml)
      if xml.bytes.count >= 1 << 16 { try sink(xml.take()) }
    }
    for policy in evidence.summary.policies.dropFirst(open.map { $0 + 1 } ?? 0) {
      if open != nil { xml.close() }
      open = 0
      begin(policy, context, &xml)
    }
    if open != nil { xml.close() }
    xml.close()
    try sink(xml.take())
  }

  private func begin(_ policy: PolicySummary, _ context: ReportContext, _ xml: inout XMLWriter) {
    let counts = policy.counts
    let skipped = counts[.notApplicable] + counts[.notSelected] + counts[.informational]
    xml.open(
      "testsuite",
      [
        ("name", policy.id), ("tests", String(counts.total)), ("failures", String(counts[.fail])),
        ("errors", String(counts.broken)), ("skipped", String(skipped)), ("time", "0"),
        ("timestamp", "\(context.evidence.run.asOf)T00:00:00"), ("version", policy.version),
      ])
    xml.open("properties")
    let properties: [(String, String)] = [
      ("kiem.run", context.evidence.run.digest), ("kiem.policy.digest", policy.digest),
      ("kiem.as_of", context.evidence.run.asOf.description), ("kiem.zone", context.evidence.run.zone),
      ("kiem.verdict", policy.verdict.rawValue), ("kiem.waived", String(counts.waived)),
      ("title", policy.title.text(context.language)),
    ]
    for (name, value) in properties { xml.element("property", [("name", name), ("value", value)]) }
    xml.close()
  }

  private func write(
    _ result: RuleResult, _ policy: PolicySummary, _ context: ReportContext, _ words: any TextWords,
    _ xml: inout XMLWriter
  ) {
    xml.open(
      "testcase",
      [("name", policy.rules[result.rule].id), ("classname", result.subject.path), ("time", "0")])
    let outcome: String? =
      switch result.verdict {
      case .pass: nil
      case .fail: "failure"
      case .unknown, .error, .notChecked: "error"
      case .notApplicable, .notSelected, .informational: "skipped"
      }
    if let outcome {
      let message = result.record?.message.text(context.language) ?? context.text(result.verdict)
      let text = result.record.map { details($0, context.language, words) } ?? ""
      xml.element(outcome, [("type", result.verdict.rawValue), ("message", message)], text)
    }
    xml.element("system-out", [], properties(result))
    xml.close()
  }

  private func details(_ record: EvidenceRecord, _ language: Language, _ words: any TextWords) -> String {
    var lines = [record.rule.title.text(language), "\(words.expected): \(record.expected)"]
    lines += record.evidenceLines
    if let waiver = record.waiverText(words) { lines.append(waiver) }
    let remedy = record.remediation.text(language)
    if !remedy.isEmpty { lines.append("\(words.remedy): \(remedy)") }
    return "\n" + lines.joined(separator: "\n") + "\n"
  }

  private func properties(_ result: RuleResult) -> String {
    var properties = [("kiem.id", result.id), ("kiem.verdict", result.verdict.rawValue)]
    if let record = result.record {
      properties.append(("kiem.digest", record.digest))
      properties.append(("kiem.severity", record.rule.severity.rawValue))
      if let reason = record.reason { properties.append(("kiem.reason", reason.code.rawValue)) }
    }
    if result.isWaived { properties.append(("kiem.waived", result.record?.waiver?.until.description ?? "true")) }
    return properties.map { "[[PROPERTY|\($0.0)=\($0.1)]]" }.joined(separator: "\n")
  }
}

extension VerdictCounts {
  /// What is neither well nor failed nor without weight.
  var broken: Int { self[.unknown] + self[.error] + self[.notChecked] }
}
