import Diagnostics
import Formats
import Schema
import Values

/// Decodes a `tests` document.
public struct TestsDecoder {
  private let log: DecodingLog

  public init(log: DecodingLog) { self.log = log }

  /// The tests, as far as they could be read; usable if the log has no errors. nil if the document is no mapping.
  public func decode(_ document: YAMLNode) -> PolicyTests? {
    log.mapping(document, as: "a tests document") { fields in
      let policy = fields.string("tests")
      let asOf = fields.optionalDate("as_of")
      let nodes = fields.required("cases").flatMap { log.list($0, as: "a list of cases") } ?? []
      let cases = nodes.compactMap(testCase)
      log.unique(cases.map(\.name), as: "cases")
      for testCase in cases where testCase.asOf == nil && asOf == nil {
        log.add(.missingKey("as_of", in: "a case of a document without one", at: testCase.name.span))
      }
      return PolicyTests(policy: policy, asOf: asOf, cases: cases)
    }
  }

  private func testCase(_ node: YAMLNode) -> TestCase? {
    log.mapping(node, as: "a case") { fields in
      let name = fields.string("name")
      let waivers = WaiverDecoder(log: log)
      let attestations = AttestationDecoder(log: log)
      let expect = fields.required("expect").flatMap { log.entries($0, as: "a mapping of rules to verdicts") }
      if let expect, expect.isEmpty { log.add(.emptyExpectation(at: name.span)) }
      return TestCase(
        name: name, asOf: fields.optionalDate("as_of"), zone: fields.optionalZone("zone"),
        collected: fields.optionalDate("collected"), given: fields.entries("given").map(given),
        files: fields.strings("files"), complete: fields.strings("complete"),
        wherePresent: fields.strings("where_present"),
        parameters: fields.optional("parameters").map { log.settings($0, policy: nil) } ?? [],
        attestations: fields.items("attestations") { attestations.attestation($0, policyIsPlain: true) },
        waivers: fields.items("waivers") { waivers.waiver($0, policyIsPlain: true) },
        expect: (expect ?? []).map { ExpectationDecoder(log: log).rule($0.key, $0.value) })
    }
  }

  // MARK: Rows

  private func given(_ entity: Located<String>, _ node: YAMLNode) -> GivenEntity {
    let rows = log.list(node, as: "a list of rows") ?? []
    return GivenEntity(entity: entity, rows: rows.compactMap { row($0, of: entity.value) })
  }

  private func row(_ node: YAMLNode, of entity: String) -> GivenRow? {
    guard log.entries(node, as: "a row, `{name: C1, status: active}`") != nil else { return nil }
    return GivenRow(fields: fields(node, of: entity, prefix: ""), span: node.headSpan)
  }

  /// The fields of a row, nested mappings flattened to dotted names as the readers of inventories do; the data of
  /// a document stays as it is written.
  private func fields(_ node: YAMLNode, of entity: String, prefix: String) -> [GivenRow.Field] {
    guard case .mapping(let entries) = node.kind else { return [] }
    return entries.flatMap { entry -> [GivenRow.Field] in
      guard let key = entry.key.scalar?.text else { return [] }
      if entity == DocumentEntity.name, prefix.isEmpty, key == DocumentEntity.data {
        return [
          GivenRow.Field(
            name: Located(key, entry.key.span), value: .null, span: entry.value.headSpan, document: entry.value.span)
        ]
      }
      if let tag = entry.value.tagSpan { log.add(.unexpectedTag(tag.text, at: tag)) }
      let name = prefix + key
      if case .mapping(let inner) = entry.value.kind, !inner.isEmpty {
        return fields(entry.value, of: entity, prefix: name + ".")
      }
      return [
        GivenRow.Field(
          name: Located(name, entry.key.span), value: entry.value.asRawValue(), span: entry.value.headSpan)
      ]
    }
  }
}

/// Decodes what a case expects of one rule.
struct ExpectationDecoder {
  let log: DecodingLog

  /// By subject: `{C1: fail, C2: {unknown: source-partial}}`, or for the rule as a whole: `{notchecked: no-subject}`.
  func rule(_ rule: Located<String>, _ node: YAMLNode) -> RuleExpectation {
    if isVerdict(node) { return RuleExpectation(rule: rule, subjects: verdict(node, subject: nil).map { [$0] } ?? []) }
    let entries = log.entries(node, as: "a mapping of subjects to verdicts") ?? []
    if entries.isEmpty { log.add(.emptyExpectation(at: rule.span)) }
    return RuleExpectation(rule: rule, subjects: entries.compactMap { verdict($0.value, subject: $0.key) })
  }

  private func isVerdict(_ node: YAMLNode) -> Bool {
    guard case .mapping(let entries) = node.kind else { return node.scalar.map { !$0.isNull } ?? false }
    let words = Verdict.allCases.map(\.rawValue) + ["of", "waived"]
    return !entries.isEmpty && entries.allSatisfy { words.contains($0.key.scalar?.text ?? "") }
  }

  /// `fail`, or `{unknown: value-missing, of: camera.password.state}`.
  private func verdict(_ node: YAMLNode, subject: Located<String>?) -> SubjectExpectation? {
    if node.scalar != nil {
      let verdict: Verdict? = log.word(node, as: "a verdict")
      return verdict.map { SubjectExpectation(subject: subject, verdict: $0, span: node.span) }
    }
    let decoded: SubjectExpectation?? = log.mapping(node, as: "a verdict") { fields in
      let words = Verdict.allCases.filter { fields.optional($0.rawValue) != nil }
      let attributes = fields.strings("of").map(\.value).sorted()
      let isWaived = fields.optional("waived").flatMap { log.bool($0, as: "`waived`") }
      guard words.count == 1, let verdict = words.first, let value = fields.optional(verdict.rawValue) else {
        log.add(.oneVerdict(at: fields.span))
        return nil
      }
      var reason: ReasonCode?
      if value.scalar?.isNull != true {
        reason = log.word(value, as: "a reason")
        if [.pass, .fail].contains(verdict) { log.add(.reasonOfDecided(verdict, at: value.headSpan)) }
      }
      return SubjectExpectation(
        subject: subject, verdict: verdict, reason: reason, attributes: attributes, isWaived: isWaived,
        span: fields.span, written: node.span)
    }
    return decoded ?? nil
  }
}

extension Diagnostic {
  static func emptyExpectation(at span: Span) -> Diagnostic {
    Diagnostic(.invalidExpectation, "nothing is expected here, so nothing is tested", at: span)
  }

  static func oneVerdict(at span: Span) -> Diagnostic {
    Diagnostic(
      .invalidExpectation, "an expectation names exactly one verdict", at: span,
      help: ["`{unknown: value-missing, of: camera.password.state}`, or the verdict alone"])
  }

  static func reasonOfDecided(_ verdict: Verdict, at span: Span) -> Diagnostic {
    Diagnostic(
      .invalidExpectation, "a `\(verdict.rawValue)` has no reason code", at: span,
      help: ["write the verdict alone: `\(verdict.rawValue)`"])
  }
}
