/// CSV by RFC 4180, for programs that calculate with what they open: CRLF ends a row, a cell is quoted where it must be.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe before it. The apostrophe shows, and stays when
/// the file is saved again; a formula would run.
public struct CSVWriter {
  /// Between cells: a comma, or a semicolon where commas stand in numbers.
  public let separator: UInt8

  /// The longest text that a cell of Excel holds, in UTF-16 code units.
  public static let cellLimit = 32_767

  public init(separator: UInt8 = UInt8(ascii: ",")) { self.separator = separator }

  /// The mark by which Excel takes a file for UTF-8.
  public static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Appends a row to a buffer.
  public func append(_ cells: [String], to buffer: inout [UInt8]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { buffer.append(separator) }
      append(CSVWriter.harmless(cell), to: &buffer)
    }
    buffer += [0x0D, 0x0A]
  }

  private func append(_ cell: String, to buffer: inout [UInt8]) {
    let needsQuotes = cell.utf8.contains { byte in
      byte == separator || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D || byte == 0x09
        || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";")
    }
    guard needsQuotes || cell.utf8.first == 0x20 || cell.utf8.last == 0x20 else {
      buffer += cell.utf8
      return
    }
    buffer.append(UInt8(ascii: "\""))
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "\"") { buffer.append(byte) }
      buffer.append(byte)
    }
    buffer.append(UInt8(ascii: "\""))
  }

  /// The cell as text and nothing else, no longer than a cell may be.
  static func harmless(_ cell: String) -> String {
    // NUL ends a cell for some readers.
    var cell =
      cell.utf8.contains(0) ? String(cell.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : Character($0) }) : cell
    let first = cell.unicodeScalars.first { $0 != " " && $0 != "\u{A0}" && $0 != "\u{FEFF}" }
    if let first, "=+-@\t\r\n\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(first) { cell = "'" + cell }
    guard cell.utf8.count > cellLimit, cell.utf16.count > cellLimit else { return cell }
    var kept = ""
    var length = 0
    for scalar in cell.unicodeScalars {
      length += UTF16.width(scalar)
      if length >= cellLimit { break }
      kept.unicodeScalars.append(scalar)
    }
    return kept + "\u{2026}"
  }
}
