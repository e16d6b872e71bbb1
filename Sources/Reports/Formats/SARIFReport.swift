import Evidence
import Formats
import Schema

/// SARIF 2.1.0 with every result: passes and what does not apply as well, each with the kind that says so.
///
/// A rule that the profile leaves out has no results; the invocation says that it was disabled.
public struct SARIFReport: ReportFormat {
  public init() {}

  public var name: String { "sarif" }
  public var summary: String { "SARIF 2.1.0 with every result" }
  public var fileExtension: String { "sarif" }

  public func write(_ context: ReportContext, to sink: ([UInt8]) throws -> Void) rethrows {
    let run = SARIFRun(context)
    var json = JSONStream()
    run.begin(&json)
    try context.evidence.forEachResult { result in
      if let item = run.result(result) { json.item(item) }
      if json.bytes.count >= 1 << 16 { try sink(json.take()) }
    }
    run.end(&json, omitted: 0)
    try sink(json.take())
  }
}

/// SARIF 2.1.0 for forges: fails only, none that is waived, within what they take and show.
///
/// GitHub rejects more than 25,000 results and shows 5,000, the gravest first; it knows neither kinds nor suppressions and
/// would show a pass as an alert. Every result has a place, if need be the rule's own, since one without is rejected.
public struct SARIFFailsReport: ReportFormat {
  public init() {}

  public var name: String { "sarif-fails" }
  public var summary: String { "SARIF 2.1.0 for forges: fails that are not waived, the gravest 5,000" }
  public var fileExtension: String { "sarif" }

  /// What GitHub shows.
  static let limit = 5_000

  public func write(_ context: ReportContext, to sink: ([UInt8]) throws -> Void) rethrows {
    let run = SARIFRun(context, isForForges: true)
    var quota = SARIFFailsReport.quota(context.evidence.summary, limit: SARIFFailsReport.limit)
    var json = JSONStream()
    run.begin(&json)
    var omitted = 0
    try context.evidence.forEachResult { result in
      guard result.verdict == .fail, !result.isWaived else { return }
      let severity = context.evidence.summary.policies[result.policy].rules[result.rule].severity
      guard let left = quota[severity], left > 0, let item = run.result(result) else {
        omitted += 1
        return
      }
      quota[severity] = left - 1
      json.item(item)
      if json.bytes.count >= 1 << 16 { try sink(json.take()) }
    }
    run.end(&json, omitted: omitted)
    try sink(json.take())
  }

  /// How many fails of each severity there is room for, the gravest first.
  static func quota(_ summary: RunSummary, limit: Int) -> [Severity: Int] {
    var fails: [Severity: Int] = [:]
    for rule in summary.policies.flatMap(\.rules) {
      fails[rule.severity, default: 0] += rule.counts[.fail] - rule.counts.waived
    }
    var left = limit
    var quota: [Severity: Int] = [:]
    for severity in Severity.allCases.reversed() {
      let share = min(left, fails[severity] ?? 0)
      quota[severity] = share
      left -= share
    }
    return quota
  }
}
