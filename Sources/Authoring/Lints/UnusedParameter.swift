import Diagnostics

/// Parameters that no expression reads.
struct UnusedParameter: Lint {
  let name = "unused-parameter"
  let code = DiagnosticCode.unusedParameter
  let summary = "A parameter that no expression reads."
  let reason = "A profile may set it, and nothing changes: whoever set it believes otherwise."
  let examples = [
    LintExample(
      """
      parameters:
        min_length: {type: int, default: 12, doc: {vi: Độ dài, en: The least length}}
      """, finds: ["min_length"]),
    LintExample(
      """
      parameters:
        min_length: {type: int, default: 12, doc: {vi: Độ dài, en: The least length}}
      rules:
        - id: long
          clause: A
          subject: camera
          severity: high
          title: {vi: Dài, en: Long}
          check: camera.password.length >= params.min_length
          remediation: {vi: Đặt dài hơn, en: Make it longer}
      """),
  ]

  func check(_ context: LintContext) -> [LintFinding] {
    var used: Set<String> = []
    for expression in context.expressions {
      for case .parameter(let name) in context.members(expression.root, in: expression) { used.insert(name) }
    }
    return context.policy.parameters.filter { !used.contains($0.name) }.map { parameter in
      LintFinding(self, "no expression reads the parameter `\(parameter.name)`", at: parameter.span)
    }
  }
}
