import Diagnostics

/// Comments that silence a lint and should not.
struct IdleSuppression: Lint {
  let name = "idle-suppression"
  let code = DiagnosticCode.idleSuppression
  let summary = "A comment `# lint: NAME REASON` that silences nothing, or says no reason, or names no lint."
  let reason = """
    A suppression stands for a decision that somebody made: the reason belongs beside it, and once there is nothing to \
    silence it only waits to hide the next mistake. One without a reason silences nothing. It is about its own line, or \
    about what stands below it.
    """
  let examples = [
    LintExample(
      """
      # lint: missing-translation the title is the same in all languages
      title: {vi: Thử, en: A trial}
      """, finds: ["# lint: missing-translation the title is the same in all languages"]),
    LintExample(
      """
      rules:
        - id: named       # lint: missing-remediation
          clause: A
          subject: camera
          severity: low
          title: {vi: Có tên, en: It has a name}
          check: camera.name != ''
      """, finds: ["# lint: missing-remediation"]),
    LintExample(
      """
      rules:
        # lint: missing-remedy nobody can mend it
        - id: named
          clause: A
          subject: camera
          severity: low
          title: {vi: Có tên, en: It has a name}
          check: camera.name != ''
          remediation: {vi: Đặt tên, en: Name it}
      """, finds: ["# lint: missing-remedy nobody can mend it"]),
    LintExample(
      """
      rules:
        - id: named       # lint: missing-remediation the maker alone can mend it
          clause: A
          subject: camera
          severity: low
          title: {vi: Có tên, en: It has a name}
          check: camera.name != ''
      """),
  ]

  /// The runner finds them, since it alone knows what was silenced.
  func check(_ context: LintContext) -> [LintFinding] { [] }

  /// What is wrong with a suppression; nil if nothing is.
  func finding(_ remark: Remark, lint name: String, isUsed: Bool) -> LintFinding? {
    guard LintCatalog.lint(named: name) != nil else {
      let nearest = NameSuggestions.nearest(to: name, among: LintCatalog.names)
      return LintFinding(
        self, "there is no lint `\(name)`", at: remark.span, label: nearest.map { "did you mean `\($0)`?" } ?? "")
    }
    if remark.reason.isEmpty {
      return LintFinding(self, "`\(name)` is to be silenced without a reason", at: remark.span)
    }
    return isUsed ? nil : LintFinding(self, "`\(name)` has nothing to say here", at: remark.span)
  }
}
