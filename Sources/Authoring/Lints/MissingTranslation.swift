import Diagnostics
import Schema

/// Texts for people that one of the reports' languages lacks.
struct MissingTranslation: Lint {
  let name = "missing-translation"
  let code = DiagnosticCode.missingTranslation
  let summary = "A text for people that is not there in Vietnamese and in English."
  let reason = """
    Reports come in both languages; where one is missing, readers get the other, or for a rule's title the bare id. \
    Looked at are the titles, questions, limits, reasons, remediations, rationales and the documentation of parameters.
    """
  let examples = [
    LintExample("title: {vi: Thử}", finds: ["x"]),
    LintExample(
      """
      rules:
        - id: named
          clause: A
          subject: camera
          severity: low
          title: It has a name
          check: camera.name != ''
          remediation: {vi: Đặt tên}
      """, finds: ["named"]),
    LintExample("title: {vi: Thử, en: A trial}"),
  ]

  func check(_ context: LintContext) -> [LintFinding] {
    let policy = context.policy
    var found: [LintFinding] = []
    func look(_ text: LocalizedText, _ what: String, at span: Span, isNeeded: Bool = false) {
      if text.isEmpty, !isNeeded { return }
      let lacking = [text.vi == nil ? "Vietnamese" : nil, text.en == nil ? "English" : nil].compactMap { $0 }
      guard !lacking.isEmpty else { return }
      found.append(LintFinding(self, "\(what) is not there in \(lacking.joined(separator: " and "))", at: span))
    }
    look(policy.title, "the policy's title", at: policy.span, isNeeded: true)
    look(policy.doc, "the policy's documentation", at: policy.span)
    for clause in policy.advisory.clauses {
      look(clause.title, "the title of `\(clause.id)`", at: clause.span, isNeeded: true)
      look(clause.limits, "what limits the rules of `\(clause.id)`", at: clause.span)
      if case .none(let reason) = clause.encoding { look(reason, "the reason of `\(clause.id)`", at: clause.span) }
    }
    for parameter in policy.parameters {
      look(parameter.doc, "what `\(parameter.name)` means", at: parameter.span, isNeeded: true)
    }
    for rule in policy.rules {
      look(rule.title, "the title of `\(rule.id)`", at: rule.span, isNeeded: true)
      look(rule.remediation, "the remediation of `\(rule.id)`", at: rule.span)
      look(rule.rationale, "the rationale of `\(rule.id)`", at: rule.span)
      if let attest = rule.attest { look(attest.ask, "the question of `\(rule.id)`", at: attest.span, isNeeded: true) }
    }
    return merged(found)
  }

  /// Of one place one finding: whoever mends one text sees the others.
  private func merged(_ findings: [LintFinding]) -> [LintFinding] {
    var seen: Set<Span> = []
    return findings.filter { finding in finding.diagnostic.primary.map { seen.insert($0.span).inserted } ?? true }
  }
}
