/// One row of marks and words, set at columns.
struct Canvas {
  private var cells: [(text: String, style: DiagnosticRenderer.Style?)] = []

  /// Sets a character at each of some columns.
  mutating func fill(_ columns: Range<Int>, _ character: Character, _ style: DiagnosticRenderer.Style) {
    grow(to: columns.upperBound)
    for column in columns { cells[column] = (String(character), style) }
  }

  /// Sets words from a column on; nothing can be set behind them.
  mutating func put(_ text: String, at column: Int, _ style: DiagnosticRenderer.Style) {
    grow(to: column + 1)
    cells[column] = (text, style)
  }

  private mutating func grow(to count: Int) {
    while cells.count < count { cells.append((" ", nil)) }
  }

  /// The row, runs of one style painted together, without white space at its end.
  func text(_ paint: (String, DiagnosticRenderer.Style) -> String) -> String {
    var result = ""
    var run = ""
    var style: DiagnosticRenderer.Style?
    func flush() {
      result += style.map { paint(run, $0) } ?? run
      run = ""
    }
    for cell in cells {
      if cell.style != style {
        flush()
        style = cell.style
      }
      run += cell.text
    }
    flush()
    return result
  }
}
