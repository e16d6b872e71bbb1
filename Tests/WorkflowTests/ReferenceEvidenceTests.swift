import Formats
import Testing

@testable import Workflow

/// Rows of catalogs and of files of reference data are evidence like what was collected: by file and row, with their day.
@Suite struct ReferenceEvidenceTests {
  private func reference(_ record: JSONNode, _ name: String) -> JSONNode? {
    record["observed"]?.items.first { $0["name"]?.text == name }
  }

  /// The records about programs, not about lists that nobody has.
  private func software(_ checked: Checked) -> [JSONNode] {
    checked.records(of: "app-patched").filter { $0["subject"]?["type"]?.text == "software" }
  }

  private func check(
    _ files: [String: String], format: String = "records", asOf: String = "2026-01-15"
  ) throws -> Checked {
    try Project.withFolder { folder in
      for (name, text) in files { try folder.write(name, text) }
      return try Checked(
        folder.path, policy: "\(Project.policies)/cam-pha-2020-online-meetings", asOf: asOf, format: format)
    }
  }

  private static let devices = "asset_tag,hostname,status,collected\nPC1,pc1,active,2026-01-10\n"
  private static func software(_ version: String, collected: String = "2026-01-10") -> String {
    "device,name,version,scope,state,source,cpe_name,purl,collected\n"
      + "PC1,Zoom,\(version),machine,installed,programs,,,\(collected)\n"
  }

  @Test func `the row of a shipped catalog that decided is named with its document, line and day`() throws {
    let checked = try check(["devices.csv": Self.devices, "software.csv": Self.software("6.3.10.59437")])
    let record = try #require(software(checked).first)
    #expect(record["verdict"]?.text == "fail", "\(checked.told)")
    let minimum = try #require(reference(record, "meeting_products.minimum"))
    #expect(minimum["value"]?.text == "6.5")
    #expect(minimum["source"]?["file"]?.text == "shared/catalogs/meeting_products.yaml")
    #expect((minimum["source"]?["line"]?.number ?? 0) > 30)
    #expect(minimum["source"]?["digest"]?.text?.utf8.count == 64)
    #expect(minimum["collected"]?.text == "2026-01-05")
    let message = record["message"]?["en"]?.text ?? ""
    #expect(message.contains("judged by `meeting_products` of 2026-01-05, 10 days old"), "\(message)")
    #expect(record["message"]?["vi"]?.text?.contains("ngày 2026-01-05, cũ 10 ngày") == true)
  }

  private static let nvd = """
    {"format": "NVD_CVE", "timestamp": "2026-01-10T00:00:00.000", "vulnerabilities": [{"cve": {
      "id": "CVE-2099-0001", "published": "2026-01-02T00:00:00.000", "configurations": [{"nodes": [{"operator": "OR",
      "negate": false, "cpeMatch": [{"vulnerable": true, "criteria": "cpe:2.3:a:zoom:zoom:*:*:*:*:*:*:*:*",
      "versionEndExcluding": "6.7.5"}]}]}]}}]}
    """

  @Test(arguments: [("6.7.3 (6800)", "fail"), ("6.7.6900", "unknown"), ("6.7.5 (7000)", "pass")])
  func `a vulnerability of a file is named with the file and its place`(version: String, verdict: String) throws {
    let files = ["devices.csv": Self.devices, "software.csv": Self.software(version), "nvd.json": Self.nvd]
    let checked = try check(files)
    let records = software(checked)
    #expect((records.first?["verdict"]?.text ?? "pass") == verdict, "\(checked.told)")
    guard verdict != "pass" else { return }
    let row = try #require(records.first.flatMap { reference($0, "vulnerabilities.id") })
    #expect(row["value"]?.text == "CVE-2099-0001")
    #expect(row["source"]?["file"]?.text == "nvd.json")
    #expect(row["source"]?["pointer"]?.text?.hasPrefix("/vulnerabilities/0") == true)
    #expect(row["collected"]?.text == "2026-01-10")
    let text = try check(files, format: "text").text
    #expect(text.contains("2026-01-10"), "\(text)")
    if verdict == "fail" { #expect(text.contains("vulnerabilities/CVE-2099-0001 (2026-01-10)"), "\(text)") }
  }

  @Test func `an old catalog is told of by its age where it leaves a verdict open`() throws {
    let files = [
      "devices.csv": Self.devices.replacing("2026-01-10", with: "2026-06-01"),
      "software.csv": Self.software("6.7.5 (7000)", collected: "2026-06-01"),
    ]
    let record = try #require(try software(check(files, asOf: "2026-06-05")).first)
    #expect(record["verdict"]?.text == "unknown")
    let message = record["message"]?["en"]?.text ?? ""
    #expect(message.contains("`meeting_products` of 2026-01-05, 151 days old"), "\(message)")
  }
}
