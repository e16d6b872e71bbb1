import Testing

@testable import Inventories

@Suite struct LinkTests {
  private let cameras = "asset_tag,serial,name,unit\nT1,S1,C1,U1\nT2,S2,C2,U1\nT3,S3,C2,U2\n"

  @Test(arguments: [
    ("T1", "T1"), ("s1", "T1"), ("c1", "T1"), ("C2", "?conflict"), ("none", "null"), ("", "?value-missing"),
    ("unknown", "?value-missing"), ("C9", "C9"), ("Default string", "?value-unreadable"),
  ])
  func `a cell names a subject by any of its keys`(cell: String, target: String) throws {
    let loaded = try LoadedInventory.of(["cameras.csv": cameras, "accounts.csv": "uid,camera\nadmin,\(cell)\n"])
    let row = try #require(try loaded.rows("account", "camera").first)
    #expect(row.hasSuffix("camera=\(target)"))
  }

  @Test func `the unit of the record tells apart what shares a name`() throws {
    let loaded = try LoadedInventory.of([
      "cameras.csv": cameras, "accounts.csv": "uid,camera,unit\nadmin,C2,U2\nroot,C1,U2\n",
    ])
    #expect(try loaded.rows("account", "camera") == ["T3/admin camera=T3", "C1/root camera=C1"])
    #expect(try loaded.rows("camera").last == "C1 (orphan)")
  }

  @Test func `an orphan is one subject however often it is named`() throws {
    let loaded = try LoadedInventory.of(["software.csv": "device,name\nPC-1,Zoom\npc-1 ,Teams\n"])
    #expect(try loaded.rows("device", "hostname") == ["PC-1 (orphan) hostname=?attribute-absent"])
    #expect(try loaded.rows("software", "device") == ["PC-1/Zoom/-/- device=PC-1", "PC-1/Teams/-/- device=PC-1"])
    let inventory = try #require(loaded.inventory)
    #expect(inventory.record(of: 0, attribute: "hostname", entity: "device") == nil)
    #expect(inventory.adjacency(child: "software", relation: "device")?[0].map { $0 } == [0, 1])
  }

  @Test func `a subject may name another of its own kind`() throws {
    let loaded = try LoadedInventory.of(["cameras.csv": "name,vendor,recorder\nC1,Axis,N1\nN1,Axis,không có\n"])
    #expect(try loaded.rows("camera", "recorder") == ["C1 recorder=N1", "N1 recorder=null"])
  }

  @Test func `records that name no unit have their source's`() throws {
    let loaded = try LoadedInventory.of([
      "inventory.yaml": """
      inventory: i
      unit: {id: u1, name: Phường Một}
      sources: [{path: cameras.csv, entity: camera}, {path: devices.csv, entity: device, unit: u2}]
      """, "cameras.csv": "name,unit\nC1,\nC2,u3\nC3,?\n", "devices.csv": "hostname,model\nPC-1,X\n",
    ])
    #expect(try loaded.rows("camera", "unit") == ["C1/u1 unit=u1", "C2/u3 unit=u3", "C3 unit=?value-missing"])
    #expect(try loaded.rows("device", "unit") == ["PC-1/u2 unit=u2"])
    #expect(try loaded.rows("unit", "name").first == "u1 name=Phường Một")
  }

  @Test func `two sources that name different places leave the place open`() throws {
    let loaded = try LoadedInventory.of([
      "a/cameras.csv": "asset_tag,location\nT1,L1\n", "b/cameras.csv": "asset_tag,location\nT1,L2\n",
    ])
    #expect(try loaded.rows("camera", "location") == ["T1 location=?conflict"])
  }
}
