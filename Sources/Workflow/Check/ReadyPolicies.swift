import Diagnostics
import Inventories
import Planning
import Schema
import Values

/// The policies of a run, compiled for a day, with their catalogs: what can be worked out while the inventory is read.
struct ReadyPolicies: Sendable {
  let asOf: CalendarDate
  let catalogs: [String: Catalog]
  /// What is wrong with the catalogs.
  private(set) var catalogProblems = DiagnosticList()
  let compiled: [CompiledPolicy]
  /// What is wrong with the expressions.
  let problems: [Diagnostic]

  init(_ input: RunInput, schema: InventorySchema, asOf: CalendarDate) {
    self.asOf = asOf
    catalogs = input.builtCatalogs(&catalogProblems)
    (compiled, problems) = input.compiled(schema: schema, input.tailoring(asOf: asOf))
  }
}

extension RunInput {
  /// Compiles the policies, tailored; those that cannot be used are left out.
  func compiled(
    schema: InventorySchema, _ tailoring: Tailoring
  ) -> (policies: [CompiledPolicy], problems: [Diagnostic]) {
    var ready: [CompiledPolicy] = []
    var problems: [Diagnostic] = []
    for policy in policies {
      let (compiled, found) = PolicyCompiler.compile(
        policy.policy, schema: schema, catalogs: policy.catalogs, tailoring: tailoring)
      problems += found
      if let compiled { ready.append(compiled) }
    }
    return (ready, problems)
  }
}
