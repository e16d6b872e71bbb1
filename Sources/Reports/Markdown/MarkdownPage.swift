import Diagnostics
import Evidence
import Schema

/// A page in Markdown on its way out.
struct MarkdownPage {
  private var text = ""

  mutating func line(_ text: String = "") { self.text += text + "\n" }

  /// Hands over what has been written, and forgets it.
  mutating func take() -> [UInt8] {
    defer { text = "" }
    return Array(text.utf8)
  }

  private mutating func row(_ cells: [String]) { line("| \(cells.joined(separator: " | ")) |") }

  private mutating func heading(_ cells: [String], numbers: Int = 0) {
    row(cells)
    let rules = cells.indices.map { $0 >= cells.count - numbers ? "---:" : "---" }
    row(rules)
  }

  // MARK: Sections

  mutating func totals(_ counts: VerdictCounts, _ words: any TextWords) {
    for verdict in Verdict.combinationOrder + [.informational] where counts[verdict] > 0 {
      var part = words.count(counts[verdict], verdict)
      if verdict == .fail, counts.waived > 0 { part += " (\(words.waivedCount(counts.waived)))" }
      line("- \(MarkdownPage.sign(verdict)) \(Markdown.text(part))")
    }
    line("- \(Markdown.text(words.decided(counts)))")
    line("- \(Markdown.text(words.bounds(counts.bounds, of: counts.applicable)))")
    for text in words.apart(counts) { line("- \(Markdown.text(text))") }
  }

  mutating func policy(_ policy: PolicySummary, _ words: any TextWords) {
    line()
    line("## \(MarkdownPage.sign(policy.verdict)) \(Markdown.text(policy.title.text(words.language)))")
    line()
    let advisory = [policy.number, policy.issuer, policy.date].compactMap { $0 }.filter { !$0.isEmpty }
    line("\(Markdown.code("\(policy.id) \(policy.version)")) · \(Markdown.text(advisory.joined(separator: ", ")))")
    line()
    let names = words.clauseHeadings.map { [$0.0, $0.1].filter { !$0.isEmpty }.joined(separator: " ") }
    heading(names, numbers: names.count - 2)
    for clause in policy.clauses { self.clause(clause, words) }
  }

  private mutating func clause(_ clause: ClauseSummary, _ words: any TextWords) {
    let title = clause.title.isEmpty ? clause.quote : clause.title.text(words.language)
    let name = "\(Markdown.code(clause.id, isInTable: true)) \(Markdown.text(title))"
    if let reason = clause.whyNotEncoded {
      let text = words.notEncoded(reason.text(words.language))
      row(["\(name)<br>_\(Markdown.text(text))_", "–"] + Array(repeating: "", count: ClauseTable.verdicts.count + 1))
      return
    }
    let verdict = clause.isWaived ? words.waivedVerdict(clause.verdict) : words.verdict(clause.verdict)
    let counts = clause.counts
    let cells = ClauseTable.verdicts.map { counts[$0] == 0 ? "·" : String(counts[$0]) }
    row(
      [name, "\(MarkdownPage.sign(clause.verdict)) \(Markdown.text(verdict))"]
        + ["\(counts.decided)/\(counts.applicable)/\(counts.total)"] + cells)
  }

  mutating func findings(_ group: FindingGroup, _ policy: PolicySummary, _ words: any TextWords) {
    let rule = policy.rules[group.rule]
    let language = words.language
    line(
      "### \(MarkdownPage.sign(group.verdict)) \(Markdown.text(words.verdict(group.verdict))) \(Markdown.code(rule.id))"
    )
    line()
    line(
      "\(Markdown.text(rule.title.text(language))) · **\(words.severity(rule.severity))** · \(Markdown.text(rule.clauses.joined(separator: ", "))) · \(Markdown.text(words.subjects(group.count, of: rule.counts.total, rule.entity)))"
    )
    line()
    let expected = rule.expected.text(language)
    if !expected.isEmpty { line("\(words.expected): \(Markdown.code(expected))\n") }
    let remedy = rule.remediation.text(language)
    if !remedy.isEmpty { line("\(words.remedy): \(Markdown.text(remedy))\n") }
    line("<details><summary>\(group.count)</summary>\n")
    for reason in group.reasons {
      if let code = reason.reason?.code, code != .noSubject {
        line("**\(Markdown.text(words.reason(code)))** (\(reason.count))\n")
      }
      for record in reason.listed { self.record(record, words) }
      if reason.count > reason.listed.count {
        line("- \(Markdown.text(words.more(reason.count - reason.listed.count)))")
      }
      line()
    }
    line("</details>\n")
  }

  private mutating func record(_ record: EvidenceRecord, _ words: any TextWords) {
    let subject = record.subject
    var parts = ["**\(Markdown.text(subject.id.isEmpty ? subject.type : subject.title))**"]
    if !subject.id.isEmpty, subject.id != subject.title { parts.append(Markdown.code(subject.id)) }
    if let unit = subject.units.first, unit != subject.id { parts.append(Markdown.text(unit)) }
    if subject.isStandIn { parts.append(Markdown.text(words.standIn)) }
    if subject.isOrphan { parts.append(Markdown.text(words.orphan)) }
    if let waiver = record.waiverText(words) { parts.append("**\(Markdown.text(waiver))**") }
    parts.append(Markdown.sentence(record.detail(words.language)))
    line("- \(parts.joined(separator: " · "))<br><sub>\(Markdown.code("\(record.id) \(record.digest)"))</sub>")
  }

  mutating func sources(_ context: ReportContext, _ words: any TextWords) {
    let summary = context.evidence.summary
    let sources = summary.listed(atMost: context.listLimit)
    line("## \(words.inventory)")
    line()
    heading([words.inventory.lowercased(), words.collected, words.coverage, "SHA-256", words.rows], numbers: 1)
    for source in sources {
      let proofs = source.coverage.map { "\($0.name): \(words.level($0.level))" }.joined(separator: ", ")
      let stale = source.staleFor.isEmpty ? "" : " — \(words.stale(source.staleFor))"
      row([
        Markdown.code(source.path, isInTable: true), source.collected?.description ?? words.undated,
        Markdown.text(proofs + stale),
        source.digest.isEmpty ? "–" : Markdown.code(source.digest), String(source.rows),
      ])
    }
    line()
    let rest = summary.sources.count - sources.count
    if rest > 0 { line("- \(Markdown.text(words.more(rest)))") }
    for count in summary.uncollected { line("- \(Markdown.text(words.uncollected(count)))") }
    for count in summary.orphans { line("- \(Markdown.text(words.orphans(count)))") }
    if rest > 0 || !summary.uncollected.isEmpty || !summary.orphans.isEmpty { line() }
  }

  mutating func notes(_ context: ReportContext, _ words: any TextWords) {
    guard !context.diagnostics.isEmpty else { return }
    line("## \(words.notes)")
    line()
    let shown = context.diagnostics.prefix(context.listLimit ?? context.diagnostics.count)
    for notice in shown { line("- \(Markdown.text(notice.line))") }
    let rest = context.diagnostics.count - shown.count
    if rest > 0 { line("- \(Markdown.text(words.more(rest)))") }
    line()
  }

  /// Only a pass is green.
  private static func sign(_ verdict: Verdict) -> String {
    switch verdict {
    case .pass: "✅"
    case .fail: "❌"
    case .unknown: "❓"
    case .error: "💥"
    case .notChecked: "⚠️"
    case .notApplicable, .notSelected: "➖"
    case .informational: "ℹ️"
    }
  }
}
