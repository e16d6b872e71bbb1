import Diagnostics
import Schema
import Testing

@testable import Inventories

/// Files that are no inventory, or none that is read: it is said what they are.
@Suite struct UnreadFormTests {
  private func load(_ files: [String: String]) throws -> LoadedInventory {
    let folder = try TestFolder(files)
    return InventoryLoader.load(paths: [folder.path], schema: try AdapterSnapshot.schema())
  }

  @Test(arguments: [
    (
      "Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SYSTEM\\X]\r\n\"a\"=\"b\"\r\n",
      "Windows registry without programs"
    ),
    (
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:spdx=\"http://spdx.org/rdf/terms#\"/>",
      "SPDX as RDF/XML"
    ),
    ("<Document><spdxVersion>SPDX-2.3</spdxVersion></Document>", "SPDX as XML"),
    ("<root><a>1</a></root>", "outermost element is `root`"),
    (
      "Name            : zoom\nVersion         : 5.0-1\nDescription     : x\nDepends On      : None\nPackager        : x\n",
      "`pacman -Qi`"
    ),
    (
      "Name    Version  Rev   Tracking  Publisher  Notes\ncore18  2019     1265  stable    canonical* base\n",
      "`snap list`"
    ),
    ("C:Q1jKUveSw3\nP:acl-libs\nV:2.3.2-r1\n\n", "`apk`"),
    ("com.vscodium.codium\tstable\tsystem\tVSCodium\norg.x.Y\t3\tuser\ty\n", "`flatpak list`"),
    ("{\"a\": {\"justification\": \"b\", \"run\": true}}", "InSpec's waivers"),
    ("Hardware:\n\n    Hardware Overview:\n\n      Model Name: iMac\n", "system_profiler without applications"),
  ])
  func `what is not read is told apart`(text: String, what: String) throws {
    let loaded = try load(["x": text])
    #expect(
      loaded.diagnostics.all.contains { $0.message.contains(" is not read: it is ") && $0.message.contains(what) })
  }

  private static let asset = "Asset Tag,Type,Manufacturer,Model,Serial Number,Location,Status,Assigned To,Purchase Date"

  @Test func `a register of laptops is none of cameras`() throws {
    let laptops = try load(["so.csv": Self.asset + "\nA1,Laptop,Dell,XPS,SN11,HQ,Active,Bob,2025-01-02\n"])
    #expect(try laptops.rows("device", "serial") == ["A1 serial=SN11"])
    #expect(try laptops.rows("camera") == [])
    let cameras = try load(["so.csv": Self.asset + "\nA1,IP camera,Axis,M1,SN11,HQ,Active,Bob,2025-01-02\n"])
    #expect(try cameras.rows("camera", "serial") == ["A1 serial=SN11"])
    let both = try load([
      "so.csv": Self.asset
        + "\nA1,IP camera,Axis,M1,SN11,HQ,Active,Bob,2025-01-02\nA2,Laptop,HP,X,S2,HQ,Active,A,2025-01-02\n"
    ])
    #expect(both.diagnostics.all.contains { $0.message.contains("fit `device` or `camera`") })
    let office = "Tên thiết bị,Mã tài sản,Hãng,Model,Số serial,Vị trí,Ngày mua,Tình trạng\n"
    #expect(
      try load(["so.csv": office + "Máy tính để bàn,TS1,Dell,X,S1,P101,2025-01-02,Tốt\n"]).rows("device") == ["TS1"])
    #expect(try load(["so.csv": office + "Cổng sau,TS1,Dahua,X,S1,P101,2025-01-02,Tốt\n"]).rows("camera") == ["TS1"])
  }

  @Test func `goods in stock are no subjects`() throws {
    let stock = "Company,Name,Category,Supplier,Manufacturer,QTY,Location,Min Amount,Model Number,Purchase Date\n"
    let loaded = try load(["kho.csv": stock + "A,Mouse,Input,S,Dell,61,Hall,5,M1,2025-01-02\n"])
    #expect(loaded.inventory == nil)
    #expect(loaded.diagnostics.all.contains { $0.message.contains("is not recognised") })
  }
}
