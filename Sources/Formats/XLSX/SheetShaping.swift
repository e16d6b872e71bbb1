import Diagnostics

/// Turns the cells of a sheet into a table: header, columns, records.
struct SheetShaping {
  private let source: Source
  private let sheet: String
  private let options: XLSXOptions
  private var rows: [SheetRow]
  private let merges: [SheetRange]
  var found: LimitedDiagnostics
  /// The columns of the table by their place in the sheet.
  private var columns: [(place: Int, name: String)] = []
  private var isDuplicate: [Bool] = []
  /// By column the label over several columns of which it is one.
  private var groups: [Int: String] = [:]

  init(_ grid: SheetGrid, source: Source, sheet: String, options: XLSXOptions, found: LimitedDiagnostics) {
    self.source = source
    self.sheet = sheet
    self.options = options
    self.found = found
    rows = grid.rows
    merges = grid.merges
  }

  mutating func table(isHidden: Bool, isWhole: Bool) -> SheetTable? {
    guard !rows.isEmpty else { return nil }
    let finding = findHeader()
    let first = rows[finding.index].number
    var layout = TableLayout()
    layout.titles = rows[..<finding.index].map { Self.listed($0) }
    var isWhole = isWhole
    var headerRow: Int?
    if finding.hasHeader {
      let last = lastHeaderRow(finding.index)
      headerRow = rows[last].number
      layout.headerLine = headerRow
      if !finding.isCertain { found.add(XLSXDiagnostics.uncertainHeader(source, sheet, row: rows[last].number)) }
      if !nameColumns(finding.index...last) { isWhole = false }
      rows.removeSubrange(...last)
      if !groups.isEmpty { layout.groups = columns.map { groups[$0.place] ?? "" } }
      if let below = rows.first, DataRow.numbersColumns(below.cells.map { Self.text($0.value) }) {
        layout.titles.append(Self.listed(rows.removeFirst()))
      }
    } else {
      rows.removeSubrange(..<finding.index)
      columns = usedColumns(from: 0).sorted().prefix(options.columns).map { column in
        (column, "column \(SheetReference.letters(column))")
      }
      isDuplicate = [Bool](repeating: false, count: columns.count)
      found.add(XLSXDiagnostics.withoutHeader(source, sheet, row: first))
    }
    fillMerges(below: headerRow ?? first - 1)
    layout.totals = takeTotals()
    layout.isHeaderCertain = finding.isCertain
    layout.hiddenRows = rows.filter(\.isHidden).map(\.number)
    var file = RecordFile(
      source: source, columns: columns.map(\.name), records: records(), diagnostics: DiagnosticList(), format: .xlsx,
      isWhole: isWhole)
    file.layout = layout
    return SheetTable(
      name: sheet, isHidden: isHidden, file: file, letters: columns.map { SheetReference.letters($0.place) },
      isHeaderCertain: finding.isCertain)
  }

  private static func listed(_ row: SheetRow) -> TableLayout.Row {
    TableLayout.Row(line: row.number, cells: row.cells.map { text($0.value) })
  }

  /// Takes the rows at the end away that add up those above or tell who signed.
  private mutating func takeTotals() -> [TableLayout.Row] {
    let texts = rows.suffix(ClosingRows.reach).map { row in row.cells.map { Self.text($0.value) } }
    var totals: [TableLayout.Row] = []
    for _ in 0..<ClosingRows.count(in: texts, width: columns.count) {
      guard let last = rows.popLast() else { break }
      found.add(XLSXDiagnostics.totals(source, place("row \(last.number)")))
      totals.insert(Self.listed(last), at: 0)
    }
    return totals
  }

  private func place(_ reference: String) -> XLSXDiagnostics.Place {
    XLSXDiagnostics.Place(sheet: sheet, reference: reference)
  }

  /// A value as a header or a title would show it.
  private static func text(_ value: RawValue) -> String {
    switch value {
    case .string(let text), .number(let text), .unreadable(let text, _): text
    case .bool(let value): value ? "TRUE" : "FALSE"
    case .converted(let value, _): text(value)
    default: ""
    }
  }

  // MARK: the header

  private mutating func findHeader() -> (index: Int, hasHeader: Bool, isCertain: Bool) {
    if let row = options.headerRow {
      if row == 0 { return (0, false, true) }
      if let index = rows.firstIndex(where: { $0.number == row }) { return (index, true, true) }
      found.add(XLSXDiagnostics.noHeader(source, sheet, row))
    }
    let head = rows.prefix(HeaderRow.reach)
    let first = head.compactMap { $0.cells.first?.column }.min() ?? 0
    // What stands beyond that, in the first rows only, is no header.
    let last = min(head.compactMap { $0.cells.last?.column }.max() ?? 0, first + 2_000)
    let texts = head.map { row in (first...last).map { column in row.value(column).map(Self.text) ?? "" } }
    let place = HeaderRow.find(in: texts)
    let widths = texts.map { row in row.count { !$0.isEmpty } }
    guard place.titles == 0, let width = widths.max(), width > 1 else { return (place.titles, true, place.isCertain) }
    // A title may stand above data without a header, too.
    let data = widths.firstIndex { $0 > max(1, width / 3) } ?? 0
    guard DataRow.isData(texts[data], below: texts[(data + 1)...]) else { return (0, true, place.isCertain) }
    return (data, false, true)
  }

  /// The last row of a header that begins in a row: one of several rows has cells merged down into the next, or merged
  /// across with labels below them and nothing else.
  private func lastHeaderRow(_ first: Int) -> Int {
    var last = first
    let number = rows[first].number
    let here = merges.filter { $0.rows.contains(number) }
    if let down = here.map(\.rows.upperBound).max(), down > number, down - number <= 3 {
      while last + 1 < rows.count, rows[last + 1].number <= down { last += 1 }
      return last
    }
    let across = here.filter { $0.columns.count > 1 && $0.rows.count == 1 }
    guard !across.isEmpty, first + 1 < rows.count, rows[first + 1].number == number + 1 else { return first }
    let below = rows[first + 1].cells
    let isBelow = below.allSatisfy { cell in
      HeaderRow.isLabel(Self.text(cell.value)) && across.contains { $0.columns.contains(cell.column) }
    }
    return isBelow && below.count > 1 ? first + 1 : first
  }

  /// Names the columns after the labels in the header's rows; false if there are more of them than the limit.
  private mutating func nameColumns(_ header: ClosedRange<Int>) -> Bool {
    let headerRows = Array(rows[header])
    let used = usedColumns(from: header.upperBound + 1)
    var levels: [Int: [String]] = [:]
    for row in headerRows {
      for cell in row.cells {
        let name = HeaderRow.trimmed(Self.text(cell.value))
        let merge = merges.first { $0.columns.lowerBound == cell.column && $0.rows.contains(row.number) }
        levels[cell.column, default: []].append(name)
        // A label over several columns names each that holds anything.
        guard let merge, merge.columns.count > 1 else { continue }
        let covered = merge.columns.clamped(to: 0...SheetReference.columnLimit).filter { used.contains($0) }
        for column in covered where column != cell.column { levels[column, default: []].append(name) }
        if headerRows.count == 1, !covered.isEmpty, !used.contains(cell.column) { levels[cell.column] = nil }
      }
    }
    let names = levels.mapValues { $0.last { !$0.isEmpty } ?? "" }
    let counts = Dictionary(names.values.map { (Self.key($0), 1) }, uniquingKeysWith: +)
    for column in levels.keys.sorted() {
      var name = names[column] ?? ""
      if let above = levels[column]?.dropLast().last(where: { !$0.isEmpty }), Self.key(above) != Self.key(name) {
        groups[column] = above
      }
      if counts[Self.key(name), default: 0] > 1 { name = levels[column, default: []].joined(separator: " ") }
      columns.append((column, name))
    }
    let nameless = used.filter { levels[$0] == nil }.sorted()
    columns += nameless.map { ($0, "") }
    let isWhole = columns.count <= options.columns
    if !isWhole {
      found.add(XLSXDiagnostics.tooManyColumns(source, sheet, limit: options.columns))
      columns.removeSubrange(options.columns...)
    }
    reportNames(headerRows[0].number)
    return isWhole
  }

  private mutating func reportNames(_ row: Int) {
    var first: [String: Int] = [:]
    isDuplicate = [Bool](repeating: false, count: columns.count)
    for (index, column) in columns.enumerated() {
      let letters = SheetReference.letters(column.place)
      let key = Self.key(column.name)
      if key.isEmpty {
        found.add(XLSXDiagnostics.emptyHeader(source, place("column \(letters)")))
      } else if let earlier = first.updateValue(index, forKey: key) {
        first[key] = earlier
        (isDuplicate[earlier], isDuplicate[index]) = (true, true)
        let other = SheetReference.letters(columns[earlier].place)
        found.add(XLSXDiagnostics.duplicateHeader(source, place("columns \(other) and \(letters)"), column.name))
      }
    }
  }

  /// Two headers that differ in white space or case alone name the same column.
  private static func key(_ name: String) -> String { HeaderRow.trimmed(name).lowercased() }

  /// The columns in which something stands from a row on.
  private func usedColumns(from index: Int) -> Set<Int> {
    var used: Set<Int> = []
    for row in rows[index...] {
      for cell in row.cells { used.insert(cell.column) }
    }
    return used
  }

  // MARK: merged cells

  /// Fills cells that are merged down, and makes those unreadable that are merged across.
  private mutating func fillMerges(below header: Int) {
    var budget = 5_000_000
    let places = columns.map(\.place)
    for merge in merges where merge.rows.lowerBound > header {
      guard let top = index(of: merge.rows.lowerBound), let value = rows[top].value(merge.columns.lowerBound) else {
        continue
      }
      if isHeading(top, merge) { continue }
      let covered = places.filter { merge.columns.contains($0) }
      var filled = 0
      var index = top
      while index < rows.count, rows[index].number <= merge.rows.upperBound, budget > 0 {
        budget -= covered.count + 1
        for column in covered where (index, column) != (top, merge.columns.lowerBound) {
          guard rows[index].value(column) == nil else { continue }
          if column == merge.columns.lowerBound {
            insert(SheetCell(column: column, value: .converted(value, from: "")), index)
            filled += 1
          } else {
            let reason = "merged with the cell to its left"
            insert(SheetCell(column: column, value: .unreadable("", reason: reason)), index)
          }
        }
        index += 1
      }
      if filled > 0 { found.add(XLSXDiagnostics.filled(source, place("cells \(merge.description)"), filled)) }
      if merge.columns.count > 1 { found.add(XLSXDiagnostics.across(source, place("cells \(merge.description)"))) }
    }
    if budget <= 0 { found.add(XLSXDiagnostics.tooManyMerges(source, sheet)) }
  }

  private func index(of number: Int) -> Int? {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].number < number { low = middle + 1 } else { high = middle }
    }
    return low < rows.count && rows[low].number == number ? low : nil
  }

  private mutating func insert(_ cell: SheetCell, _ index: Int) {
    let place = rows[index].cells.firstIndex { $0.column > cell.column } ?? rows[index].cells.count
    rows[index].cells.insert(cell, at: place)
  }

  // MARK: records

  /// Whether a row is a heading between rows: its only cell is merged over most of the table.
  private func isHeading(_ index: Int, _ merge: SheetRange) -> Bool {
    rows[index].cells.count == 1 && merge.rows.count == 1 && merge.columns.count >= 3
      && merge.columns.count * 2 >= columns.count
  }

  private mutating func records() -> [Record] {
    let headings = Dictionary(
      merges.filter { $0.rows.count == 1 }.map { ($0.rows.lowerBound, $0) }, uniquingKeysWith: { first, _ in first })
    var records: [Record] = []
    records.reserveCapacity(rows.count)
    for (index, row) in rows.enumerated() {
      if let merge = headings[row.number], row.cells.first?.column == merge.columns.lowerBound, isHeading(index, merge)
      {
        found.add(XLSXDiagnostics.heading(source, place("row \(row.number)")))
        continue
      }
      var fields: [Record.Field] = []
      fields.reserveCapacity(columns.count)
      for (column, header) in columns.enumerated() {
        var value = row.value(header.place) ?? .string("")
        if isDuplicate[column] {
          value = .unreadable(Self.text(value), reason: "duplicate header \(Diagnostic.quote(header.name))")
        } else if header.name.isEmpty, row.value(header.place) == nil {
          continue
        }
        fields.append(Record.Field(column: column, value: value))
      }
      records.append(Record(row: row.number, line: row.number, fields: fields, problem: row.problem))
    }
    return records
  }
}
