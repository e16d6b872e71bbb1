import Authoring
import Diagnostics
import Formats
import Values

/// Findings of lints as one JSON document.
enum LintJSON {
  static func bytes(_ report: LintRunner.Report, asOf: CalendarDate) -> [UInt8] {
    JSONWriter.pretty([
      "format": "kiem-lint", "format_version": 1, "as_of": .string(asOf.description),
      "findings": .array(report.findings.map(json)), "suppressed": .array(report.suppressed.map(json)),
    ])
  }

  private static func json(_ finding: LintFinding) -> JSONValue {
    let diagnostic = finding.diagnostic
    var members: [(String, JSONValue)] = [
      ("lint", .string(finding.lint)), ("code", .string(diagnostic.code.description)),
      ("severity", .string(diagnostic.severity.rawValue)), ("message", .string(diagnostic.message)),
    ]
    if let primary = diagnostic.primary {
      members += place(primary.span)
      if !primary.text.isEmpty { members.append(("label", .string(primary.text))) }
    }
    if !diagnostic.secondary.isEmpty {
      let related = diagnostic.secondary.map { JSONValue.object(place($0.span) + [("label", .string($0.text))]) }
      members.append(("related", .array(related)))
    }
    if !diagnostic.help.isEmpty { members.append(("help", .array(diagnostic.help.map { .string($0) }))) }
    return .object(members)
  }

  private static func place(_ span: Span) -> [(String, JSONValue)] {
    let (start, end) = (span.start, span.end)
    return [
      ("path", .string(span.source.path)), ("line", .int(Int64(start.line))), ("column", .int(Int64(start.column))),
      ("end_line", .int(Int64(end.line))), ("end_column", .int(Int64(end.column))),
    ]
  }
}
