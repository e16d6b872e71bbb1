import Diagnostics
import Evidence
import Schema

extension TextReport {
  /// A policy: its verdict, and a row for each clause of the advisory.
  func policy(_ policy: PolicySummary, _ words: any TextWords, _ page: inout TextPage) {
    page.line()
    page.line(
      "  " + page.paint("\(policy.id) \(policy.version)", .strong) + "  "
        + page.paint(words.verdict(policy.verdict), policy.verdict.style))
    page.paragraph(policy.title.text(words.language), indent: 2)
    let advisory = [policy.number, policy.issuer, policy.date].compactMap { $0 }.filter { !$0.isEmpty }
    page.paragraph(advisory.joined(separator: ", "), indent: 2, style: .faint)
    page.line()
    let table = ClauseTable(words: words)
    for line in table.heading { page.line(page.paint(line, .faint)) }
    for clause in policy.clauses { row(clause, table, words, &page) }
    page.paragraph(words.bounds(policy.counts.bounds, of: policy.counts.applicable), indent: 2)
  }

  private func row(_ clause: ClauseSummary, _ table: ClauseTable, _ words: any TextWords, _ page: inout TextPage) {
    let id = TextLayout.left("  " + clause.id, table.widths[0])
    let isWide = TerminalText.width(id) > table.widths[0]
    if isWide { page.line(id) }
    let start = isWide ? TextLayout.spaces(table.widths[0]) : id
    if let reason = clause.whyNotEncoded {
      page.line(start.isEmpty ? clause.id : start + page.paint("–", .faint))
      page.paragraph(words.notEncoded(reason.text(words.language)), indent: 4, style: .faint)
      return
    }
    let verdict = clause.isWaived ? words.waivedVerdict(clause.verdict) : words.verdict(clause.verdict)
    let counts = clause.counts
    let decided = "\(counts.decided)/\(counts.applicable)/\(counts.total)"
    var line = start + page.paint(TextLayout.left(verdict, table.widths[1]), clause.verdict.style)
    line += TextLayout.right(decided, table.widths[2])
    for (verdict, width) in zip(ClauseTable.verdicts, table.widths.dropFirst(3)) {
      let cell = TextLayout.right(counts[verdict] == 0 ? "·" : String(counts[verdict]), width)
      line += counts[verdict] == 0 ? page.paint(cell, .faint) : cell
    }
    page.line(line)
    page.paragraph(clause.title.isEmpty ? clause.quote : clause.title.text(words.language), indent: 4, style: .faint)
  }
}

/// The columns of the clauses: as wide as their headings need.
struct ClauseTable {
  static let verdicts: [Verdict] = [.pass, .fail, .unknown, .error, .notChecked, .notApplicable]

  let widths: [Int]
  /// Two lines.
  let heading: [String]

  init(words: any TextWords) {
    let headings = words.clauseHeadings
    let own = headings.map { max(TerminalText.width($0.0), TerminalText.width($0.1)) + 2 }
    let least = [24, 16, 12] + ClauseTable.verdicts.map { _ in 6 }
    let widths = zip(own, least).map { max($0, $1) }
    self.widths = widths
    heading = [\(String, String).0, \(String, String).1].map { part in
      headings.enumerated().map { index, heading in
        let text = heading[keyPath: part]
        return index == 0
          ? TextLayout.left("  " + text, widths[0])
          : index == 1 ? TextLayout.left(text, widths[1]) : TextLayout.right(text, widths[index])
      }.joined()
    }
  }
}
