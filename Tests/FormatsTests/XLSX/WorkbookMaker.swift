import Diagnostics
import Formats

/// Writes small workbooks out of a notation of one line a row:
///
///     1 A"Tên B#45658/1 C=  D=7 E!#N/A F?1 G$0 H-/1 I+a&amp;b
///
/// A cell is its column, a mark and a value: `"` text, `#` number, `=` formula with or without its result, `!` error,
/// `?` truth, `$` shared text, `-` nothing, `+` the result of a formula that is text; `/1` is its style. `~` is a space.
struct WorkbookMaker {
  var sheets: [(name: String, state: String, rows: String, more: String)] = []
  var strings: [String] = []
  /// The codes of the styles' number formats; style 0 is general.
  var formats: [String] = []
  var is1904 = false
  var parts: [String: String] = [:]

  init(_ rows: String, merges: [String] = [], formats: [String] = [], strings: [String] = []) {
    self.formats = formats
    self.strings = strings
    add("Sheet1", rows, merges: merges)
  }

  mutating func add(_ name: String, _ rows: String, state: String = "", merges: [String] = []) {
    let list = merges.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
    sheets.append((name, state, rows, merges.isEmpty ? "" : "<mergeCells>\(list)</mergeCells>"))
  }

  static func cell(_ text: Substring, _ row: Substring) -> String {
    let column = text.prefix { $0.isASCII && $0.isUppercase }
    var rest = text.dropFirst(column.count)
    let mark = rest.popFirst()
    var style = ""
    if let slash = rest.lastIndex(of: "/"), Int(rest[rest.index(after: slash)...]) != nil, mark != "\"" {
      style = " s=\"\(rest[rest.index(after: slash)...])\""
      rest = rest[..<slash]
    }
    let value = rest.replacing("~", with: " ")
    let start = "<c r=\"\(column)\(row)\"\(style)"
    return switch mark {
    case "\"": start + " t=\"inlineStr\"><is><t xml:space=\"preserve\">\(value)</t></is></c>"
    case "#": start + "><v>\(value)</v></c>"
    case "=": start + "><f>SUM(A1)</f>\(value.isEmpty ? "" : "<v>\(value)</v>")</c>"
    case "+": start + " t=\"str\"><f>A1</f><v>\(value)</v></c>"
    case "!": start + " t=\"e\"><v>\(value)</v></c>"
    case "?": start + " t=\"b\"><v>\(value)</v></c>"
    case "$": start + " t=\"s\"><v>\(value)</v></c>"
    default: start + "/>"
    }
  }

  static func sheet(_ rows: String, _ more: String = "") -> String {
    let data = rows.split(separator: "\n").map { line -> String in
      let words = line.split(separator: " ")
      guard let number = words.first else { return "" }
      return "<row r=\"\(number)\">" + words.dropFirst().map { cell($0, number) }.joined() + "</row>"
    }
    return "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>\(data.joined())"
      + "</sheetData>\(more)</worksheet>"
  }

  func bytes() -> [UInt8] {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    var parts = [
      "[Content_Types].xml": "<Types/>",
      "_rels/.rels":
        "<Relationships><Relationship Id=\"r1\" Type=\"\(kind)/officeDocument\" Target=\"xl/workbook.xml\"/>"
        + "</Relationships>",
      "xl/sharedStrings.xml": "<sst>\(strings.joined())</sst>",
    ]
    let custom = formats.enumerated().map { "<numFmt numFmtId=\"\(164 + $0.offset)\" formatCode=\"\($0.element)\"/>" }
    let styles = formats.indices.map { "<xf numFmtId=\"\(164 + $0)\"/>" }
    parts["xl/styles.xml"] =
      "<styleSheet><numFmts>\(custom.joined())</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
      + "<cellXfs><xf numFmtId=\"0\"/>\(styles.joined())</cellXfs></styleSheet>"
    var list = ""
    var relations = "<Relationship Id=\"s\" Type=\"\(kind)/sharedStrings\" Target=\"sharedStrings.xml\"/>"
    relations += "<Relationship Id=\"t\" Type=\"\(kind)/styles\" Target=\"/xl/styles.xml\"/>"
    for (index, sheet) in sheets.enumerated() {
      let state = sheet.state.isEmpty ? "" : " state=\"\(sheet.state)\""
      list += "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\"\(state) r:id=\"r\(index)\"/>"
      relations += "<Relationship Id=\"r\(index)\" Type=\"\(kind)/worksheet\" Target=\"worksheets/s\(index).xml\"/>"
      parts["xl/worksheets/s\(index).xml"] = Self.sheet(sheet.rows, sheet.more)
    }
    parts["xl/workbook.xml"] =
      "<workbook xmlns:r=\"\(kind)\"><workbookPr date1904=\"\(is1904)\"/><sheets>\(list)</sheets></workbook>"
    parts["xl/_rels/workbook.xml.rels"] = "<Relationships>\(relations)</Relationships>"
    parts.merge(self.parts) { _, own in own }
    return ArchiveMaker(parts.sorted { $0.key < $1.key }.filter { $0.value != "-" }.map { .init($0.key, $0.value) })
      .bytes()
  }

  func read(_ options: XLSXOptions = XLSXOptions()) -> Workbook {
    XLSXReader.read(Source(path: "a.xlsx", bytes: bytes()), options: options)
  }
}

/// The records of a sheet, a line each: `2: Tên='x' Số=1 !why`.
func dump(_ sheet: SheetTable) -> [String] {
  sheet.file.records.map { record in
    "\(record.row):" + record.fields.map { " \(sheet.file.columns[$0.column])=\(dump($0.value))" }.joined()
      + (record.problem.map { " !\($0)" } ?? "")
  }
}

/// What was wrong, without the places that an archive does not have.
func messages(_ book: Workbook) -> [String] { book.diagnostics.all.map { "\($0.code) \($0.message)" } }
