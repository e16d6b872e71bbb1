import Diagnostics
import Planning

/// Facts that no rule reads, directly or through other facts.
struct UnusedFact: Lint {
  let name = "unused-fact"
  let code = DiagnosticCode.unusedFact
  let summary = "A fact that no rule reads."
  let reason = """
    It decides nothing, and a reader takes it for part of the requirement. Often the rule that was to read it has been \
    written with another fact. A fact that only unused facts read is unused too.
    """
  let examples = [
    LintExample(
      """
      facts:
        camera:
          live: camera.status == 'active'
          gone: "!camera.live"
      """, finds: ["live", "gone"]),
    LintExample(
      """
      facts:
        camera:
          live: camera.status == 'active'
      rules:
        - id: changed
          clause: A
          subject: camera
          severity: high
          title: {vi: Đã đổi, en: Changed}
          when: camera.live
          check: camera.password.state == 'changed'
          remediation: {vi: Đổi, en: Change it}
      """),
  ]

  func check(_ context: LintContext) -> [LintFinding] {
    var used: Set<FactKey> = []
    var agenda = context.conditions
    while let expression = agenda.popLast() {
      for case .fact(let key) in context.members(expression.root, in: expression) where used.insert(key).inserted {
        if let fact = context.fact(key) { agenda.append(fact) }
      }
    }
    return context.expressions.compactMap { expression in
      guard case .fact(let key, let fact) = expression.role, !used.contains(key) else { return nil }
      return LintFinding(self, "no rule reads the fact `\(key)`", at: fact.span)
    }
  }
}
