import Diagnostics
import Evidence
import Schema

extension TextReport {
  /// What was looked at, and how far it can be relied on.
  func header(_ context: ReportContext, _ words: any TextWords, _ page: inout TextPage) {
    let run = context.evidence.run
    let title = words.title(asOf: run.asOf, zone: run.zone, run: String(run.digest.prefix(12)))
    page.line(page.paint("kiem", .strong) + "  " + title)
    page.line()
    inventory(context, words, &page)
  }

  private func inventory(_ context: ReportContext, _ words: any TextWords, _ page: inout TextPage) {
    let summary = context.evidence.summary
    let sources = summary.listed(atMost: context.listLimit)
    let paths = sources.map { TerminalText.width(TerminalText.visible($0.path)) }
    let path = min(max(paths.max() ?? 0, 16), 40)
    let entity = min(max(sources.map { TerminalText.width($0.entity) }.max() ?? 0, 6), 14)
    let heading =
      TextLayout.left("  " + words.inventory, path + 6 + entity + 2) + TextLayout.right(words.rows, 7)
      + "  " + TextLayout.left(words.collected, 12) + words.coverage
    page.line(page.paint(heading, .strong))
    if summary.sources.isEmpty { page.line("    " + words.noSources) }
    for source in sources {
      let day = source.collected?.description ?? words.undated
      let start =
        TextLayout.left("    " + source.path, path + 6) + TextLayout.left(source.entity, entity + 2)
        + TextLayout.right(String(source.rows), 7) + "  " + TextLayout.left(day, 12)
      for (index, line) in proofs(source, words, width: page.width - TerminalText.width(start)).enumerated() {
        page.line((index == 0 ? start : TextLayout.spaces(TerminalText.width(start))) + line)
      }
      if !source.staleFor.isEmpty {
        page.line(TextLayout.spaces(8) + page.paint(words.stale(source.staleFor), .doubtful))
      }
    }
    let rest = summary.sources.count - sources.count
    if rest > 0 { page.line("    " + words.more(rest)) }
    for count in summary.uncollected { page.paragraph(words.uncollected(count), indent: 4, style: .doubtful) }
    for count in summary.orphans { page.paragraph(words.orphans(count), indent: 4, style: .doubtful) }
  }

  /// The sections of a source by level: `complete: device, software.machine`.
  private func proofs(_ source: SourceSummary, _ words: any TextWords, width: Int) -> [String] {
    let text = Coverage.allCases.compactMap { level -> String? in
      let sections = source.coverage.filter { $0.level == level }.map(\.name)
      return sections.isEmpty ? nil : "\(sections.joined(separator: ", ")): \(words.level(level))"
    }
    return text.isEmpty ? [""] : text.flatMap { TextLayout.wrap($0, width: max(width, 20)) }
  }

  /// What reading policies and inventory had to say.
  func notes(_ context: ReportContext, _ words: any TextWords, _ page: inout TextPage) {
    guard !context.diagnostics.isEmpty else { return }
    page.line()
    page.line(page.paint("  " + words.notes, .strong))
    let shown = context.diagnostics.prefix(context.listLimit ?? context.diagnostics.count)
    for notice in shown { page.paragraph(TerminalText.visible(notice.line), indent: 4) }
    let rest = context.diagnostics.count - shown.count
    if rest > 0 { page.line("    " + words.more(rest)) }
  }
}
