/// Diagnostics as text for people.
///
/// ```
/// error[KIEM2004]: unknown key `chek`
///   --> policies/x/policy.yaml:12:5
///    |
/// 12 |     chek: device.a
///    |     ^^^^ did you mean `check`?
///    |
///    = help: ...
/// ```
///
/// Carets stand under what is wrong, dashes under a second place. Columns are those of a terminal: a tab is four
/// spaces, an East Asian character two columns, a combining mark none. Text from an input never steers the terminal.
public struct DiagnosticRenderer: Sendable {
  /// How much of a diagnostic is shown.
  public enum Form: Sendable {
    /// With source lines, labels and help.
    case full
    /// On one line: `path:line:column: error[KIEM2004]: message`.
    case short
  }

  /// How much is shown.
  public var form: Form
  /// Whether ANSI colours are used.
  public var usesColour: Bool
  /// How many columns a source line may take before it is cut.
  public var width: Int

  /// Makes a renderer.
  public init(_ form: Form = .full, usesColour: Bool = false, width: Int = 120) {
    self.form = form
    self.usesColour = usesColour
    self.width = width
  }

  /// All diagnostics by file and place, each ending with a line feed, full ones with an empty line between.
  public func render(_ list: DiagnosticList) -> String {
    list.sorted.map(render).joined(separator: form == .full ? "\n" : "")
  }

  /// One diagnostic, ending with a line feed.
  public func render(_ diagnostic: Diagnostic) -> String {
    switch form {
    case .short: short(diagnostic) + "\n"
    case .full: full(diagnostic).joined(separator: "\n") + "\n"
    }
  }

  private func short(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.primary.map { "\(TerminalText.visible($0.span.source.path)):\($0.span.start): " } ?? ""
    return place + heading(diagnostic)
  }

  private func heading(_ diagnostic: Diagnostic) -> String {
    let name = "\(diagnostic.severity.rawValue)[\(diagnostic.code)]"
    let message = ": " + TerminalText.visible(diagnostic.message)
    return paint(name, .severity(diagnostic.severity)) + paint(message, .strong)
  }

  private func full(_ diagnostic: Diagnostic) -> [String] {
    let snippets = Snippet.all(of: diagnostic)
    let last = snippets.flatMap(\.lines).map(\.number).max() ?? 0
    let gutter = max(String(last).count, 1)
    var rows = [heading(diagnostic)]
    var notes: [String] = []
    for (index, snippet) in snippets.enumerated() {
      let arrow = index == 0 ? "-->" : ":::"
      rows.append(
        Self.spaces(gutter) + paint(arrow, .frame) + " \(TerminalText.visible(snippet.source.path)):\(snippet.place)")
      if snippet.source.isConfidential {
        notes += snippet.lines.flatMap(\.marks).map(\.text).filter { !$0.isEmpty }
      } else {
        rows.append(row(gutter, nil, ""))
        lines(of: snippet, diagnostic.severity, gutter, &rows, &notes)
      }
    }
    var advice = notes.map { ("note", $0) } + diagnostic.help.map { ("help", $0) }
    if let fix = diagnostic.fix, !fix.span.source.isConfidential {
      let replaced = fix.span.text.isEmpty ? "insert" : "replace \(Diagnostic.quote(fix.span.text)) with"
      advice.append(("fix", "\(replaced) \(Diagnostic.quote(fix.replacement))"))
    }
    guard !advice.isEmpty else { return rows }
    if !snippets.isEmpty { rows.append(row(gutter, nil, "")) }
    for (word, text) in advice {
      let start = Self.spaces(gutter + 1) + paint("=", .frame) + " " + paint(word + ":", .strong) + " "
      let indent = "\n" + Self.spaces(gutter + 5 + word.count)
      let lines = TerminalText.visible(text, keepingLines: true).split(
        separator: "\n", omittingEmptySubsequences: false)
      rows.append(start + lines.joined(separator: indent))
    }
    return rows
  }

  // MARK: source lines

  private func lines(
    of snippet: Snippet, _ severity: Diagnostic.Severity, _ gutter: Int, _ rows: inout [String], _ notes: inout [String]
  ) {
    var previous: Int?
    for (number, marks) in snippet.lines {
      if let previous, number == previous + 2 {
        let skipped = snippet.bytes(of: number - 1)
        let line = DisplayLine(
          snippet.source.bytes, line: skipped, focus: skipped.lowerBound..<skipped.lowerBound, width: width)
        rows.append(row(gutter, number - 1, line.text))
      } else if let previous, number > previous + 1 {
        rows.append(paint("...", .frame))
      }
      previous = number
      let focus = marks.first(where: \.isPrimary) ?? marks[0]
      let line = DisplayLine(
        snippet.source.bytes, line: snippet.bytes(of: number), focus: focus.range, width: width)
      rows.append(row(gutter, number, line.text))
      var placed: [PlacedMark] = []
      for mark in marks {
        guard mark.range.lowerBound >= line.shown.lowerBound, mark.range.lowerBound <= line.shown.upperBound else {
          if !mark.text.isEmpty { notes.append("\(snippet.source.position(at: mark.range.lowerBound)): \(mark.text)") }
          continue
        }
        let lower = line.column(of: mark.range.lowerBound)
        let upper = max(lower + 1, line.column(of: mark.range.upperBound))
        placed.append(PlacedMark(columns: lower..<upper, isPrimary: mark.isPrimary, text: mark.text))
      }
      for text in underlines(placed, severity) { rows.append(row(gutter, nil, text)) }
    }
  }

  private struct PlacedMark {
    var columns: Range<Int>
    var isPrimary: Bool
    var text: String
  }

  /// The rows under a source line: the marks, the words of the last one behind it, those of the others below.
  private func underlines(_ marks: [PlacedMark], _ severity: Diagnostic.Severity) -> [String] {
    let end = marks.map(\.columns.upperBound).max() ?? 0
    var row = Canvas()
    for mark in marks where !mark.isPrimary { row.fill(mark.columns, "-", .frame) }
    for mark in marks where mark.isPrimary { row.fill(mark.columns, "^", .severity(severity)) }
    var hanging = marks.filter { !$0.text.isEmpty }.sorted { $0.columns.lowerBound < $1.columns.lowerBound }
    if let last = hanging.last, last.columns.upperBound == end {
      row.put(last.text, at: end + 1, style(last, severity))
      hanging.removeLast()
    }
    var rows = [row]
    if !hanging.isEmpty {
      var connectors = Canvas()
      for mark in hanging { connectors.put("|", at: mark.columns.lowerBound, style(mark, severity)) }
      rows.append(connectors)
    }
    while let mark = hanging.popLast() {
      var words = Canvas()
      for other in hanging where other.columns.lowerBound < mark.columns.lowerBound {
        words.put("|", at: other.columns.lowerBound, style(other, severity))
      }
      words.put(mark.text, at: mark.columns.lowerBound, style(mark, severity))
      rows.append(words)
    }
    return rows.map { $0.text(paint) }
  }

  private func style(_ mark: PlacedMark, _ severity: Diagnostic.Severity) -> Style {
    mark.isPrimary ? .severity(severity) : .frame
  }

  private func row(_ gutter: Int, _ number: Int?, _ text: String) -> String {
    let digits = number.map(String.init) ?? ""
    let margin = paint(digits + Self.spaces(gutter - digits.count) + " |", .frame)
    return text.isEmpty ? margin : margin + " " + text
  }

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  // MARK: colour

  enum Style: Equatable {
    case severity(Diagnostic.Severity)
    case frame, strong

    var code: String {
      switch self {
      case .severity(.error): "1;31"
      case .severity(.warning): "1;33"
      case .severity(.note): "1;36"
      case .frame: "1;34"
      case .strong: "1"
      }
    }
  }

  private func paint(_ text: String, _ style: Style) -> String {
    usesColour && !text.isEmpty ? "\u{1B}[\(style.code)m\(text)\u{1B}[0m" : text
  }
}
