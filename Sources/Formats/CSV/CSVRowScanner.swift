/// A cell of a row, by its bytes.
struct CSVCell {
  /// The text, without the quotes around it.
  var range: Range<Int>
  /// Whether quotes inside are doubled.
  var hasDoubledQuotes = false
  /// Why it cannot be trusted.
  var isBroken = false
}

/// What is wrong with the structure of a row.
enum CSVProblem {
  /// A quote opens at an offset and never closes.
  case unclosedQuote(at: Int)
  /// Text between a closing quote and the next delimiter.
  case textAfterQuote(Range<Int>)
  /// A cell longer than the limit.
  case cellTooLarge(Range<Int>)
}

/// A row of a CSV file, by its bytes.
struct CSVRow {
  var line = 0
  var range = 0..<0
  var cells: [CSVCell] = []
  var problems: [CSVProblem] = []
}

/// Cuts bytes into rows and cells (RFC 4180, with LF and CR as line breaks too), in linear time.
///
/// A quote that never closes must not swallow what follows it. It is taken to be unclosed if the file ends, or the cell
/// limit is reached, before another quote, or if the quote that would close it stands on a later line before text, so
/// that it rather opens a cell there. The cell then ends with its line, and the next line is read as a row. Each stretch
/// between two quotes is scanned at most once more for that.
struct CSVRowScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  let delimiter: UInt8
  let cellLimit: Int
  private(set) var index: Int
  private var line: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, line: Int, delimiter: UInt8, cellLimit: Int) {
    self.bytes = bytes
    self.index = start
    self.line = line
    self.delimiter = delimiter
    self.cellLimit = cellLimit
  }

  /// Reads the next row that is not blank; false at the end.
  mutating func next(_ row: inout CSVRow, cellCap: Int) -> Bool {
    passBlankLines()
    guard index < bytes.count else { return false }
    row.line = line
    row.cells.removeAll(keepingCapacity: true)
    row.problems.removeAll(keepingCapacity: true)
    let start = index
    while true {
      let isQuoted = index < bytes.count && bytes[index] == UInt8(ascii: "\"")
      let cell = isQuoted ? quoted(&row) : unquoted(&row)
      if row.cells.count < cellCap { row.cells.append(cell) }
      guard index < bytes.count, bytes[index] == delimiter else { break }
      index += 1
    }
    row.range = start..<index
    passBreak()
    return true
  }

  private mutating func unquoted(_ row: inout CSVRow) -> CSVCell {
    let start = index
    passToCellEnd()
    guard index - start <= cellLimit else {
      row.problems.append(.cellTooLarge(start..<index))
      return CSVCell(range: start..<start, isBroken: true)
    }
    return CSVCell(range: start..<index)
  }

  private mutating func quoted(_ row: inout CSVRow) -> CSVCell {
    let start = index
    let opening = line
    var hasDoubledQuotes = false
    index += 1
    while index < bytes.count, index - start <= cellLimit {
      let byte = bytes[index]
      guard byte == UInt8(ascii: "\"") else {
        if isBreak(byte) { passBreak() } else { index += 1 }
        continue
      }
      if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") {
        hasDoubledQuotes = true
        index += 2
        continue
      }
      let close = index
      index += 1
      while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09, bytes[index] != delimiter { index += 1 }
      guard index < bytes.count, bytes[index] != delimiter, !isBreak(bytes[index]) else {
        return CSVCell(range: start + 1..<close, hasDoubledQuotes: hasDoubledQuotes)
      }
      guard line == opening else { break }
      index = close + 1
      passToCellEnd()
      row.problems.append(.textAfterQuote(close + 1..<index))
      return CSVCell(range: start..<index, isBroken: true)
    }
    // Not closed: what stands on its own line is the cell, and reading goes on with the next line.
    index = start
    line = opening
    while index < bytes.count, !isBreak(bytes[index]) { index += 1 }
    row.problems.append(.unclosedQuote(at: start))
    return CSVCell(range: start..<min(index, start + cellLimit), isBroken: true)
  }

  private func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private mutating func passToCellEnd() {
    while index < bytes.count, bytes[index] != delimiter, !isBreak(bytes[index]) { index += 1 }
  }

  /// Passes over one line break, if there is one.
  private mutating func passBreak() {
    guard index < bytes.count, isBreak(bytes[index]) else { return }
    index += bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
    line += 1
  }

  private mutating func passBlankLines() {
    while index < bytes.count {
      var end = index
      while end < bytes.count, bytes[end] == 0x20 { end += 1 }
      guard end == bytes.count || isBreak(bytes[end]) else { return }
      index = end
      passBreak()
    }
  }
}
