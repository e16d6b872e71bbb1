import Diagnostics
import Schema
import Values

/// The encoding of one advisory: its clauses, and the rules that decide them.
public struct Policy: Sendable {
  public var id: String
  public var version: String
  public var title: LocalizedText
  public var doc: LocalizedText
  public var advisory: Advisory
  /// The days on which the policy holds, both inclusive; open where nil.
  public var validFrom: CalendarDate?
  public var validTo: CalendarDate?
  /// The schema and the catalogs it is written against, by id.
  public var uses: [Located<String>]
  public var freshness: [FreshnessLimit]
  public var parameters: [ParameterDeclaration]
  /// In the order of the document.
  public var facts: [EntityFacts]
  /// In the order of the document.
  public var rules: [Rule]
  /// Where the id stands.
  public var span: Span

  public init(
    id: String, version: String, title: LocalizedText = LocalizedText(), doc: LocalizedText = LocalizedText(),
    advisory: Advisory, validFrom: CalendarDate? = nil, validTo: CalendarDate? = nil, uses: [Located<String>] = [],
    freshness: [FreshnessLimit] = [], parameters: [ParameterDeclaration] = [], facts: [EntityFacts] = [],
    rules: [Rule] = [], span: Span
  ) {
    self.id = id
    self.version = version
    self.title = title
    self.doc = doc
    self.advisory = advisory
    self.validFrom = validFrom
    self.validTo = validTo
    self.uses = uses
    self.freshness = freshness
    self.parameters = parameters
    self.facts = facts
    self.rules = rules
    self.span = span
  }

  /// Whether it is in force on a day.
  public func isValid(on day: CalendarDate) -> Bool {
    (validFrom.map { $0 <= day } ?? true) && (validTo.map { day <= $0 } ?? true)
  }

  /// - Complexity: O(rules)
  public func rule(_ id: String) -> Rule? { rules.first { $0.id == id } }

  /// - Complexity: O(parameters)
  public func parameter(_ name: String) -> ParameterDeclaration? { parameters.first { $0.name == name } }

  /// The rules that decide a clause, in the order of the document.
  public func rules(ofClause id: String) -> [Rule] { rules.filter { $0.clauses.contains { $0.value == id } } }

  /// Whether it speaks of configuration files: only then does a run read any.
  public var readsDocuments: Bool {
    rules.contains { $0.subject.value == DocumentEntity.name }
      || facts.contains { $0.entity.value == DocumentEntity.name }
  }

  /// The facts of an entity, in the order of the document.
  public func facts(of entity: String) -> [Fact] {
    facts.filter { $0.entity.value == entity }.flatMap(\.facts)
  }
}

/// The age, in days before the run's as-of, beyond which a section's data is stale.
public struct FreshnessLimit: Sendable {
  public var section: Located<String>
  public var days: Int

  public init(section: Located<String>, days: Int) {
    self.section = section
    self.days = days
  }
}

/// A number, list or date that the advisory leaves open.
public struct ParameterDeclaration: Sendable {
  public var name: String
  public var type: AttributeType
  public var `default`: Value
  public var doc: LocalizedText
  /// Where the name stands.
  public var span: Span

  public init(name: String, type: AttributeType, default: Value, doc: LocalizedText = LocalizedText(), span: Span) {
    self.name = name
    self.type = type
    self.default = `default`
    self.doc = doc
    self.span = span
  }
}

/// The facts of one entity.
public struct EntityFacts: Sendable {
  public var entity: Located<String>
  public var facts: [Fact]

  public init(entity: Located<String>, facts: [Fact]) {
    self.entity = entity
    self.facts = facts
  }
}

/// A named expression over an entity; other expressions read it like an attribute.
public struct Fact: Sendable {
  public var name: String
  public var expression: ExpressionText
  /// Where the name stands.
  public var span: Span

  public init(name: String, expression: ExpressionText, span: Span) {
    self.name = name
    self.expression = expression
    self.span = span
  }
}
