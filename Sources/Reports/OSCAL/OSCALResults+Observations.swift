import Evidence
import Formats
import Schema
import Values

extension OSCALResults {
  /// The observation of a finding, under its record's id.
  func observation(_ record: EvidenceRecord) -> JSONValue {
    let language = context.language
    var properties = [
      ("record", record.id), ("digest", record.digest), ("verdict", record.verdict.rawValue),
      ("rule", OSCALResults.token(record.policy.id, record.rule.id)), ("severity", record.rule.severity.rawValue),
    ]
    if let reason = record.reason {
      properties.append(("reason", reason.code.rawValue))
      if !reason.attributes.isEmpty { properties.append(("attributes", reason.attributes.joined(separator: " "))) }
    }
    if record.subject.isStandIn { properties.append(("stand-in", "true")) }
    if let waiver = record.waiver { properties.append(("waiver", waiver.state.rawValue)) }
    if let attestation = record.attestation { properties.append(("attestation", attestation.state)) }
    let title = "\(record.rule.id): \(record.subject.title.isEmpty ? record.subject.type : record.subject.title)"
    var members: [(String, JSONValue)] = [
      ("uuid", .string(record.id)), ("title", .string(OSCALResults.string(title))),
      ("description", .string(record.message.text(language))), ("props", OSCALResults.properties(properties)),
      // A signed statement is what an interview leaves; everything else is read in files.
      ("methods", [record.attestation == nil ? "EXAMINE" : "INTERVIEW"]), ("types", ["finding"]),
    ]
    members.append(("origins", [["actors": [actor]]]))
    if !record.subject.id.isEmpty {
      members.append(("subjects", [OSCALResults.reference(record.subject)]))
    }
    let evidence = record.observed.map(evidence)
    if !evidence.isEmpty { members.append(("relevant-evidence", .array(evidence))) }
    members.append(("collected", .string(context.instant(collected(record)))))
    let remarks = [record.waiverText(context.words), record.remediation.text(language)].compactMap { $0 }
      .filter { !$0.isEmpty }
    if !remarks.isEmpty { members.append(("remarks", .string(remarks.joined(separator: "\n\n")))) }
    return .object(members)
  }

  /// The observation that gathers subjects about which a rule says the same.
  func observation(
    _ gathering: OSCALGathering, _ verdict: Verdict, policy: Int, rule: Int
  ) -> (uuid: String, value: JSONValue) {
    let summary = context.evidence.summary.policies[policy]
    let rule = summary.rules[rule]
    let token = OSCALResults.token(summary.id, rule.id)
    let uuid = RecordID.derived(
      "oscal-observation", from: token, verdict.rawValue, String(gathering.part))
    let title = rule.title.text(context.language)
    return (
      uuid,
      [
        "uuid": .string(uuid), "title": .string(OSCALResults.string("\(rule.id): \(context.text(verdict))")),
        "description": .string("\(title.isEmpty ? rule.id : title): \(context.text(verdict))"),
        "props": OSCALResults.properties([
          ("verdict", verdict.rawValue), ("rule", token), ("severity", rule.severity.rawValue),
          ("count", String(gathering.subjects.count)),
        ]),
        "methods": ["EXAMINE"], "types": ["control-objective"], "origins": [["actors": [actor]]],
        "subjects": .array(gathering.subjects), "collected": .string(context.instant),
      ]
    )
  }

  private var actor: JSONValue {
    ["type": "tool", "actor-uuid": .string(RecordID.derived("oscal-tool", from: context.toolVersion))]
  }

  /// The youngest day of what was read; the run's where nothing is dated.
  private func collected(_ record: EvidenceRecord) -> CalendarDate {
    record.observed.filter { !$0.isReference }.compactMap(\.collected).max() ?? context.evidence.run.asOf
  }

  private func evidence(_ observation: EvidenceRecord.Observation) -> JSONValue {
    var members: [(String, JSONValue)] = []
    var properties: [(String, String)] = [("name", observation.name)]
    if let about = observation.about { properties.append(("about", about)) }
    if observation.isRedacted { properties.append(("redacted", "true")) }
    if let day = observation.collected { properties.append(("collected", day.description)) }
    var place = ""
    if let source = observation.source {
      place = " (\(source.place))"
      if hasResource(source) {
        members.append(("href", .string("#" + OSCALResults.resource(source.file, source.digest))))
      }
      properties += [("row", String(source.row)), ("line", String(source.line))]
      if let column = source.column { properties.append(("column", column)) }
      if let pointer = source.pointer { properties.append(("pointer", pointer)) }
      properties.append(("raw", source.raw))
    }
    let value = observation.source == nil && observation.value == .null ? "?" : observation.spelling
    members.append(("description", .string("\(observation.name) = \(value)\(place)")))
    members.append(("props", OSCALResults.properties(properties)))
    return .object(members)
  }

  // MARK: Subjects

  static func reference(_ subject: EvidenceRecord.Subject, record: String? = nil) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("subject-uuid", .string(subject.uuid)), ("type", "inventory-item"),
    ]
    let title = string(subject.title)
    if !title.isEmpty { members.append(("title", .string(title))) }
    if let record, let property = property("record", record) { members.append(("props", [property])) }
    return .object(members)
  }

  /// A subject with the id of the record that could be written about it.
  static func reference(_ result: RuleResult) -> JSONValue {
    reference(result.subject, record: result.id)
  }

  // MARK: Findings and risks

  /// What a rule comes to; nil where that says nothing about its objective.
  func finding(_ rule: RuleSummary, of policy: PolicySummary, _ related: OSCALRelated) -> JSONValue? {
    guard !rule.isInformational, rule.deselection == nil else { return nil }
    let (state, reason): (JSONValue, JSONValue)
    switch rule.verdict {
    case .pass: (state, reason) = ("satisfied", "pass")
    case .fail: (state, reason) = ("not-satisfied", "fail")
    case .unknown, .error, .notChecked: (state, reason) = ("not-satisfied", "other")
    case .notApplicable, .notSelected, .informational: return nil
    }
    let language = context.language
    let token = OSCALResults.token(policy.id, rule.id)
    let title = rule.title.text(language)
    let quotes = policy.clauses.filter { rule.clauses.contains($0.id) }.map { "\($0.id): \($0.quote)" }
    var members: [(String, JSONValue)] = [
      ("uuid", .string(RecordID.derived("oscal-finding", from: policy.id, rule.id))),
      ("title", .string(OSCALResults.string(title.isEmpty ? rule.id : title))),
      ("description", .string(quotes.isEmpty ? token : quotes.joined(separator: "\n\n"))),
      (
        "props",
        OSCALResults.properties([
          ("verdict", rule.verdict.rawValue), ("severity", rule.severity.rawValue),
          ("waived", rule.counts.waived > 0 ? String(rule.counts.waived) : ""),
        ])
      ),
      (
        "target",
        [
          "type": "objective-id", "target-id": .string(token),
          "status": ["state": state, "reason": reason, "remarks": .string(context.words.verdict(rule.verdict))],
        ]
      ),
    ]
    if !related.observations.isEmpty {
      members.append(
        ("related-observations", .array(related.observations.map { ["observation-uuid": .string($0)] })))
    }
    if !related.risks.isEmpty {
      members.append(("related-risks", .array(related.risks.map { ["risk-uuid": .string($0)] })))
    }
    return .object(members)
  }

  /// The risk that a waiver in force accepts.
  func risk(_ record: EvidenceRecord) -> (uuid: String, value: JSONValue)? {
    guard record.isWaived, let waiver = record.waiver else { return nil }
    let uuid = RecordID.derived("oscal-risk", from: record.id)
    let title = record.rule.title.text(context.language)
    let end = waiver.until.adding(days: 1) ?? waiver.until
    return (
      uuid,
      [
        "uuid": .string(uuid), "title": .string(OSCALResults.string("\(record.rule.id): \(record.subject.title)")),
        "description": .string("\(title.isEmpty ? record.rule.id : title): \(record.message.text(context.language))"),
        "statement": .string(waiver.reason),
        "props": OSCALResults.properties([
          ("record", record.id), ("digest", record.digest), ("requested-by", waiver.requestedBy),
          ("approved-by", waiver.approvedBy), ("valid-from", waiver.from.description),
          ("valid-until", waiver.until.description),
          ("source", "\(waiver.source.path):\(waiver.source.line)"),
        ]),
        "status": "deviation-approved", "origins": [["actors": [actor]]],
        // The waiver holds to the end of its last day.
        "deadline": .string(context.instant(end)),
        "related-observations": [["observation-uuid": .string(record.id)]],
      ]
    )
  }
}
