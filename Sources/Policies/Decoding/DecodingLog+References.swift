import Diagnostics
import Formats
import Schema
import Values

extension DecodingLog {
  /// `policy/rule`; the rule's id alone only where the policy is plain from the context.
  func ruleReference(_ node: YAMLNode, policyIsPlain: Bool) -> RuleReference? {
    guard let text = string(node, as: "a rule, `policy/rule`") else { return nil }
    let parts = text.value.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    switch parts.count {
    case 1 where policyIsPlain: return RuleReference(rule: parts[0], span: text.span)
    case 2 where !parts[0].isEmpty && !parts[1].isEmpty:
      return RuleReference(policy: parts[0], rule: parts[1], span: text.span)
    default:
      add(.ruleReference(text.value, at: text.span))
      return nil
    }
  }

  /// The parameters of one policy: `{min_length: 10}`.
  func settings(_ node: YAMLNode, policy: Located<String>?) -> [ParameterSetting] {
    (entries(node, as: "a mapping of parameters to values") ?? []).map { name, value in
      ParameterSetting(policy: policy, name: name, raw: value.asRawValue(), span: value.headSpan)
    }
  }
}

extension MappingReader {
  /// A rule under a key that must be there.
  func rule(_ key: String, policyIsPlain: Bool) -> RuleReference? {
    required(key).flatMap { log.ruleReference($0, policyIsPlain: policyIsPlain) }
  }

  /// Two days of which the second must not lie before the first.
  func checkOrder(_ from: CalendarDate?, _ fromKey: String, _ until: CalendarDate?, _ untilKey: String) {
    guard let from, let until, until < from, let begin = keySpan(fromKey), let end = keySpan(untilKey) else { return }
    log.add(.emptyInterval(from: begin, until: end))
  }
}

extension Diagnostic {
  static func ruleReference(_ text: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .unknownRule, "`\(text)` does not name a rule of a policy", at: span,
      help: ["write `policy/rule`: `ninh-binh-2699-cameras/firmware-current`"])
  }

  static func samePerson(_ name: String, at span: Span, requested: Span) -> Diagnostic {
    Diagnostic(
      .samePerson, "`\(name)` cannot approve what they requested themselves", at: span,
      also: [Diagnostic.Label(requested, "requested here")])
  }

  static func noItems(_ what: String, at span: Span) -> Diagnostic {
    Diagnostic(.nothingSelected, "this \(what) document has no items", at: span)
  }
}
