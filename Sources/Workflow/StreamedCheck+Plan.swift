import Diagnostics
import Evaluation
import Planning
import Policies
import Schema
import Tables
import Values

extension StreamedCheck {
  /// Shows how the policies would be evaluated, and why not otherwise; nothing is evaluated.
  func showPlan() -> ExitStatus {
    var text = ""
    switch prepare(smallest: 0) {
    case .plans(let plans, _, _):
      for plan in plans { text += "policy \(plan.policy.policy.id), while the inventory streams by\n\(plan)\n" }
    case .general(let reason):
      let input = RunInput.load(
        policies: request.policies, profile: request.profile,
        shipped: ShippedPolicies.folder(environment: console.environment), only: nil, isCopy: false)
      guard let schema = input.policies.first?.schema, !input.diagnostics.hasErrors else {
        console.show(input.everythingWrong)
        return .unusableData
      }
      let asOf = request.asOf ?? Clock.today(in: .vietnam)
      text += "in memory: \(reason)\n"
      for policy in input.policies {
        let (ready, found) = PolicyCompiler.compile(
          policy.policy, schema: schema, catalogs: policy.catalogs, tailoring: input.tailoring(asOf: asOf))
        guard let ready else {
          var problems = DiagnosticList()
          problems.add(contentsOf: found)
          console.show(problems)
          return .unusableData
        }
        text += "policy \(policy.policy.id)\n\(ready.plan)\nnodes\n"
        text += ready.graph.canonicalForm.split(separator: "\n").map { "  \($0)\n" }.joined()
        let notes = PlanNotes(ready).text(ready.graph)
        if !notes.isEmpty { text += "passes\n" + notes.split(separator: "\n").map { "  \($0)\n" }.joined() }
      }
    }
    return console.deliver(Array(text.utf8)) ?? .passed
  }
}
