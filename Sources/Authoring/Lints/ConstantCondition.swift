import CEL
import Diagnostics
import Values

/// Conditions that come out the same whatever the inventory says.
struct ConstantCondition: Lint {
  let name = "constant-condition"
  let code = DiagnosticCode.constantCondition
  let summary = "A condition that is always true or always false."
  let reason = """
    A check that is always true is a false pass; one that is always false, a finding that nobody can mend. Found are \
    conditions that read nothing, comparisons of a thing with itself, operands that say what another one says or its \
    opposite, two values that one attribute must have at once, and numbers that cannot lie between their bounds. \
    Parameters count as open, since a profile may set them.
    """
  let examples = [
    LintExample(
      Self.policy("camera.status == 'active' && camera.status == 'gone'"), finds: ["camera.status == 'gone'"]),
    LintExample(Self.policy("camera.networked || !camera.networked"), finds: ["!camera.networked"]),
    LintExample(
      Self.policy("camera.password.length > 12 && camera.password.length < 8"), finds: ["camera.password.length < 8"]),
    LintExample(Self.policy("camera.vendor != 'axis' || 1 < 2"), finds: ["1 < 2"]),
    LintExample(
      Self.policy("camera.status in ['active', 'gone']"), finds: ["camera.status in ['active', 'gone']"]),
    LintExample(Self.policy("camera.status == 'active' || camera.vendor == 'axis'")),
    LintExample(Self.policy("camera.password.length > 8 && camera.password.length < 64")),
  ]

  static func policy(_ check: String) -> String {
    """
    rules:
      - id: example
        clause: A
        subject: camera
        severity: high
        title: {vi: Thử, en: A trial}
        check: |
          \(check)
        remediation: {vi: Sửa, en: Mend it}
    """
  }

  func check(_ context: LintContext) -> [LintFinding] {
    context.expressions.flatMap { expression -> [LintFinding] in
      var found: [LintFinding] = []
      visit(expression.root, in: expression, &found)
      return found
    }
  }

  private func visit(_ node: Expression, in expression: PolicyExpression, _ found: inout [LintFinding]) {
    if let value = Constancy.value(node, in: expression) {
      found.append(finding(node, value, "whatever the inventory says", in: expression))
      return
    }
    if case .call("_?_:_", nil, let parts) = node.kind, parts.count == 3 {
      // A test that always comes out the same leaves a branch that is never taken: that is told instead.
      if Constancy.value(parts[0], in: expression) == nil { visit(parts[0], in: expression, &found) }
      for part in parts.dropFirst() { visit(part, in: expression, &found) }
      return
    }
    guard case .call(let name, nil, _) = node.kind, name == "_&&_" || name == "_||_" else {
      // `x == true`: a literal beside something else is no condition of its own.
      for child in node.children where child.literal == nil { visit(child, in: expression, &found) }
      return
    }
    let operands = node.operands(of: name)
    for (index, operand) in operands.enumerated() {
      let clash = operands[..<index].lazy.compactMap { earlier in
        Constancy.clash(earlier, operand, isAnd: name == "_&&_").map { (earlier, $0) }
      }.first
      if let (earlier, clash) = clash {
        let label = Diagnostic.Label(expression.span(earlier), "because of this")
        found.append(
          LintFinding(
            self, clash, at: expression.span(operand), also: [label], within: expression.place))
      } else {
        visit(operand, in: expression, &found)
      }
    }
  }

  private func finding(
    _ node: Expression, _ value: Bool, _ why: String, in expression: PolicyExpression
  ) -> LintFinding {
    LintFinding(self, "this is always \(value), \(why)", at: expression.span(node), within: expression.place)
  }
}
