import Diagnostics

/// A CSV file while it is read.
struct CSVTable {
  let source: Source
  let options: CSVOptions
  var found: LimitedDiagnostics
  private(set) var columns: [String] = []
  private(set) var records: [Record] = []
  private(set) var isWhole = true
  private(set) var layout = TableLayout()
  /// The columns that bear one name, several to a name.
  private var duplicates: [[Int]] = []
  /// Columns without a name, and whether any row has a value there.
  private var unnamed: [(column: Int, span: Span, hasValue: Bool)] = []
  /// How many cells a row must have.
  private var needed = 0
  /// Rows that may be none of the table, unless another row follows them.
  private var held: [CSVRow] = []

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
    let between = delimiter ?? CSVDialect.delimiter(bytes, from: start)
    layout.delimiter = between
    var scanner = CSVRowScanner(bytes, from: start, line: line, delimiter: between, cellLimit: options.cellBytes)
    var row = CSVRow()
    let cap = options.columns + 1
    guard scanner.next(&row, cellCap: cap) else {
      found.add(CSVDiagnostics.empty(source))
      isWhole = false
      return
    }
    let finding = finding(bytes, from: start, between)
    var passed = 0
    while passed < finding.titles || isBlank(row, bytes) || (options.headerLine ?? 0) > row.line {
      if !isBlank(row, bytes) {
        passed += 1
        layout.titles.append(TableLayout.Row(line: row.line, cells: filled(row, bytes)))
      }
      guard scanner.next(&row, cellCap: cap) else {
        found.add(CSVDiagnostics.empty(source))
        isWhole = false
        return
      }
    }
    guard row.cells.count <= options.columns else {
      found.add(CSVDiagnostics.tooManyColumns(span(row.range), limit: options.columns))
      isWhole = false
      return
    }
    if finding.hasHeader {
      header(row, bytes)
    } else {
      columns = row.cells.indices.map { "column \($0 + 1)" }
      needed = columns.count
      found.add(CSVDiagnostics.noHeader(span(firstLine(row, bytes)), isDeclared: options.headerLine == 0))
      record(row, bytes)
    }
    layout.isHeaderCertain = finding.isCertain
    if options.headerLine == nil, finding.hasHeader, !layout.titles.isEmpty || !finding.isCertain {
      found.add(
        CSVDiagnostics.titles(
          span(firstLine(row, bytes)), count: layout.titles.count, line: row.line, isCertain: finding.isCertain))
    }
    var isFirst = finding.hasHeader
    while scanner.next(&row, cellCap: cap) {
      if isFirst, row.range.count < 10_000, DataRow.numbersColumns(texts(row, bytes)) {
        layout.titles.append(TableLayout.Row(line: row.line, cells: filled(row, bytes)))
      } else if mayClose(row, bytes) {
        held.append(row)
        if held.count > ClosingRows.reach { flush(bytes) }
      } else {
        if !held.isEmpty { flush(bytes) }
        record(row, bytes)
      }
      isFirst = false
    }
    end(bytes)
  }

  /// Where the header stands: where the options say, or where it is found.
  private func finding(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ delimiter: UInt8
  ) -> (titles: Int, hasHeader: Bool, isCertain: Bool) {
    if let line = options.headerLine { return (0, line > 0, true) }
    let rows = CSVDialect.rows(bytes, from: start, delimiter: delimiter, limit: HeaderRow.reach)
    let place = HeaderRow.find(in: rows)
    guard place.titles == 0, let width = rows.map({ $0.count { !$0.isEmpty } }).max(), width > 1 else {
      return (place.titles, true, place.isCertain)
    }
    // A title may stand above data without a header, too.
    let first = rows.firstIndex { $0.count { !$0.isEmpty } > max(1, width / 3) } ?? 0
    guard first < rows.count, DataRow.isData(rows[first], below: rows[(first + 1)...]) else {
      return (0, true, place.isCertain)
    }
    return (first, false, true)
  }

  // MARK: the header

  private mutating func header(_ row: CSVRow, _ bytes: UnsafeBufferPointer<UInt8>) {
    report(row, bytes, row: 0)
    layout.headerLine = row.line
    var groups: [String: [Int]] = [:]
    for (index, cell) in row.cells.enumerated() {
      let (written, reason) = text(cell, bytes)
      // A header that is wrapped is no other header.
      let isWrapped = written.utf8.contains { $0 == 0x0A || $0 == 0x0D }
      let name = isWrapped ? CSVDialect.trimmed(written) : written
      columns.append(name)
      if let reason { found.add(CSVDiagnostics.unreadable(span(cell.range), row: 0, column: "", reason)) }
      let key = CSVDialect.trimmed(name).lowercased()
      if key.isEmpty {
        unnamed.append((index, span(cell.range), false))
      } else {
        needed = index + 1
        if let first = groups[key]?.first {
          found.add(CSVDiagnostics.duplicateHeader(span(cell.range), first: span(row.cells[first].range), name))
        }
        groups[key, default: []].append(index)
      }
    }
    duplicates = groups.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
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
      } else {
        value = .string(text)
      }
      fields.append(Record.Field(column: column, value: value))
    }
    for index in unnamed.indices where unnamed[index].column < row.cells.count {
      if !row.cells[unnamed[index].column].range.isEmpty { unnamed[index].hasValue = true }
    }
    for group in duplicates { disagree(group, &fields) }
    if row.cells.count < needed || row.cells.count > columns.count, problem == nil {
      let isShort = row.cells.count < columns.count
      problem = "\(isShort ? "short" : "long") row: \(row.cells.count) of \(columns.count) cells"
      found.add(
        CSVDiagnostics.length(
          span(firstLine(row, bytes)), row: number, cells: row.cells.count, columns: columns.count,
          lines: source.line(at: row.range.upperBound) - row.line + 1))
    }
    records.append(Record(row: number, line: row.line, fields: fields, problem: problem, range: row.range))
  }

  /// Columns of one name that say the same stand; where they differ, nothing tells which one is meant.
  private func disagree(_ group: [Int], _ fields: inout [Record.Field]) {
    let there = group.filter { $0 < fields.count }
    guard let first = there.first, there.contains(where: { fields[$0].value != fields[first].value }) else { return }
    for column in there {
      guard case .string(let text) = fields[column].value else { continue }
      let reason = "duplicate header \(Diagnostic.quote(columns[column]))"
      fields[column].value = .unreadable(text, reason: reason)
    }
  }

  // MARK: the end

  /// Whether a row may be one of those below the table: one that begins them, or goes on where some are held. Quick to
  /// say no.
  private func mayClose(_ row: CSVRow, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard columns.count > 1, row.problems.isEmpty, row.cells.count <= columns.count else { return false }
    if mayBeTotals(row, bytes) { return true }
    var filled = 0
    for cell in row.cells where !cell.range.isEmpty {
      filled += 1
      if filled > 3 { return false }
    }
    if filled == 0 { return !held.isEmpty }
    guard row.range.count < 1_000 else { return false }
    let cells = texts(row, bytes)
    return held.isEmpty ? ClosingRows.begins(cells) : ClosingRows.continues(cells, width: columns.count)
  }

  /// Whether a row is one of totals.
  private func mayBeTotals(_ row: CSVRow, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = row.cells.first(where: { !$0.range.isEmpty }), first.range.count <= 200 else { return false }
    // The words begin with `tổ`, `to`, `cộ`, `gr` and `su`; most rows are done with here.
    let place = bytes[first.range].firstIndex { $0 > 0x20 } ?? first.range.lowerBound
    let next = place + 1 < first.range.upperBound ? bytes[place + 1] : 0
    switch bytes[place] | 0x20 {
    case UInt8(ascii: "t"), UInt8(ascii: "c"):
      guard next >= 0x80 || next | 0x20 == UInt8(ascii: "o") else { return false }
    case UInt8(ascii: "g"): guard next | 0x20 == UInt8(ascii: "r") else { return false }
    case UInt8(ascii: "s"): guard next | 0x20 == UInt8(ascii: "u") else { return false }
    default: return false
    }
    return TotalsRow.isTotals(texts(row, bytes))
  }

  private mutating func flush(_ bytes: UnsafeBufferPointer<UInt8>) {
    let rows = held
    held.removeAll()
    for row in rows { record(row, bytes) }
  }

  private mutating func end(_ bytes: UnsafeBufferPointer<UInt8>) {
    if let last = records.last, held.isEmpty, last.problem == nil, last.range.count < 10_000, records.count <= 10_000 {
      let sums = Self.trimmed(last)
      // A row of sums has no first cell, which spares most tables the work.
      if sums.first == "", TotalsRow.isSum(sums, of: records.dropLast().map(Self.trimmed)) {
        records.removeLast()
        layout.totals.append(TableLayout.Row(line: last.line, cells: sums.filter { !$0.isEmpty }))
      }
    }
    let closing = held.filter { !isBlank($0, bytes) }
    let isSigned = closing.contains { !TotalsRow.isTotals(texts($0, bytes)) }
    for row in closing { layout.totals.append(TableLayout.Row(line: row.line, cells: filled(row, bytes))) }
    held.removeAll()
    if let first = layout.totals.first {
      found.add(
        CSVDiagnostics.totals(source, count: layout.totals.count, line: first.line, isSigned: isSigned))
    }
    for column in unnamed where column.hasValue {
      found.add(CSVDiagnostics.emptyHeader(column.span, column: column.column + 1))
    }
  }

  private static func trimmed(_ record: Record) -> [String] {
    record.fields.map { field in
      if case .string(let text) = field.value { CSVDialect.trimmed(text) } else { "?" }
    }
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

  func span(_ range: Range<Int>) -> Span { Span(source: source, range: range) }
}
