import Diagnostics
import Formats
import Tables
import Testing

@testable import Inventories

/// Workbooks as inventories: each sheet is a table of its own.
@Suite struct WorkbookTests {
  /// A workbook with sheets of texts, and of numbers without a style (`#46027`), in an archive without compression.
  private func workbook(_ sheets: [(name: String, rows: [[String]])]) -> [UInt8] {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    var list = ""
    var relations = ""
    var parts: [(name: String, text: String)] = [("[Content_Types].xml", "<Types/>")]
    for (index, sheet) in sheets.enumerated() {
      list += "<sheet name=\"\(sheet.name)\" r:id=\"r\(index)\"/>"
      relations += "<Relationship Id=\"r\(index)\" Type=\"\(kind)/worksheet\" Target=\"sheet\(index).xml\"/>"
      let rows = sheet.rows.map { row in
        "<row>"
          + row.map { text in
            text.hasPrefix("#") ? "<c><v>\(text.dropFirst())</v></c>" : "<c t=\"inlineStr\"><is><t>\(text)</t></is></c>"
          }.joined() + "</row>"
      }
      parts.append(("xl/sheet\(index).xml", "<worksheet><sheetData>\(rows.joined())</sheetData></worksheet>"))
    }
    parts.append(("xl/workbook.xml", "<workbook xmlns:r=\"\(kind)\"><sheets>\(list)</sheets></workbook>"))
    parts.append(("xl/_rels/workbook.xml.rels", "<Relationships>\(relations)</Relationships>"))
    return archive(parts)
  }

  private func archive(_ parts: [(name: String, text: String)]) -> [UInt8] {
    func number(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> (8 * $0) & 0xFF) } }
    var (body, directory): ([UInt8], [UInt8]) = ([], [])
    for part in parts {
      let (name, content) = (Array(part.name.utf8), Array(part.text.utf8))
      let sizes = number(Int(CRC32.of(content)), 4) + number(content.count, 4) + number(content.count, 4)
      let head = number(20, 2) + number(0, 8) + sizes + number(name.count, 2) + number(0, 2)
      directory += [0x50, 0x4B, 1, 2] + number(20, 2) + head + number(0, 10) + number(body.count, 4) + name
      body += [0x50, 0x4B, 3, 4] + head + name + content
    }
    return body + directory + [0x50, 0x4B, 5, 6] + number(0, 4) + number(parts.count, 2) + number(parts.count, 2)
      + number(directory.count, 4) + number(body.count, 4) + number(0, 2)
  }

  @Test
  func
    `a sheet of a router's rules beside others is read, and what is claimed of a sheet that nobody knows proves nothing`()
    throws
  {
    let camera = ("Camera", [["Mã TS", "Tên camera", "Địa chỉ IP"], ["C1", "Cổng", "10.0.0.11"]])
    func load(_ head: [String]) throws -> LoadedInventory {
      let folder = try TestFolder([
        "inventory.yaml": """
        inventory: i
        sources: [{path: so.xlsx, coverage: {camera: complete, exposure.nat: complete}}]
        """
      ])
      let nat = ("NAT", [["Chuyển tiếp cổng"], head, ["cam", "8000-8001", "10.0.0.11", "Bật"]])
      try folder.write("so.xlsx", workbook([camera, nat]))
      return InventoryLoader.load(paths: [folder.path], schema: try ResolutionWorld.schema())
    }
    let known = try load(["Tên", "Cổng ngoài", "IP nội bộ", "Trạng thái"])
    #expect(try known.rows("exposure", "camera").map { $0.suffix(9) } == ["camera=C1", "camera=C1"])
    let claims = { (loaded: LoadedInventory) in
      loaded.inventory?.sources.compactMap { $0.coverage["exposure.nat"] } ?? []
    }
    #expect(claims(known) == [.complete])
    #expect(claims(try load(["A", "B", "C", "D"])) == [])
  }

  @Test func `every sheet is recognised by its own header`() throws {
    let folder = try TestFolder([:])
    try folder.write(
      "so.xlsx",
      workbook([
        ("Camera", [["Sổ camera 2026"], ["name", "asset_tag", "manufacturer", "unit"], ["C1", "T1", "Axis", "U1"]]),
        ("Ghi chú", [["Người lập", "Ngày"], ["An", "x"]]),
        ("Tài khoản", [["uid", "camera", "has_mfa"], ["admin", "C1", "có"]]),
      ]))
    let loaded = InventoryLoader.load(paths: [folder.path], schema: try TestSchema.schema())
    #expect(try loaded.rows("camera", "vendor", "unit") == ["T1 vendor=Axis unit=U1"])
    #expect(try loaded.rows("account", "camera", "has_mfa") == ["T1/admin camera=T1 has_mfa=true"])
    let sources = loaded.inventory?.sources.map { "\($0.path) \($0.format) \($0.part.map { "\($0)" } ?? "")" }
    #expect(sources == ["so.xlsx xlsx sheet(\"Camera\")", "so.xlsx xlsx sheet(\"Tài khoản\")"])
    let row = try #require(loaded.inventory?.table("camera")?.records.first)
    #expect(row.row == 3)
    #expect(
      loaded.diagnostics.all.map(\.message)
        == ["`Ghi chú` in `\(folder.path)/so.xlsx` is not recognised: no entity has its columns: `Người lập`, `Ngày`"])
  }

  @Test func `a number without a style is a day where the manifest says that its column has days`() throws {
    let rows = [["asset_tag", "Cập nhật"], ["T1", "#46027"], ["T2", "#2026"], ["T3", "05/01/2026"]]
    for (columns, days) in [
      (", columns: {Cập nhật: os.patch_level}", ["2026-01-05", "?value-unreadable", "2026-01-05"]),
      ("", ["?attribute-absent", "?attribute-absent", "?attribute-absent"]),
    ] {
      let folder = try TestFolder([
        "inventory.yaml":
          "inventory: i\ndate_order: dmy\nsources:\n  - {path: so.xlsx, entity: device\(columns)}\n"
      ])
      try folder.write("so.xlsx", workbook([("S", rows)]))
      let loaded = InventoryLoader.load(paths: [folder.path], schema: try ResolutionWorld.schema())
      let found = try loaded.rows("device", "os.patch_level").map { $0.split(separator: "=").last.map(String.init) }
      #expect(found == days)
    }
  }
}
