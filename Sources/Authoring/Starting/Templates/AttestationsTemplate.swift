import Values

/// Signed answers to what no inventory can tell.
struct AttestationsTemplate: DocumentTemplate {
  let name = "attestations"
  let summary = "signed answers to the questions of rules"

  func files(_ context: TemplateContext) -> Result<[NewFile], TemplateProblem> {
    let rule = context.rule(asking: true) ?? ("policy/rule", "unit")
    let text = """
      # Signed answers: each decides one rule for whom `subject` selects, where no inventory can tell, and never against a
      # fail. `document` says where the signed paper is. A profile names this document in `attestations`.
      attestations: \(context.id)
      items:
        - rule: \(rule.name)
          subject: unit.id == 'the id of the unit'
          answer: true
          signed_by: Nguyễn Văn An
          role: Chủ tịch
          date: \(context.asOf)
          document: 01/BC-UBND

      """
    return .success([NewFile("\(context.id).yaml", text)])
  }
}
