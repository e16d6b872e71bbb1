import Diagnostics

/// Advisories without their text, so that no quote is held against it.
struct UncheckedQuotes: Lint {
  let name = "unchecked-quotes"
  let code = DiagnosticCode.uncheckedQuotes
  let summary = "An advisory without `text`."
  let reason = """
    A quote that does not stand in the advisory's text is an error, which is how a clause is kept from saying what \
    nobody wrote. Without the text nothing is held against anything. Put the text beside the policy and name it.
    """
  private static func advisory(_ text: String) -> String {
    """
    advisory:
      issuer: the office
    \(text)  clauses:
        - {id: A, force: mandatory, quote: Change the default password., title: {vi: Đổi, en: Change}}
    """
  }
  let examples = [
    LintExample(advisory(""), finds: ["issuer"]),
    LintExample(advisory("  text: advisory.txt\n")),
  ]

  func check(_ context: LintContext) -> [LintFinding] {
    let advisory = context.policy.advisory
    guard advisory.text == nil else { return [] }
    let count = advisory.clauses.count == 1 ? "1 quote" : "\(advisory.clauses.count) quotes"
    return [
      LintFinding(
        self, "\(count) cannot be held against the advisory, whose text is not here", at: advisory.span,
        help: ["add `text: advisory.txt`, a file beside the policy"])
    ]
  }
}
