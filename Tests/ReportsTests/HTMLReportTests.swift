import Diagnostics
import Evidence
import Formats
import Schema
import TestWorlds
import Testing

@testable import Reports

/// What the page for browsers holds, read without one.
struct HTMLReportTests {
  private static let world = Result { try World() }

  private func page(_ evidence: CollectedEvidence, _ language: Language = .en) -> String {
    String(decoding: HTMLReport().write(ReportContext(evidence: evidence, language: language)), as: UTF8.self)
  }

  /// The text of the script element with that id.
  private func data(_ page: String, _ id: String) throws -> Substring {
    let start = try #require(page.firstRange(of: "<script type=\"application/json\" id=\"\(id)\">"))
    let rest = page[start.upperBound...]
    return rest[..<(try #require(rest.firstRange(of: "</script>"))).lowerBound]
  }

  private func json(_ page: String, _ id: String) throws -> JSONNode {
    let read = JSONReader.read(Source(path: id, text: String(try data(page, id))))
    #expect(read.diagnostics.all.isEmpty)
    return try #require(read.root)
  }

  @Test func `the page has every record's id and digest`() throws {
    let evidence = try Self.world.get().evidence()
    let findings = try data(page(evidence), "kiem-findings")
    for record in evidence.records {
      #expect(findings.contains(record.id))
      #expect(findings.contains(HTMLText.base64(HTMLText.digest(record.digest))))
    }
  }

  @Test func `both languages give the same data but for the language first shown`() throws {
    let evidence = try Self.world.get().evidence()
    #expect(try data(page(evidence, .vi), "kiem-findings") == data(page(evidence, .en), "kiem-findings"))
    #expect(page(evidence, .vi).contains("<html lang=\"vi\">"))
  }

  @Test func `the page is the same twice and whatever the number of threads`() throws {
    let world = try Self.world.get()
    #expect(page(world.evidence(threads: 1)) == page(world.evidence(threads: 4)))
  }

  @Test func `both data elements are JSON`() throws {
    let page = page(try Self.world.get().evidence())
    _ = try json(page, "kiem-run")
    _ = try json(page, "kiem-findings")
  }

  @Test func `the page loads nothing`() throws {
    let page = page(try Self.world.get().evidence())
    for word in ["http://", "https://", "src=", "url(", "@import", "<link", "<img", "<iframe", "innerHTML", "eval("] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(page.contains("default-src 'none'"))
    #expect(page.contains("script-src '\(HTMLText.integrity(HTMLScript.text))'"))
    #expect(page.contains("style-src '\(HTMLText.integrity(HTMLStyle.text))'"))
  }

  @Test(arguments: [
    "</script><script>alert(1)</script>", "<!--<script>", "\"><img onerror=x>", "' onload='x", "]]>", "&lt;b&gt;",
  ])
  func `text from an inventory does not become markup`(text: String) throws {
    let quoted = "\"" + text.replacing("\"", with: "\"\"") + "\""
    let devices = WorldText.devices.replacing("PC-2,", with: "\(quoted),")
    let plain = page(try Self.world.get().evidence())
    let page = page(try World(files: ["devices.csv": devices]).evidence())
    #expect(page.split(separator: "<script", omittingEmptySubsequences: false).count == 4)
    #expect(page.split(separator: "</script", omittingEmptySubsequences: false).count == 4)
    #expect(page.split(separator: "<!--", omittingEmptySubsequences: false).count == 1)
    #expect(HTMLReportTests.tags(page) == HTMLReportTests.tags(plain))
    _ = try json(page, "kiem-findings")
  }

  /// Start and end tags outside of data and scripts, in order.
  private static func tags(_ page: String) -> [Substring] {
    let head = page.prefix(upTo: page.firstRange(of: "<script")?.lowerBound ?? page.endIndex)
    return head.matches(of: /<\/?[a-zA-Z][a-zA-Z0-9]*/).map(\.output)
  }

  @Test func `elements are balanced`() throws {
    var open: [Substring] = []
    let void: Set<Substring> = ["meta", "br"]
    for tag in HTMLReportTests.tags(page(try Self.world.get().evidence())) {
      if tag.hasPrefix("</") {
        #expect(open.popLast() == tag.dropFirst(2))
      } else if !void.contains(tag.dropFirst()) {
        open.append(tag.dropFirst())
      }
    }
    #expect(open == ["html", "body"])
  }

  @Test func `without scripts each clause has a row`() throws {
    let evidence = try Self.world.get().evidence()
    let page = page(evidence)
    let start = try #require(page.firstRange(of: "<noscript>")).upperBound
    let summary = page[start..<(try #require(page.firstRange(of: "</noscript>"))).lowerBound]
    for clause in evidence.summary.policies.flatMap(\.clauses) {
      #expect(summary.contains("<th scope=\"row\">\(HTMLText.escaped(clause.id))<"))
    }
  }

  @Test func `units count what is in the matrix, those above with those below`() throws {
    let evidence = try Self.world.get().evidence()
    let table = UnitTable(evidence)
    let roots = table.units.filter { $0.depth == 0 }
    let sum = roots.flatMap { $0.counts.flatMap { $0.dropLast() } }.reduce(0, +)
    #expect(sum + evidence.summary.counts.withoutSubject == evidence.summary.counts.total)
  }

  @Test func `findings cost little each`() throws {
    func size(_ count: Int) throws -> Int {
      let rows = (1...count).map { "PC-\($0),vp,đang dùng,mặc định,02/01/2026,,,," }
      let devices = ["hostname,unit,status,lock,patched,admin.password,link,note,owner"] + rows
      let evidence = try World(files: ["devices.csv": devices.joined(separator: "\n")]).evidence()
      return try data(page(evidence), "kiem-findings").utf8.count * 1000 / max(1, evidence.findingCount)
    }
    // 36 bytes for the id and 43 for the digest are in it; what shapes and words cost is shared by more and more.
    let (few, many) = (try size(20), try size(400))
    #expect(many < few)
    #expect(many < 150_000, "\(many) bytes for a thousand findings")
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("foobar", "Zm9vYmFy"),
  ])
  func `Base64 is that of RFC 4648, without padding`(text: String, expected: String) {
    #expect(HTMLText.base64(Array(text.utf8)) == expected)
  }

  @Test func `the Vietnamese page has every word that the English one has`() {
    func keys(_ text: String) -> [Substring] {
      text.replacing(/`[^`]*`/, with: "").replacing(/"([^"]*)"(:?)/) { $0.2.isEmpty ? "" : "\($0.1):" }
        .matches(of: /([a-zA-Z_][a-zA-Z_-]*):/).map(\.output.1).sorted()
    }
    let (english, vietnamese) = (keys(HTMLScript.words), keys(HTMLScript.vietnamese))
    #expect(english == vietnamese)
    #expect(english.count > 150)
  }
}
