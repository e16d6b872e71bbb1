import Diagnostics

/// A CSV file while it is read.
struct CSVTable {
  let source: Source
  let options: CSVOptions
  var found: LimitedDiagnostics
  private(set) var columns: [String] = []
  private(set) var records: [Record] = []
  private(set) var isWhole = true
  /// For each column whether another one has its name.
  private var isDuplicate: [Bool] = []

  init(source: Source, options: CSVOptions, found: LimitedDiagnostics) {
    self.source = source
    self.options = options
    self.found = found
  }

  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    var start = start
    var line = 1
    var delimiter = options.delimiter
    if let separator = CSVReader.separatorLine(bytes, from: start) {
      delimiter = delimiter ?? separator.delimiter
      start = separator.end
      line = 2
    } else if let end = CSVReader.typeLineEnd(bytes, from: start) {
      start = end
      line = 2
    }
    var scanner = CSVRowScanner(
      bytes, from: start, line: line, delimiter: delimiter ?? CSVReader.detectDelimiter(bytes, from: start).delimiter,
      cellLimit: options.cellBytes)
    var row = CSVRow()
    let cap = options.columns + 1
    guard scanner.next(&row, cellCap: cap) else {
      found.add(CSVDiagnostics.empty(source))
      isWhole = false
      return
    }
    guard row.cells.count <= options.columns else {
      found.add(CSVDiagnostics.tooManyColumns(span(row.range), limit: options.columns))
      isWhole = false
      return
    }
    header(row, bytes)
    while scanner.next(&row, cellCap: cap) { record(row, bytes) }
  }

  // MARK: the header

  private mutating func header(_ row: CSVRow, _ bytes: UnsafeBufferPointer<UInt8>) {
    report(row, bytes, row: 0)
    var first: [String: Int] = [:]
    isDuplicate = [Bool](repeating: false, count: row.cells.count)
    for (index, cell) in row.cells.enumerated() {
      let (name, reason) = text(cell, bytes)
      columns.append(name)
      if let reason { found.add(CSVDiagnostics.unreadable(span(cell.range), row: 0, column: "", reason)) }
      let key = Self.key(name)
      if key.isEmpty {
        found.add(CSVDiagnostics.emptyHeader(span(cell.range), column: index + 1))
      } else if let earlier = first[key] {
        (isDuplicate[earlier], isDuplicate[index]) = (true, true)
        found.add(
          CSVDiagnostics.duplicateHeader(span(cell.range), first: span(row.cells[earlier].range), name))
      } else {
        first[key] = index
      }
    }
  }

  /// Two headers that differ in white space or case alone name the same column.
  private static func key(_ name: String) -> String {
    name.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
  }

  // MARK: rows

  private mutating func record(_ row: CSVRow, _ bytes: UnsafeBufferPointer<UInt8>) {
    let number = records.count + 1
    var problem = report(row, bytes, row: number)
    var fields: [Record.Field] = []
    fields.reserveCapacity(columns.count)
    for (column, cell) in row.cells.prefix(columns.count).enumerated() {
      let (text, reason) = text(cell, bytes)
      let value: RawValue
      if let reason {
        value = .unreadable(text, reason: reason)
        if !cell.isBroken {
          found.add(CSVDiagnostics.unreadable(span(cell.range), row: number, column: columns[column], reason))
        }
      } else if isDuplicate[column] {
        value = .unreadable(text, reason: "duplicate header \(Diagnostic.quote(columns[column]))")
      } else {
        value = .string(text)
      }
      fields.append(Record.Field(column: column, value: value))
    }
    if row.cells.count != columns.count, problem == nil {
      let isShort = row.cells.count < columns.count
      problem = "\(isShort ? "short" : "long") row: \(row.cells.count) of \(columns.count) cells"
      found.add(
        CSVDiagnostics.length(
          span(firstLine(row, bytes)), row: number, cells: row.cells.count, columns: columns.count,
          lines: source.line(at: row.range.upperBound) - row.line + 1))
    }
    records.append(Record(row: number, line: row.line, fields: fields, problem: problem, range: row.range))
  }

  /// Reports what is wrong with a row's quotes and returns the first of it in words.
  @discardableResult
  private mutating func report(_ row: CSVRow, _ bytes: UnsafeBufferPointer<UInt8>, row number: Int) -> String? {
    var first: String?
    for problem in row.problems {
      switch problem {
      case .unclosedQuote(let offset):
        found.add(CSVDiagnostics.unclosedQuote(span(offset..<offset + 1), row: number))
        first = first ?? "unclosed quote"
      case .textAfterQuote(let range):
        found.add(CSVDiagnostics.textAfterQuote(span(range), row: number))
        first = first ?? "text after a closing quote"
      case .cellTooLarge(let range):
        found.add(
          CSVDiagnostics.cellTooLarge(
            span(range.lowerBound..<range.lowerBound), row: number, bytes: range.count, limit: options.cellBytes))
        first = first ?? "cell beyond the size limit"
      }
    }
    return first
  }

  /// The text of a cell, and why it cannot be read if it cannot.
  private func text(_ cell: CSVCell, _ bytes: UnsafeBufferPointer<UInt8>) -> (text: String, reason: String?) {
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
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return (String(decoding: bytes, as: UTF8.self), "not UTF-8")
    }
    return (text, isBroken ? "broken quotes" : nil)
  }

  private func firstLine(_ row: CSVRow, _ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    var end = row.range.lowerBound
    while end < row.range.upperBound, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return row.range.lowerBound..<end
  }

  private func span(_ range: Range<Int>) -> Span { Span(source: source, range: range) }
}
