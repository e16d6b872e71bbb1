import Evidence
import Formats
import Schema

extension SARIFRun {
  /// More places of one result forges do not show.
  private static let placeLimit = 100

  /// A result; nil for a rule that was left out, which the invocation tells of.
  func result(_ result: RuleResult) -> JSONValue? {
    guard let kind = SARIFRun.kind(result.verdict) else { return nil }
    let policy = context.evidence.summary.policies[result.policy]
    let rule = policy.rules[result.rule]
    let record = result.record
    let message = record?.headline(context) ?? "\(result.subject.path): \(context.text(result.verdict))"
    var members: [(String, JSONValue)] = [
      ("ruleId", .string("\(policy.id)/\(rule.id)")), ("ruleIndex", .int(Int64(ruleIndex(result)))),
      ("kind", .string(kind)),
      ("level", .string(result.verdict == .fail ? SARIFRun.level(rule.severity) : "none")),
      ("message", ["text": .string(message)]),
      ("locations", .array([location(result)])),
    ]
    let more = record.map { $0.places.dropFirst().prefix(SARIFRun.placeLimit - 1).compactMap(related) } ?? []
    if !more.isEmpty { members.append(("relatedLocations", .array(more))) }
    members += [
      ("correlationGuid", .string(result.id)),
      // The name of the fingerprint that GitHub follows an alert by: not the line, which moves, but the record.
      ("partialFingerprints", ["primaryLocationLineHash": .string(result.id), "kiemRecord/v1": .string(result.id)]),
    ]
    if let state = SARIFRun.baselineState(context.baseline.kind(of: result.id)) {
      members.append(("baselineState", .string(state)))
    }
    if result.isWaived, let waiver = record?.waiver { members.append(("suppressions", [suppression(waiver)])) }
    members.append(("properties", .object(properties(result))))
    return .object(members)
  }

  /// `none`, as DESIGN section 6 has it for what was not selected, means no result.
  private static func kind(_ verdict: Verdict) -> String? {
    switch verdict {
    case .pass: "pass"
    case .fail: "fail"
    case .unknown, .error: "open"
    case .notChecked: "review"
    case .notApplicable: "notApplicable"
    case .informational: "informational"
    case .notSelected: nil
    }
  }

  /// SARIF 2.1.0 section 3.27.24. A finding that is fixed is a result still, a pass.
  private static func baselineState(_ kind: EvidenceDiff.Kind?) -> String? {
    switch kind {
    case .new: "new"
    case .open: "unchanged"
    case .changed, .fixed, .gone: "updated"
    case nil: nil
    }
  }

  // MARK: Places

  private func location(_ result: RuleResult) -> JSONValue {
    let subject = result.subject
    var members: [(String, JSONValue)] = []
    if let source = result.record?.places.first?.source {
      members.append(("physicalLocation", physicalLocation(source)))
    } else if isForForges, let place = result.record?.rule.source {
      members.append(("physicalLocation", physicalLocation(place)))
    }
    let name = (subject.units.reversed().filter { $0 != subject.id } + [subject.path]).joined(separator: "/")
    members.append(
      (
        "logicalLocations",
        [
          [
            "name": .string(subject.title.isEmpty ? subject.type : subject.title),
            "fullyQualifiedName": .string(name), "kind": .string(subject.type),
          ]
        ]
      ))
    return .object(members)
  }

  private func related(_ observation: EvidenceRecord.Observation) -> JSONValue? {
    guard let source = observation.source else { return nil }
    let text = "\(observation.name) = \(observation.spelling)"
    return ["physicalLocation": physicalLocation(source), "message": ["text": .string(text)]]
  }

  private func physicalLocation(_ source: EvidenceRecord.Source) -> JSONValue {
    var properties: [(String, JSONValue)] = [("row", .int(Int64(source.row)))]
    if let column = source.column { properties.append(("column", .string(column))) }
    if let pointer = source.pointer { properties.append(("pointer", .string(pointer))) }
    var region: [(String, JSONValue)] = [("startLine", .int(Int64(max(1, source.line))))]
    if let exact = source.region {
      region += [
        ("startColumn", .int(Int64(exact.column))), ("endLine", .int(Int64(exact.endLine))),
        ("endColumn", .int(Int64(exact.endColumn))),
      ]
    }
    if !source.raw.isEmpty { region.append(("snippet", ["text": .string(source.raw)])) }
    return [
      "artifactLocation": artifactLocation(source.file, artifact(source.file, source.digest)),
      "region": .object(region), "properties": .object(properties),
    ]
  }

  private func physicalLocation(_ place: EvidenceRecord.Place) -> JSONValue {
    [
      "artifactLocation": artifactLocation(place.path, document(place.path)),
      "region": ["startLine": .int(Int64(max(1, place.line))), "startColumn": .int(Int64(max(1, place.column)))],
    ]
  }

  private func artifactLocation(_ path: String, _ index: Int?) -> JSONValue {
    let uri: (String, JSONValue) = ("uri", .string(URIReference.path(context.workingPath(path))))
    return .object([uri] + (index.map { [("index", .int(Int64($0)))] } ?? []))
  }

  // MARK: Marks

  private func suppression(_ waiver: EvidenceRecord.Waiver) -> JSONValue {
    [
      "kind": waiver.isComment ? "inSource" : "external", "status": "accepted", "justification": .string(waiver.reason),
      "location": ["physicalLocation": physicalLocation(waiver.source)],
      "properties": [
        "requestedBy": .string(waiver.requestedBy), "approvedBy": .string(waiver.approvedBy),
        "from": .string(waiver.from.description), "until": .string(waiver.until.description),
      ],
    ]
  }

  private func properties(_ result: RuleResult) -> [(String, JSONValue)] {
    var members: [(String, JSONValue)] = [
      ("verdict", .string(result.verdict.rawValue)), ("record", .string(result.id)),
    ]
    if result.subject.isStandIn { members.append(("standIn", true)) }
    if result.subject.isOrphan { members.append(("orphan", true)) }
    guard let record = result.record else { return members }
    members.append(("digest", .string(record.digest)))
    if let reason = record.reason {
      members.append(("reason", .string(reason.code.rawValue)))
      if !reason.attributes.isEmpty {
        members.append(("attributes", .array(reason.attributes.map(JSONValue.string))))
      }
    }
    if result.isWaived { members.append(("waived", true)) }
    if let waiver = record.waiver, waiver.state != .inForce {
      members.append(("waiver", .string(record.waiverText(context.words) ?? waiver.state.rawValue)))
    }
    if let attestation = record.attestation { members.append(("attestation", .string(attestation.state))) }
    return members
  }
}
