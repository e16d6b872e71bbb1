import Planning
import Schema
import Values

/// Which attributes stand beside a finding in tables of findings.
public enum FindingColumns {
  /// Those that nodes read of their own rows, in the order in which they are met, then those that describe the entity.
  /// None that is sensitive.
  public static func names(_ roots: [Int], of entity: EntityType, _ graph: RuleGraph) -> [String] {
    var names: [String] = []
    var agenda = roots.reversed() as [Int]
    var seen: Set<Int> = []
    while let node = agenda.popLast() {
      guard seen.insert(node).inserted, graph.nodes[node].home == entity.name else { continue }
      if case .predicate(let predicate) = graph.nodes[node].operation {
        for leaf in predicate.leaves ?? [] where leaf.path.steps.isEmpty {
          if case .attribute(let name) = leaf.kind { names.append(name) }
        }
      }
      agenda += graph.arguments(of: RuleGraph.NodeID(node)).map(\.index).reversed()
    }
    var met: Set<String> = []
    return (names + entity.describedBy).filter { name in
      entity.attribute(name)?.sensitivity == Sensitivity.none && met.insert(name).inserted
    }
  }
}

extension CompiledRule {
  /// The aggregates, and the truths of their bodies, by which single children make the check false.
  public func failingChildren(_ graph: RuleGraph) -> [(node: Int, truth: Truth)] {
    guard let check else { return [] }
    var found: [(node: Int, truth: Truth)] = []
    var agenda = [(node: check.node.index, outcome: false)]
    while let (node, outcome) = agenda.popLast() {
      switch graph.nodes[node].operation {
      case .not(let a): agenda.append((a.index, !outcome))
      case .and(let a, let b), .or(let a, let b), .conditional(_, let a, let b):
        agenda += [(b.index, outcome), (a.index, outcome)]
      case .aggregate(let aggregate):
        if let truth = aggregate.quantifier.witness(of: outcome) { found.append((node, truth)) }
      case .equal, .follow, .predicate: break
      }
    }
    return found
  }
}
