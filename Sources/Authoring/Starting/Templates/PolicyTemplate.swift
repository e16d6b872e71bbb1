import Policies
import Values

/// A policy out of an advisory's text: clauses quoted, the first one with a rule that asks a person, the others not yet
/// encoded.
struct PolicyTemplate: DocumentTemplate {
  let name = "policy"
  let summary = "a folder with a policy, its tests and the advisory's text"

  /// What stands for an advisory that is not at hand.
  private static let standIn = "1. The first requirement of the advisory stands here, in its own words.\n"

  func files(_ context: TemplateContext) -> Result<[NewFile], TemplateProblem> {
    let text = context.advisory ?? Self.standIn
    let advisory = AdvisoryText(text)
    guard let first = advisory.clauses.first else { return .failure(TemplateProblem(.noClauses())) }
    return .success([
      NewFile("\(context.id)/policy.yaml", policy(context, advisory)),
      NewFile("\(context.id)/tests.yaml", tests(context, first)),
      NewFile("\(context.id)/advisory.txt", text),
    ])
  }

  private func policy(_ context: TemplateContext, _ advisory: AdvisoryText) -> String {
    let plain = String(context.id.map { $0 == "-" || $0 == "_" ? " " : $0 })
    var lines = [
      "# Made from the advisory's text, which the quotes repeat word for word. Write rules clause by clause, and take",
      "# `encoded: none` and its reason out of each that has one.",
      "policy: \(context.id)",
      "version: 0.1.0",
      "title:",
      "  vi: \(YAMLText.scalar(advisory.subject ?? plain))",
      "  en: \(YAMLText.scalar(plain))",
      "",
      "advisory:",
    ]
    if let number = context.number ?? advisory.number { lines.append("  number: \(YAMLText.quoted(number))") }
    lines.append("  issuer: \(YAMLText.scalar(context.issuer ?? advisory.issuer ?? "the advisory's issuer"))")
    if let date = advisory.date { lines.append("  date: \(date)") }
    lines += ["  text: advisory.txt", "  clauses:"]
    for (index, clause) in advisory.clauses.enumerated() {
      lines.append("    - id: \(clause.id)")
      lines.append("      force: \(clause.isMandatory ? "mandatory" : "recommended")")
      lines.append("      quote: \(YAMLText.quoted(clause.quote))")
      let title = Self.shortened(clause.quote)
      lines.append("      title: {vi: \(YAMLText.quoted(title)), en: \(YAMLText.quoted("Requirement \(clause.id)"))}")
      if index > 0 {
        lines.append("      encoded: none")
        lines.append("      reason: {vi: Chưa viết quy tắc, en: No rule is written yet}")
      }
    }
    lines.append("")
    if let day = advisory.date.flatMap({ CalendarDate(parsing: $0) }) { lines += ["valid: {from: \(day)}"] }
    lines += ["uses: [inventory]", "", "rules:"]
    let quote = advisory.clauses[0].quote
    lines += [
      "  # To begin with a person is asked. Where an inventory can tell, write `check:` and name what it is about.",
      "  - id: first-clause-met",
      "    clause: \(advisory.clauses[0].id)",
      "    subject: unit",
      "    severity: medium",
      "    title:",
      "      vi: Đã thực hiện yêu cầu thứ nhất",
      "      en: The first requirement is met",
      "    attest:",
      "      ask:",
      "        vi: \(YAMLText.quoted("Đơn vị đã thực hiện: \(quote)?"))",
      "        en: Does the unit meet the first requirement of the advisory?",
      "      whole: unit",
      "      max_age_days: 365",
      "    remediation:",
      "      vi: Thực hiện yêu cầu, rồi lập văn bản xác nhận.",
      "      en: Meet the requirement, then attest it.",
    ]
    return lines.map { $0 + "\n" }.joined()
  }

  /// The first words, to be called by until somebody finds better ones.
  private static func shortened(_ quote: String) -> String {
    var title = ""
    for word in quote.split(separator: " ") {
      guard title.count + word.count < 48 else { return title + "…" }
      title += (title.isEmpty ? "" : " ") + word
    }
    return title
  }

  private func tests(_ context: TemplateContext, _ clause: AdvisoryText.Clause) -> String {
    func attestation(_ unit: String, _ answer: Bool) -> [String] {
      [
        "      - rule: first-clause-met", "        subject: unit.id == '\(unit)'", "        answer: \(answer)",
        "        signed_by: Nguyễn Văn An", "        role: Chủ tịch", "        date: \(context.asOf)",
      ]
    }
    let lines =
      [
        "# What the policy must say of small inventories; `kiem test --coverage` tells what is not yet reached.",
        "tests: \(context.id)",
        "as_of: \(context.asOf)",
        "cases:",
        "  - name: the first requirement is attested, denied, or unheard of",
        "    given: {unit: [{id: U1}, {id: U2}, {id: U3}]}",
        "    attestations:",
      ] + attestation("U1", true) + attestation("U2", false) + [
        "    expect: {first-clause-met: {U1: pass, U2: fail, U3: {notchecked: attestation-missing}}}"
      ]
    return lines.map { $0 + "\n" }.joined()
  }
}
