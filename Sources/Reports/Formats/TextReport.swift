import Evidence
import Formats
import Schema

/// The report for a terminal: what was looked at, each clause with its verdict, and the findings of each rule with the
/// place in the inventory that decided them.
///
/// Findings come by rule, the gravest first; those for one reason are folded, and after `ReportContext.listLimit` of
/// them only counted.
public struct TextReport: ReportFormat {
  public init() {}

  public var name: String { "text" }
  public var summary: String { "a report for the terminal" }
  public var fileExtension: String { "txt" }
  public var citesDigests: Bool { false }

  public func write(_ context: ReportContext, to sink: ([UInt8]) throws -> Void) rethrows {
    let words: any TextWords = context.language == .vi ? VietnameseTextWords() : EnglishTextWords()
    var page = TextPage(width: context.width, usesColour: context.usesColour)
    header(context, words, &page)
    notes(context, words, &page)
    for policy in context.evidence.summary.policies { self.policy(policy, words, &page) }
    try sink(page.take())

    let groups = FindingGroups(context.evidence, limit: context.listLimit).groups
    page.line()
    page.line(page.paint("  " + words.findings, .strong))
    if groups.isEmpty { page.line("    " + words.noFindings) }
    // Each group is a page of its own, laid out beside the others.
    let pages = groups.map { group in
      Background {
        var page = TextPage(width: context.width, usesColour: context.usesColour)
        findings(group, context, words, &page)
        return page.take()
      }
    }
    try sink(page.take())
    for page in pages { try sink(page.value()) }
    let isCut = groups.contains { group in group.reasons.contains { $0.listed.count < $0.count } }
    footer(context, isCut: isCut, words, &page)
    try sink(page.take())
  }
}
