/// All passes, in the order in which they run: each builds on what those before it noted.
public enum PlanPassCatalog {
  public static let all: [any PlanPass.Type] = [
    ConstantFolding.self,
    CommonSubexpressions.self,
    ColumnPruning.self,
    PredicateOrder.self,
  ]
}
