import CEL
import Diagnostics
import Schema

/// Sensitive attributes inside the reason of `undecided`, which reports print as it is.
struct SensitiveMessage: Lint {
  let name = "sensitive-message"
  let code = DiagnosticCode.sensitiveMessage
  let summary = "A sensitive attribute in a text that reports print."
  let reason = """
    Reports redact the values of sensitive attributes. The text of `undecided(...)` is the policy's own, and printed \
    as it is: a name or a password that is put together into it leaves the house.
    """
  let level = LintLevel.error
  let examples = [
    LintExample(
      ConstantCondition.policy("camera.networked || undecided('nobody knows ' + string(camera.login))"),
      finds: ["camera.login"]),
    LintExample(ConstantCondition.policy("camera.login != 'admin' || undecided('the login is the usual one')")),
  ]

  func check(_ context: LintContext) -> [LintFinding] {
    var found: [LintFinding] = []
    for expression in context.expressions {
      expression.root.forEach { node in
        guard case .call("undecided", _, let arguments) = node.kind else { return }
        for argument in arguments {
          argument.forEach { inner in
            guard let name = sensitive(inner, in: expression, context) else { return }
            found.append(
              LintFinding(
                self, "the text of `undecided` would show `\(name)`", at: expression.span(inner),
                label: "sensitive", help: ["say in fixed words what is undecided"], within: expression.place))
          }
        }
      }
    }
    return found
  }

  /// The sensitive attribute that a node reads, itself or through a fact.
  private func sensitive(_ node: Expression, in expression: PolicyExpression, _ context: LintContext) -> String? {
    switch context.member(node, in: expression) {
    case .attribute(let entity, let attribute)? where attribute.sensitivity != .none:
      return "\(entity).\(attribute.name)"
    case .fact(let key)?:
      guard let fact = context.fact(key) else { return nil }
      for case .attribute(let entity, let attribute) in context.members(fact.root, in: fact)
      where attribute.sensitivity != .none {
        return "\(entity).\(attribute.name)"
      }
      return nil
    default: return nil
    }
  }
}
