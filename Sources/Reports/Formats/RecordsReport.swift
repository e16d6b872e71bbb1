import Evidence
import Formats

/// The full record of every finding, one canonical JSON object (RFC 8785) per line: what bundles keep, digests are taken
/// of and other formats are made from.
public struct RecordsReport: ReportFormat {
  public init() {}

  public var name: String { "records" }
  public var summary: String { "the evidence record of every finding, one JSON object per line" }
  public var fileExtension: String { "ndjson" }

  public func write(_ context: ReportContext, to sink: ([UInt8]) throws -> Void) rethrows {
    var buffer: [UInt8] = []
    try context.evidence.forEachRecord { record in
      JSONWriter.append(record.json, to: &buffer)
      buffer.append(UInt8(ascii: "\n"))
      guard buffer.count >= 1 << 16 else { return }
      try sink(buffer)
      buffer.removeAll(keepingCapacity: true)
    }
    if !buffer.isEmpty { try sink(buffer) }
  }
}
