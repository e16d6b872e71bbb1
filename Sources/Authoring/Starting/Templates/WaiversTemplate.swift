import Values

/// Fails that are accepted for a time.
struct WaiversTemplate: DocumentTemplate {
  let name = "waivers"
  let summary = "fails that somebody accepts for a time"

  func files(_ context: TemplateContext) -> Result<[NewFile], TemplateProblem> {
    let rule = context.rule(asking: false) ?? ("policy/rule", "unit")
    let until = context.asOf.adding(days: 180) ?? context.asOf
    let text = """
      # Fails that are accepted: the verdict stays, marked as waived while this is in force. Whoever approves is another person
      # than whoever asks. A profile names this document in `waivers`.
      waivers: \(context.id)
      items:
        - rule: \(rule.name)
          subject: \(rule.subject).name == 'the name of one \(rule.subject)'
          max_subjects: 1
          reason: why it cannot be mended now, and what is done meanwhile
          requested_by: Nguyễn Văn An
          approved_by: Trần Thị Bình
          from: \(context.asOf)
          until: \(until)

      """
    return .success([NewFile("\(context.id).yaml", text)])
  }
}
