import Diagnostics

/// Rules that no case of a `tests` document expects anything of.
struct RuleWithoutTest: Lint {
  let name = "rule-without-test"
  let code = DiagnosticCode.ruleWithoutTest
  let summary = "A rule of which no test expects anything."
  let reason = """
    What was never seen to fail may be unable to. Write at least a case that passes, one that fails and one in which \
    something is missing; `kiem test --coverage` tells which are there.
    """
  let examples = [
    LintExample(
      """
      rules:
        - id: changed
          clause: A
          subject: camera
          severity: high
          title: {vi: Đã đổi, en: Changed}
          check: camera.password.state == 'changed'
          remediation: {vi: Đổi, en: Change it}
      """, finds: ["changed"]),
    LintExample(
      """
      rules:
        - id: changed
          clause: A
          subject: camera
          severity: high
          title: {vi: Đã đổi, en: Changed}
          check: camera.password.state == 'changed'
          remediation: {vi: Đổi, en: Change it}
      ---
      tests: x
      as_of: 2026-01-15
      cases:
        - name: the factory's password
          given: {camera: [{name: C1, password.state: default}]}
          expect: {changed: {C1: fail}}
      """),
  ]

  func check(_ context: LintContext) -> [LintFinding] {
    let tested = Set(context.loaded.tests.flatMap(\.cases).flatMap(\.expect).map(\.rule.value))
    return context.policy.rules.filter { !tested.contains($0.id) }.map { rule in
      LintFinding(self, "no test expects anything of the rule `\(rule.id)`", at: rule.span)
    }
  }
}
