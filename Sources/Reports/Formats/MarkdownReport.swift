import Evidence
import Schema

/// A page for a merge request, a job summary or a wiki: what the terminal report says, in GitHub's Markdown.
///
/// Findings are folded and cut as there; what is listed carries its record's id and digest.
public struct MarkdownReport: ReportFormat {
  public init() {}

  public var name: String { "markdown" }
  public var summary: String { "a page for merge requests and job summaries" }
  public var fileExtension: String { "md" }

  public func write(_ context: ReportContext, to sink: ([UInt8]) throws -> Void) rethrows {
    let evidence = context.evidence
    let words = context.words
    let run = evidence.run
    var page = MarkdownPage()
    page.line(
      "# kiem · " + Markdown.text(words.title(asOf: run.asOf, zone: run.zone, run: String(run.digest.prefix(12)))))
    page.line()
    page.line(
      "**\(Markdown.text(words.conclusion(context.conclusion, failOn: context.failOn, allowsUnknown: context.allowsUnknown)))**"
    )
    page.line()
    page.totals(evidence.summary.counts, words)
    for policy in evidence.summary.policies { page.policy(policy, words) }
    try sink(page.take())

    page.line()
    page.line("## \(words.findings)")
    page.line()
    let groups = FindingGroups(evidence, limit: context.listLimit).groups
    if groups.isEmpty { page.line(words.noFindings) }
    for group in groups {
      page.findings(group, evidence.summary.policies[group.policy], words)
      try sink(page.take())
    }
    if groups.contains(where: { group in group.reasons.contains { $0.listed.count < $0.count } }) {
      page.line("_\(Markdown.text(words.hint))_")
      page.line()
    }
    page.sources(context, words)
    page.notes(context, words)
    page.line("\(Markdown.code("run \(run.digest)"))")
    try sink(page.take())
  }
}
