import CEL
import Diagnostics
import Planning

/// Branches of `? :` that are never taken, and operands that `when` has settled.
struct UnreachableBranch: Lint {
  let name = "unreachable-branch"
  let code = DiagnosticCode.unreachableBranch
  let summary = "A branch of `? :` that is never taken, or a condition that `when` has settled."
  let reason = """
    What can never be reached tests nothing, though it looks as if it did. A test is settled if it reads nothing, if \
    an outer `? :` has asked the same, or if the rule's `when` lets only subjects through for which it is true. Facts \
    of the subject in `when` are looked into.
    """
  let examples = [
    LintExample(
      ConstantCondition.policy("1 > 2 ? camera.networked : camera.vendor != ''"), finds: ["camera.networked"]),
    LintExample(
      ConstantCondition.policy(
        "camera.networked ? camera.vendor != '' : (camera.networked ? camera.name != '' : camera.name == 'x')"),
      finds: ["camera.name != ''"]),
    LintExample(
      """
      facts:
        camera:
          live: camera.networked && camera.status == 'active'
      rules:
        - id: example
          clause: A
          subject: camera
          severity: high
          title: {vi: Thử, en: A trial}
          when: camera.live
          check: "!camera.networked || camera.password.state == 'changed'"
          remediation: {vi: Sửa, en: Mend it}
      """, finds: ["camera.networked"]),
    LintExample(ConstantCondition.policy("camera.networked ? camera.vendor != '' : camera.name == 'x'")),
  ]

  func check(_ context: LintContext) -> [LintFinding] {
    var settled: [String: [Expression]] = [:]
    for expression in context.expressions {
      guard case .when(let rule) = expression.role else { continue }
      settled[rule.id] = conjuncts(expression.root, in: expression, context, depth: 0)
    }
    return context.expressions.flatMap { expression -> [LintFinding] in
      var found: [LintFinding] = []
      var known: [Expression] = []
      if case .check(let rule) = expression.role { known = settled[rule.id] ?? [] }
      visit(expression.root, in: expression, yes: [], no: [], settled: known, &found)
      return found
    }
  }

  /// What must be true for a condition to be true.
  private func conjuncts(
    _ node: Expression, in expression: PolicyExpression, _ context: LintContext, depth: Int
  ) -> [Expression] {
    node.operands(of: "_&&_").flatMap { operand -> [Expression] in
      guard depth < 16, case .fact(let key)? = context.member(operand, in: expression), key.entity == expression.entity,
        let fact = context.fact(key), case .select(let owner, _, _) = operand.kind, case .identifier = owner.kind
      else { return [operand] }
      return [operand] + conjuncts(fact.root, in: fact, context, depth: depth + 1)
    }
  }

  private func visit(
    _ node: Expression, in expression: PolicyExpression, yes: [Expression], no: [Expression], settled: [Expression],
    _ found: inout [LintFinding]
  ) {
    if case .literal = node.kind { return }
    if expression.type(node) == .bool, settled.contains(where: { $0.isSame(as: node) }) {
      found.append(
        LintFinding(
          self, "`when` lets only subjects through for which this is true", at: expression.span(node),
          within: expression.place))
      return
    }
    guard case .call("_?_:_", nil, let parts) = node.kind, parts.count == 3 else {
      // Inside a macro a name may mean something else than outside.
      let isMacro = if case .comprehension = node.kind { true } else { false }
      for child in node.children {
        visit(
          child, in: expression, yes: isMacro ? [] : yes, no: isMacro ? [] : no, settled: isMacro ? [] : settled, &found
        )
      }
      return
    }
    let test = parts[0]
    var outcome = Constancy.value(test, in: expression)
    if yes.contains(where: { $0.isSame(as: test) }) { outcome = true }
    if no.contains(where: { $0.isSame(as: test) }) { outcome = false }
    if let outcome {
      let dead = parts[outcome ? 2 : 1]
      found.append(
        LintFinding(
          self, "this is never taken", at: expression.span(dead),
          also: [Diagnostic.Label(expression.span(test), "always \(outcome) here")], within: expression.place))
      let live = parts[outcome ? 1 : 2]
      visit(live, in: expression, yes: yes, no: no, settled: settled, &found)
      return
    }
    visit(test, in: expression, yes: yes, no: no, settled: settled, &found)
    visit(parts[1], in: expression, yes: yes + [test], no: no, settled: settled, &found)
    visit(parts[2], in: expression, yes: yes, no: no + [test], settled: settled, &found)
  }
}
