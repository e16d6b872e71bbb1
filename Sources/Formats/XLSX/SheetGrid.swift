import Diagnostics

/// What a sheet needs to know of its workbook.
struct SheetContext {
  var strings: [XMLText]
  var styles: XLSXStyles
  var is1904: Bool
}

/// A cell that holds something.
struct SheetCell {
  /// From 0.
  var column: Int
  var value: RawValue
}

/// A row that holds something.
struct SheetRow {
  /// From 1.
  var number: Int
  /// By column.
  var cells: [SheetCell]
  /// Why it cannot be trusted as a whole.
  var problem: String?
  /// Whether whoever opens the sheet does not see it.
  var isHidden = false

  /// The value in a column; nil for an empty cell.
  func value(_ column: Int) -> RawValue? {
    var (low, high) = (0, cells.count)
    while low < high {
      let middle = (low + high) / 2
      if cells[middle].column < column { low = middle + 1 } else { high = middle }
    }
    return low < cells.count && cells[low].column == column ? cells[low].value : nil
  }
}

/// A rectangle of cells: rows from 1, columns from 0, both ends included.
struct SheetRange: Hashable {
  var rows: ClosedRange<Int>
  var columns: ClosedRange<Int>

  /// `A1:C3`; nil for anything else.
  init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { SheetReference($0.utf8) }
    guard parts.count == 2, let first = parts[0], let last = parts[1], first.row <= last.row,
      first.column <= last.column
    else { return nil }
    rows = first.row...last.row
    columns = first.column...last.column
  }

  var description: String {
    SheetReference.letters(columns.lowerBound) + "\(rows.lowerBound):" + SheetReference.letters(columns.upperBound)
      + "\(rows.upperBound)"
  }
}

/// The place of a cell: `B12` is row 12, column 1.
struct SheetReference: Hashable {
  var row: Int
  var column: Int

  static let rowLimit = 1_048_576
  static let columnLimit = 16_384

  init?(_ text: some Collection<UInt8>) {
    var (column, row) = (0, 0)
    for byte in text {
      switch byte {
      case UInt8(ascii: "$"): continue
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0 && column <= Self.columnLimit:
        column = column * 26 + Int(byte) - 64
      case UInt8(ascii: "0")...UInt8(ascii: "9") where column > 0 && row <= Self.rowLimit:
        row = row * 10 + Int(byte) - 48
      default: return nil
      }
    }
    guard (1...Self.rowLimit).contains(row), (1...Self.columnLimit).contains(column) else { return nil }
    self.row = row
    self.column = column - 1
  }

  /// The letters of a column, from 0: `A`, `Z`, `AA`.
  static func letters(_ column: Int) -> String {
    var letters = ""
    var rest = column + 1
    while rest > 0 {
      letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }
}

/// The cells of a sheet that hold something, and how they are merged.
struct SheetGrid {
  private let context: SheetContext
  private let source: Source
  private let sheet: String
  var found: LimitedDiagnostics
  /// How many more cells the workbook may have.
  private(set) var cellsLeft: Int
  private(set) var rows: [SheetRow] = []
  private(set) var merges: [SheetRange] = []
  private(set) var isWhole = true
  private var row = SheetRow(number: 0, cells: [])
  private var column = -1
  private var isOrdered = true

  init(_ context: SheetContext, source: Source, sheet: String, cellsLeft: Int, found: LimitedDiagnostics) {
    self.context = context
    self.source = source
    self.sheet = sheet
    self.cellsLeft = cellsLeft
    self.found = found
  }

  mutating func read(_ reader: inout XMLPullReader) {
    while let event = reader.next() {
      guard event == .startElement || event == .endElement else { continue }
      if reader.isNamed("row") {
        if event == .startElement {
          beginRow(reader.attribute("r")?.text)
          row.isHidden = ["1", "true"].contains(reader.attribute("hidden")?.text)
        } else {
          endRow()
        }
      } else if event == .startElement, reader.isNamed("c") {
        guard cell(&reader) else { break }
      } else if event == .startElement, reader.isNamed("mergeCell"), merges.count < 100_000 {
        if let text = reader.attribute("ref")?.text, let range = SheetRange(text) { merges.append(range) }
      }
    }
    endRow()
    if !isOrdered { sort() }
  }

  // MARK: rows

  private mutating func beginRow(_ text: String?) {
    endRow()
    let number = text.flatMap { Int($0) } ?? row.number + 1
    guard (1...SheetReference.rowLimit).contains(number) else {
      lose(XLSXDiagnostics.badPlace(source, sheet))
      return
    }
    if number <= row.number { isOrdered = false }
    row = SheetRow(number: number, cells: [])
    column = -1
  }

  private mutating func endRow() {
    guard !row.cells.isEmpty else { return }
    if zip(row.cells, row.cells.dropFirst()).contains(where: { $0.column >= $1.column }) { orderCells() }
    rows.append(row)
    row.cells.removeAll()
  }

  /// Sorts the cells of a row; of two in one place neither can be used.
  private mutating func orderCells() {
    row.cells.sort { $0.column < $1.column }
    var cells: [SheetCell] = []
    for cell in row.cells {
      if cells.last?.column == cell.column {
        cells[cells.count - 1].value = .unreadable("", reason: "the sheet has the cell twice")
        found.add(XLSXDiagnostics.twice(source, place(cell.column)))
      } else {
        cells.append(cell)
      }
    }
    row.cells = cells
  }

  /// Sorts the rows; one that is there twice cannot be trusted.
  private mutating func sort() {
    rows.sort { $0.number < $1.number }
    for index in rows.indices.dropFirst() where rows[index].number == rows[index - 1].number {
      rows[index].problem = "the sheet has the row twice"
      rows[index - 1].problem = "the sheet has the row twice"
      found.add(
        XLSXDiagnostics.twice(source, XLSXDiagnostics.Place(sheet: sheet, reference: "row \(rows[index].number)")))
    }
  }

  private mutating func lose(_ diagnostic: Diagnostic) {
    isWhole = false
    found.add(diagnostic)
  }

  private func place(_ column: Int) -> XLSXDiagnostics.Place {
    XLSXDiagnostics.Place(sheet: sheet, reference: "cell " + SheetReference.letters(column) + "\(row.number)")
  }

  // MARK: cells

  /// Reads a cell; false where no more may be read.
  private mutating func cell(_ reader: inout XMLPullReader) -> Bool {
    var place: Int? = column + 1
    if let text = reader.rawAttribute("r") {
      let reference = SheetReference(text)
      place = reference?.row == row.number ? reference?.column : nil
    }
    if reader.isEndPending {
      if let place { column = place }
      return true
    }
    let type = reader.attribute("t")?.text ?? "n"
    let style = (reader.attribute("s")?.text).flatMap { Int($0) }
    guard let value = content(&reader, type, style) else {
      if let place { column = place }
      return true
    }
    guard let place, place < SheetReference.columnLimit else {
      lose(XLSXDiagnostics.badPlace(source, sheet))
      return true
    }
    column = place
    guard cellsLeft > 0 else {
      lose(XLSXDiagnostics.tooManyCells(source, sheet))
      return false
    }
    cellsLeft -= 1
    if case .unreadable(_, let reason) = value {
      found.add(XLSXDiagnostics.unreadable(source, self.place(place), reason))
    }
    row.cells.append(SheetCell(column: place, value: value))
    return true
  }

  /// What a cell holds, to its end; nil if it is empty.
  private func content(_ reader: inout XMLPullReader, _ type: String, _ style: Int?) -> RawValue? {
    var text: XMLText?
    var isFormula = false
    let level = reader.depth
    while let event = reader.next() {
      if event == .endElement, reader.depth == level { return value(text, type, style, isFormula: isFormula) }
      guard event == .startElement else { continue }
      if reader.isNamed("v") {
        text = XLSXStrings.characters(&reader)
      } else if reader.isNamed("is") {
        text = XLSXStrings.richText(&reader)
      } else if reader.isNamed("f") {
        isFormula = true
      }
    }
    return .unreadable(text?.text ?? "", reason: "the cell breaks off")
  }

  private func value(_ text: XMLText?, _ type: String, _ style: Int?, isFormula: Bool) -> RawValue? {
    guard let text else {
      return isFormula ? .unreadable("", reason: "a formula whose result is not in the file") : nil
    }
    if let problem = text.problem { return .unreadable(text.text, reason: problem) }
    switch type {
    case "s":
      guard let index = Int(text.text), context.strings.indices.contains(index) else {
        return .unreadable("", reason: "a shared text that the workbook does not have")
      }
      let shared = context.strings[index]
      if let problem = shared.problem { return .unreadable(shared.text, reason: problem) }
      return shared.text.isEmpty ? nil : .string(shared.text)
    case "str", "inlineStr":
      let content = type == "str" ? XLSXStrings.unescaped(text).text : text.text
      return content.isEmpty ? nil : .string(content)
    case "b":
      switch text.text {
      case "1", "true": return .bool(true)
      case "0", "false": return .bool(false)
      default: return .unreadable(text.text, reason: "neither true nor false")
      }
    case "e": return .unreadable(text.text, reason: "an error of the sheet")
    case "d": return text.text.isEmpty ? nil : .string(text.text)
    case "n":
      if text.text.isEmpty { return nil }
      return XLSXNumber.value(text.text, context.styles.format(style), is1904: context.is1904)
    default: return .unreadable(text.text, reason: "a cell of an unknown type")
    }
  }
}
