import Diagnostics
import Formats
import Schema
import Testing
import Values

@testable import Inventories

@Suite struct LoadingTests {
  private let three = [
    "cameras.csv":
      "name;asset_tag;manufacturer;password state;recorder;unit\nC1;T1;Axis;changed;N1;U1\nN1;T2;Dahua;mặc định;none;U1\n",
    "accounts.json":
      #"[{"uid": "admin", "camera": "C1", "has_mfa": true}, {"uid": "admin", "camera": "t2", "has_mfa": null}]"#,
    "software.ndjson":
      "{\"device\": \"PC-1\", \"name\": \"Zoom\", \"version\": \"5.0\"}\n{\"device\": \"PC-1\", \"name\": \"Zoom\", \"version\": \"5.1\"}\n",
  ]

  @Test func `a folder of canonical files becomes subjects and links`() throws {
    let loaded = try LoadedInventory.of(three)
    #expect(
      try loaded.rows("camera", "vendor", "password.state", "recorder", "unit") == [
        "T1 vendor=Axis password.state=changed recorder=T2 unit=U1",
        "T2 vendor=Dahua password.state=default recorder=null unit=U1",
      ])
    #expect(
      try loaded.rows("account", "camera", "has_mfa") == [
        "T1/admin camera=T1 has_mfa=true", "T2/admin camera=T2 has_mfa=?value-missing",
      ])
    #expect(
      try loaded.rows("software", "device", "version") == [
        "PC-1/Zoom/-/- device=PC-1 version=5.0", "PC-1/Zoom/-/-#2 device=PC-1 version=5.1",
      ])
    #expect(try loaded.rows("device", "hostname") == ["PC-1 (orphan) hostname=?attribute-absent"])
    #expect(try loaded.rows("unit") == ["U1 (orphan)"])
    #expect(loaded.codes == [])
  }

  @Test func `the order in which paths are named does not matter`() throws {
    let folder = try TestFolder(three)
    let schema = try TestSchema.schema()
    let paths = three.keys.sorted().map { "\(folder.path)/\($0)" }
    let whole = InventoryLoader.load(paths: [folder.path], schema: schema)
    for order in [paths, paths.reversed(), [folder.path] + paths, paths + [folder.path]] {
      let loaded = InventoryLoader.load(paths: order, schema: schema)
      #expect(loaded.inventory?.sources.map(\.path) == whole.inventory?.sources.map(\.path))
      for entity in ["camera", "account", "software", "device"] {
        #expect(loaded.inventory?.table(entity)?.subjects == whole.inventory?.table(entity)?.subjects)
      }
      #expect(try loaded.rows("account", "camera", "has_mfa") == whole.rows("account", "camera", "has_mfa"))
      #expect(try loaded.claims() == whole.claims())
    }
  }

  @Test func `two folders may hold files of one name`() throws {
    let folder = try TestFolder(["a/cameras.csv": "name,vendor\nC1,Axis\n", "b/cameras.csv": "name,vendor\nC2,Axis\n"])
    let loaded = InventoryLoader.load(paths: ["\(folder.path)/b", "\(folder.path)/a"], schema: try TestSchema.schema())
    #expect(loaded.inventory?.sources.map(\.path) == ["a/cameras.csv", "b/cameras.csv"])
  }

  @Test func `a path that is not there ends the run`() throws {
    let loaded = try LoadedInventory.of(three) { [$0, "\($0)/nowhere"] }
    #expect(loaded.inventory == nil)
    #expect(loaded.missingPaths.count == 1)
    #expect(loaded.codes == ["KIEM4001 error"])
  }

  @Test func `an empty source needs somebody who says that it is complete`() throws {
    let bare = try LoadedInventory.of(["cameras.csv": "name,vendor\n"])
    #expect(bare.inventory == nil && bare.codes == ["KIEM4007 error"])
    let manifest =
      "inventory: i\nunit: u1\nsources: [{path: cameras.csv, entity: camera, coverage: {camera: complete}}]\n"
    let told = try LoadedInventory.of(["cameras.csv": "name,vendor\n", "inventory.yaml": manifest])
    #expect(try told.claims() == ["camera/unit: complete of u1"])
    #expect(told.codes == [])
  }

  @Test func `nothing recognised is no inventory`() throws {
    let loaded = try LoadedInventory.of(["notes.txt": "hello\n"])
    #expect(loaded.inventory == nil)
    #expect(loaded.codes == ["KIEM4004 warning", "KIEM4003 error"])
    #expect(loaded.missingPaths == [])
  }

  @Test func `a manifest's mistakes are all told and nothing runs`() throws {
    let loaded = try LoadedInventory.of([
      "inventory.yaml": """
      inventory: i
      sources:
        - {path: ../cameras.csv, entity: camera}
        - {path: cameras.csv, entity: camra}
        - {path: cameras.csv, entity: camera, columns: {name: nme}, format: xls}
      """, "cameras.csv": "name\nC1\n",
    ])
    #expect(loaded.inventory == nil)
    #expect(loaded.diagnostics.all.filter { $0.severity == .error }.count == 4)
  }

  @Test func `a file beside the manifest is read, and proves nothing`() throws {
    let loaded = try LoadedInventory.of([
      "inventory.yaml":
        "inventory: i\nunit: u1\nsources: [{path: cameras.csv, entity: camera, coverage: {camera: complete}}]\n",
      "cameras.csv": "name\nC1\n", "sub/more-cameras.csv": "name,vendor\nC2,Axis\n",
    ])
    #expect(try loaded.rows("camera", "unit") == ["C1/u1 unit=u1", "C2/u1 unit=u1"])
    #expect(try loaded.claims() == ["camera/unit: complete of u1", "camera/unit: partial of u1"])
    #expect(loaded.codes == ["KIEM4006 note"])
  }

  @Test func `a manifest named alone reads what it lists`() throws {
    let folder = try TestFolder([
      "inventory.yaml": "inventory: i\nzone: Asia/Tokyo\nsources: [{path: a/cameras.csv, entity: camera}]\n",
      "a/cameras.csv": "name\nC1\n", "other.csv": "name,vendor\nC2,Axis\n",
    ])
    let loaded = InventoryLoader.load(paths: ["\(folder.path)/inventory.yaml"], schema: try TestSchema.schema())
    #expect(try loaded.rows("camera") == ["C1"])
    #expect(loaded.inventory?.zone == "Asia/Tokyo")
    let over = InventoryLoader.load(
      paths: [folder.path], schema: try TestSchema.schema(), options: .init(zone: "Europe/Paris"))
    #expect(over.inventory?.zone == "Europe/Paris" && over.report.zoneOrigin == .option)
  }

  @Test func `dates are read in the order that is declared, and never guessed`() throws {
    let manifest = { (order: String) in "inventory: i\n\(order)sources: [{path: cameras.csv, entity: camera}]\n" }
    let csv = "name,bought_on\nC1,03/12/2025\nC2,2025-12-03\n"
    let told = try LoadedInventory.of(["cameras.csv": csv, "inventory.yaml": manifest("date_order: dmy\n")])
    #expect(try told.rows("camera", "bought_on") == ["C1 bought_on=2025-12-03", "C2 bought_on=2025-12-03"])
    let silent = try LoadedInventory.of(["cameras.csv": csv, "inventory.yaml": manifest("")])
    #expect(try silent.rows("camera", "bought_on") == ["C1 bought_on=?value-unreadable", "C2 bought_on=2025-12-03"])
  }

  @Test func `one spelling is another day in another source`() throws {
    let loaded = try LoadedInventory.of([
      "inventory.yaml": """
      inventory: i
      sources:
        - {path: a.csv, entity: camera, date_order: dmy}
        - {path: b.csv, entity: camera, date_order: mdy}
      """, "a.csv": "name,bought_on\nC1,03/12/2025\n", "b.csv": "name,bought_on\nC2,03/12/2025\n",
    ])
    #expect(try loaded.rows("camera", "bought_on") == ["C1 bought_on=2025-12-03", "C2 bought_on=2025-03-12"])
  }
}

@Suite struct DirtyInputTests {
  @Test func `a short row makes its subject unknown and leaves the others alone`() throws {
    let loaded = try LoadedInventory.of(["cameras.csv": "name,vendor,password.state\nC1,Axis\nC2,Axis,changed\n"])
    #expect(
      try loaded.rows("camera", "vendor", "password.state") == [
        "C1 vendor=?value-unreadable password.state=?value-unreadable", "C2 vendor=Axis password.state=changed",
      ])
    #expect(loaded.report.sources[0].damagedRecords == 1)
  }

  @Test func `an unclosed quote keeps the file from closing anything`() throws {
    let loaded = try LoadedInventory.of([
      "inventory.yaml":
        "inventory: i\nunit: u1\nsources: [{path: cameras.csv, entity: camera, coverage: {camera: complete}}]\n",
      "cameras.csv": "name,vendor\nC1,Axis\nC2,\"Dahua\nC3,Axis\n",
    ])
    #expect(try loaded.claims() == ["camera/unit: partial of u1"])
    #expect(try loaded.rows("camera", "vendor").first == "C1/u1 vendor=Axis")
  }

  @Test func `bytes that are no text make one value unreadable`() throws {
    let folder = try TestFolder(["cameras.csv": ""])
    try folder.write("cameras.csv", Array("name,vendor\nC1,A".utf8) + [0xFF, 0xFE] + Array("\nC2,Axis\n".utf8))
    let loaded = InventoryLoader.load(paths: [folder.path], schema: try TestSchema.schema())
    #expect(try loaded.rows("camera", "vendor") == ["C1 vendor=?value-unreadable", "C2 vendor=Axis"])
  }

  @Test func `two columns of one name make the attribute unreadable`() throws {
    let loaded = try LoadedInventory.of(["cameras.csv": "name,vendor,Vendor\nC1,Axis,Dahua\n"])
    #expect(try loaded.rows("camera", "vendor") == ["C1 vendor=?value-unreadable"])
  }

  @Test func `an empty row is no record`() throws {
    let loaded = try LoadedInventory.of(["cameras.csv": "name;vendor\nC1;Axis\n;\n ; \n"])
    #expect(try loaded.rows("camera") == ["C1"])
    #expect(loaded.report.sources[0].blankRows == 2)
  }

  @Test func `a key that a JSON record leaves out is missing, not absent`() throws {
    let loaded = try LoadedInventory.of(["cameras.json": #"[{"name": "C1", "vendor": "Axis"}, {"name": "C2"}]"#])
    #expect(try loaded.rows("camera", "vendor") == ["C1 vendor=Axis", "C2 vendor=?value-missing"])
  }

  @Test(arguments: ["{", "[1, 2]", "a: [b", "\u{0}\u{0}", "[[[[[[[[[[", "name\n\"", "{\"camera\": 1}", "inventory: [x"])
  func `no input brings the loader down`(text: String) throws {
    for name in ["cameras.csv", "cameras.json", "cameras.ndjson", "cameras.yaml", "inventory.yaml"] {
      _ = try LoadedInventory.of([name: text])
    }
  }
}

@Suite struct InlineTests {
  private func load(_ yaml: String, complete: [String] = [], wherePresent: [String] = []) throws -> LoadedInventory {
    let document = try #require(YAMLReader.read(Source(path: "tests.yaml", text: yaml)).documents.first)
    guard case .mapping(let entries) = document.kind else { return try #require(nil) }
    var given: [String: [YAMLNode]] = [:]
    for entry in entries {
      if case .sequence(let rows) = entry.value.kind { given[entry.key.scalar?.text ?? ""] = rows }
    }
    let day = try #require(CalendarDate(year: 2026, month: 1, day: 15))
    let inline = InlineInventory(given: given, complete: complete, wherePresent: wherePresent, collected: day)
    return InventoryLoader.inline(inline, schema: try TestSchema.schema())
  }

  @Test func `given rows are an inventory collected on the day of the test`() throws {
    let loaded = try load(
      """
      camera: [{name: N1, live: yes}, {name: C1, recorder: N1, password: {state: changed}}]
      account: [{uid: "888888", camera: C1}]
      """, complete: ["account.camera"])
    #expect(
      try loaded.rows("camera", "recorder", "password.state") == [
        "N1 recorder=?value-missing password.state=?value-missing", "C1 recorder=N1 password.state=changed",
      ])
    #expect(
      try loaded.claims() == [
        "account.camera/camera: complete of all", "account.cloud/unit: partial of all", "camera/unit: partial of all",
      ])
    #expect(loaded.inventory?.sources.allSatisfy { $0.collected?.description == "2026-01-15" } ?? false)
  }

  @Test func `a section may be complete and empty`() throws {
    let loaded = try load(
      "device: [{hostname: PC-1}]", complete: ["software.machine"], wherePresent: ["software.user"])
    #expect(
      try loaded.claims() == [
        "device/unit: partial of all", "software.machine/device: complete of all",
        "software.user/device: complete-where-present of ",
      ])
  }

  @Test func `numbers keep their spelling`() throws {
    let loaded = try load("software: [{device: PC-1, name: Zoom, version: 9.80}]")
    #expect(try loaded.rows("software", "version") == ["PC-1/Zoom/-/- version=9.80"])
  }

  @Test func `what the schema does not know is an error`() throws {
    let loaded = try load("camera: [{nme: C1}]\ncamra: [{name: C1}]", complete: ["acount.camera"])
    #expect(loaded.inventory == nil)
    #expect(
      loaded.diagnostics.all.filter { $0.code == .givenUnknown }.map(\.help) == [
        ["did you mean `account.camera`?"], ["did you mean `name`?"], ["did you mean `camera`?"],
      ])
  }
}
