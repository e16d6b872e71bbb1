/// One line of a source as it is shown: tabs as spaces, hidden characters made visible, a long line cut to a window
/// around the place that matters. Knows at which column each byte stands.
struct DisplayLine {
  /// A character, by the offset of its first byte and the column at which it is shown.
  private struct Cell {
    var offset: Int
    var text: String
    var column: Int
    var width: Int
  }

  /// The text to print, cuts shown as `...`.
  private(set) var text = ""
  private var cells: [Cell] = []
  /// The column after the last character.
  private var endColumn = 0
  /// The bytes that are shown.
  private(set) var shown: Range<Int>

  private static let tab = 4
  private static let cut = "..."

  /// - Parameter line: the bytes of the line, without its break.
  /// - Parameter focus: the bytes to keep in sight.
  /// - Parameter width: how many columns there are.
  init(_ bytes: [UInt8], line: Range<Int>, focus: Range<Int>, width: Int) {
    // Far from the focus nothing can be shown anyway; a line may be a whole minified file.
    let reach = max(width, 20) * 8
    var near = max(line.lowerBound, focus.lowerBound - reach)..<min(line.upperBound, focus.lowerBound + reach)
    if near.upperBound < near.lowerBound { near = line.lowerBound..<line.lowerBound }
    var start = near.lowerBound
    while start > line.lowerBound, start < near.upperBound, bytes[start] & 0xC0 == 0x80 { start += 1 }
    shown = start..<near.upperBound
    fill(bytes)
    if endColumn > width || shown != line { trim(line: line, focus: focus, width: width) }
    text = Self.joined(
      cells, cutBefore: shown.lowerBound > line.lowerBound, cutAfter: shown.upperBound < line.upperBound)
  }

  /// The column, from 0, of a byte; the one after the last character for the end.
  func column(of offset: Int) -> Int {
    var low = 0
    var high = cells.count
    while low < high {
      let middle = (low + high) / 2
      if cells[middle].offset < offset { low = middle + 1 } else { high = middle }
    }
    if low < cells.count {
      // An offset inside a character stands at the character.
      return cells[low].offset == offset || low == 0 ? cells[low].column : cells[low - 1].column
    }
    if let last = cells.last, offset < shown.upperBound { return last.column }
    return endColumn
  }

  private mutating func fill(_ bytes: [UInt8]) {
    var index = shown.lowerBound
    var column = 0
    while index < shown.upperBound {
      let (scalar, length) = Self.scalar(bytes, index, shown.upperBound)
      var cell = Cell(offset: index, text: "", column: column, width: 1)
      if scalar == "\t" {
        cell.width = Self.tab - column % Self.tab
        cell.text = String(repeating: " ", count: cell.width)
      } else if TerminalText.isHidden(scalar) {
        cell.text = "\u{FFFD}"
      } else {
        cell.text = String(scalar)
        cell.width = TerminalText.width(scalar)
      }
      cells.append(cell)
      column += cell.width
      index += length
    }
    endColumn = column
  }

  /// Cuts the cells to the window and moves them so that it begins at column 0, or after the cut's dots.
  private mutating func trim(line: Range<Int>, focus: Range<Int>, width: Int) {
    let target = column(of: focus.lowerBound)
    let room = max(width - 2 * Self.cut.count, 10)
    let isCutBefore = shown.lowerBound > line.lowerBound || target > room * 2 / 3
    let first = isCutBefore ? max(0, min(target - room / 3, endColumn - room)) : 0
    let kept = cells.filter { $0.column >= first && $0.column + $0.width <= first + room }
    let before = kept.first.map { $0.offset > line.lowerBound } ?? false
    let shift = (kept.first?.column ?? 0) - (before ? Self.cut.count : 0)
    let endOffset = cells.first { $0.column + $0.width > first + room }?.offset ?? shown.upperBound
    shown = (kept.first?.offset ?? shown.lowerBound)..<max(endOffset, kept.first?.offset ?? shown.lowerBound)
    cells = kept.map { cell in
      var cell = cell
      cell.column -= shift
      return cell
    }
    endColumn = cells.last.map { $0.column + $0.width } ?? 0
  }

  private static func joined(_ cells: [Cell], cutBefore: Bool, cutAfter: Bool) -> String {
    (cutBefore ? cut : "") + cells.map(\.text).joined() + (cutAfter ? cut : "")
  }

  /// The scalar at an offset and its length; U+FFFD and 1 for a byte that begins none.
  private static func scalar(_ bytes: [UInt8], _ index: Int, _ end: Int) -> (Unicode.Scalar, Int) {
    let first = bytes[index]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard index + length <= end, let text = String(validating: bytes[index..<index + length], as: UTF8.self),
      let scalar = text.unicodeScalars.first
    else { return ("\u{FFFD}", 1) }
    return (scalar, length)
  }
}
