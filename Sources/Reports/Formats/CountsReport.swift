import Evidence
import Formats
import Schema

/// How often each rule gave each verdict, and nothing else: what even the largest inventory fits into.
public struct CountsReport: ReportFormat {
  public init() {}

  public var name: String { "counts" }
  public var summary: String { "how often each rule gave each verdict, as JSON" }
  public var fileExtension: String { "json" }
  public var citesDigests: Bool { false }
  public var streamed: StreamedReport? { .counts }

  public func write(_ context: ReportContext, to sink: ([UInt8]) throws -> Void) rethrows {
    try sink(CountsReport.bytes(context.evidence.summary))
  }

  /// The report of a run of which only the numbers are known.
  ///
  ///     {"format": "kiem-counts", "policies": [{"id": ..., "rules": [{"id": ..., "all": {"pass": 3, ...},
  ///       "subjects": {...}, "verdict": "fail"}]}]}
  ///
  /// `subjects` leaves out stand-ins for rows that nobody collected, and subjects that only rows of others name. A bundle
  /// does not keep it.
  public static func bytes(_ summary: RunSummary) -> [UInt8] {
    let policies = summary.policies.map { policy -> JSONValue in
      let rules = policy.rules.map { rule -> JSONValue in
        var members: [(String, JSONValue)] = [
          ("id", .string(rule.id)), ("verdict", .string(rule.verdict.rawValue)),
          ("all", .object(Verdict.allCases.map { ($0.rawValue, .int(Int64(rule.counts[$0]))) })),
          ("stand_ins", .int(Int64(rule.counts.standIns))), ("orphans", .int(Int64(rule.counts.orphans))),
        ]
        let subjects = Verdict.allCases.compactMap { verdict in
          rule.counts.described(verdict).map { (verdict.rawValue, JSONValue.int(Int64($0))) }
        }
        if !subjects.isEmpty { members.append(("subjects", .object(subjects))) }
        return .object(members)
      }
      return [
        "id": .string(policy.id), "version": .string(policy.version), "verdict": .string(policy.verdict.rawValue),
        "rules": .array(rules),
      ]
    }
    let root: JSONValue = ["format": "kiem-counts", "format_version": .int(1), "policies": .array(policies)]
    var bytes: [UInt8] = []
    JSONWriter.append(root, to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }
}
