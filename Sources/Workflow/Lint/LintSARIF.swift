import Authoring
import Diagnostics
import Formats

/// Findings of lints as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), which forges show at the line.
enum LintSARIF {
  static func bytes(_ report: LintRunner.Report) -> [UInt8] {
    let results = report.findings.map { result($0, isSuppressed: false) }
    let suppressed = report.suppressed.map { result($0, isSuppressed: true) }
    let driver: JSONValue = [
      "name": "kiem lint", "version": .string(Command.version), "semanticVersion": .string(Command.version),
      "rules": .array(LintCatalog.all.map(rule)),
    ]
    let run: JSONValue = [
      "tool": ["driver": driver], "columnKind": "unicodeCodePoints", "results": .array(results + suppressed),
    ]
    return JSONWriter.pretty([
      "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      "version": "2.1.0", "runs": [run],
    ])
  }

  private static func rule(_ lint: any Lint) -> JSONValue {
    [
      "id": .string(lint.name), "shortDescription": ["text": .string(lint.summary)],
      "fullDescription": ["text": .string(lint.reason)],
      "defaultConfiguration": ["level": .string(lint.level.severity.rawValue)],
      "properties": ["code": .string(lint.code.description)],
    ]
  }

  private static func result(_ finding: LintFinding, isSuppressed: Bool) -> JSONValue {
    let diagnostic = finding.diagnostic
    let index = LintCatalog.names.firstIndex(of: finding.lint) ?? -1
    let sentences = [diagnostic.message] + diagnostic.help
    var members: [(String, JSONValue)] = [
      ("ruleId", .string(finding.lint)), ("ruleIndex", .int(Int64(index))),
      ("level", .string(diagnostic.severity.rawValue)),
      ("message", ["text": .string(sentences.joined(separator: "; "))]),
    ]
    if let primary = diagnostic.primary { members.append(("locations", [location(primary)])) }
    if !diagnostic.secondary.isEmpty {
      members.append(("relatedLocations", .array(diagnostic.secondary.map(location))))
    }
    if isSuppressed { members.append(("suppressions", [["kind": "inSource", "status": "accepted"]])) }
    return .object(members)
  }

  private static func location(_ label: Diagnostic.Label) -> JSONValue {
    let (start, end) = (label.span.start, label.span.end)
    let region: JSONValue = [
      "startLine": .int(Int64(start.line)), "startColumn": .int(Int64(start.column)),
      "endLine": .int(Int64(end.line)), "endColumn": .int(Int64(end.column)),
    ]
    let path = percentEncoded(label.span.source.path)
    let physical: JSONValue = ["artifactLocation": ["uri": .string(path)], "region": region]
    if label.text.isEmpty { return ["physicalLocation": physical] }
    return ["physicalLocation": physical, "message": ["text": .string(label.text)]]
  }

  /// A path as the reference of a URI (RFC 3986).
  private static func percentEncoded(_ path: String) -> String {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in path.utf8 {
      if plain.contains(byte) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
