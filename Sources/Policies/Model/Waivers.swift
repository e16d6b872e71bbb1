import Diagnostics
import Schema
import Values

/// A `waivers` document.
public struct WaiverList: Sendable {
  public var id: String
  public var items: [Waiver]
  /// Where the id stands.
  public var span: Span

  public init(id: String, items: [Waiver], span: Span) {
    self.id = id
    self.items = items
    self.span = span
  }
}

/// The acceptance of a fail for some subjects and a time. It marks the fail; the verdict stays.
public struct Waiver: Sendable {
  public var rule: RuleReference
  /// A condition over the rule's subject.
  public var subject: ExpressionText
  /// How many subjects it may mark; more are an error. nil: any number.
  public var maxSubjects: Int?
  public var reason: String
  public var requestedBy: String
  /// Another person.
  public var approvedBy: String
  /// Both inclusive, in the profile's zone.
  public var from: CalendarDate
  public var until: CalendarDate
  /// The row of a sheet that it was made of: of all that one row makes, one must select somebody.
  public var origin: RegisterPlace?
  public var span: Span
  /// The file, as evidence calls it, in which it is a comment beside what fails: nobody asked for it, nobody approved
  /// it. nil for the waivers of a profile.
  public var commentPath: String?

  public init(
    rule: RuleReference, subject: ExpressionText, maxSubjects: Int? = nil, reason: String, requestedBy: String,
    approvedBy: String, from: CalendarDate, until: CalendarDate, span: Span
  ) {
    self.rule = rule
    self.subject = subject
    self.maxSubjects = maxSubjects
    self.reason = reason
    self.requestedBy = requestedBy
    self.approvedBy = approvedBy
    self.from = from
    self.until = until
    self.span = span
  }

  /// Whether it is in force on a day.
  public func isInForce(on day: CalendarDate) -> Bool { from <= day && day <= until }
}

/// An `attestations` document.
public struct AttestationList: Sendable {
  public var id: String
  public var items: [Attestation]
  /// Where the id stands.
  public var span: Span

  public init(id: String, items: [Attestation], span: Span) {
    self.id = id
    self.items = items
    self.span = span
  }
}

/// A signed answer to a rule's question.
public struct Attestation: Sendable {
  public var rule: RuleReference
  /// A condition that tells what the answer covers: over the rule's subject, or over the entity that the rule wants
  /// covered as a whole.
  public var subject: ExpressionText
  public var answer: Bool
  public var signedBy: String
  public var role: String
  public var date: CalendarDate
  /// The last day on which it holds; nil leaves that to the rule's `max_age_days`.
  public var until: CalendarDate?
  /// Where the signed paper is to be found.
  public var document: String?
  /// SHA-256 of the paper, in hexadecimal.
  public var documentDigest: Located<String>?
  /// The signer's Ed25519 signature, in base64.
  public var signature: Located<String>?
  /// The row of a sheet that it was made of: of all that one row makes, one must select somebody.
  public var origin: RegisterPlace?
  /// How many subjects it may be about; of more it decides none. nil: any number.
  public var maxSubjects: Int?
  /// What was proved of it; nothing until somebody does.
  public var proof = Proof()
  public var span: Span

  /// What stands behind an attestation besides its words.
  public struct Proof: Sendable, Hashable {
    /// Whether the paper was at hand and is the one attested.
    public var isDocumentChecked = false
    /// The key whose signature it bears.
    public var keyID: String?

    public init() {}
  }

  public init(
    rule: RuleReference, subject: ExpressionText, answer: Bool, signedBy: String, role: String, date: CalendarDate,
    until: CalendarDate? = nil, document: String? = nil, documentDigest: Located<String>? = nil,
    signature: Located<String>? = nil, span: Span
  ) {
    self.documentDigest = documentDigest
    self.signature = signature
    self.rule = rule
    self.subject = subject
    self.answer = answer
    self.signedBy = signedBy
    self.role = role
    self.date = date
    self.until = until
    self.document = document
    self.span = span
  }
}
