import Diagnostics
import Evidence
import Formats
import Schema
import TestWorlds
import Testing

@testable import Reports

/// What holds for every format.
struct FormatTests {
  /// All that are made of records and do not cut by design.
  private static let complete = ReportCatalog.ofRecords.filter { !["text", "sarif-fails", "github"].contains($0.name) }

  @Test func `names are distinct`() {
    #expect(Set(ReportCatalog.names).count == ReportCatalog.all.count)
    for format in ReportCatalog.all { #expect(!format.summary.isEmpty && !format.fileExtension.isEmpty) }
  }

  @Test func `every format is described`() throws {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
    let text = String(decoding: try FileReader.read(path: "\(root)/docs/reports.md").bytes, as: UTF8.self)
    for name in ReportCatalog.names { #expect(text.contains("\n| `\(name)` |"), "\(name)") }
  }

  @Test(arguments: complete.map(\.name))
  func `every record's id and digest stand in the report`(name: String) throws {
    let format = try #require(ReportCatalog.format(named: name))
    for sample in try ReportSample.all() {
      var context = sample.context
      context.listLimit = nil
      let text = String(decoding: format.write(context), as: UTF8.self)
      for record in sample.context.evidence.records {
        #expect(text.contains(record.id), "\(record.rule.id) \(record.subject.id)")
        // A page for a hundred thousand findings has no room for hexadecimal digits.
        let digest = name == "html" ? HTMLText.base64(HTMLText.digest(record.digest)) : record.digest
        #expect(text.contains(digest), "\(record.rule.id) \(record.subject.id)")
      }
      #expect(text.contains(sample.context.evidence.run.digest) || ["csv", "gitlab"].contains(name))
    }
  }

  @Test(arguments: ReportCatalog.all.map(\.name)) func `the same evidence makes the same bytes`(name: String) throws {
    let format = try #require(ReportCatalog.format(named: name))
    let world = try World()
    let first = format.write(ReportContext(evidence: world.evidence(threads: 1)))
    let second = format.write(ReportContext(evidence: try World().evidence(threads: 3)))
    #expect(first == second)
  }

  @Test(arguments: ReportCatalog.all.map(\.name)) func `no secret is in any report`(name: String) throws {
    let format = try #require(ReportCatalog.format(named: name))
    for language in Language.allCases {
      var context = try ReportSample.standard.get().context
      context.language = language
      let text = String(decoding: format.write(context), as: UTF8.self)
      for secret in [
        "correct horse", "Hunter2secret", "Tr0ubador", "S3samOpen", "Pl4nted", "Nguyễn Văn Ốc", "oc.nguyen",
      ] {
        #expect(!text.contains(secret), "\(secret)")
      }
    }
  }

  @Test(arguments: ReportCatalog.ofRecords.map(\.name)) func `long reports come in pieces`(name: String) throws {
    guard !["text", "markdown", "github"].contains(name) else { return }
    let format = try #require(ReportCatalog.format(named: name))
    let rows = (1...400).map { "PC-\($0),vp,đang dùng,mặc định,02/01/2026,,,," }
    let devices = ["hostname,unit,status,lock,patched,admin.password,link,note,owner"] + rows
    let evidence = try World(files: ["devices.csv": devices.joined(separator: "\n")]).evidence()
    var longest = 0
    var bytes: [UInt8] = []
    format.write(ReportContext(evidence: evidence)) { piece in
      longest = max(longest, piece.count)
      bytes += piece
    }
    #expect(bytes.count > 200_000)
    #expect(longest < 150_000, "\(longest) of \(bytes.count)")
  }

  @Test(arguments: ReportCatalog.all.map(\.name)) func `a run without policies has a report`(name: String) throws {
    let format = try #require(ReportCatalog.format(named: name))
    let world = try World()
    let run = Run(policies: [], asOf: world.run.asOf, zone: world.run.zone, inputs: [])
    let context = ReportContext(evidence: EvidenceCollector.collect([], run: run))
    let source = Source(path: "empty", bytes: format.write(context))
    switch format.fileExtension {
    case "json", "sarif": #expect(JSONReader.read(source).diagnostics.isEmpty)
    case "xml": #expect(XMLReader.read(source).diagnostics.isEmpty)
    default: break
    }
  }

  @Test func `the sheet reads back with a row for each finding`() throws {
    for sample in try ReportSample.all() {
      let text = sample.text(CSVReport())
      #expect(text.unicodeScalars.first == "\u{FEFF}")
      let separator = sample.context.language == .vi ? ";" : ","
      #expect(text.unicodeScalars.prefix(40).contains { String($0) == separator })
      let table = CSVReader.read(Source(path: "a.csv", text: text))
      #expect(table.records.count == sample.context.evidence.findingCount)
    }
  }

  @Test func `nothing in the sheet is a formula`() throws {
    let text = try ReportSample.hostile.get().text(CSVReport())
    #expect(text.contains("'=cmd|"))
    #expect(text.firstMatch(of: /[;\n]"?[=+@-]/) == nil)
  }

  @Test func `annotations are commands on a line each, no more than are shown`() throws {
    let rows = (1...40).map { "PC-\($0),vp,đang dùng,\($0 == 33 ? "đã đặt" : "mặc định"),02/01/2026,,,," }
    let devices = ["hostname,unit,status,lock,patched,admin.password,link,note,owner"] + rows
    let many = ReportSample(try World(files: ["devices.csv": devices.joined(separator: "\n")]))
    for sample in try ReportSample.all() + [many] {
      var counts: [Substring: Int] = [:]
      let lines = sample.text(GitHubReport()).split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.last == "")
      for line in lines.dropLast(2) {
        let match = try #require(line.wholeMatch(of: /::(error|warning|notice) [^\r\n]*::[^\r\n]*/), "\(line)")
        counts[match.1, default: 0] += 1
      }
      #expect(!lines.joined().unicodeScalars.contains("\u{1B}"))
      #expect(lines.dropLast().last?.hasPrefix("kiem: ") == true)
      for (level, count) in counts { #expect(count <= 10, "\(level)") }
    }
    #expect(many.text(GitHubReport()).contains("::error title=kiem::... and "))
  }

  @Test(arguments: [
    ("50%\r\n::error::x", "50%25%0D%0A::error::x", "50%25%0D%0A%3A%3Aerror%3A%3Ax"),
    ("a:\u{301},b", "a:\u{301},b", "a%3A\u{301}%2Cb"),
  ])
  func `workflow commands are escaped by bytes`(text: String, data: String, property: String) {
    #expect(GitHubReport.data(text) == data)
    #expect(GitHubReport.property(text) == property)
  }

  @Test(arguments: [
    ("a|b*c_d`", "a\\|b\\*c\\_d\\`"), ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
    ("@all http://x", "@<!-- -->all http&#58;//x"),
    ("line\nbreak", "line break"), ("[x](y)", "\\[x\\](y)"),
  ])
  func `text stays text in Markdown`(text: String, expected: String) {
    #expect(Markdown.text(text) == expected)
  }

  @Test(arguments: [
    ("fails: `a | b` is _not_ so", "fails: `a | b` is \\_not\\_ so"), ("odd ` one", "odd \\` one"),
    ("`a` and `b", "`a` and \\`b"), ("``", "\\`"),
  ])
  func `names in a sentence become code`(text: String, expected: String) {
    #expect(Markdown.sentence(text) == expected)
  }

  @Test func `code in Markdown ends where it should`() {
    #expect(Markdown.code("a`b") == "``a`b``")
    #expect(Markdown.code("`a") == "`` `a ``")
    #expect(Markdown.code("a || b", isInTable: true) == "`a \\|\\| b`")
    #expect(Markdown.code("") == "`  `")
  }

  @Test func `paths become references`() {
    #expect(URIReference.path("a b/đơn-vị:1.csv") == "a%20b/%C4%91%C6%A1n-v%E1%BB%8B%3A1.csv")
  }
}
