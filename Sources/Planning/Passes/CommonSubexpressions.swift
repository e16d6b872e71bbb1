/// Finds nodes that mean the same as an earlier one. Conditions that are written alike are one node from the start
/// (`RuleGraph.intern`); here go those that became alike because their arguments did. Aggregates are left apart: the children that decide them are shown by what each one reads.
public enum CommonSubexpressions: PlanPass {
  public static let name = "common sub-expressions"

  public static func run(on policy: CompiledPolicy, _ notes: inout PlanNotes) {
    var first: [RuleGraph.Node: Int] = [:]
    for (index, node) in policy.graph.nodes.enumerated() where notes.constants[index] == nil {
      guard notes.same[index] == index else {
        notes.same[index] = notes.same[notes.same[index]]
        continue
      }
      let key = RuleGraph.Node(home: node.home, operation: inOrder(node.operation, notes.same))
      if let known = first[key] {
        notes.same[index] = known
      } else {
        first[key] = index
      }
    }
  }

  /// The operation over the first of equal nodes, the sides of what commutes in ascending order.
  private static func inOrder(_ operation: RuleGraph.Operation, _ same: [Int]) -> RuleGraph.Operation {
    func first(_ id: RuleGraph.NodeID) -> RuleGraph.NodeID { RuleGraph.NodeID(same[id.index]) }
    func sorted(_ a: RuleGraph.NodeID, _ b: RuleGraph.NodeID) -> (RuleGraph.NodeID, RuleGraph.NodeID) {
      let (a, b) = (first(a), first(b))
      return a < b ? (a, b) : (b, a)
    }
    switch operation {
    case .and(let a, let b):
      let (a, b) = sorted(a, b)
      return .and(a, b)
    case .or(let a, let b):
      let (a, b) = sorted(a, b)
      return .or(a, b)
    case .equal(let a, let b):
      let (a, b) = sorted(a, b)
      return .equal(a, b)
    case .not(let a): return .not(first(a))
    case .conditional(let test, let yes, let no): return .conditional(first(test), first(yes), first(no))
    case .follow(let step, let a): return .follow(step, first(a))
    case .aggregate, .predicate: return operation
    }
  }
}
