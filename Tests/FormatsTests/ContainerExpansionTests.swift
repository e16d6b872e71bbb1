import Diagnostics
import Formats
import Testing

@Suite struct ContainerExpansionTests {
  private typealias Member = ArchiveMaker.Member

  /// The documents with their beginnings, what was skipped, and the diagnostics.
  private func expand(
    _ bytes: [UInt8], path: String = "x/export.zip", limits: ExpansionLimits = .standard
  ) -> (documents: [String], skipped: [String], problems: [String]) {
    let expansion = ContainerExpansion.expand(Source(path: path, bytes: bytes).confidential, limits: limits)
    #expect(expansion.documents.allSatisfy { $0.source.isConfidential })
    let documents = expansion.documents.map { document in
      "\(document.source.path) (\(document.member)): \(document.source.text(0..<12))" + (document.isWhole ? "" : " ...")
    }
    return (
      documents, expansion.skipped.map { "\($0.path): \($0.reason)" },
      expansion.diagnostics.all.map { "\($0.code) \($0.primary?.span.source.path ?? "")" }
    )
  }

  private func archive(_ members: [(name: String, content: [UInt8])]) -> [UInt8] {
    ArchiveMaker(members.map { Member(Array($0.name.utf8), $0.content) }).bytes()
  }

  @Test func `a file that is no container is its only document`() {
    let expansion = ContainerExpansion.expand(Source(path: "a.csv", text: "a,b\n"))
    #expect(!expansion.isContainer)
    #expect(expansion.documents.map(\.source.path) == ["a.csv"])
    #expect(expand([]).documents == ["x/export.zip (): "])
  }

  @Test func `an archive has its members, the hidden ones passed over`() {
    let found = expand(
      archive([
        ("phan-mem.csv", Array("a,b\n".utf8)), ("d/x.json", Array("[]".utf8)), ("d/", []),
        ("__MACOSX/._a", [1]), ("d/.DS_Store", [2]),
      ]))
    #expect(
      found.documents == ["x/export.zip!/phan-mem.csv (phan-mem.csv): a,b\n", "x/export.zip!/d/x.json (d/x.json): []"])
    #expect(
      found.skipped == ["x/export.zip!/__MACOSX/._a: it is hidden", "x/export.zip!/d/.DS_Store: it is hidden"])
    #expect(found.problems == [])
  }

  @Test func `gzip lends its name to what it holds`() {
    let found = expand(CompressionFixtures.bytes("gzipTwo"), path: "a.csv.gz")
    #expect(found.documents == ["a.csv.gz (): may,hang\nPC-"])
    #expect(found.problems == [])
  }

  @Test func `containers stand in each other so deep and no deeper`() {
    let gzip = CompressionFixtures.bytes("gzip")
    let one = archive([("a.csv.gz", gzip), ("b.csv", [0x62])])
    let two = archive([("one.zip", one)])
    #expect(
      expand(two).documents == [
        "x/export.zip!/one.zip!/a.csv.gz (one.zip!/a.csv.gz): may,hang\nPC-",
        "x/export.zip!/one.zip!/b.csv (one.zip!/b.csv): b",
      ])
    let three = expand(archive([("two.zip", two), ("c.csv", [0x63])]))
    let inner = "x/export.zip!/two.zip!/one.zip!/"
    #expect(three.documents == [inner + "b.csv (two.zip!/one.zip!/b.csv): b", "x/export.zip!/c.csv (c.csv): c"])
    #expect(three.problems == ["KIEM1508 \(inner)a.csv.gz"])
    #expect(three.skipped == [inner + "a.csv.gz: it cannot be expanded"])
  }

  @Test(arguments: ["[Content_Types].xml", "META-INF/MANIFEST.MF", "mimetype"])
  func `a package is a document`(name: String) {
    let package = archive([(name, [1]), ("xl/workbook.xml", [2])])
    #expect(expand(package, path: "a.xlsx").documents.map { $0.prefix(10) } == ["a.xlsx ():"])
    #expect(expand(archive([("s.xlsx", package)])).documents.count == 1)
    #expect(!ContainerExpansion.expand(Source(path: "a.xlsx", bytes: package)).isContainer)
  }

  @Test func `the total is held over everything in a file`() {
    let big = [UInt8](repeating: 0x61, count: 600)
    let inner = archive([("a", big), ("b", big)])
    let found = expand(archive([("in.zip", inner), ("c", big), ("d", [0x64])]), limits: .init(totalBytes: 2200))
    #expect(found.documents.map { $0.prefix(24) } == ["x/export.zip!/in.zip!/a ", "x/export.zip!/d (d): d"])
    #expect(found.problems.allSatisfy { $0.hasPrefix("KIEM1505") })
    #expect(found.skipped.count == 2)
  }

  @Test func `of a gzip file that breaks off the lines before the break are there`() {
    let bytes = CompressionFixtures.bytes("gzip")
    let found = expand(Array(bytes[..<(bytes.count - 12)]), path: "a.gz")
    #expect(found.problems == ["KIEM1502 a.gz"])
    #expect(found.documents.isEmpty ? found.skipped.count == 1 : found.documents[0].hasSuffix(" ..."))
    let cut = expand(Array(CompressionFixtures.bytes("gzipTwo").dropLast(4)), path: "a.gz")
    #expect(cut.documents == ["a.gz (): may,hang\nPC- ..."])
    var changed = bytes
    changed[changed.count - 6] ^= 1
    #expect(expand(changed, path: "a.gz").documents.isEmpty)
    #expect(expand(bytes + [1], path: "a.gz").documents[0].hasSuffix(" ..."))
  }

  @Test func `what is lost is told once, and the rest is there`() {
    var secret = Member("a.csv")
    secret.flags = 1
    var wrong = Member("b.csv")
    wrong.checksum = 7
    let found = expand(ArchiveMaker([secret, wrong, Member("c.csv")]).bytes())
    #expect(found.documents.count == 1)
    #expect(found.problems == ["KIEM1509 x/export.zip", "KIEM1503 x/export.zip"])
    #expect(found.skipped.count == 2)
    #expect(expand([0x50, 0x4B, 3, 4, 0]).problems == ["KIEM1502 x/export.zip"])
  }

  @Test func `changed archives never crash, and never exceed the limits`() {
    let gzip = CompressionFixtures.bytes("gzip")
    let original = archive([
      ("a.gz", gzip), ("in.zip", archive([("b", [1, 2, 3])])), ("c.csv", Array("a,b\n1,2\n".utf8)),
    ])
    for seed in 0..<3000 as Range<UInt64> {
      var random = Seeded(seed)
      var bytes = original
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      if seed % 5 == 0 { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
      let limits = ExpansionLimits(memberBytes: 400, totalBytes: 900)
      let found = ContainerExpansion.expand(Source(path: "a", bytes: bytes), limits: limits)
      let total = found.documents.reduce(0) { $0 + $1.source.bytes.count }
      #expect(total <= 900 || !found.isContainer, "seed \(seed)")
      #expect(!found.documents.isEmpty || !found.diagnostics.isEmpty || !found.skipped.isEmpty, "seed \(seed)")
    }
  }
}
