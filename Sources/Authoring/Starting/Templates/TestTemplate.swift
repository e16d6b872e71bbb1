import Diagnostics
import Policies

/// Tests of a policy that has none: what each rule says of nothing at all.
struct TestTemplate: DocumentTemplate {
  let name = "test"
  let summary = "tests of a policy, whose id it takes"

  func files(_ context: TemplateContext) -> Result<[NewFile], TemplateProblem> {
    guard let loaded = context.policies.first(where: { $0.policy.id == context.id }) else {
      let known = context.policies.map(\.policy.id)
      let nearest = NameSuggestions.nearest(to: context.id, among: known)
      return .failure(
        TemplateProblem(
          Diagnostic(
            .unknownPolicy, "there is no policy \(Diagnostic.quote(context.id)) to test",
            help: nearest.map { ["did you mean `\($0)`?"] } ?? ["name its file or folder with `-p`"])))
    }
    var lines = [
      "# What the policy must say of small inventories. Rows stand under `given`, by entity; `complete` names the sections of",
      "# which they are all there is. `kiem test --update` writes down what the rules say, for you to review.",
      "tests: \(context.id)",
      "as_of: \(context.asOf)",
      "cases:",
      "  - name: nothing at all was collected",
      "    given: {}",
      "    expect:",
    ]
    for rule in loaded.policy.rules { lines.append("      \(rule.id): {notchecked: no-subject}") }
    return .success([NewFile("tests.yaml", lines.map { $0 + "\n" }.joined())])
  }
}
