import Evidence
import Schema

extension TextReport {
  /// What it all comes to, and the exit status.
  func footer(_ context: ReportContext, isCut: Bool, _ words: any TextWords, _ page: inout TextPage) {
    let counts = context.evidence.summary.counts
    page.line()
    page.line(page.paint("  " + words.total, .strong))
    var parts: [String] = []
    for verdict in Verdict.combinationOrder + [.informational] where counts[verdict] > 0 {
      var part = words.count(counts[verdict], verdict)
      if verdict == .fail, counts.waived > 0 { part += " (\(words.waivedCount(counts.waived)))" }
      parts.append(part)
    }
    if !parts.isEmpty { page.paragraph(parts.joined(separator: ", "), indent: 4) }
    page.paragraph(words.decided(counts), indent: 4)
    page.paragraph(words.bounds(counts.bounds, of: counts.applicable), indent: 4)
    for line in words.apart(counts) { page.paragraph(line, indent: 4) }
    if isCut { page.paragraph(words.hint, indent: 4, style: .faint) }
    page.line()
    let conclusion = context.conclusion
    let style: TextPage.Style =
      switch conclusion.status {
      case .clean: .good
      case .failed, .unusable: .bad
      case .undecided: .doubtful
      }
    let text = words.conclusion(conclusion, failOn: context.failOn, allowsUnknown: context.allowsUnknown)
    page.paragraph(text, indent: 2, style: style)
  }
}
