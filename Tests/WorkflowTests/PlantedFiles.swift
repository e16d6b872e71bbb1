import CSQLite
import Testing

/// Files that text editors cannot write.
enum Planted {
  /// A workbook with one sheet of texts, in an archive without compression.
  ///
  /// - Parameter hidden: the rows that whoever opens it does not see.
  static func workbook(_ rows: [String]..., hidden: Set<Int> = [], hidesSheet: Bool = false) -> [UInt8] {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let cells = rows.enumerated().map { index, row in
      (hidden.contains(index + 1) ? "<row hidden=\"1\">" : "<row>")
        + row.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined() + "</row>"
    }
    return archive([
      ("[Content_Types].xml", "<Types/>"),
      ("xl/sheet0.xml", "<worksheet><sheetData>\(cells.joined())</sheetData></worksheet>"),
      (
        "xl/workbook.xml",
        "<workbook xmlns:r=\"\(kind)\"><sheets><sheet name=\"S\"\(hidesSheet ? " state=\"hidden\"" : "") r:id=\"r0\"/></sheets></workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"r0\" Type=\"\(kind)/worksheet\" Target=\"sheet0.xml\"/></Relationships>"
      ),
    ])
  }

  private static func archive(_ parts: [(name: String, text: String)]) -> [UInt8] {
    func number(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> (8 * $0) & 0xFF) } }
    var (body, directory): ([UInt8], [UInt8]) = ([], [])
    for part in parts {
      let (name, content) = (Array(part.name.utf8), Array(part.text.utf8))
      let sizes = number(Int(checksum(content)), 4) + number(content.count, 4) + number(content.count, 4)
      let head = number(20, 2) + number(0, 8) + sizes + number(name.count, 2) + number(0, 2)
      directory += [0x50, 0x4B, 1, 2] + number(20, 2) + head + number(0, 10) + number(body.count, 4) + name
      body += [0x50, 0x4B, 3, 4] + head + name + content
    }
    let counts = number(parts.count, 2) + number(parts.count, 2)
    let end = number(directory.count, 4) + number(body.count, 4) + number(0, 2)
    return body + directory + [0x50, 0x4B, 5, 6] + number(0, 4) + counts + end
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }

  /// A database that SQLite makes of some statements.
  static func database(_ sql: String) throws -> [UInt8] {
    var connection: OpaquePointer?
    try #require(sqlite3_open(":memory:", &connection) == SQLITE_OK)
    defer { sqlite3_close(connection) }
    try #require(sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK)
    var size: sqlite3_int64 = 0
    let start = try #require(sqlite3_serialize(connection, "main", &size, 0))
    defer { sqlite3_free(start) }
    return Array(UnsafeBufferPointer(start: start, count: Int(size)))
  }
}
