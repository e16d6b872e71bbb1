import Evidence
import Formats
import Schema

/// ARF 1.1: the benchmark as the request, each subject as an asset, and a report with its XCCDF test result for each.
public struct ARFReport: ReportFormat {
  public init() {}

  public var name: String { "arf" }
  public var summary: String { "ARF 1.1: assets and their XCCDF test results" }
  public var fileExtension: String { "xml" }

  /// The request: what was asked of every asset.
  private static let request = "request_kiem"

  public func write(_ context: ReportContext, to sink: ([UInt8]) throws -> Void) rethrows {
    let benchmark = XCCDFBenchmark(context)
    var xml = XMLWriter()
    xml.open(
      "arf:asset-report-collection",
      [
        ("xmlns:arf", "http://scap.nist.gov/schema/asset-reporting-format/1.1"),
        ("xmlns:ai", "http://scap.nist.gov/schema/asset-identification/1.1"),
        ("xmlns:core", "http://scap.nist.gov/schema/reporting-core/1.1"),
        ("xmlns:arfvocab", "http://scap.nist.gov/specifications/arf/vocabulary/relationships/1.0#"),
        ("xmlns:xnl", "urn:oasis:names:tc:ciq:xsdschema:xNL:2.0"), ("id", "collection_\(context.uuid("arf"))"),
      ])
    var isFirst = true
    try benchmark.forEachTarget(withRecords: false) { target in
      if isFirst { xml.open("core:relationships") }
      isFirst = false
      let report = "report_\(target.uuid)"
      relationship("arfvocab:createdFor", report, ARFReport.request, &xml)
      if let asset = target.asset { relationship("arfvocab:isAbout", report, asset, &xml) }
      if xml.bytes.count >= 1 << 16 { try sink(xml.take()) }
    }
    if !isFirst { xml.close() }

    xml.open("arf:report-requests")
    xml.open("arf:report-request", [("id", ARFReport.request)])
    xml.open("arf:content")
    benchmark.open(&xml)
    xml.close()
    xml.close()
    xml.close()
    xml.close()

    isFirst = true
    try context.evidence.forEachSubject { subject in
      if isFirst { xml.open("arf:assets") }
      isFirst = false
      asset(subject, &xml)
      if xml.bytes.count >= 1 << 16 { try sink(xml.take()) }
    }
    if !isFirst { xml.close() }

    xml.open("arf:reports")
    isFirst = true
    try benchmark.forEachTarget { target in
      isFirst = false
      xml.open("arf:report", [("id", "report_\(target.uuid)")])
      xml.open("arf:content")
      benchmark.write(target, to: &xml, isOwnDocument: true)
      xml.close()
      xml.close()
      if xml.bytes.count >= 1 << 16 { try sink(xml.take()) }
    }
    // A collection has one report at least: without a rule, the run itself.
    if isFirst {
      xml.open("arf:report", [("id", "report_\(context.uuid("arf-report"))")])
      xml.open("arf:content")
      benchmark.write(benchmark.emptyTarget, to: &xml, isOwnDocument: true)
      xml.close()
      xml.close()
    }
    xml.close()
    xml.close()
    try sink(xml.take())
  }

  private func relationship(_ type: String, _ subject: String, _ object: String, _ xml: inout XMLWriter) {
    xml.open("core:relationship", [("type", type), ("subject", subject)])
    xml.element("core:ref", [], object)
    xml.close()
  }

  private func asset(_ subject: EvidenceRecord.Subject, _ xml: inout XMLWriter) {
    xml.open("arf:asset", [("id", XCCDFTarget.asset(subject))])
    let kind = ARFReport.kind(subject.type)
    xml.open("ai:\(kind)")
    xml.element("ai:synthetic-id", [("resource", "urn:kiem:\(subject.type)"), ("id", subject.id)])
    if kind == "organization", !subject.name.isEmpty {
      xml.open("xnl:OrganisationNameDetails")
      xml.element("xnl:OrganisationName", [], subject.name)
      xml.close()
    }
    xml.close()
    xml.close()
  }

  /// The kinds of asset that Asset Identification 1.1 has for the entities of the shipped schema; for others the widest.
  private static func kind(_ entity: String) -> String {
    switch entity {
    case "unit": "organization"
    case "device", "camera": "computing-device"
    case "software": "software"
    case "person": "person"
    default: "system"
    }
  }
}
