import Evidence

/// The findings as a table, a line each, with the values that decided: for spreadsheets and databases. Of very large
/// inventories it is written while they are read.
public struct FindingsReport: ReportFormat {
  public enum Content: Sendable, Hashable {
    case fails
    case all
  }

  private let content: Content

  public init(_ content: Content) { self.content = content }

  public var name: String { content == .fails ? "fails" : "findings" }
  public var summary: String {
    content == .fails
      ? "every fail as a line of CSV, with the values read" : "every finding as a line of CSV, with the values read"
  }
  public var fileExtension: String { "csv" }
  public var streamed: StreamedReport? { content == .fails ? .fails : .findings }

  public func write(_ context: ReportContext, to sink: ([UInt8]) throws -> Void) rethrows {
    try context.evidence.writeFindings(content == .fails ? .fails : .all, to: sink)
  }
}
