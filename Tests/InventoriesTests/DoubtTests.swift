import Glibc
import Testing
import Values

@testable import Inventories

/// What an inventory claims and cannot prove is told, never only weakened.
struct DoubtTests {
  private func load(_ sources: String, _ files: [String: String]) throws -> LoadedInventory {
    var files = files
    files["inventory.yaml"] = "inventory: i\nsources:\n\(sources)\n"
    return try LoadedInventory.of(files)
  }

  @Test func `a claim that does not stand is told with its reason`() throws {
    let loaded = try load(
      "  - {path: s.csv, entity: software, coverage: {software.machine: complete-where-present}}",
      ["s.csv": "device,name\nPC-1,Zoom\n,Teams\n"])
    #expect(
      loaded.diagnostics.all.map(\.message) == [
        "`s.csv` does not count as complete-where-present for `software.machine`: "
          + "1 record of `software` whose `device` is not known"
      ])
    #expect(loaded.codes == ["KIEM4018 warning"])
  }

  @Test func `a list of one unit whose rows name another closes neither by itself`() throws {
    let files = ["u.csv": "id,name\nu1,A\nu2,B\n", "m.csv": "id,unit,app,started_at\nM1,u2,Zoom,2025-06-01\n"]
    let source = "  - {path: m.csv, entity: meeting, unit: u1, coverage: {meeting: complete}}"
    let loaded = try load("  - {path: u.csv, entity: unit}\n" + source, files)
    #expect(try loaded.claims() == ["meeting/unit: complete-where-present of u2"])
    #expect(
      loaded.diagnostics.all.map(\.message) == [
        "`m.csv` does not count as complete for `meeting`: it is said to be of the unit `u1`, and its records name 1 "
          + "other"
      ])
    let own = files.merging(["m.csv": "id,app,started_at\nM1,Zoom,2025-06-01\n"]) { $1 }
    #expect(try load("  - {path: u.csv, entity: unit}\n" + source, own).claims() == ["meeting/unit: complete of u1"])
  }

  @Test func `a source cannot prove a section of another entity`() throws {
    let loaded = try load(
      "  - {path: d.csv, entity: device, coverage: {device: complete, software.machine: complete}}",
      ["d.csv": "hostname,unit\nPC-1,u1\n"])
    #expect(
      loaded.diagnostics.all.map(\.message) == [
        "a source of `device` cannot tell whether all of `software.machine` was collected"
      ])
  }

  @Test func `a day of collection that is yet to come is told`() throws {
    let loaded = try load(
      "  - {path: d.csv, entity: device, collected: 2026-02-01}", ["d.csv": "hostname,model\nPC-1,X\n"])
    let told = loaded.diagnostics(asOf: try #require(CalendarDate(parsing: "2026-01-15")))
    #expect(told.map(\.message) == ["`d.csv` was collected on 2026-02-01, after the day of the run, 2026-01-15"])
    #expect(loaded.diagnostics(asOf: try #require(CalendarDate(parsing: "2026-02-01"))).isEmpty)
  }

  @Test func `links out of the folder and pipes in it are told`() throws {
    let folder = try TestFolder(["d.csv": "hostname,model\nPC-1,X\n"])
    defer { for name in ["out.csv", "pipe.csv"] { unlink("\(folder.path)/\(name)") } }
    #expect(symlink("/etc/hostname", "\(folder.path)/out.csv") == 0)
    #expect(mkfifo("\(folder.path)/pipe.csv", 0o600) == 0)
    let loaded = InventoryLoader.load(paths: [folder.path], schema: try TestSchema.schema())
    #expect(loaded.codes == ["KIEM4008 warning", "KIEM4008 warning"])
    #expect(
      loaded.diagnostics.all.map { String($0.message.dropFirst(folder.path.count + 2)) } == [
        "out.csv` was not read: it is a link out of the folder", "pipe.csv` was not read: it is no regular file",
      ])
    #expect(try loaded.rows("device") == ["PC-1"])
  }

  @Test func `what is no text is called that`() throws {
    let folder = try TestFolder([:])
    try folder.write("a.bin", Array(repeating: 0, count: 64))
    let loaded = InventoryLoader.load(paths: ["\(folder.path)/a.bin"], schema: try TestSchema.schema())
    #expect(loaded.diagnostics.all.map(\.message) == ["`\(folder.path)/a.bin` is not recognised: it is no text"])
  }
}
