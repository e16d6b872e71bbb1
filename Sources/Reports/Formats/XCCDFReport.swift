import Evidence
import Formats
import Schema

/// XCCDF 1.2: a benchmark with a group for each policy and a rule for each rule, and a test result for each subject.
///
/// A waived fail has an override that keeps the result: XCCDF has no word for *accepted*, and `pass` would be a lie. A rule
/// that met no subject is a result about a target named after the entity.
public struct XCCDFReport: ReportFormat {
  public init() {}

  public var name: String { "xccdf" }
  public var summary: String { "XCCDF 1.2: a benchmark with a test result for each subject" }
  public var fileExtension: String { "xml" }

  public func write(_ context: ReportContext, to sink: ([UInt8]) throws -> Void) rethrows {
    let benchmark = XCCDFBenchmark(context)
    var xml = XMLWriter()
    benchmark.open(&xml)
    try benchmark.forEachTarget { target in
      benchmark.write(target, to: &xml)
      if xml.bytes.count >= 1 << 16 { try sink(xml.take()) }
    }
    xml.close()
    try sink(xml.take())
  }
}
