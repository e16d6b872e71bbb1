import Testing

@testable import Inventories

/// XML and property lists that no tool is known by: repeated elements are rows, by the headers that sheets have.
@Suite struct MarkupTests {
  private func load(_ name: String, _ text: String) throws -> LoadedInventory {
    let folder = try TestFolder([name: text])
    return InventoryLoader.load(paths: [folder.path], schema: try ResolutionWorld.schema())
  }

  @Test func `repeated elements are rows, attributes and nested elements their columns`() throws {
    let loaded = try load(
      "kho.xml",
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <kho ngay="2026-01-10">
        <device asset_tag="A1" hostname="PC60"><serial>S60</serial><os name="Windows 11"/></device>
        <device asset_tag="A2" hostname="PC61"><serial type="bios">S61</serial></device>
      </kho>
      """)
    #expect(
      try loaded.rows("device", "hostname", "serial", "os.name") == [
        "A1 hostname=PC60 serial=S60 os.name=Windows 11", "A2 hostname=PC61 serial=S61 os.name=?value-missing",
      ])
    #expect(loaded.report.sources.map(\.format) == ["xml"])
  }

  @Test func `the columns tell what elements of another name are`() throws {
    let loaded = try load(
      "so.xml",
      """
      <So><Muc><Mã_tài_sản>TS-1</Mã_tài_sản><Tên_máy>PC50</Tên_máy><Số_serial>SER50</Số_serial></Muc>
      <Muc><Mã_tài_sản>TS-2</Mã_tài_sản><Tên_máy>PC51</Tên_máy><Số_serial>SER51</Số_serial></Muc></So>
      """)
    #expect(try loaded.rows("device", "hostname") == ["TS-1 hostname=PC50", "TS-2 hostname=PC51"])
  }

  @Test func `a property list of records is read, and one of settings is not`() throws {
    let records = try load(
      "cams.plist",
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <plist version="1.0"><array><dict><key>asset_tag</key><string>C1</string><key>name</key><string>CAM1</string>
      <key>firmware_version</key><string>V5.8.5</string><key>kind</key><string>ip_camera</string></dict></array></plist>
      """)
    #expect(try records.rows("camera", "kind") == ["C1 kind=ip_camera"])
    let settings = try load(
      "a.plist", "<plist version=\"1.0\"><dict><key>Volume</key><string>3</string></dict></plist>")
    #expect(settings.report.skipped.map(\.reason) == ["not recognised"])
  }
}
