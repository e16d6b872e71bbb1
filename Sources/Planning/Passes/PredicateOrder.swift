/// Puts the cheaper side of `&&` and `||` first: where it decides, the other side is not looked at, and columns that only
/// that one reads are not coded.
public enum PredicateOrder: PlanPass {
  public static let name = "predicate order"

  public static func run(on policy: CompiledPolicy, _ notes: inout PlanNotes) {
    var costs: [Int] = []
    for (index, node) in policy.graph.nodes.enumerated() {
      func cost(_ id: RuleGraph.NodeID) -> Int { costs[notes.same[id.index]] }
      costs.append(notes.constants[index] != nil ? 0 : self.cost(of: node, policy.graph, index, cost))
      switch node.operation {
      case .and(let a, let b), .or(let a, let b): notes.startsWithSecond[index] = cost(b) < cost(a)
      default: break
      }
    }
  }

  /// A column more costs more than any logic; what reads a whole row, or another table, costs most.
  private static func cost(
    of node: RuleGraph.Node, _ graph: RuleGraph, _ index: Int, _ cost: (RuleGraph.NodeID) -> Int
  ) -> Int {
    switch node.operation {
    case .predicate(let predicate): 1 + 4 * (predicate.leaves?.count ?? 16)
    case .follow(_, let a): 8 + cost(a)
    case .aggregate: 64
    default:
      1 + graph.arguments(of: RuleGraph.NodeID(index)).reduce(0) { sum, argument in min(sum + cost(argument), 1 << 30) }
    }
  }
}
