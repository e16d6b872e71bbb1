import CEL
import Values

/// Finds conditions that are the same for every row: those that read parameters and the day of the run only, and whatever
/// they decide.
///
/// A side of `&&` that is true for every row leaves the other; one that is false decides, whatever the other is (DESIGN
/// section 2.2). What is unknown or in error for every row is left alone: it is told why for each.
public enum ConstantFolding: PlanPass {
  public static let name = "constant folding"

  public static func run(on policy: CompiledPolicy, _ notes: inout PlanNotes) {
    let constants = Constants(parameters: policy.parameters, asOf: policy.asOf, catalogs: policy.catalogs)
    for (index, node) in policy.graph.nodes.enumerated() {
      func known(_ id: RuleGraph.NodeID) -> Truth? { notes.constants[id.index] }
      switch node.operation {
      case .predicate(let predicate) where predicate.leaves?.isEmpty == true:
        let expression = policy.graph.excerpts[predicate.excerpt].expression
        if case .bool(let value) = constants.value(expression.root, of: expression) {
          notes.constants[index] = value ? .true : .false
        }
      case .not(let a):
        if let truth = known(a) { notes.constants[index] = truth == .true ? .false : .true }
      case .and(let a, let b): fold(index, a, b, deciding: .false, &notes)
      case .or(let a, let b): fold(index, a, b, deciding: .true, &notes)
      case .equal(let a, let b):
        if let a = known(a), let b = known(b) { notes.constants[index] = a == b ? .true : .false }
      case .conditional(let test, let yes, let no):
        guard let truth = known(test) else { continue }
        let chosen = truth == .true ? yes : no
        notes.constants[index] = known(chosen)
        notes.same[index] = notes.same[chosen.index]
      case .follow, .aggregate, .predicate: continue
      }
    }
  }

  private static func fold(
    _ index: Int, _ a: RuleGraph.NodeID, _ b: RuleGraph.NodeID, deciding: Truth, _ notes: inout PlanNotes
  ) {
    switch (notes.constants[a.index], notes.constants[b.index]) {
    case (deciding?, _), (_, deciding?): notes.constants[index] = deciding
    case (.some(let truth), .some): notes.constants[index] = truth
    case (.some, nil): notes.same[index] = notes.same[b.index]
    case (nil, .some): notes.same[index] = notes.same[a.index]
    case (nil, nil): break
    }
  }
}
