import Values

/// What a policy means, as a hash-consed directed acyclic graph: equal sub-conditions are one node.
///
/// A node is a function of one row of one entity (its *home*). Conditions combine by CEL's logic; a relation aggregate
/// turns conditions on children into a condition on the parent; `follow` reads a condition of the row that a to-one
/// relation names; a predicate is a stretch of CEL that reads nothing but the attributes it lists, and therefore has
/// one result per combination of their values.
///
///     rule zoom-removed (device)
///       when:  and ── predicate device.purposes
///                └── not ── predicate device.status
///       check: not ── exists device.software ── and ── predicate software.{bundle_identifier,name,...}
///                                                 └── predicate software.state
public struct RuleGraph: Sendable {
  /// Index of a node; a node's arguments have smaller ids than the node.
  public struct NodeID: Hashable, Sendable, Comparable {
    public let index: Int
    public static func < (a: NodeID, b: NodeID) -> Bool { a.index < b.index }
  }

  /// What a node does.
  public enum Operation: Hashable, Sendable {
    case and(NodeID, NodeID)
    case or(NodeID, NodeID)
    case not(NodeID)
    /// Condition, then, else.
    case conditional(NodeID, NodeID, NodeID)
    /// The argument at the row that the relation names; null there is an error, unknown is unknown.
    case follow(EntityPath.Step, NodeID)
    case aggregate(Aggregate)
    case predicate(Predicate)
  }

  /// `exists` or `all` over a to-many relation of the home entity.
  public struct Aggregate: Hashable, Sendable {
    public enum Quantifier: String, Sendable { case exists, all }

    public var quantifier: Quantifier
    public var relation: String
    /// The condition, at home in the child entity.
    public var body: NodeID
    /// `during(from, to)`, where the relation is narrowed to an interval.
    public var window: Window?

    /// An interval of calendar days, both ends inclusive.
    public struct Window: Hashable, Sendable {
      public var from: CalendarDate
      public var to: CalendarDate

      public init(from: CalendarDate, to: CalendarDate) {
        self.from = from
        self.to = to
      }
    }

    public init(quantifier: Quantifier, relation: String, body: NodeID, window: Window?) {
      self.quantifier = quantifier
      self.relation = relation
      self.body = body
      self.window = window
    }
  }

  /// A stretch of CEL that the interpreter decides, once for each combination of the values it reads.
  public struct Predicate: Hashable, Sendable {
    /// Index into `excerpts`.
    public var excerpt: Int
    /// The attributes and links it reads, sorted; nil if it reads more than attributes (a relation, a whole object), so
    /// that it is decided row by row.
    public var leaves: [Leaf]?

    public init(excerpt: Int, leaves: [Leaf]?) {
      self.excerpt = excerpt
      self.leaves = leaves
    }
  }

  /// One thing a predicate reads: an attribute, or whom a relation names, at the end of a path of to-one relations.
  public struct Leaf: Hashable, Sendable, Comparable {
    public var path: EntityPath
    public var name: String
    /// Whether `name` is a to-one relation, of which only null, unknown or somebody is read.
    public var isLink: Bool

    public init(path: EntityPath, name: String, isLink: Bool) {
      self.path = path
      self.name = name
      self.isLink = isLink
    }

    public static func < (a: Leaf, b: Leaf) -> Bool {
      (a.description, a.isLink ? 1 : 0) < (b.description, b.isLink ? 1 : 0)
    }
  }

  public struct Node: Hashable, Sendable {
    /// The entity of whose rows it is a function.
    public var home: String
    public var operation: Operation

    public init(home: String, operation: Operation) {
      self.home = home
      self.operation = operation
    }
  }

  public private(set) var nodes: [Node] = []
  /// The stretches of CEL that predicates decide, each once.
  public private(set) var excerpts: [Excerpt] = []
  private var idOfNode: [Node: NodeID] = [:]
  private var indexOfExcerpt: [Excerpt.Key: Int] = [:]

  public init() {}

  public subscript(id: NodeID) -> Node { nodes[id.index] }

  /// The node with that meaning; a new one only if there is none.
  /// - Complexity: O(1) amortised
  public mutating func intern(_ node: Node) -> NodeID {
    if let id = idOfNode[node] { return id }
    let id = NodeID(index: nodes.count)
    nodes.append(node)
    idOfNode[node] = id
    return id
  }

  /// The index of a excerpt; a new one only if no equal one is there.
  public mutating func intern(_ excerpt: Excerpt) -> Int {
    if let index = indexOfExcerpt[excerpt.key] { return index }
    let index = excerpts.count
    excerpts.append(excerpt)
    indexOfExcerpt[excerpt.key] = index
    return index
  }

  /// The nodes an operation takes its arguments from.
  public func arguments(of id: NodeID) -> [NodeID] {
    switch nodes[id.index].operation {
    case .and(let a, let b), .or(let a, let b): [a, b]
    case .not(let a): [a]
    case .conditional(let condition, let a, let b): [condition, a, b]
    case .follow(_, let a): [a]
    case .aggregate(let aggregate): [aggregate.body]
    case .predicate: []
    }
  }
}
