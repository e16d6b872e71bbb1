import Diagnostics
import Formats
import Schema
import Values

/// A `tests` document: what a policy must say of small inventories.
public struct PolicyTests: Sendable {
  /// The id of the policy under test.
  public var policy: Located<String>
  /// The day of every case that states none.
  public var asOf: CalendarDate?
  public var cases: [TestCase]

  public init(policy: Located<String>, asOf: CalendarDate? = nil, cases: [TestCase]) {
    self.policy = policy
    self.asOf = asOf
    self.cases = cases
  }
}

/// One small inventory and the verdicts expected of it.
public struct TestCase: Sendable {
  public var name: Located<String>
  /// Its own day, else the document's.
  public var asOf: CalendarDate?
  public var zone: Located<String>?
  /// When the rows were collected; nil means on `as_of`.
  public var collected: CalendarDate?
  public var given: [GivenEntity]
  /// Inventory files and folders, relative to the tests' folder, read like those of a command line.
  public var files: [Located<String>]
  /// Sections for which the rows are all there is.
  public var complete: [Located<String>]
  /// Sections that are complete for each subject they name.
  public var wherePresent: [Located<String>]
  public var parameters: [ParameterSetting]
  public var attestations: [Attestation]
  public var waivers: [Waiver]
  public var expect: [RuleExpectation]

  public init(
    name: Located<String>, asOf: CalendarDate? = nil, zone: Located<String>? = nil, collected: CalendarDate? = nil,
    given: [GivenEntity] = [], files: [Located<String>] = [], complete: [Located<String>] = [],
    wherePresent: [Located<String>] = [], parameters: [ParameterSetting] = [], attestations: [Attestation] = [],
    waivers: [Waiver] = [], expect: [RuleExpectation] = []
  ) {
    self.name = name
    self.asOf = asOf
    self.zone = zone
    self.collected = collected
    self.given = given
    self.files = files
    self.complete = complete
    self.wherePresent = wherePresent
    self.parameters = parameters
    self.attestations = attestations
    self.waivers = waivers
    self.expect = expect
  }
}

/// The rows of one entity.
public struct GivenEntity: Sendable {
  public var entity: Located<String>
  public var rows: [GivenRow]

  public init(entity: Located<String>, rows: [GivenRow]) {
    self.entity = entity
    self.rows = rows
  }
}

/// A row as a source would give it: dotted names, raw values.
public struct GivenRow: Sendable {
  public struct Field: Sendable {
    public var name: Located<String>
    public var value: RawValue
    /// Where the value stands.
    public var span: Span
    /// All that is written of the value, for the data of a document; nil for other values.
    public var document: Span?

    public init(name: Located<String>, value: RawValue, span: Span, document: Span? = nil) {
      self.document = document
      self.name = name
      self.value = value
      self.span = span
    }
  }

  public var fields: [Field]
  public var span: Span

  public init(fields: [Field], span: Span) {
    self.fields = fields
    self.span = span
  }
}

/// What one rule must say.
public struct RuleExpectation: Sendable {
  public var rule: Located<String>
  public var subjects: [SubjectExpectation]

  public init(rule: Located<String>, subjects: [SubjectExpectation]) {
    self.rule = rule
    self.subjects = subjects
  }
}

/// What a rule must say of one subject.
public struct SubjectExpectation: Sendable {
  /// The subject's id, name or key; nil where the expectation is about the rule as a whole (`notchecked: no-subject`).
  public var subject: Located<String>?
  public var verdict: Verdict
  /// nil accepts every reason.
  public var reason: ReasonCode?
  /// The attributes that the reason must name, sorted; empty accepts all.
  public var attributes: [String]
  /// nil accepts both.
  public var isWaived: Bool?
  /// Where the verdict stands, so that a miss points at it.
  public var span: Span
  /// All that is written of it, so that it can be replaced.
  public var written: Span

  public init(
    subject: Located<String>?, verdict: Verdict, reason: ReasonCode? = nil, attributes: [String] = [],
    isWaived: Bool? = nil, span: Span, written: Span? = nil
  ) {
    self.subject = subject
    self.verdict = verdict
    self.reason = reason
    self.attributes = attributes
    self.isWaived = isWaived
    self.span = span
    self.written = written ?? span
  }
}
