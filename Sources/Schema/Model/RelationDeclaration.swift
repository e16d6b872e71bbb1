import Diagnostics

/// A relation between two entities, seen from one of them.
public struct RelationDeclaration: Sendable {
  public enum Kind: Sendable, Hashable {
    /// To one other: a column of the record names it.
    case one
    /// To many: the records whose to-one relation `via` names this one.
    case many(Many)
  }

  /// What a to-many relation needs to know.
  public struct Many: Sendable, Hashable {
    /// The to-one relation of the other entity that leads back.
    public var via: String
    /// The sections that must all be complete for a subject before its relation is closed; never empty.
    public var closedBy: [String]
    /// The attribute of the other entity by which the relation can be narrowed to an interval; then it closes only
    /// within the interval collected.
    public var window: String?
    /// Who must have been observed, besides the section being complete.
    public var observedEvery: Observation?

    public init(via: String, closedBy: [String], window: String? = nil, observedEvery: Observation? = nil) {
      self.via = via
      self.closedBy = closedBy
      self.window = window
      self.observedEvery = observedEvery
    }
  }

  /// A condition on what a source covers.
  public enum Observation: String, Sendable, CaseIterable {
    /// The lists are made per parent: a source covers the parents that it names, and no others.
    case parent
  }

  public var name: String
  /// The entity at the other end.
  public var entity: String
  public var kind: Kind
  /// Column headers that mean a to-one relation, besides its name.
  public var synonyms: [String]
  /// The attribute of the other entity that a cell gives where it names none that any source describes: the place of a
  /// camera is then known by its name alone. nil: such a cell names somebody of whom nothing is known.
  public var byAttribute: String?
  public var doc: LocalizedText
  /// Where the name stands.
  public var span: Span

  public init(
    name: String, entity: String, kind: Kind, synonyms: [String] = [], byAttribute: String? = nil,
    doc: LocalizedText = LocalizedText(), span: Span
  ) {
    self.name = name
    self.entity = entity
    self.kind = kind
    self.synonyms = synonyms
    self.byAttribute = byAttribute
    self.doc = doc
    self.span = span
  }

  public var isMany: Bool { if case .many = kind { true } else { false } }

  /// What a to-many relation needs to know; nil for a to-one relation.
  public var many: Many? { if case .many(let many) = kind { many } else { nil } }
}
