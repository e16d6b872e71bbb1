import Diagnostics

/// How a CSV file is to be read, and what it may cost.
public struct CSVOptions: Sendable {
  /// The byte between cells; nil to find it out from the header.
  public var delimiter: UInt8?
  /// How many columns a table may have.
  public var columns: Int
  /// How many bytes a cell may have.
  public var cellBytes: Int
  /// How the bytes stand for characters; nil to find it out.
  public var encoding: TextEncoding?
  /// The line on which the header begins, from 1; 0 if there is none; nil to find it out.
  public var headerLine: Int?

  /// Options of one's own.
  public init(
    delimiter: UInt8? = nil, columns: Int = 10_000, cellBytes: Int = 16 << 20, encoding: TextEncoding? = nil,
    headerLine: Int? = nil
  ) {
    self.delimiter = delimiter
    self.encoding = encoding
    self.headerLine = headerLine
    self.columns = columns
    self.cellBytes = cellBytes
  }
}

/// CSV text to records: RFC 4180, with `;`, `|` and tab as delimiters too, any line break, any encoding that
/// `DecodedText` knows, and the lines that Excel (`sep=;`) and PowerShell (`#TYPE ...`) put above the header.
///
/// Nothing is dropped in silence. A row of another length than the header, or with a broken quote, is a record with a
/// problem; a cell that is not text is `unreadable`, as are cells of two columns with one name that differ. Rows above
/// the header and totals at the end are no records: the file's `layout` has them, and a note tells of them.
public struct CSVReader {
  /// Reads a file.
  /// - Complexity: O(bytes)
  public static func read(_ source: Source, options: CSVOptions = .init()) -> RecordFile {
    var found = LimitedDiagnostics()
    guard let text = DecodedText.decode(source, as: options.encoding, &found) else {
      return RecordFile(
        source: source, columns: [], records: [], diagnostics: found.finished(), format: .csv, isWhole: false)
    }
    var table = CSVTable(source: text.source, options: options, found: found)
    text.source.bytes.withUnsafeBufferPointer { table.read($0, from: text.start) }
    var file = RecordFile(
      source: text.source, columns: table.columns, records: table.records, diagnostics: table.found.finished(),
      format: .csv, isWhole: table.isWhole)
    file.encoding = text.encoding
    file.encodingOrigin = text.origin
    file.layout = table.layout
    return file
  }

  /// Where the line ends, break included, that PowerShell's `Export-Csv` writes above the header (`#TYPE ...`).
  static func typeLineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard bytes[start...].starts(with: "#TYPE ".utf8) else { return nil }
    var index = start
    while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
    guard index < bytes.count else { return nil }
    return index + (bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1)
  }

  /// The delimiter of a `sep=` line and the length of that line, break included.
  static func separatorLine(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> (delimiter: UInt8, end: Int)? {
    var index = start
    let isQuoted = index < bytes.count && bytes[index] == UInt8(ascii: "\"")
    if isQuoted { index += 1 }
    for letter in "sep=".utf8 {
      guard index < bytes.count, bytes[index] == letter || bytes[index] == letter & 0xDF else { return nil }
      index += 1
    }
    guard index < bytes.count, bytes[index] < 0x80, bytes[index] != 0x0A, bytes[index] != 0x0D, bytes[index] != 0x22
    else { return nil }
    let delimiter = bytes[index]
    index += 1
    if isQuoted {
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return nil }
      index += 1
    }
    guard index < bytes.count, bytes[index] == 0x0A || bytes[index] == 0x0D else { return nil }
    index += bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
    return (delimiter, index)
  }

  /// The most frequent delimiter outside quotes on the line at an offset; a comma if none is there.
  private static func frequentDelimiter(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> (
    delimiter: UInt8, count: Int
  ) {
    let candidates = CSVDialect.delimiters
    var counts = candidates.map { _ in 0 }
    var isQuoted = false
    var index = start
    while index < bytes.count, bytes[index] == 0x0A || bytes[index] == 0x0D || bytes[index] == 0x20 { index += 1 }
    while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D {
      if bytes[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted, let place = candidates.firstIndex(of: bytes[index]) { counts[place] += 1 }
      index += 1
    }
    var best = 0
    for place in counts.indices where counts[place] > counts[best] { best = place }
    return (candidates[best], counts[best])
  }

  /// Whether the first two lines have the same delimiter, equally often.
  static func looksLikeTable(_ head: [UInt8]) -> Bool {
    head.withUnsafeBufferPointer { bytes in
      if separatorLine(bytes, from: 0) != nil { return true }
      let (delimiter, count) = frequentDelimiter(bytes, from: 0)
      guard count > 0 else { return false }
      var scanner = CSVRowScanner(bytes, from: 0, line: 1, delimiter: delimiter, cellLimit: bytes.count)
      var row = CSVRow()
      guard scanner.next(&row, cellCap: 10_000), row.cells.count == count + 1 else { return false }
      return !scanner.next(&row, cellCap: 10_000) || row.cells.count == count + 1
    }
  }
}
