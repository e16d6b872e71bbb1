import Diagnostics
import Formats
import Schema
import Testing

@testable import Inventories

/// The family of adapters: every member has a fixture that it recognises, and a snapshot of what it makes of it.
@Suite struct AdapterTests {
  private static let own = AdapterCatalog.all.map(\.name)
  static let names = own + ((try? AdapterSnapshot.declared().map(\.name.value)) ?? ["none is declared"])

  @Test(arguments: names) func `an adapter reads its fixture as recorded`(name: String) throws {
    let snapshot = try AdapterSnapshot(name)
    try #require(snapshot.loaded.report.adapted.contains { $0.adapter == name }, "nothing of its fixture was its own")
    try snapshot.verify()
  }

  @Test(arguments: names) func `an adapter gives only what the shipped schema has`(name: String) throws {
    let report = try AdapterSnapshot(name).loaded.report
    let unknown = report.sources.flatMap { source in
      source.dropped.filter { $0.reason.contains("no such member") }.map { "\(source.entity).\($0.header)" }
    }
    #expect(unknown == [])
    let unmapped: [String] = report.adapted.flatMap { $0.unmapped }
    #expect(unmapped.filter { $0.contains("no such entity") } == [])
  }

  @Test func `the page of adapters lists every one`() throws {
    let path = FilePaths.join(AdapterSnapshot.root, "docs/adapters.md")
    let page = String(decoding: try FileReader.read(path: path).bytes, as: UTF8.self)
    let head = try #require(page.ranges(of: "\n| adapter |").last, "the page has no table").lowerBound
    let declared = try AdapterSnapshot.declared().map { (name: $0.name.value, title: $0.title) }
    let all = (AdapterCatalog.all.map { (name: $0.name, title: $0.title) } + declared).sorted { $0.name < $1.name }
    let rows = all.map { "| `\($0.name)` | \($0.title) |\n" }.joined()
    let written = page[..<head] + "\n| adapter | reads |\n|---|---|\n" + rows
    if AdapterSnapshot.isRecording { return try AdapterSnapshot.write(String(written), to: path) }
    #expect(page == written, "docs/adapters.md is stale: KIEM_UPDATE_SNAPSHOTS=1 swift test --filter AdapterTests")
  }

  @Test func `the adapter that the page shows can be used`() throws {
    let path = FilePaths.join(AdapterSnapshot.root, "docs/adapters.md")
    let page = String(decoding: try FileReader.read(path: path).bytes, as: UTF8.self)
    let blocks = page.split(separator: "```yaml\n").dropFirst().compactMap { $0.split(separator: "```").first }
    let text = try #require(blocks.first { $0.hasPrefix("adapter:") })
    let (documents, syntax) = YAMLReader.read(Source(path: "adapters.md", text: String(text)))
    let log = DecodingLog()
    let declaration = try #require(documents.first.flatMap { AdapterDecoder(log: log).decode($0) })
    let compiled = DeclarativeAdapter.compile(declaration, schema: try AdapterSnapshot.schema())
    #expect((syntax.all + log.diagnostics.all + compiled.diagnostics).map(\.message) == [])
  }

  @Test func `adapters are called by one name each, in its order`() {
    #expect(Self.own == Array(Set(Self.own)).sorted())
    for name in Self.names {
      #expect(name.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D })
    }
  }

  @Test(arguments: names) func `no adapter is sure of another's fixture`(name: String) throws {
    for file in try AdapterSnapshot(name).loaded.report.adapted where !file.isLikely {
      #expect(file.adapter == name, "\(file.path): \(file.because)")
    }
  }
}
