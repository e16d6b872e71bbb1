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
  ///
  /// `!!a` is `a`, and `a && a` and `a || a` are: in all four truths.
  /// - Complexity: O(1) amortised
  public mutating func intern(_ node: Node) -> NodeID {
    switch node.operation {
    case .not(let a):
      if case .not(let inner) = nodes[a.index].operation { return inner }
    case .and(let a, let b), .or(let a, let b):
      if a == b { return a }
    default: break
    }
    let id = Self.known(&idOfNode[node, default: NodeID(index: nodes.count)])
    if id.index == nodes.count { nodes.append(node) }
    return id
  }

  /// The index of an excerpt; a new one only if no equal one is there.
  public mutating func intern(_ excerpt: Excerpt) -> Int {
    let index = Self.known(&indexOfExcerpt[excerpt.key, default: excerpts.count])
    if index == excerpts.count { excerpts.append(excerpt) }
    return index
  }

  /// What stands in a dictionary, after putting it there: with a key that is looked up once, for it takes long to hash.
  private static func known<Value>(_ entry: inout Value) -> Value { entry }

  /// The nodes an operation takes its arguments from.
  public func arguments(of id: NodeID) -> [NodeID] {
    switch nodes[id.index].operation {
    case .and(let a, let b), .or(let a, let b), .equal(let a, let b): [a, b]
    case .not(let a): [a]
    case .conditional(let condition, let a, let b): [condition, a, b]
    case .follow(_, let a): [a]
    case .aggregate(let aggregate): [aggregate.filter, aggregate.body].compactMap { $0 }
    case .predicate: []
    }
  }
}

extension RuleGraph.NodeID {
  /// The id of the node at an index of `nodes`.
  public init(_ index: Int) { self.init(index: index) }
}
