import Diagnostics
import Formats
import FoundationEssentials
import Schema
import TestWorlds
import Testing

@testable import Evidence

struct BundleTests {
  private static let world = Result { try World() }

  /// Writes a bundle of the standard world, with a report and an input in it.
  @discardableResult
  static func write(
    at path: String, _ world: World? = nil, selection: RecordSelection = .findings, replaces: Bool = false,
    change: (inout BundleIndex) -> Void = { _ in }
  ) throws -> BundleIndex? {
    let evidence = try world?.evidence() ?? Self.world.get().evidence()
    let notice = Notice(Diagnostic(.keylessRecord, .warning, "a record without a key", help: ["name one"]))
    let writer = try BundleWriter(at: path, replaces: replaces)
    let sealing = try writer.add(evidence, selection, diagnostics: [notice])
    try writer.add("reports/text.txt") { sink in sink(Array("Báo cáo\n".utf8)) }
    try writer.add("inputs/inventory/0/units.csv") { sink in sink(Array(WorldText.units.utf8)) }
    var made: BundleIndex?
    try writer.finish { files in
      var index = BundleIndex(
        tool: BundleIndex.Tool(name: "kiem", version: "0.0.0", digest: ContentDigest.sha256([])),
        maker: BundleIndex.Maker(auditor: "Đỗ Văn Xoài", engagement: "KT/1"), run: evidence.run,
        settings: BundleIndex.Settings(
          failOn: .info, allowsUnknown: false, selection: selection, personal: "withheld"),
        status: 1, recordCount: sealing.count, merkleRoot: sealing.merkleRoot,
        origins: evidence.summary.origins, inputs: nil,
        files: files)
      change(&index)
      made = index
      return index
    }
    return made
  }

  private func messages(_ path: String) -> [String] { BundleVerifier.verify(path).problems.map(\.message) }

  @Test(arguments: RecordSelection.allCases)
  func `a bundle is read back as it was written`(selection: RecordSelection) throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/a"
      let index = try Self.write(at: path, selection: selection)
      let verification = BundleVerifier.verify(path)
      #expect(verification.problems.isEmpty, "\(verification.problems.map(\.message))")
      let bundle = try #require(verification.bundle)
      #expect(bundle.index.bytes == index?.bytes)
      let origin = try #require(bundle.index.origins.first { $0.path == "units.csv" })
      #expect(origin.obtained.by == "Kiều Văn Nhãn" && origin.obtained.at?.description == "2026-01-05")
      #expect(origin.obtained.how == "xuất từ HRM, mật khẩu: [redacted]")
      #expect(bundle.index.origins.contains { $0.path == "devices.csv" && $0.obtained.by == "Trần Thị Bưởi" })
      #expect(bundle.diagnostics.map(\.line) == ["warning[KIEM4020]: a record without a key"])
      let evidence = try Self.world.get().evidence()
      #expect(bundle.evidence.records.map(\.digest) == evidence.records.map(\.digest))
      #expect(bundle.index.recordCount == (selection == .all ? evidence.summary.counts.total : evidence.findingCount))
      var results: [String] = []
      evidence.forEachResult(.byRule) { results.append("\($0)") }
      var stored: [String] = []
      bundle.evidence.forEachResult(.byRule) { stored.append("\($0)") }
      if selection == .findings { #expect(stored == results) }
      #expect(Reevaluation.differences(bundle, evidence).isEmpty)
    }
  }

  @Test func `two bundles of one run are the same`() throws {
    try withTemporaryFolder { folder in
      try Self.write(at: "\(folder)/a")
      try Self.write(at: "\(folder)/b")
      for file in try files(under: "\(folder)/a") {
        #expect(try bytes(of: "\(folder)/a/\(file)") == bytes(of: "\(folder)/b/\(file)"), "\(file)")
      }
    }
  }

  @Test func `each of 200 random changes of one byte is found and its file named`() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/a"
      try Self.write(at: path)
      let names = try files(under: path)
      var generator = SeededGenerator(2699)
      for round in 0..<200 {
        // Every other change hits the records, where the record must be named too.
        let name = round.isMultiple(of: 2) ? BundleIndex.records : names.randomElement(using: &generator) ?? ""
        let original = try bytes(of: "\(path)/\(name)")
        let place = Int.random(in: original.indices, using: &generator)
        var changed = original
        changed[place] ^= UInt8.random(in: 1...255, using: &generator)
        try EvidenceTests.write(changed, to: "\(path)/\(name)")
        let found = messages(path)
        #expect(found.contains { $0.contains("`\(name)` was altered") }, "round \(round): byte \(place) of \(name)")
        if name == BundleIndex.records {
          let line = original[..<place].count { $0 == UInt8(ascii: "\n") } + 1
          #expect(
            found.contains { $0.contains("line \(line)") || $0.contains("line feed") }, "round \(round): \(found)")
        }
        try EvidenceTests.write(original, to: "\(path)/\(name)")
      }
      #expect(messages(path).isEmpty)
    }
  }

  @Test func `files that are missing or strange are named`() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/a"
      try Self.write(at: path)
      try FileManager.default.removeItem(atPath: "\(path)/reports/text.txt")
      try EvidenceTests.write([1], to: "\(path)/reports/extra.txt")
      try EvidenceTests.write([1], to: "\(path)/.hidden")
      #expect(
        messages(path) == [
          "`reports/text.txt` is missing", "`.hidden` does not belong to the bundle",
          "`reports/extra.txt` does not belong to the bundle",
        ])
      try FileManager.default.removeItem(atPath: "\(path)/run.json")
      #expect(messages(path) == ["`run.json` is missing"])
    }
  }

  @Test(arguments: [
    ("", "is no bundle: it has no `run.json`"),
    ("{\"format\": \"other\"}", "`run.json` was altered"),
    ("[]", "its `run.json` is another program's"),
  ])
  func `what is no bundle is called so`(content: String, message: String) throws {
    try withTemporaryFolder { folder in
      if !content.isEmpty { try EvidenceTests.write(Array(content.utf8), to: "\(folder)/run.json") }
      #expect(messages(folder).contains { $0.contains(message) }, "\(messages(folder))")
    }
  }

  @Test func `a bundle of a later version is refused in words`() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/a"
      try Self.write(at: path)
      let text = String(decoding: try bytes(of: "\(path)/run.json"), as: UTF8.self)
      guard case .object(var members) = try StoredJSON.read(Array(text.utf8)) else { return }
      members.removeLast()
      members[1].1 = 7
      members.append(("digest", .string(ContentDigest.sha256(.object(members)))))
      try EvidenceTests.write(JSONWriter.pretty(.object(members)), to: "\(path)/run.json")
      let verification = BundleVerifier.verify(path)
      #expect(verification.isForeign)
      #expect(verification.problems.map(\.message).first?.contains("is a bundle of version 7") == true)
    }
  }

  // MARK: Whoever changes a bundle and takes all digests anew

  /// Changes the lines of the records and makes a bundle that is whole but for what they say.
  private func forged(_ path: String, _ change: (inout [String]) -> Void) throws {
    try Self.write(at: path)
    var lines = String(decoding: try bytes(of: "\(path)/records.ndjson"), as: UTF8.self).split(separator: "\n")
      .map(String.init)
    change(&lines)
    let records = Array(lines.map { $0 + "\n" }.joined().utf8)
    try EvidenceTests.write(records, to: "\(path)/records.ndjson")
    var index = try BundleIndex(stored: try bytes(of: "\(path)/run.json"))
    var tree = MerkleTree()
    for line in lines { tree.add(line.utf8) }
    index.merkleRoot = tree.root
    index.recordCount = lines.count
    for place in index.files.indices where index.files[place].path == "records.ndjson" {
      index.files[place].bytes = records.count
      index.files[place].digest = ContentDigest.sha256(records)
    }
    try EvidenceTests.write(index.bytes, to: "\(path)/run.json")
  }

  @Test func `a record that was left out is missed`() throws {
    try withTemporaryFolder { folder in
      try forged("\(folder)/a") { $0.remove(at: 2) }
      let found = messages("\(folder)/a")
      #expect(found.count == 1 && found[0].hasPrefix("there is no record of `made-up/"), "\(found)")
    }
  }

  @Test func `a record that is there twice, and one out of order, are told`() throws {
    try withTemporaryFolder { folder in
      try forged("\(folder)/a") { $0.append($0[0]) }
      #expect(messages("\(folder)/a").contains { $0.contains("is there twice") })
      try forged("\(folder)/b") { $0.swapAt(0, 1) }
      #expect(messages("\(folder)/b") == ["the records are not in order"])
    }
  }

  @Test func `a forged verdict is at odds with the matrix`() throws {
    try withTemporaryFolder { folder in
      try forged("\(folder)/a") { lines in
        let place = lines.firstIndex { $0.contains("\"verdict\":\"fail\",\"waiver\":null") } ?? 0
        guard let json = try? StoredJSON.read(Array(lines[place].utf8)), case .object(var members) = json else {
          return
        }
        members.removeAll { $0.0 == "digest" }
        for index in members.indices where members[index].0 == "verdict" { members[index].1 = "unknown" }
        members.append(("digest", .string(ContentDigest.sha256(.object(members)))))
        lines[place] = String(decoding: JSONWriter.canonical(.object(members)), as: UTF8.self)
      }
      let found = messages("\(folder)/a")
      #expect(found.count == 1 && found[0].contains("has not the verdict of the matrix"), "\(found)")
    }
  }

  @Test func `evidence that the inputs do not lead to is found by evaluating again`() throws {
    try withTemporaryFolder { folder in
      try forged("\(folder)/a") { lines in
        let place = lines.firstIndex { $0.contains("\"raw\":\"mặc định\"") } ?? 0
        guard
          let json = try? StoredJSON.read(Array(lines[place].replacing("mặc định", with: "đã đặt").utf8)),
          case .object(var members) = json
        else { return }
        members.removeAll { $0.0 == "digest" }
        members.append(("digest", .string(ContentDigest.sha256(.object(members)))))
        lines[place] = String(decoding: JSONWriter.canonical(.object(members)), as: UTF8.self)
      }
      let verification = BundleVerifier.verify("\(folder)/a")
      #expect(verification.problems.isEmpty)
      let bundle = try #require(verification.bundle)
      let found = Reevaluation.differences(bundle, try Self.world.get().evidence()).map(\.message)
      #expect(found.count == 1)
      #expect(found.first?.contains("`made-up/locked` about `device/PC-2`") == true, "\(found)")
    }
  }

  @Test func `other inputs are named`() throws {
    try withTemporaryFolder { folder in
      try Self.write(at: "\(folder)/a")
      let bundle = try #require(BundleVerifier.verify("\(folder)/a").bundle)
      let other = try World(files: ["units.csv": WorldText.units + "\nx,X,vp"]).evidence()
      let found = Reevaluation.differences(bundle, other).map(\.message)
      #expect(found.count == 1 && found[0].hasPrefix("the input `units.csv` has the SHA-256"), "\(found)")
    }
  }

  // MARK: Writing

  @Test func `nothing is replaced unless asked for, and nothing but a bundle ever is`() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/a"
      try Self.write(at: path)
      #expect(throws: BundleWritingError.exists(path: path)) { try Self.write(at: path) }
      try Self.write(at: path, selection: .all, replaces: true)
      #expect(BundleVerifier.verify(path).bundle?.index.settings.selection == .all)
      let mine = "\(folder)/mine"
      try FileManager.default.createDirectory(atPath: mine, withIntermediateDirectories: false)
      try EvidenceTests.write([1], to: "\(mine)/thesis.txt")
      #expect(throws: BundleWritingError.notABundle(path: mine)) { try Self.write(at: mine, replaces: true) }
      #expect(try files(under: folder).filter { $0.contains(".part") || $0.contains(".old") } == [])
    }
  }

  @Test func `a writer that is let go leaves nothing`() throws {
    try withTemporaryFolder { folder in
      do {
        let writer = try BundleWriter(at: "\(folder)/a", replaces: false)
        try writer.add("reports/x") { sink in sink([1]) }
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
    }
  }

  @Test func `a bundle that cannot be written is told of at once`() throws {
    #expect(throws: BundleWritingError.self) { try BundleWriter.check("/nowhere/at/all", replaces: false) }
  }
}
