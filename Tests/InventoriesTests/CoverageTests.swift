import Testing
import Values

@testable import Inventories

@Suite struct CoverageTests {
  private func claims(_ sources: String, _ files: [String: String]) throws -> [String] {
    var files = files
    files["inventory.yaml"] = "inventory: i\nsources:\n\(sources)\n"
    return try LoadedInventory.of(files).claims()
  }

  @Test func `without a manifest everything is partial`() throws {
    let loaded = try LoadedInventory.of(["cameras.csv": "name,vendor\nC1,Axis\n"])
    #expect(try loaded.claims() == ["camera/unit: partial of all"])
  }

  @Test func `complete covers the unit, where present covers whom it names`() throws {
    let found = try claims(
      """
        - {path: cameras.csv, entity: camera, unit: u1, coverage: {camera: complete}}
        - {path: more.csv, entity: camera, unit: u2}
        - {path: a.csv, entity: account, unit: u1, coverage: {account.camera: complete}}
        - {path: b.csv, entity: account, coverage: {account.camera: complete-where-present}}
      """,
      [
        "cameras.csv": "name\nC1\nC2\n", "more.csv": "name\nC3\n", "a.csv": "uid,camera\nx,C1\n",
        "b.csv": "uid,camera\nx,C3\n",
      ])
    #expect(
      found == [
        "account.camera/camera: complete of C1/u1,C2/u1", "account.camera/camera: complete-where-present of C3/u2",
        "camera/unit: complete of u1", "camera/unit: partial of u2",
      ])
  }

  @Test func `a stranger among the parents may be any of them`() throws {
    let found = try claims(
      """
        - {path: cameras.csv, entity: camera}
        - {path: a.csv, entity: account, coverage: {account.camera: complete}}
      """,
      ["cameras.csv": "name\nC1\nC2\n", "a.csv": "camera,uid\nC1,admin\n192.0.2.7,admin\n"])
    #expect(
      found == ["account.camera/camera: complete-where-present of C1,192.0.2.7", "camera/unit: partial of all"])
  }

  @Test func `a list made per parent covers only the parents it names`() throws {
    let found = try claims(
      "  - {path: s.csv, entity: software, coverage: {software.machine: complete, software.user: partial}}\n"
        + "  - {path: d.csv, entity: device}",
      ["s.csv": "device,name\nPC-1,Zoom\n", "d.csv": "hostname,model\nPC-1,X\nPC-2,X\n"])
    #expect(
      found == [
        "device/unit: partial of all", "software.machine/device: complete of PC-1",
        "software.user/device: partial of all",
      ])
  }

  @Test func `the subjects listed are covered, known or not`() throws {
    let loaded = try LoadedInventory.of([
      "inventory.yaml": """
      inventory: i
      sources: [{path: a.csv, entity: account, coverage: {account.camera: complete}, subjects: [C1, C9]}]
      """, "a.csv": "uid,camera\nx,C1\n",
    ])
    #expect(try loaded.claims() == ["account.camera/camera: complete of C1,C9"])
    #expect(try loaded.rows("camera") == ["C1 (orphan)", "C9 (orphan)"])
  }

  @Test func `a row of nobody weakens its source`() throws {
    let loaded = try LoadedInventory.of([
      "inventory.yaml": """
      inventory: i
      sources:
        - {path: s.csv, entity: software, coverage: {software.machine: complete-where-present}}
      """, "s.csv": "device,name\nPC-1,Zoom\n,Teams\n",
    ])
    #expect(try loaded.claims() == ["software.machine/device: partial of PC-1"])
    #expect(loaded.report.downgrades.map(\.reason) == ["1 record of `software` whose `device` is not known"])
    #expect(loaded.inventory?.sources.first?.coverage["software.machine"] == .partial)
  }

  @Test func `the account of a service is no stray among those of cameras`() throws {
    let found = try claims(
      "  - {path: a.csv, entity: account, unit: u1, coverage: {account.camera: complete-where-present, account.cloud: complete}}",
      ["a.csv": "uid,service,camera\nx,zoom,\nadmin,,C1\n"])
    #expect(
      found == ["account.camera/camera: complete-where-present of C1", "account.cloud/unit: complete of u1"])
  }

  @Test func `a period reaches from its beginning to the day of collection`() throws {
    let loaded = try LoadedInventory.of([
      "inventory.yaml": """
      inventory: i
      unit: u1
      sources:
        - {path: m.csv, entity: meeting, collected: 2026-01-10, period: {from: 2025-01-01}, coverage: {meeting: complete}}
      """, "m.csv": "id,app\nM1,Zoom\n",
    ])
    let claim = try #require(loaded.inventory?.coverage.claims[.init(section: "meeting", parent: "unit")]?.first)
    #expect(claim.from == CalendarDate(year: 2025, month: 1, day: 1))
    #expect(claim.to == CalendarDate(year: 2026, month: 1, day: 10))
  }

  @Test func `a file that only the manifest knows is absent and the run goes on`() throws {
    let loaded = try LoadedInventory.of([
      "inventory.yaml": """
      inventory: i
      sources:
        - {path: gone.csv, entity: software, coverage: {software.machine: complete}}
        - {path: cameras.csv, entity: camera, columns: {Hãng: vendor, Tên: name}}
      """, "cameras.csv": "Tên;Khác\nC1;x\n",
    ])
    #expect(try loaded.claims() == ["camera/unit: partial of all", "software.machine/device: absent of all"])
    #expect(loaded.codes == ["KIEM4010 warning", "KIEM4011 warning"])
    #expect(try loaded.rows("camera", "vendor") == ["C1 vendor=?attribute-absent"])
    #expect(loaded.report.sources.map(\.recognition) == [.manifest, .absent])
  }

  @Test func `a section that closes nothing is told`() throws {
    let loaded = try LoadedInventory.of([
      "inventory.yaml": "inventory: i\nsources: [{path: a.csv, entity: account, coverage: {account: complete}}]\n",
      "a.csv": "uid,camera\nx,C1\n",
    ])
    #expect(loaded.codes == ["KIEM4016 warning"])
    #expect(loaded.diagnostics.all[0].help == ["sections of its entity: account.cloud, account.camera"])
  }
}
