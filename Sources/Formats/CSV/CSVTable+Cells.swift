extension CSVTable {
  /// The text of a cell, and why it cannot be read if it cannot.
  func text(_ cell: CSVCell, _ bytes: UnsafeBufferPointer<UInt8>) -> (text: String, reason: String?) {
    let raw = UnsafeBufferPointer(rebasing: bytes[cell.range])
    let isBroken = cell.isBroken
    guard cell.hasDoubledQuotes else { return Self.text(raw, isBroken) }
    var kept: [UInt8] = []
    kept.reserveCapacity(raw.count)
    var index = 0
    while index < raw.count {
      kept.append(raw[index])
      index += raw[index] == UInt8(ascii: "\"") ? 2 : 1
    }
    return kept.withUnsafeBufferPointer { Self.text($0, isBroken) }
  }

  private static func text(_ bytes: UnsafeBufferPointer<UInt8>, _ isBroken: Bool) -> (text: String, reason: String?) {
    if bytes.contains(0) { return (String(decoding: bytes, as: UTF8.self), "NUL byte") }
    guard let text = String(utf8: bytes) else {
      return (String(decoding: bytes, as: UTF8.self), "not UTF-8")
    }
    return (text, isBroken ? "broken quotes" : nil)
  }

  /// The cells of a row, trimmed.
  func texts(_ row: CSVRow, _ bytes: UnsafeBufferPointer<UInt8>) -> [String] {
    row.cells.map { CSVDialect.trimmed(text($0, bytes).text) }
  }

  /// The cells of a row that are not empty, trimmed.
  func filled(_ row: CSVRow, _ bytes: UnsafeBufferPointer<UInt8>) -> [String] {
    texts(row, bytes).filter { !$0.isEmpty }
  }

  /// Whether no cell of a row has anything in it.
  func isBlank(_ row: CSVRow, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    row.problems.isEmpty && row.cells.allSatisfy { cell in bytes[cell.range].allSatisfy { $0 == 0x20 || $0 == 0x09 } }
  }

  /// The first line of a row, which may have many.
  func firstLine(_ row: CSVRow, _ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    var end = row.range.lowerBound
    while end < row.range.upperBound, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return row.range.lowerBound..<end
  }
}
