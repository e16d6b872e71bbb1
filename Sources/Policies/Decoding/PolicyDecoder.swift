import Diagnostics
import Formats
import Schema
import Values

/// Decodes a `policy` document.
public struct PolicyDecoder {
  private let log: DecodingLog

  public init(log: DecodingLog) { self.log = log }

  /// The policy, as far as it could be read; usable if the log has no errors. nil if the document is no mapping.
  public func decode(_ document: YAMLNode) -> Policy? {
    let policy = log.mapping(document, as: "a policy") { fields in
      let id = fields.id("policy", of: "a policy's id")
      let valid = fields.optional("valid").flatMap(validity)
      let uses = fields.strings("uses")
      log.unique(uses, as: "entries of `uses`")
      return Policy(
        id: id.value, version: fields.string("version").value, title: fields.localized("title"),
        doc: fields.localized("doc"),
        advisory: fields.required("advisory").flatMap(AdvisoryDecoder(log: log).decode)
          ?? Advisory(issuer: "", clauses: [], span: id.span),
        validFrom: valid?.from, validTo: valid?.to, uses: uses,
        freshness: fields.entries("freshness").compactMap(freshness),
        parameters: fields.entries("parameters").compactMap(parameter),
        facts: fields.entries("facts").map(facts),
        rules: rules(fields.optional("rules"), of: id), span: id.span)
    }
    if let policy { policy.diagnostics().forEach(log.add) }
    return policy
  }

  private func validity(_ node: YAMLNode) -> (from: CalendarDate?, to: CalendarDate?)? {
    log.mapping(node, as: "`valid`") { fields in
      let from = fields.optionalDate("from")
      let to = fields.optionalDate("to")
      if let from, let to, to < from, let begin = fields.keySpan("from"), let end = fields.keySpan("to") {
        log.add(.emptyInterval(from: begin, until: end))
      }
      return (from, to)
    }
  }

  private func freshness(_ section: Located<String>, _ node: YAMLNode) -> FreshnessLimit? {
    log.integer(node, as: "the days of `\(section.value)`", in: 0...36_500).map {
      FreshnessLimit(section: section, days: $0)
    }
  }

  private func parameter(_ name: Located<String>, _ node: YAMLNode) -> ParameterDeclaration? {
    log.checkIdentifier(name, as: "a parameter")
    return log.mapping(node, as: "the parameter `\(name.value)`") { fields in
      let (type, _, isKnown) = fields.attributeType()
      var declaration = ParameterDeclaration(
        name: name.value, type: type, default: .null, doc: fields.localized("doc"), span: name.span)
      guard let value = fields.required("default"), isKnown else { return declaration }
      switch declaration.read(value.asRawValue()) {
      case .success(let value): declaration.default = value
      case .failure(let reason):
        log.add(.parameterType(name.value, type: type, reason: reason.text, at: value.headSpan))
      }
      return declaration
    }
  }

  private func facts(_ entity: Located<String>, _ node: YAMLNode) -> EntityFacts {
    let entries = log.entries(node, as: "a mapping of facts to expressions") ?? []
    return EntityFacts(
      entity: entity,
      facts: entries.compactMap { name, node in
        log.checkIdentifier(name, as: "a fact")
        return log.expression(node, as: "the fact `\(name.value)`").map {
          Fact(name: name.value, expression: $0, span: name.span)
        }
      })
  }

  // MARK: Rules

  private func rules(_ node: YAMLNode?, of policy: Located<String>) -> [Rule] {
    let items = node.map { log.list($0, as: "a list of rules") } ?? []
    if let items, items.isEmpty { log.add(.noRules(policy.value, at: policy.span)) }
    return (items ?? []).compactMap(rule)
  }

  private func rule(_ node: YAMLNode) -> Rule? {
    log.mapping(node, as: "a rule") { fields in
      let id = fields.id("id", of: "a rule's id")
      let clauses = fields.required("clause").flatMap { log.listOrOne($0, as: "a clause or a list of clauses") }
      var rule = Rule(
        id: id.value, clauses: (clauses ?? []).compactMap { log.string($0, as: "a clause's id") },
        subject: fields.string("subject"), of: fields.optionalString("of"),
        severity: fields.word("severity") ?? .medium, when: fields.optionalExpression("when"),
        check: fields.optionalExpression("check"), attest: fields.optional("attest").flatMap(attest),
        title: fields.localized("title"), remediation: fields.localized("remediation"),
        rationale: fields.localized("rationale"), references: fields.strings("references").map(\.value),
        isInformational: fields.bool("informational"), span: id.span)
      rule.patterns = fields.strings("for")
      if fields.optional("for") != nil, rule.patterns.isEmpty { log.add(.noPatterns(rule.id, at: id.span)) }
      for pattern in rule.patterns {
        do throws(DocumentPattern.Fault) {
          _ = try DocumentPattern(pattern.value)
        } catch {
          log.add(.invalidPattern(pattern, why: error.why))
        }
      }
      if fields.optional("check") == nil, fields.optional("attest") == nil {
        log.add(.ruleWithoutCheck(id.value, at: id.span))
      }
      return rule
    }
  }

  private func attest(_ node: YAMLNode) -> AttestationRequest? {
    log.mapping(node, as: "`attest`") { fields in
      let ask = fields.required("ask").flatMap { log.localized($0, as: "a question for `ask`") }
      return AttestationRequest(
        ask: ask ?? LocalizedText(), whole: fields.optionalString("whole"),
        maxAgeDays: fields.optionalInteger("max_age_days", in: 1...36_500), span: fields.span)
    }
  }
}

extension ParameterDeclaration {
  /// Why a value is none of the parameter's.
  public struct ReadingFailure: Error, Sendable {
    public var text: String
  }

  /// A value that a document gives, as a value of the parameter.
  public func read(_ raw: RawValue) -> Result<Value, ReadingFailure> {
    switch DocumentValue.read(raw, as: type, reader: DocumentValue.reader(for: type)) {
    case .value(let value): .success(value)
    case .null, .missing: .failure(ReadingFailure(text: "there is no value"))
    case .unreadable(let reason): .failure(ReadingFailure(text: reason))
    }
  }
}
