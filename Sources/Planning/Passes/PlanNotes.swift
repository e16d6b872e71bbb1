import Values

/// What passes found out about a graph: notes by node, by which it is evaluated with less work. The graph itself, which is
/// the meaning of the policy and has a digest, stays as it is.
///
///     n1 device predicate {} params.strict              = false
///     n3 device and n1 n2                               = false      nothing reads n2
///     n7 software and n5 n6                             n6 first     n6 reads one column, n5 two
///     n9 software and n6 n5                             as n7
public struct PlanNotes: Sendable, Equatable {
  /// The truth of a node, where it is the same for every row.
  public internal(set) var constants: [Truth?]
  /// The node whose truth a node has, itself or one before it.
  public internal(set) var same: [Int]
  /// Whether anything that is asked for needs the node.
  public internal(set) var isNeeded: [Bool]
  /// Of `&&` and `||`: whether the second side is to be looked at first.
  public internal(set) var startsWithSecond: [Bool]

  /// Nothing is known: every node is itself, and needed.
  public init(_ graph: RuleGraph) {
    constants = graph.nodes.map { _ in nil }
    same = Array(graph.nodes.indices)
    isNeeded = graph.nodes.map { _ in true }
    startsWithSecond = graph.nodes.map { _ in false }
  }

  /// The notes of all passes, in the order of the catalog.
  public init(_ policy: CompiledPolicy) {
    self.init(policy.graph)
    for pass in PlanPassCatalog.all { pass.run(on: policy, &self) }
  }

  /// Whether anything needs a node, or the one whose truth it has.
  public func needs(_ node: Int) -> Bool { isNeeded[same[node]] }

  /// Lines for people, one for each node of which something is noted.
  public func text(_ graph: RuleGraph) -> String {
    graph.nodes.indices.compactMap { index -> String? in
      var words: [String] = []
      if let truth = constants[index] {
        words.append("= \(truth)")
      } else if same[index] != index {
        words.append("as n\(same[index])")
      } else if case .and(_, let second) = graph.nodes[index].operation, startsWithSecond[index] {
        words.append("n\(second.index) first")
      } else if case .or(_, let second) = graph.nodes[index].operation, startsWithSecond[index] {
        words.append("n\(second.index) first")
      }
      if !isNeeded[index] { words.append("not needed") }
      return words.isEmpty ? nil : "n\(index) \(words.joined(separator: ", "))"
    }.joined(separator: "\n")
  }
}

/// Something that is to be found out about a graph before it is evaluated.
public protocol PlanPass: Sendable {
  /// What it is called.
  static var name: String { get }
  /// Adds to the notes of the passes before it.
  static func run(on policy: CompiledPolicy, _ notes: inout PlanNotes)
}
