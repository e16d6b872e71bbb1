import Diagnostics
import Formats
import Schema
import Values

/// The tailoring of policies to a site: what is selected, with which parameters, waivers and attestations.
public struct Profile: Sendable {
  public var id: String
  public var title: LocalizedText
  /// An IANA name or an offset.
  public var zone: Located<String>?
  /// By id; empty leaves the choice to the command line.
  public var policies: [Located<String>]
  public var parameters: [ParameterSetting]
  public var skip: [Deselection]
  /// Ids of `waivers` documents, and names of sheets with waivers.
  public var waivers: [Located<String>]
  /// Ids of `attestations` documents, and names of sheets with attestations.
  public var attestations: [Located<String>]
  /// How the sheets that it names write dates; nil reads ISO dates only.
  public var dateOrder: DateOrder?
  public var failOn: Severity?
  /// Whether comments in configuration files may set findings aside.
  public var suppressions = Suppressions.allowed
  /// The keys of people who sign attestations.
  public var signers: [Signer] = []
  /// Where the id stands.
  public var span: Span

  public init(
    id: String, title: LocalizedText = LocalizedText(), zone: Located<String>? = nil,
    policies: [Located<String>] = [], parameters: [ParameterSetting] = [], skip: [Deselection] = [],
    waivers: [Located<String>] = [], attestations: [Located<String>] = [], failOn: Severity? = nil, span: Span
  ) {
    self.id = id
    self.title = title
    self.zone = zone
    self.policies = policies
    self.parameters = parameters
    self.skip = skip
    self.waivers = waivers
    self.attestations = attestations
    self.failOn = failOn
    self.span = span
  }
}

/// What comments in configuration files may do.
public enum Suppressions: String, Sendable, CaseIterable {
  /// They set findings aside, with a reason and a day.
  case allowed
  /// They are told, and set nothing aside.
  case forbidden
}

/// A person who signs attestations with a key. What is attested in the name and bears no signature of the key is void.
public struct Signer: Sendable {
  /// As `signed_by` has it.
  public var name: Located<String>
  /// Ed25519, as PEM or base64.
  public var publicKey: Located<String>

  public init(name: Located<String>, publicKey: Located<String>) {
    self.name = name
    self.publicKey = publicKey
  }
}

/// A parameter's value from outside its policy, not yet read as its type.
public struct ParameterSetting: Sendable {
  /// nil where the policy is plain from the context (a test).
  public var policy: Located<String>?
  public var name: Located<String>
  public var raw: RawValue
  /// Where the value stands.
  public var span: Span

  public init(policy: Located<String>? = nil, name: Located<String>, raw: RawValue, span: Span) {
    self.policy = policy
    self.name = name
    self.raw = raw
    self.span = span
  }
}

/// A rule that a profile leaves out.
public struct Deselection: Sendable {
  public var rule: RuleReference
  public var reason: String
  public var approvedBy: String
  public var span: Span

  public init(rule: RuleReference, reason: String, approvedBy: String, span: Span) {
    self.rule = rule
    self.reason = reason
    self.approvedBy = approvedBy
    self.span = span
  }
}
