import Evidence
import Formats
import Schema

/// GitLab's code quality report: the findings as one JSON array.
///
/// GitLab follows a finding by its fingerprint, which is the record's id, and takes the same fingerprint twice for one
/// finding. A waived fail is listed as `info`. What has no place in a file stands where its rule does.
public struct GitLabReport: ReportFormat {
  public init() {}

  public var name: String { "gitlab" }
  public var summary: String { "code quality report for GitLab" }
  public var fileExtension: String { "json" }

  public func write(_ context: ReportContext, to sink: ([UInt8]) throws -> Void) rethrows {
    let words = context.words
    var json = JSONStream()
    json.open(.array)
    try context.evidence.forEachRecord { record in
      json.item(issue(record, context, words))
      if json.bytes.count >= 1 << 16 { try sink(json.take()) }
    }
    json.close()
    try sink(json.take())
  }

  private func issue(_ record: EvidenceRecord, _ context: ReportContext, _ words: any TextWords) -> JSONValue {
    let (path, line, _) = record.target(context)
    let waiver = record.waiverText(words).map { " [\($0)]" } ?? ""
    var members: [(String, JSONValue)] = [
      ("type", "issue"), ("check_name", .string("\(record.policy.id)/\(record.rule.id)")),
      ("description", .string("\(words.verdict(record.verdict)): \(record.headline(context))\(waiver)")),
      ("categories", ["Security"]), ("severity", .string(severity(record))), ("fingerprint", .string(record.id)),
      ("location", ["path": .string(path), "lines": ["begin": .int(Int64(line))]]),
    ]
    let remedy = record.remediation.text(context.language)
    let body = [record.evidenceLines.joined(separator: "\n"), remedy].filter { !$0.isEmpty }
    if !body.isEmpty { members.append(("content", ["body": .string(body.joined(separator: "\n\n"))])) }
    members += [
      ("verdict", .string(record.verdict.rawValue)), ("waived", .bool(record.isWaived)),
      ("digest", .string(record.digest)),
    ]
    return .object(members)
  }

  /// GitLab's words. An undecided result weighs as much as the fail that it may be.
  private func severity(_ record: EvidenceRecord) -> String {
    if record.isWaived { return "info" }
    return switch record.rule.severity {
    case .critical: "blocker"
    case .high: "critical"
    case .medium: "major"
    case .low: "minor"
    case .info: "info"
    }
  }
}
