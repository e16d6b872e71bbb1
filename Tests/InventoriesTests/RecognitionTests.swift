import Testing

@testable import Inventories

@Suite struct RecognitionTests {
  private func answer(_ file: String, _ columns: String...) throws -> EntityRecognizer.Answer {
    EntityRecognizer(try TestSchema.schema()).recognise(columns: columns, fileName: file)
  }

  @Test func `columns tell the entity`() throws {
    #expect(try answer("x.csv", "hostname", "os.name", "mac") == .entity("device"))
    #expect(try answer("x.csv", "Name", "Manufacturer", "Password State", "Unit") == .entity("camera"))
    #expect(try answer("x.csv", "device", "name", "version") == .entity("software"))
    #expect(try answer("x.csv", "camera.asset_tag", "uid", "has mfa") == .entity("account"))
  }

  @Test func `a file's name decides between equals`() throws {
    #expect(try answer("x.csv", "id", "name") == .several(["unit", "location"]))
    #expect(try answer("locations-2026.csv", "id", "name") == .entity("location"))
    #expect(try answer("camera-units.csv", "id", "name") == .entity("unit"))
  }

  @Test func `what fits nothing is not recognised`() throws {
    #expect(try answer("x.csv", "foo", "bar") == .none)
    #expect(try answer("x.csv", "name") == .none)
    #expect(try answer("x.csv", "vendor", "live") == .none)
    #expect(try answer("x.csv", "name", "vendor", "a", "b", "c") == .none)
    #expect(try answer("cameras.csv", "name", "a", "b") == .entity("camera"))
  }

  @Test func `several entities may share a file`() throws {
    let json =
      #"{"collected": "2026-01-05", "cameras": [{"name": "C1", "password": {"state": "changed"}}], "account": [{"uid": "x", "camera": "C1"}]}"#
    let yaml = "camera:\n  - {name: C1, password.state: changed}\naccount:\n  - {uid: x, camera: C1}\n"
    let csv = "entity,name,password.state,uid,camera\ncamera,C1,changed,,\naccount,,,x,C1\n"
    for (name, text) in [("all.json", json), ("all.yaml", yaml), ("all.csv", csv)] {
      let loaded = try LoadedInventory.of([name: text])
      #expect(try loaded.rows("camera", "password.state") == ["C1 password.state=changed"], "\(name)")
      #expect(try loaded.rows("account", "camera") == ["C1/x camera=C1"], "\(name)")
      #expect(loaded.inventory?.sources.map(\.path) == [name, name])
    }
    let dated = try LoadedInventory.of(["all.json": json])
    #expect(dated.inventory?.sources.map { "\($0.collected!)" } == ["2026-01-05", "2026-01-05"])
  }

  @Test func `a column that dates every record dates the source by the oldest`() throws {
    let loaded = try LoadedInventory.of([
      "cameras.csv": "name,vendor,observed_at\nC1,Axis,2026-01-05\nC2,Axis,2025-12-01\n"
    ])
    #expect(loaded.inventory?.sources[0].collected?.description == "2025-12-01")
    let gap = try LoadedInventory.of(["cameras.csv": "name,vendor,observed_at\nC1,Axis,2026-01-05\nC2,Axis,\n"])
    #expect(gap.inventory?.sources[0].collected == nil)
  }

  @Test func `what is dropped is told, with what it may have meant`() throws {
    let loaded = try LoadedInventory.of(["cameras.csv": "name,vendr,manufacturer,vendor,foo\nC1,a,b,Axis,d\n"])
    #expect(try loaded.rows("camera", "vendor") == ["C1 vendor=Axis"])
    let dropped = loaded.report.sources[0].dropped.map { "\($0.header): \($0.reason), \($0.suggestion ?? "-")" }
    #expect(
      dropped == [
        "vendr: not in the schema, -", "manufacturer: another column is `vendor`, -", "foo: not in the schema, -",
      ])
    let near = try LoadedInventory.of(["cameras.csv": "name,vendr\nC1,a\n"])
    #expect(near.report.sources[0].dropped[0].suggestion == "vendor")
  }

  @Test func `documents of other kinds are no inventory`() throws {
    let loaded = try LoadedInventory.of([
      "profile.yaml": "profile: p\n", "waivers.yaml": "waivers: w\nitems: []\n", "notes.txt": "hello\nworld\n",
      "cameras.csv": "name,vendor\nC1,Axis\n",
    ])
    #expect(loaded.inventory?.sources.map(\.path) == ["cameras.csv"])
    #expect(loaded.report.skipped.map(\.reason) == ["not recognised", "a profile document", "a waivers document"])
    #expect(loaded.codes == ["KIEM4004 warning"])
  }
}
