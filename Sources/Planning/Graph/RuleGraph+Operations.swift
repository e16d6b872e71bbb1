import Values

extension RuleGraph {
  /// What a node does.
  public enum Operation: Hashable, Sendable {
    case and(NodeID, NodeID)
    case or(NodeID, NodeID)
    case not(NodeID)
    /// `==` of two conditions: strict, as all of CEL's functions are.
    case equal(NodeID, NodeID)
    /// Condition, then, else.
    case conditional(NodeID, NodeID, NodeID)
    /// The argument at the row that the relation names; null there is an error, unknown is unknown.
    case follow(EntityPath.Step, NodeID)
    case aggregate(Aggregate)
    case predicate(Predicate)
  }

  /// A condition on a to-many relation of the home entity.
  public struct Aggregate: Hashable, Sendable {
    /// What must hold of the children that are left when the window and the filter have taken theirs.
    public enum Quantifier: Hashable, Sendable {
      /// The body holds for one of them.
      case exists
      /// The body holds for each.
      case all
      /// The body holds for one and no other.
      case existsOne
      /// There are so many, or more. Without a body.
      case atLeast(Int64)
      /// There are exactly so many. Without a body.
      case exactly(Int64)
    }

    /// An interval of calendar days, both ends inclusive.
    public struct Window: Hashable, Sendable {
      public var from: CalendarDate
      public var to: CalendarDate

      public init(from: CalendarDate, to: CalendarDate) {
        self.from = from
        self.to = to
      }
    }

    public var quantifier: Quantifier
    public var relation: String
    /// `during(from, to)`, where the relation is narrowed to an interval.
    public var window: Window?
    /// The condition of `filter`, at home in the child entity. Where it is unknown or in error for any child, so is the
    /// whole, whatever the others are.
    public var filter: NodeID?
    /// The condition, at home in the child entity; nil where children are only counted.
    public var body: NodeID?

    public init(
      quantifier: Quantifier, relation: String, window: Window? = nil, filter: NodeID? = nil, body: NodeID? = nil
    ) {
      self.quantifier = quantifier
      self.relation = relation
      self.window = window
      self.filter = filter
      self.body = body
    }
  }

  /// A stretch of CEL that the interpreter decides, once for each combination of what it reads.
  public struct Predicate: Hashable, Sendable {
    /// Index into `excerpts`.
    public var excerpt: Int
    /// What it reads, sorted; nil if it reads the home row as a whole (a relation of it), so that it is decided row by
    /// row.
    public var leaves: [Leaf]?

    public init(excerpt: Int, leaves: [Leaf]?) {
      self.excerpt = excerpt
      self.leaves = leaves
    }
  }

  /// One thing a predicate reads at the end of a path of to-one relations.
  public struct Leaf: Hashable, Sendable, Comparable {
    public enum Kind: Hashable, Sendable {
      case attribute(String)
      /// Whether a to-one relation names somebody, nobody, or nobody knows whom.
      case link(EntityPath.Step)
      /// The row itself: whatever else hangs on it (its relations to many) is the same for all rows that lead there.
      case row
    }

    public var path: EntityPath
    public var kind: Kind

    public init(path: EntityPath, kind: Kind) {
      self.path = path
      self.kind = kind
    }

    public static func < (a: Leaf, b: Leaf) -> Bool { (a.description, a.rank) < (b.description, b.rank) }

    private var rank: Int {
      switch kind {
      case .attribute: 0
      case .link: 1
      case .row: 2
      }
    }
  }
}
