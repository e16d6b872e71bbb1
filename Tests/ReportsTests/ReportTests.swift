import Diagnostics
import Evidence
import Schema
import TestWorlds
import Testing

@testable import Reports

/// What each format makes of the standard world.
struct ReportTests {
  private static let world = Result { try World() }

  private func context(_ language: Language = .en) throws -> ReportContext {
    ReportContext(evidence: try Self.world.get().evidence(), language: language)
  }

  private func text(_ format: any ReportFormat, _ context: ReportContext) -> String {
    String(decoding: format.write(context), as: UTF8.self)
  }

  /// Digests follow every word of the world and its graph; what they are taken of has tests of its own.
  private func withoutDigests(_ text: String, _ context: ReportContext) -> String {
    // What there is once in a run is named after its digest.
    let kinds = ["sarif-run", "oscal", "oscal-plan", "oscal-result", "arf", "arf-report"]
    let plain = kinds.reduce(text) { $0.replacing(context.uuid($1), with: "<uuid of \($1)>") }
    return plain.replacing(/[0-9a-f]{64}/, with: "<digest>")
      .replacing(String(context.evidence.run.digest.prefix(12)), with: "<run>")
      .replacing(/"digests":"[^"]*"|sha256-[A-Za-z0-9+\/=]+/, with: "<digest>")
      .replacing(HTMLStyle.text, with: "<style sheet>").replacing(HTMLScript.text, with: "<script>")
  }

  @Test(arguments: ReportCatalog.all.map(\.name))
  func `every format has a snapshot`(name: String) throws {
    let format = try #require(ReportCatalog.format(named: name))
    let context = try context()
    Snapshot.expect(withoutDigests(text(format, context), context), "\(name).\(format.fileExtension)")
  }

  @Test func `the terminal report speaks Vietnamese`() throws {
    let context = try context(.vi)
    Snapshot.expect(withoutDigests(text(TextReport(), context), context), "text-vi.txt")
  }

  @Test func `every record of the JSON report can be verified from its line`() throws {
    let report = text(JSONReport(), try context())
    let lines = report.split(separator: "\n").filter { $0.hasPrefix("    {\"attestation\"") }
    #expect(lines.count == (try Self.world.get().evidence().findingCount))
    for line in lines {
      let digest = try #require(line.firstMatch(of: /"digest":"([0-9a-f]{64})","expected"/)?.1)
      var rest = line.drop { $0 == " " }
      if rest.last == "," { rest.removeLast() }
      let bytes = Array(rest.replacing("\"digest\":\"\(digest)\",\"expected\"", with: "\"expected\"").utf8)
      #expect(ContentDigest.sha256(bytes) == String(digest))
    }
  }

  @Test func `what reading had to say is shown, without credentials`() throws {
    var context = try context()
    let source = Source(path: "devices.csv", text: "a,b")
    context.diagnostics = [
      Notice(
        Diagnostic(
          .yamlSyntax, .warning, "the link rtsp://root:Tr0ubador@10.0.0.9 is odd",
          at: Span(source: source, range: 0..<1)))
    ]
    for format in ReportCatalog.all {
      #expect(!text(format, context).contains("Tr0ubador"), "\(format.name)")
    }
    #expect(text(TextReport(), context).contains("devices.csv:1:1: warning"))
    #expect(text(JSONReport(), context).contains("\"column\": 1"))
  }

  @Test func `no line of the terminal report is wider than asked for`() throws {
    for language in Language.allCases {
      for width in [80, 100] {
        var context = try context(language)
        context.width = width
        for line in text(TextReport(), context).split(separator: "\n") {
          // The table of clauses needs the columns that it needs.
          #expect(line.unicodeScalars.count <= max(width, 100), "\(line)")
        }
      }
    }
  }

  @Test func `colours change nothing but the colours`() throws {
    var coloured = try context()
    coloured.usesColour = true
    let plain = text(TextReport(), try context())
    var stripped = ""
    var isCode = false
    for character in text(TextReport(), coloured) {
      if character == "\u{1B}" { isCode = true }
      if !isCode { stripped.append(character) }
      if isCode, character == "m" { isCode = false }
    }
    #expect(stripped == plain)
  }

  @Test func `long lists are cut and counted`() throws {
    let rows = (1...40).map { "PC-\($0),vp,đang dùng,mặc định,02/01/2026,,,," }
    let devices = (["hostname,unit,status,lock,patched,admin.password,link,note,owner"] + rows)
    let evidence = try World(files: [
      "devices.csv": devices.joined(separator: "\n"), "agent.json": "",
      "inventory.yaml": WorldText.manifest.replacing(
        "      - {path: agent.json, entity: device, collected: 2026-01-10, date_order: dmy}\n", with: ""),
    ]).evidence()
    let cut = text(TextReport(), ReportContext(evidence: evidence, listLimit: 3))
    #expect(cut.contains("... and 37 more"))
    #expect(!cut.contains("- PC-40 ·"))
    #expect(cut.contains("--all"))
    let whole = text(TextReport(), ReportContext(evidence: evidence, listLimit: nil))
    #expect(whole.contains("- PC-40 ·"))
    #expect(!whole.contains("--all"))
  }

  @Test func `text from an inventory does not steer the terminal`() throws {
    let hostile = WorldText.devices.replacing("PC-2,", with: "PC\u{1B}[2J-2,")
    let evidence = try World(files: ["devices.csv": hostile]).evidence()
    #expect(!text(TextReport(), ReportContext(evidence: evidence)).contains("\u{1B}"))
  }
}
