import Diagnostics
import Formats
import Glibc
import Schema
import Testing
import Values

@testable import Inventories

/// Archives, encodings and tables with titles, as an inventory's files.
@Suite struct ContainerTests {
  private let cameras = "name,vendor\nC1,Axis\n"

  /// A stored ZIP archive.
  private func zip(_ members: [(name: String, text: String)]) -> [UInt8] {
    func number(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for (name, text) in members {
      let content = Array(text.utf8)
      let start = archive.count
      let head = number(0x0800, 2) + number(0, 6) + number(Int(CRC32.of(content)), 4)
      let sizes = number(content.count, 4) + number(content.count, 4) + number(name.utf8.count, 2) + number(0, 2)
      archive += number(0x0403_4B50, 4) + number(20, 2) + head + sizes + Array(name.utf8) + content
      directory += number(0x0201_4B50, 4) + number(20, 4) + head + sizes + number(0, 10) + number(start, 4)
      directory += Array(name.utf8)
    }
    return archive + directory + number(0x0605_4B50, 4) + number(0, 4) + number(members.count, 2)
      + number(members.count, 2) + number(directory.count, 4) + number(archive.count, 4) + number(0, 2)
  }

  private func load(
    _ files: [String: [UInt8]], paths: (String) -> [String] = { [$0] }
  ) throws -> LoadedInventory {
    let folder = try TestFolder([:])
    for (name, bytes) in files { try folder.write(name, bytes) }
    return InventoryLoader.load(paths: paths(folder.path), schema: try TestSchema.schema())
  }

  @Test func `members of an archive are files of the inventory`() throws {
    let bytes = zip([("d/cameras.csv", cameras), ("notes.txt", "nothing here"), (".hidden", "x")])
    let loaded = try load(["x/export.zip": bytes])
    #expect(try loaded.rows("camera", "vendor") == ["C1 vendor=Axis"])
    let source = try #require(loaded.inventory?.sources.first)
    #expect(source.path == "x/export.zip!/d/cameras.csv")
    #expect(source.digest == Source(path: "", bytes: bytes).digest)
    #expect(
      loaded.report.skipped.map { "\($0.path): \($0.reason)" } == [
        "x/export.zip!/.hidden: it is hidden", "x/export.zip!/notes.txt: not recognised",
      ])
    let named = try load(["export.zip": bytes], paths: { ["\($0)/export.zip"] })
    #expect(named.inventory?.sources.map(\.path) == ["export.zip!/d/cameras.csv"])
  }

  @Test func `a manifest names a member, from outside or inside`() throws {
    let line = "  - {path: \"export.zip!/c.csv\", entity: camera, collected: 2026-01-02}\n"
    let manifest = Array("inventory: a\nsources:\n\(line)".utf8)
    let bytes = zip([("c.csv", cameras)])
    for paths in [{ [$0] }, { ["\($0)/inventory.yaml"] }] as [(String) -> [String]] {
      let loaded = try load(["inventory.yaml": manifest, "export.zip": bytes], paths: paths)
      #expect(loaded.inventory?.sources.map(\.path) == ["export.zip!/c.csv"])
      #expect(loaded.inventory?.sources.first?.collected == CalendarDate(parsing: "2026-01-02"))
      #expect(loaded.codes == [])
    }
    let whole = Array("inventory: a\nsources:\n  - {path: export.zip, collected: 2026-01-02}\n".utf8)
    for paths in [{ [$0] }, { ["\($0)/inventory.yaml"] }] as [(String) -> [String]] {
      let loaded = try load(["inventory.yaml": whole, "export.zip": bytes], paths: paths)
      #expect(loaded.inventory?.sources.first?.collected == CalendarDate(parsing: "2026-01-02"))
      #expect(loaded.inventory?.sources.count == 1)
    }
    let inside = "inventory: b\nsources:\n  - {path: c.csv, entity: camera, collected: 2026-01-03}\n"
    let loaded = try load(["export.zip": zip([("c.csv", cameras), ("inventory.yaml", inside)])])
    #expect(loaded.inventory?.sources.first?.collected == CalendarDate(parsing: "2026-01-03"))
    #expect(loaded.manifests.map(\.path) == ["export.zip!/inventory.yaml"])
    #expect(loaded.codes == [])
  }

  @Test func `what a manifest names and an archive has not is absent`() throws {
    let manifest =
      "inventory: a\nsources:\n  - {path: \"export.zip!/d.csv\", entity: camera, coverage: {camera: complete}}\n"
    let loaded = try load(
      ["inventory.yaml": Array(manifest.utf8), "export.zip": zip([("c.csv", cameras)])])
    #expect(
      loaded.inventory?.sources.map { "\($0.path) \($0.coverage["camera"]?.rawValue ?? "")" }.contains(
        "export.zip!/d.csv absent") == true)
    #expect(loaded.codes.contains("KIEM4010 warning"))
  }

  @Test func `a damaged archive is told and the rest is read`() throws {
    let bytes = zip([("cameras.csv", cameras)])
    let loaded = try load(["cut.zip": Array(bytes.dropLast(9)), "cameras.csv": Array(cameras.utf8)])
    #expect(loaded.inventory?.sources.map(\.path) == ["cameras.csv"])
    #expect(loaded.codes == ["KIEM1502 error"])
    #expect(loaded.report.skipped.map(\.path) == ["cut.zip"])
    let alone = try load(["cut.zip": Array(bytes.dropLast(9))], paths: { ["\($0)/cut.zip"] })
    #expect(alone.inventory == nil)
  }

  @Test func `a member never takes a file's path`() throws {
    let loaded = try load([
      "export.zip": zip([("cameras.csv", "name,vendor\nC2,Axis\n")]), "export.zip!/cameras.csv": Array(cameras.utf8),
    ])
    #expect(try loaded.rows("camera") == ["C1"])
    #expect(loaded.codes == ["KIEM4008 warning"])
  }

  @Test func `encoding and header may be declared`() throws {
    let bytes = Array("Sổ camera\nname,vendor\nC".utf8.filter { $0 < 0x80 }) + [0xF4] + Array(",Axis\n".utf8)
    let entry = "{path: cameras.csv, entity: camera, encoding: windows-1258, header: 2}"
    let loaded = try load([
      "inventory.yaml": Array("inventory: a\nsources:\n  - \(entry)\n".utf8), "cameras.csv": bytes,
    ])
    #expect(try loaded.rows("camera", "name") == ["Cô name=Cô"])
    #expect(loaded.inventory?.sources.first?.digest == Source(path: "", bytes: bytes).digest)
    #expect(loaded.codes == [])
    for (key, value) in [("encoding", "tcvn3"), ("header", "0"), ("header", "x")] {
      let text = "inventory: a\nsources:\n  - {path: cameras.csv, \(key): \(value)}\n"
      #expect(
        try load(["inventory.yaml": Array(text.utf8), "cameras.csv": bytes]).inventory == nil, "\(key): \(value)")
    }
  }
}
