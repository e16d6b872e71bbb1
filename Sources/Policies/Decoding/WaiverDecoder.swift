import Diagnostics
import Formats
import Schema
import Values

/// Decodes `waivers` documents, and the waivers of a test.
public struct WaiverDecoder {
  private let log: DecodingLog

  public init(log: DecodingLog) { self.log = log }

  /// The list, as far as it could be read; usable if the log has no errors. nil if the document is no mapping.
  public func decode(_ document: YAMLNode) -> WaiverList? {
    log.mapping(document, as: "a list of waivers") { fields in
      let id = fields.id("waivers", of: "an id")
      let items = fields.required("items").flatMap { log.list($0, as: "a list of waivers") } ?? []
      if items.isEmpty { log.add(.noItems("waivers", at: id.span)) }
      return WaiverList(id: id.value, items: items.compactMap { waiver($0, policyIsPlain: false) }, span: id.span)
    }
  }

  /// One waiver; nil only after saying what it lacks.
  func waiver(_ node: YAMLNode, policyIsPlain: Bool) -> Waiver? {
    let decoded: Waiver?? = log.mapping(node, as: "a waiver") { fields in
      let rule = fields.rule("rule", policyIsPlain: policyIsPlain)
      let subject = fields.expression("subject")
      let requested = fields.string("requested_by")
      let approved = fields.string("approved_by")
      if !approved.value.isEmpty, Text(approved.value) == Text(requested.value) {
        log.add(.samePerson(approved.value, at: approved.span, requested: requested.span))
      }
      let from = fields.date("from")
      let until = fields.date("until")
      fields.checkOrder(from, "from", until, "until")
      let reason = fields.string("reason").value
      let maxSubjects = fields.optionalInteger("max_subjects", in: 1...1_000_000)
      guard let rule, let subject, let from, let until else { return nil }
      return Waiver(
        rule: rule, subject: subject, maxSubjects: maxSubjects, reason: reason, requestedBy: requested.value,
        approvedBy: approved.value, from: from, until: until, span: rule.span)
    }
    return decoded ?? nil
  }
}

/// Decodes `attestations` documents, and the attestations of a test.
public struct AttestationDecoder {
  private let log: DecodingLog

  public init(log: DecodingLog) { self.log = log }

  /// The list, as far as it could be read; usable if the log has no errors. nil if the document is no mapping.
  public func decode(_ document: YAMLNode) -> AttestationList? {
    log.mapping(document, as: "a list of attestations") { fields in
      let id = fields.id("attestations", of: "an id")
      let items = fields.required("items").flatMap { log.list($0, as: "a list of attestations") } ?? []
      if items.isEmpty { log.add(.noItems("attestations", at: id.span)) }
      return AttestationList(
        id: id.value, items: items.compactMap { attestation($0, policyIsPlain: false) }, span: id.span)
    }
  }

  /// One attestation; nil only after saying what it lacks.
  func attestation(_ node: YAMLNode, policyIsPlain: Bool) -> Attestation? {
    let decoded: Attestation?? = log.mapping(node, as: "an attestation") { fields in
      let rule = fields.rule("rule", policyIsPlain: policyIsPlain)
      let subject = fields.expression("subject")
      let answer = fields.required("answer").flatMap { log.bool($0, as: "`answer`") }
      let signedBy = fields.string("signed_by").value
      let role = fields.string("role").value
      let date = fields.date("date")
      let until = fields.optionalDate("until")
      fields.checkOrder(date, "date", until, "until")
      let document = fields.optionalString("document")?.value
      let digest = fields.optionalString("document_sha256")
      if let digest, !Self.isDigest(digest.value) { log.add(.invalidDigest(digest)) }
      if let digest, document == nil { log.add(.digestWithoutDocument(digest.span)) }
      guard let rule, let subject, let answer, let date else { return nil }
      return Attestation(
        rule: rule, subject: subject, answer: answer, signedBy: signedBy, role: role, date: date, until: until,
        document: document, documentDigest: digest, signature: fields.optionalString("signature"), span: rule.span)
    }
    return decoded ?? nil
  }

  private static func isDigest(_ text: String) -> Bool {
    text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
