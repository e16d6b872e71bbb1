import Values

/// Finds what nothing needs: conditions of rules that the profile leaves out, sides that a constant decides for, all that
/// equals something else; and with them the columns that only they read.
public enum ColumnPruning: PlanPass {
  public static let name = "column pruning"

  public static func run(on policy: CompiledPolicy, _ notes: inout PlanNotes) {
    notes.isNeeded = policy.graph.nodes.map { _ in false }
    var agenda: [Int] = []
    for rule in policy.rules where rule.deselection == nil {
      agenda += roots(of: rule, notes)
    }
    while let next = agenda.popLast() {
      let node = notes.same[next]
      guard !notes.isNeeded[node] else { continue }
      notes.isNeeded[node] = true
      guard notes.constants[node] == nil else { continue }
      agenda += policy.graph.arguments(of: RuleGraph.NodeID(node)).map(\.index)
    }
  }

  /// What decides a rule: not its check where its condition never holds.
  private static func roots(of rule: CompiledRule, _ notes: PlanNotes) -> [Int] {
    var roots = [rule.selection?.node.index, rule.when?.node.index].compactMap { $0 }
    let never = rule.when.map { notes.constants[notes.same[$0.node.index]] == .false } ?? false
    if !never, let check = rule.check { roots.append(check.node.index) }
    roots += rule.waivers.map(\.selector.node.index)
    roots += rule.attestations.flatMap { [$0.selector, $0.parentSelector].compactMap { $0?.node.index } }
    return roots
  }
}
