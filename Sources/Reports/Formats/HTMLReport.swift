import Evidence
import Formats
import Schema

/// One page for a browser, with everything in it: summary, findings with their records, what to collect, waivers, and the
/// digests of policies and inputs, in Vietnamese and in English.
///
/// It loads nothing from anywhere: a content security policy names the digests of its own style and script, and forbids
/// all else. Findings stand in it as columns of numbers over dictionaries (see `FindingColumns`), so that a hundred
/// thousand of them open at once. Without scripts the page still shows the table of clauses.
public struct HTMLReport: ReportFormat {
  public init() {}

  public var name: String { "html" }
  public var summary: String { "one page for a browser, to filter, drill down and print" }
  public var fileExtension: String { "html" }

  public func write(_ context: ReportContext, to sink: ([UInt8]) throws -> Void) rethrows {
    let evidence = context.evidence
    var columns = FindingColumns(evidence.summary)
    evidence.forEachRecord { columns.add($0) }

    let style = HTMLStyle.text
    let script = HTMLScript.text
    let language = context.language == .vi ? "vi" : "en"
    var head = "<!DOCTYPE html>\n<html lang=\"\(language)\">\n<head>\n<meta charset=\"utf-8\">\n"
    head += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
    head += "style-src '\(HTMLText.integrity(style))'; script-src '\(HTMLText.integrity(script))'; "
    head += "base-uri 'none'; form-action 'none'\">\n"
    head += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    head += "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
    head += "<title>kiem · \(evidence.run.asOf)</title>\n<style>\(style)</style>\n</head>\n<body>\n"
    head += HTMLStaticSummary.text(context)
    head += "<div id=\"app\"></div>\n"
    try sink(Array(head.utf8))

    try sink(Array("<script type=\"application/json\" id=\"kiem-run\">".utf8))
    try sink(HTMLText.embedded(run(context)))
    try sink(Array("</script>\n<script type=\"application/json\" id=\"kiem-findings\">".utf8))
    try columns.write(to: sink)
    try sink(Array("</script>\n<script>\(script)</script>\n</body>\n</html>\n".utf8))
  }

  /// Everything but the findings.
  private func run(_ context: ReportContext) -> JSONValue {
    let evidence = context.evidence
    let conclusion = context.conclusion
    return [
      "format": "kiem-html", "format_version": 1,
      "language": .string(context.language == .vi ? "vi" : "en"),
      "digest": .string(evidence.run.digest), "run": evidence.run.json,
      "auditor": context.auditor.map(JSONValue.string) ?? .null,
      "engagement": context.engagement.map(JSONValue.string) ?? .null,
      "conclusion": [
        "status": .int(Int64(conclusion.status.rawValue)), "fail_on": .string(context.failOn.rawValue),
        "fails": .int(Int64(conclusion.fails)), "fails_below": .int(Int64(conclusion.minorFails)),
        "waived": .int(Int64(conclusion.waived)), "errors": .int(Int64(conclusion.errors)),
        "undecided": .int(Int64(conclusion.undecided)), "known": .int(Int64(conclusion.known)),
      ],
      "summary": evidence.summary.json,
      "units": UnitTable(evidence).json,
      "diagnostics": .array(context.diagnostics.map(\.json)),
    ]
  }
}
