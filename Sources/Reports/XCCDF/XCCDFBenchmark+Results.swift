import Evidence
import Formats
import Schema

extension XCCDFBenchmark {
  /// A test result.
  ///
  /// - Parameter isOwnDocument: whether it stands apart from the benchmark, and has to name it and its own namespace.
  func write(_ target: XCCDFTarget, to xml: inout XMLWriter, isOwnDocument: Bool = false) {
    let subject = target.subject
    xml.open(
      "TestResult",
      [
        ("xmlns", isOwnDocument ? XCCDFBenchmark.namespace : nil), ("id", XCCDFTarget.testResult(target.uuid)),
        ("start-time", context.instant), ("end-time", context.instant),
        ("test-system", "cpe:/a:kiem:kiem:\(context.toolVersion)"), ("version", context.evidence.run.digest),
      ])
    xml.element("benchmark", [("href", "#\(XCCDFBenchmark.id)"), ("id", XCCDFBenchmark.id)])
    let title = subject.title.isEmpty ? subject.type : subject.title
    xml.element("title", [], target.isWaived ? "\(title): \(context.words.waivedVerdict(.fail))" : title)
    if let waived = target.waived {
      xml.element(
        "remark", [], "\(context.words.waivedCount(waived.count)): \(XCCDFTarget.testResult(waived.uuid))")
    }
    for unit in subject.units { xml.element("organization", [], unit) }
    // XCCDF 1.2 wants a target even where there was none to test.
    xml.element("target", [], subject.id.isEmpty ? subject.type : subject.id)
    xml.open("target-facts")
    for (name, value) in [
      ("type", subject.type), ("id", subject.id), ("name", subject.name),
      ("run", context.evidence.run.digest), ("orphan", subject.isOrphan ? "true" : ""),
    ] where !value.isEmpty {
      xml.element("fact", [("name", "urn:kiem:fact:\(name)"), ("type", "string")], value)
    }
    xml.close()
    if let asset = target.asset {
      xml.element(
        "target-id-ref",
        [
          ("system", "http://scap.nist.gov/schema/asset-identification/1.1"),
          ("href", isOwnDocument ? "#\(asset)" : ""),
          ("name", asset),
        ])
    }
    for result in target.results { write(result, &xml) }
    score(target, &xml)
    xml.close()
  }

  /// NIST's flat model, which leaves out what was not checked, and ours, which counts it as not passed.
  private func score(_ target: XCCDFTarget, _ xml: inout XMLWriter) {
    func count(_ verdicts: Verdict...) -> Int { verdicts.reduce(0) { $0 + (target.counts[$1] ?? 0) } }
    let passed = String(count(.pass))
    let scored = count(.pass, .fail, .unknown, .error)
    xml.element(
      "score",
      [("system", "urn:xccdf:scoring:flat-unweighted"), ("maximum", scored == 0 ? nil : String(scored))], passed)
    let applicable = scored + count(.notChecked)
    xml.element(
      "score", [("system", "urn:kiem:scoring:applicable"), ("maximum", applicable == 0 ? nil : String(applicable))],
      passed)
  }

  private func write(_ result: RuleResult, _ xml: inout XMLWriter) {
    let policy = context.evidence.summary.policies[result.policy]
    let rule = policy.rules[result.rule]
    xml.open(
      "rule-result",
      [
        ("idref", XCCDFBenchmark.rule(rule, of: policy)), ("role", rule.isInformational ? "unscored" : "full"),
        ("time", context.instant), ("severity", XCCDFBenchmark.severity(rule.severity)),
      ])
    xml.element("result", [], result.verdict.rawValue)
    if result.isWaived, let waiver = result.record?.waiver { override(waiver, result, &xml) }
    xml.element("ident", [("system", "urn:kiem:record")], result.id)
    if let record = result.record { details(record, &xml) }
    check(result.record, &xml)
    xml.close()
  }

  private func override(_ waiver: EvidenceRecord.Waiver, _ result: RuleResult, _ xml: inout XMLWriter) {
    xml.open("override", [("time", context.instant(waiver.from)), ("authority", waiver.approvedBy)])
    xml.element("old-result", [], result.verdict.rawValue)
    xml.element("new-result", [], result.verdict.rawValue)
    xml.element("remark", [], result.record?.waiverText(context.words) ?? waiver.reason)
    xml.close()
  }

  private func details(_ record: EvidenceRecord, _ xml: inout XMLWriter) {
    xml.element("ident", [("system", "urn:kiem:record:digest")], record.digest)
    if let reason = record.reason { xml.element("ident", [("system", "urn:kiem:reason")], reason.code.rawValue) }
    let severity: String
    switch record.verdict {
    case .fail, .error: severity = "error"
    default: severity = "warning"
    }
    xml.element("message", [("severity", severity)], record.message.text(context.language))
    if let waiver = record.waiver, waiver.state != .inForce {
      xml.element("message", [("severity", "info")], record.waiverText(context.words) ?? waiver.state.rawValue)
    }
  }

  /// Where that stands which was checked.
  private func check(_ record: EvidenceRecord?, _ xml: inout XMLWriter) {
    let places = (record?.places ?? []).compactMap { observation in observation.source.map { (observation, $0) } }
    guard !places.isEmpty else {
      xml.element("check", [("system", XCCDFBenchmark.checkSystem)])
      return
    }
    xml.open("check", [("system", XCCDFBenchmark.checkSystem)])
    for (observation, source) in places {
      xml.element(
        "check-content-ref",
        [
          ("href", "\(URIReference.path(source.file))#line=\(source.line)"),
          ("name", "\(observation.name) = \(observation.spelling)"),
        ])
    }
    xml.close()
  }
}
