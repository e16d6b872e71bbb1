import Evidence
import Formats
import Schema

/// Heimdall Data Format (InSpec's ExecJSON, version 1), for Heimdall and the tools of the SAF.
///
/// A profile for each policy, a control for each rule, a result for each subject. Heimdall shows a control with an error
/// as such before all else; what is undecided or was not checked is an error, since Heimdall shows skips beside a pass as
/// passed. An impact of 0 means *not applicable* there, so that it is kept for rules that apply to nothing; a rule of the
/// severity `info` has 0.1. A waived control keeps its failed results.
public struct HDFReport: ReportFormat {
  public init() {}

  public var name: String { "hdf" }
  public var summary: String { "Heimdall Data Format (ExecJSON)" }
  public var fileExtension: String { "json" }

  public func write(_ context: ReportContext, to sink: ([UInt8]) throws -> Void) rethrows {
    let evidence = context.evidence
    let run = evidence.run
    var json = JSONStream()
    json.open(.object)
    json.member(
      "platform", ["name": "kiem", "release": .string(context.toolVersion), "target_id": .string(run.digest)])
    json.member("version", .string(context.toolVersion))
    json.member("statistics", statistics(evidence.summary.policies.flatMap(\.rules)))
    json.member(
      "passthrough",
      [
        "kiem": [
          "run": .string(run.digest), "as_of": .string(run.asOf.description), "zone": .string(run.zone),
          "counts": evidence.summary.counts.json,
        ]
      ])
    json.open(.array, as: "profiles")
    for (index, policy) in evidence.summary.policies.enumerated() {
      json.open(.object)
      profile(policy, run, context.language, &json)
      json.open(.array, as: "controls")
      for (number, rule) in policy.rules.enumerated() {
        json.open(.object)
        control(rule, of: policy, context, &json)
        json.open(.array, as: "results")
        var waivers: [EvidenceRecord.Waiver] = []
        try evidence.forEachResult(ofRule: number, in: index) { result in
          json.item(self.result(result, rule, context))
          if let record = result.record, record.isWaived, let waiver = record.waiver,
            !waivers.contains(where: { $0.source == waiver.source })
          {
            waivers.append(waiver)
          }
          if json.bytes.count >= 1 << 16 { try sink(json.take()) }
        }
        json.close()
        if let data = waiverData(waivers, rule.counts.waived) { json.member("waiver_data", data) }
        json.close()
      }
      json.close()
      json.close()
    }
    json.close()
    json.close()
    try sink(json.take())
  }

  private func statistics(_ rules: [RuleSummary]) -> JSONValue {
    func total(_ verdicts: Verdict...) -> JSONValue {
      ["total": .int(Int64(rules.count { verdicts.contains($0.verdict) }))]
    }
    return [
      "controls": [
        "passed": total(.pass), "failed": total(.fail), "error": total(.unknown, .error, .notChecked),
        "skipped": total(.notApplicable, .notSelected, .informational),
      ]
    ]
  }

  private func profile(_ policy: PolicySummary, _ run: Run, _ language: Language, _ json: inout JSONStream) {
    json.member("name", .string(policy.id))
    json.member("version", .string(policy.version))
    json.member("sha256", .string(policy.digest))
    json.member("title", .string(policy.title.text(language)))
    let advisory = [policy.number, policy.issuer, policy.date].compactMap { $0 }.filter { !$0.isEmpty }
    json.member("summary", .string(advisory.joined(separator: ", ")))
    json.member("supports", [])
    let parameters = run.policy(policy.id)?.parameters ?? []
    json.member(
      "attributes", .array(parameters.map { ["name": .string($0.name), "options": ["value": $0.value]] }))
    json.member(
      "groups",
      .array(
        policy.clauses.map { clause in
          [
            "id": .string(clause.id), "title": .string(clause.quote),
            "controls": .array(clause.rules.map(JSONValue.string)),
          ]
        }))
    json.member("status", "loaded")
  }

  private func control(
    _ rule: RuleSummary, of policy: PolicySummary, _ context: ReportContext, _ json: inout JSONStream
  ) {
    let language = context.language
    let title = rule.title.text(language)
    let quotes = policy.clauses.filter { rule.clauses.contains($0.id) }.map { "\($0.id): \($0.quote)" }
    var descriptions: [JSONValue] = []
    for (label, text) in [("check", rule.expected.text(language)), ("fix", rule.remediation.text(language))]
    where !text.isEmpty {
      descriptions.append(["label": .string(label), "data": .string(text)])
    }
    json.member("id", .string(rule.id))
    json.member("title", .string(title.isEmpty ? rule.id : title))
    json.member("desc", .string(quotes.joined(separator: "\n")))
    json.member("descriptions", .array(descriptions))
    let appliesNowhere = rule.verdict == .notApplicable
    json.member("impact", .double(appliesNowhere ? 0 : HDFReport.impact(rule.severity)))
    json.member("refs", .array(rule.clauses.map { ["ref": .string("\(policy.id) \($0)")] }))
    var tags: [(String, JSONValue)] = [
      ("severity", .string(rule.severity.rawValue)), ("clause", .array(rule.clauses.map(JSONValue.string))),
      ("policy", .string(policy.id)), ("verdict", .string(rule.verdict.rawValue)), ("counts", rule.counts.json),
    ]
    if let deselection = rule.deselection {
      tags.append(("not_selected", .string("\(deselection.reason) (\(deselection.approvedBy))")))
    }
    json.member("tags", .object(tags))
    json.member("code", .string(rule.expected.text(.en)))
    json.member("source_location", [:])
  }

  private static func impact(_ severity: Severity) -> Double {
    switch severity {
    case .critical: 0.9
    case .high: 0.7
    case .medium: 0.5
    case .low: 0.3
    case .info: 0.1
    }
  }

  // MARK: Results

  private func result(_ result: RuleResult, _ rule: RuleSummary, _ context: ReportContext) -> JSONValue {
    let title = rule.title.text(context.language)
    let status: String
    let key: String
    switch result.verdict {
    case .pass: (status, key) = ("passed", "message")
    case .fail: (status, key) = ("failed", "message")
    case .unknown, .error, .notChecked: (status, key) = ("error", "message")
    case .notApplicable, .notSelected, .informational: (status, key) = ("skipped", "skip_message")
    }
    let name = result.subject.title.isEmpty ? result.subject.type : result.subject.title
    var message = result.record?.message.text(context.language) ?? context.text(result.verdict)
    if let record = result.record {
      message = ([message] + record.evidenceLines + [record.waiverText(context.words)].compactMap { $0 })
        .joined(separator: "\n")
    }
    var members: [(String, JSONValue)] = [
      ("status", .string(status)), ("code_desc", .string("\(name): \(title.isEmpty ? rule.id : title)")),
      (key, .string(message)), ("start_time", .string(context.instant)), ("run_time", 0),
      ("resource", .string(result.subject.type)), ("resource_id", .string(result.subject.id)),
      ("target_id", .string(result.subject.path)),
      ("record", .string(result.id)), ("verdict", .string(result.verdict.rawValue)),
    ]
    if let record = result.record { members.append(("digest", .string(record.digest))) }
    if result.isWaived { members.append(("waived", true)) }
    return .object(members)
  }

  /// What InSpec says of a control that was run although it is waived. With several waivers the first day on which one
  /// ends counts.
  private func waiverData(_ waivers: [EvidenceRecord.Waiver], _ count: Int) -> JSONValue? {
    guard let end = waivers.map(\.until).min() else { return nil }
    let reasons = waivers.map { "\($0.reason) (\($0.requestedBy) → \($0.approvedBy), \($0.from) – \($0.until))" }
    return [
      "expiration_date": .string(end.description), "justification": .string(reasons.joined(separator: "\n")),
      "run": true, "skipped_due_to_waiver": false, "message": .string("\(count) waived"),
    ]
  }
}
