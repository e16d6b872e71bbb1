import Diagnostics

/// Rules that name a failing and not what to do about it.
struct MissingRemediation: Lint {
  let name = "missing-remediation"
  let code = DiagnosticCode.missingRemediation
  let summary = "A rule without `remediation`."
  let reason = """
    A finding that does not say what to do is handed back to the auditor. Rules that only inform need none.
    """
  let examples = [
    LintExample(
      """
      rules:
        - id: named
          clause: A
          subject: camera
          severity: low
          title: {vi: Có tên, en: It has a name}
          check: camera.name != ''
      """, finds: ["named"]),
    LintExample(
      """
      rules:
        - id: named
          clause: A
          subject: camera
          severity: low
          title: {vi: Có tên, en: It has a name}
          check: camera.name != ''
          remediation: {vi: Đặt tên, en: Name it}
      """),
  ]

  func check(_ context: LintContext) -> [LintFinding] {
    context.policy.rules.filter { !$0.isInformational && $0.remediation.isEmpty }.map { rule in
      LintFinding(self, "the rule `\(rule.id)` does not say what to do about a fail", at: rule.span)
    }
  }
}
