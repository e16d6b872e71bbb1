import Formats
import Schema
import Tables
import Values

extension EvidenceRecord {
  /// A record read back from its line.
  init(stored json: JSONValue) throws(StoredFault) {
    let record = try StoredObject(json)
    let policy = try record.object("policy")
    var reason: Reason?
    if let stored = try record.optionalObject("reason") {
      reason = Reason(code: try stored.word("code"), attributes: try stored.strings("attributes"))
    }
    var observed: [Observation] = []
    for stored in try record.objects("observed") { observed.append(try Observation(stored: stored)) }
    var trace: [Step] = []
    for stored in try record.objects("trace") { trace.append(try Step(stored: stored)) }
    var waiver: Waiver?
    if let stored = try record.optionalObject("waiver") { waiver = try Waiver(stored: stored) }
    var attestation: Attestation?
    if let stored = try record.optionalObject("attestation") { attestation = try Attestation(stored: stored) }
    self.init(
      id: try record.string("id"), run: try record.string("run"),
      policy: Policy(
        id: try policy.string("id"), version: try policy.string("version"), digest: try policy.string("digest")),
      rule: try Rule(stored: try record.object("rule")), subject: try Subject(stored: try record.object("subject")),
      verdict: try record.word("verdict"), isVacuous: try record.flag("vacuous"), reason: reason,
      expected: try record.string("expected"), observed: observed, omitted: try record.count("omitted"),
      witnessCount: record.has("witnesses") ? try record.count("witnesses") : 0, trace: trace,
      message: try record.text("message"), remediation: try record.text("remediation"), waiver: waiver,
      attestation: attestation, takenDigest: try record.string("digest"))
  }
}

extension EvidenceRecord.Rule {
  fileprivate init(stored rule: StoredObject) throws(StoredFault) {
    self.init(
      id: try rule.string("id"), title: try rule.text("title"), severity: try rule.word("severity"),
      clauses: try rule.strings("clause"), references: try rule.strings("references"),
      source: try EvidenceRecord.Place(stored: try rule.object("source")), expression: try rule.string("expression"))
  }
}

extension EvidenceRecord.Place {
  init(stored place: StoredObject) throws(StoredFault) {
    self.init(path: try place.string("path"), line: try place.count("line"), column: try place.count("column"))
  }
}

extension EvidenceRecord.Subject {
  fileprivate init(stored subject: StoredObject) throws(StoredFault) {
    self.init(
      type: try subject.string("type"), id: try subject.string("id"), name: try subject.string("name"),
      units: try subject.strings("unit"), isStandIn: try subject.flag("stand_in"),
      isOrphan: try subject.flag("orphan"))
  }
}

extension EvidenceRecord.Observation {
  fileprivate init(stored observation: StoredObject) throws(StoredFault) {
    var source: EvidenceRecord.Source?
    if let stored = try observation.optionalObject("source") {
      source = EvidenceRecord.Source(
        file: try stored.string("file"), digest: try stored.string("digest"), row: try stored.count("row"),
        line: try stored.count("line"), column: try stored.optionalString("column"),
        pointer: try stored.optionalString("pointer"), sheet: try stored.optionalString("sheet"),
        cell: try stored.optionalString("cell"),
        table: try stored.optionalString("table"), raw: try stored.string("raw"))
      if stored.has("start_column") {
        source?.region = DocumentRegion(
          line: try stored.count("line"), column: try stored.count("start_column"),
          endLine: try stored.count("end_line"), endColumn: try stored.count("end_column"))
      }
    }
    self.init(
      name: try observation.string("name"), value: try observation.value("value"),
      isRedacted: try observation.bool("redacted"), source: source, collected: try observation.optionalDay("collected"),
      about: try observation.optionalString("about"), isMissing: try observation.flag("missing"))
  }
}

extension EvidenceRecord.Step {
  fileprivate init(stored step: StoredObject) throws(StoredFault) {
    self.init(
      expression: try step.string("expression"), value: try step.value("value"),
      outcome: try step.optionalString("outcome"), about: try step.optionalString("about"),
      element: try step.optionalString("element"))
  }
}

extension EvidenceRecord.Waiver {
  fileprivate init(stored waiver: StoredObject) throws(StoredFault) {
    self.init(
      state: try waiver.word("state"), reason: try waiver.string("reason"),
      requestedBy: try waiver.string("requested_by"), approvedBy: try waiver.string("approved_by"),
      from: try waiver.day("from"), until: try waiver.day("until"),
      source: try EvidenceRecord.Place(stored: try waiver.object("source")), isComment: try waiver.flag("comment"))
  }
}

extension EvidenceRecord.Attestation {
  fileprivate init(stored attestation: StoredObject) throws(StoredFault) {
    var statement: Statement?
    if attestation.has("answer") {
      statement = Statement(
        answer: try attestation.bool("answer"), signedBy: try attestation.string("signed_by"),
        role: try attestation.string("role"), date: try attestation.day("date"),
        until: try attestation.optionalDay("until"), document: try attestation.optionalString("document"),
        documentDigest: try attestation.optionalString("document_sha256"),
        isDocumentChecked: try attestation.flag("document_checked"),
        keyID: try attestation.optionalString("signed_with"),
        source: try EvidenceRecord.Place(stored: try attestation.object("source")))
    }
    self.init(state: try attestation.string("state"), statement: statement)
  }
}
