import Testing

@testable import Inventories

@Suite struct MergeTests {
  private func camera(_ a: String, _ b: String, manifest: String? = nil) throws -> LoadedInventory {
    var files = ["a.csv": a, "b.csv": b]
    if let manifest { files["inventory.yaml"] = manifest }
    return try LoadedInventory.of(files)
  }

  @Test(arguments: [
    ("Axis", "axis ", "Axis"), ("Axis", "", "Axis"), ("", "Axis", "Axis"), ("", "", "?value-missing"),
    ("?", "Axis", "Axis"), ("Axis", "Dahua", "?conflict"), ("none", "Axis", "?conflict"), ("none", "?", "null"),
  ])
  func `what two sources say becomes one value`(a: String, b: String, result: String) throws {
    let loaded = try camera("asset_tag,serial,vendor\nT1,S1,\(a)\n", "asset_tag,serial,vendor\nT1,S1,\(b)\n")
    #expect(try loaded.rows("camera", "vendor") == ["T1 vendor=\(result)"])
  }

  @Test func `a value that cannot be read is not outvoted`() throws {
    let loaded = try camera(
      "asset_tag,serial,password.state\nT1,S1,changed\n", "asset_tag,serial,password.state\nT1,S1,maybe\n")
    #expect(try loaded.rows("camera", "password.state") == ["T1 password.state=?value-unreadable"])
  }

  @Test func `an attribute that none of a subject's sources has is absent`() throws {
    let loaded = try camera("asset_tag,serial,vendor\nT1,S1,Axis\n", "asset_tag,serial,live\nT2,S2,yes\n")
    #expect(
      try loaded.rows("camera", "vendor", "live") == [
        "T1 vendor=Axis live=?attribute-absent", "T2 vendor=?attribute-absent live=true",
      ])
  }

  @Test(arguments: [
    ("2026-01-01", "2025-12-01", "changed"), ("2026-01-01", "2026-01-01", "changed"),
    ("2026-01-01", "2026-01-02", "?conflict"),
  ])
  func `observed outranks declared unless the declaration is newer`(seen: String, told: String, result: String) throws {
    let loaded = try camera(
      "asset_tag,password.state\nT1,changed\n", "asset_tag,password.state\nT1,default\n",
      manifest: """
        inventory: i
        sources:
          - {path: a.csv, entity: camera, collected: \(seen)}
          - {path: b.csv, entity: camera, collected: \(told), declared: true}
        """)
    #expect(try loaded.rows("camera", "password.state") == ["T1 password.state=\(result)"])
  }

  @Test func `a conflict keeps both spellings and both records`() throws {
    let loaded = try camera("asset_tag,serial,vendor\nT1,S1,Axis\n", "asset_tag,serial,vendor\nT1,S1,Dahua\n")
    let column = try #require(loaded.inventory?.table("camera")?.column("vendor"))
    #expect(column[0].raw == "Axis | Dahua")
    #expect(column.conflicts == [0: [0, 1]])
  }

  @Test func `of equal values the newest source's is taken`() throws {
    let loaded = try camera(
      "asset_tag,vendor\nT1,Axis\n", "asset_tag,vendor\nT1,AXIS\n",
      manifest: """
        inventory: i
        sources: [{path: a.csv, entity: camera, collected: 2025-01-01}, {path: b.csv, entity: camera, collected: 2026-01-01}]
        """)
    let inventory = try #require(loaded.inventory)
    let record = try #require(inventory.record(of: 0, attribute: "vendor", entity: "camera"))
    #expect(inventory.sources[Int(record.source)].path == "b.csv")
  }

  @Test func `provenance names file, row and line`() throws {
    let loaded = try LoadedInventory.of(["cameras.csv": "name,vendor\nC1,\"A\nB\"\nC2,Axis\n"])
    let inventory = try #require(loaded.inventory)
    let record = try #require(inventory.record(of: 1, attribute: "vendor", entity: "camera"))
    #expect(record.row == 2 && record.line == 4)
    #expect(inventory.sources[0].headers["vendor"] == "vendor")
    #expect(inventory.sources[0].digest.count == 64)
  }

  @Test func `a none word for a list is nothing to has, an empty list is a value`() throws {
    let loaded = try LoadedInventory.of([
      "devices.json": #"[{"asset_tag": "D1", "mac": "không có"}, {"asset_tag": "D2", "mac": []}]"#
    ])
    let column = try #require(loaded.inventory?.table("device")?.column("mac"))
    #expect(column[0].presence == .empty)
    #expect(column[1].presence == .given)
  }

  @Test(arguments: [
    ("V5.8.5 build 240606", "V5.8.5", true), ("5.8.5", "v5.8.5", true),
    ("2.800.0000016.0.R,build:2020-06-05", "2.800.0000016.0.R", true), ("V4.03.R11 (build 12)", "V4.03.R11", true),
    ("9.80.3", "9.80.30", false), ("build 240606", "V5.8.5", false), ("V5.8.5", "V5.8.30", false),
  ])
  func `spellings of one firmware are no conflict`(a: String, b: String, isOne: Bool) throws {
    let folder = try TestFolder([
      "a.csv": "asset_tag,firmware_version\nT1,\"\(a)\"\n", "b.csv": "asset_tag,firmware_version\nT1,\"\(b)\"\n",
    ])
    let loaded = InventoryLoader.load(paths: [folder.path], schema: try ResolutionWorld.schema())
    #expect(try loaded.rows("camera", "firmware_version") == ["T1 firmware_version=\(isOne ? a : "?conflict")"])
  }
}
