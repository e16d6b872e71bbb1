import Planning
import Policies
import Schema
import Values

/// What a rule reads of an inventory.
struct RuleNeeds {
  /// The entity that it is about.
  let subject: String
  /// Attributes and to-one relations, by entity and name.
  var columns: [Plan.ColumnReference] = []
  /// The sections that must be complete for its relations to be closed, each once.
  var sections: [String] = []

  /// What a rule reads, its facts included; nothing where it does not compile.
  ///
  /// - Complexity: that of compiling the policy with this rule alone.
  init(_ rule: Rule, of loaded: LoadedPolicy, asOf: CalendarDate) {
    subject = rule.subject.value
    var policy = loaded.policy
    policy.rules = [rule]
    let (compiled, _) = PolicyCompiler.compile(
      policy, schema: loaded.schema, catalogs: loaded.catalogs, tailoring: Tailoring(asOf: asOf))
    guard let compiled else { return }
    columns = compiled.plan.columns
    var seen: Set<String> = []
    for node in compiled.graph.nodes {
      guard case .aggregate(let aggregate) = node.operation,
        let many = loaded.schema[node.home]?.relation(aggregate.relation)?.many
      else { continue }
      sections += many.closedBy.filter { seen.insert($0).inserted }
    }
    sections.sort()
  }
}
