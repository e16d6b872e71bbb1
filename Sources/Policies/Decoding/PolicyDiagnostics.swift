import Diagnostics
import Formats
import Schema

/// The words of the mistakes of policies.
extension Diagnostic {
  static func unknownDocument(_ key: String, kinds: [String], at span: Span) -> Diagnostic {
    let nearest = NameSuggestions.nearest(to: key, among: kinds).map { ["did you mean `\($0)`?"] } ?? []
    return Diagnostic(
      .unknownDocument, "`\(key)` is not a kind of document", at: span,
      help: nearest + ["the first key says what it is: \(kinds.map { "`\($0)`" }.joined(separator: ", "))"])
  }

  static func kindNotFirst(_ kind: String, at span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .unknownDocument, "`\(kind)` must be the first key: it says what the document is", at: span,
      also: [Diagnostic.Label(first, "move it above this")])
  }

  static func clauseWithoutRule(_ id: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .clauseWithoutRule, "no rule decides the clause `\(id)`", at: span,
      help: ["write a rule, with `attest` if only a person can tell, or say `encoded: none` and the `reason`"])
  }

  static func contradictingEncoding(_ id: String, at span: Span, rule: Span) -> Diagnostic {
    Diagnostic(
      .contradictingEncoding, "the clause `\(id)` says `encoded: none`, but a rule decides it", at: span,
      also: [Diagnostic.Label(rule, "this rule")])
  }

  static func ruleWithoutCheck(_ id: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .ruleWithoutCheck, "the rule `\(id)` has neither `check` nor `attest`, so it decides nothing", at: span)
  }

  static func noPatterns(_ rule: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .invalidPattern, "`for` of the rule `\(rule)` has no pattern, so it would select nothing", at: span,
      help: ["leave `for` out to select every document, or write `for: \"*.yml\"`"])
  }

  static func invalidPattern(_ pattern: Located<String>, why: String) -> Diagnostic {
    Diagnostic(
      .invalidPattern, "\(quote(pattern.value)) is no pattern of paths: \(why)", at: pattern.span,
      help: ["`frigate*.yml` selects such files in every folder, `deploy/*.yml` those of one"])
  }

  static func patternsOfOther(_ rule: String, subject: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .invalidPattern, "`for` selects documents by their paths, but the rule `\(rule)` is about `\(subject)`", at: span,
      help: ["write the condition as `when`"])
  }

  static func quoteNotFound(at span: Span, text: String, longest: String) -> Diagnostic {
    let help = longest.isEmpty ? "not even its first word stands there" : "it is the same as far as: `\(longest)`"
    return Diagnostic(.quoteNotFound, "this quote does not stand in `\(text)`", at: span, help: [help])
  }

  static func parameterType(_ name: String, type: AttributeType, reason: String, at span: Span) -> Diagnostic {
    Diagnostic(.parameterType, "this is no value of the parameter `\(name)` (\(type)): \(reason)", at: span)
  }

  static func mixedAlternatives(_ clause: String, at span: Span, attested: Span, checked: Span) -> Diagnostic {
    Diagnostic(
      .mixedAlternatives, "`any` of the clause `\(clause)` would let a signature stand for a check", at: span,
      also: [Diagnostic.Label(attested, "attested"), Diagnostic.Label(checked, "checked")])
  }

  static func noRules(_ id: String, at span: Span) -> Diagnostic {
    Diagnostic(.noRules, "the policy `\(id)` has no rules, so it would find nothing wrong anywhere", at: span)
  }

  static func ambiguousParent(_ rule: String, subject: String, parents: [String], at span: Span) -> Diagnostic {
    Diagnostic(
      .ambiguousParent, "`\(subject)` belongs to several entities, so the rule `\(rule)` must name one", at: span,
      help: ["add `of: \(parents[0])` or one of: \(parents.map { "`\($0)`" }.joined(separator: ", "))"])
  }

  static func factCollision(_ fact: String, entity: String, at span: Span, member: Span) -> Diagnostic {
    Diagnostic(
      .nameCollision, "`\(entity).\(fact)` is a member of the schema already", at: span,
      also: [Diagnostic.Label(member, "declared here")])
  }

  static func useCollision(_ name: String, at span: Span, entity: Span) -> Diagnostic {
    Diagnostic(
      .nameCollision, "the catalog `\(name)` is named like an entity", at: span,
      also: [Diagnostic.Label(entity, "the entity")])
  }

  static func encodedWithoutReason(at span: Span) -> Diagnostic {
    Diagnostic(.missingKey, "`encoded: none` needs the `reason` why no rule decides the clause", at: span)
  }

  static func invalidDigest(_ digest: Located<String>) -> Diagnostic {
    Diagnostic(
      .wrongKind, "\(quote(digest.value)) is no SHA-256", at: digest.span,
      help: ["64 hexadecimal digits in lower case, as `sha256sum` prints them"])
  }

  static func digestWithoutDocument(_ span: Span) -> Diagnostic {
    Diagnostic(
      .missingKey, "`document_sha256` is of no use without `document`, which says where the paper is", at: span)
  }
}
