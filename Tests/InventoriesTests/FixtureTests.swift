import Diagnostics
import Formats
import Schema
import Testing
import Values

@testable import Inventories

/// The fixtures under the schema that we ship.
@Suite struct FixtureTests {
  private static let root = FilePaths.folder(of: FilePaths.folder(of: FilePaths.folder(of: #filePath)))

  private func load(_ name: String) throws -> LoadedInventory {
    let source = try FileReader.read(path: "\(Self.root)/policies/shared/schema/inventory.yaml")
    let log = DecodingLog()
    let document = try #require(YAMLReader.read(source).documents.first)
    let schema = try #require(SchemaDecoder(log: log).decode(document))
    try #require(log.diagnostics.all.map(\.message).isEmpty)
    return InventoryLoader.load(paths: ["\(Self.root)/fixtures/\(name)"], schema: schema)
  }

  @Test(arguments: ["cam-pha", "ninh-binh"])
  func `every file of a fixture is read or told apart`(name: String) throws {
    let loaded = try load(name)
    #expect(loaded.diagnostics.all.filter { $0.severity != .note }.map(\.message) == [])
    let report = try #require(loaded.inventory != nil ? loaded.report : nil)
    #expect(report.downgrades.map { "\($0.path) \($0.section): \($0.reason)" } == [])
    #expect(report.sources.flatMap { source in source.dropped.map { "\(source.path) \($0.header)" } } == [])
    #expect(report.sources.allSatisfy { $0.recognition == .manifest })
  }

  @Test func `the cameras of Ninh Bình are what its register and its scan say`() throws {
    let loaded = try load("ninh-binh")
    let table = try #require(loaded.inventory?.table("camera"))
    #expect(table.count == 22)
    #expect(table.orphans.isEmpty)
    #expect(try loaded.rows("camera", "recorder", "password.state").prefix(4).count == 4)
    #expect(loaded.inventory?.table("location")?.orphans.isEmpty ?? false)
  }

  @Test func `the devices of Cẩm Phả are found under every name they bear`() throws {
    let loaded = try load("cam-pha")
    let table = try #require(loaded.inventory?.table("device"))
    #expect(table.count == 20)
    let row = try #require(table.subjects.firstIndex(of: "TS-019"))
    #expect(LoadedInventory.text(table.column("os.patch_level")[row].value) == "?conflict")
  }
}
