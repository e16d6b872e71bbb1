import Diagnostics
import Schema

/// One decidable check of a clause about one kind of subject.
public struct Rule: Sendable {
  public var id: String
  /// Never empty in a usable policy.
  public var clauses: [Located<String>]
  /// The entity that it is about.
  public var subject: Located<String>
  /// Which parent's uncollected records count as subjects too, where the entity has several (DESIGN section 2.5).
  public var of: Located<String>?
  public var severity: Severity
  /// Patterns of paths that select its documents; empty means all of them.
  public var patterns: [Located<String>] = []
  /// Which subjects it applies to; nil means all.
  public var when: ExpressionText?
  /// What must hold. At least one of `check` and `attest` is there.
  public var check: ExpressionText?
  public var attest: AttestationRequest?
  public var title: LocalizedText
  public var remediation: LocalizedText
  public var rationale: LocalizedText
  public var references: [String]
  /// Whether it takes no part in its clauses' verdicts.
  public var isInformational: Bool
  /// Where the id stands.
  public var span: Span

  public init(
    id: String, clauses: [Located<String>], subject: Located<String>, of: Located<String>? = nil, severity: Severity,
    when: ExpressionText? = nil, check: ExpressionText? = nil, attest: AttestationRequest? = nil,
    title: LocalizedText = LocalizedText(), remediation: LocalizedText = LocalizedText(),
    rationale: LocalizedText = LocalizedText(), references: [String] = [], isInformational: Bool = false, span: Span
  ) {
    self.id = id
    self.clauses = clauses
    self.subject = subject
    self.of = of
    self.severity = severity
    self.when = when
    self.check = check
    self.attest = attest
    self.title = title
    self.remediation = remediation
    self.rationale = rationale
    self.references = references
    self.isInformational = isInformational
    self.span = span
  }
}

/// The question to a person whose signed answer decides what no inventory can (DESIGN section 2.6).
public struct AttestationRequest: Sendable {
  public var ask: LocalizedText
  /// The entity that an attestation must cover the whole of: `unit`. nil: the subject alone.
  public var whole: Located<String>?
  /// How old an answer may be at the run's as-of; nil: as long as it says itself.
  public var maxAgeDays: Int?
  public var span: Span

  public init(ask: LocalizedText, whole: Located<String>? = nil, maxAgeDays: Int? = nil, span: Span) {
    self.ask = ask
    self.whole = whole
    self.maxAgeDays = maxAgeDays
    self.span = span
  }
}

/// A rule as other documents name it: `policy/rule`, or the rule's id alone where the policy is plain from the context.
public struct RuleReference: Sendable, Hashable {
  public var policy: String?
  public var rule: String
  public var span: Span

  public init(policy: String? = nil, rule: String, span: Span) {
    self.policy = policy
    self.rule = rule
    self.span = span
  }

  /// Whether it means this rule of this policy.
  public func names(rule: String, of policy: String) -> Bool {
    self.rule == rule && (self.policy == nil || self.policy == policy)
  }

  /// As the document writes it.
  public var text: String { policy.map { "\($0)/\(rule)" } ?? rule }
}
