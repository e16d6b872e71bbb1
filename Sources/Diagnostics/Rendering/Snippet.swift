/// The lines of one source that a diagnostic shows, and what is marked on them.
struct Snippet {
  /// A stretch of one line that belongs to a label.
  struct Mark {
    var range: Range<Int>
    var isPrimary: Bool
    /// The label's words, on the last line of its span.
    var text: String
  }

  let source: Source
  /// What the place in the heading is: the first label's.
  let place: Position
  /// Line numbers, ascending, with their marks in the order of the labels.
  private(set) var lines: [(number: Int, marks: [Mark])] = []

  /// A span over more lines than this is shown by its first and last one.
  private static let wholeLines = 4

  /// The labels of a diagnostic by source, the primary one's source first.
  static func all(of diagnostic: Diagnostic) -> [Snippet] {
    guard let primary = diagnostic.primary else { return [] }
    var sources = [primary.span.source]
    for label in diagnostic.secondary where !sources.contains(where: { $0 === label.span.source }) {
      sources.append(label.span.source)
    }
    return sources.map { source in
      var labels = diagnostic.secondary.filter { $0.span.source === source }.map { ($0, false) }
      if primary.span.source === source { labels.insert((primary, true), at: 0) }
      return Snippet(source, labels)
    }
  }

  private init(_ source: Source, _ labels: [(label: Diagnostic.Label, isPrimary: Bool)]) {
    self.source = source
    self.place = labels.first?.label.span.start ?? Position(line: 1, column: 1)
    var marks: [Int: [Mark]] = [:]
    for (label, isPrimary) in labels {
      for (line, mark) in Self.marks(of: label, isPrimary) { marks[line, default: []].append(mark) }
    }
    lines = marks.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The bytes of a line, without its break.
  func bytes(of line: Int) -> Range<Int> { Self.bytes(of: line, source) }

  private static func bytes(of line: Int, _ source: Source) -> Range<Int> {
    let start = source.lineStarts[line - 1]
    var end = line < source.lineStarts.count ? source.lineStarts[line] : source.bytes.count
    while end > start, source.bytes[end - 1] == 0x0A || source.bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  private static func marks(of label: Diagnostic.Label, _ isPrimary: Bool) -> [(line: Int, mark: Mark)] {
    let source = label.span.source
    let range = label.span.range.clamped(to: 0..<source.bytes.count)
    let first = source.line(at: range.lowerBound)
    // A span that ends with a line break ends on that line.
    let last = range.isEmpty ? first : max(first, source.line(at: range.upperBound - 1))
    var numbers = Array(first...max(first, last))
    if numbers.count > wholeLines { numbers = [first, last] }
    return numbers.compactMap { number in
      let line = bytes(of: number, source)
      var lower = max(line.lowerBound, range.lowerBound)
      if number != first {
        while lower < line.upperBound, source.bytes[lower] == 0x20 || source.bytes[lower] == 0x09 { lower += 1 }
      }
      let upper = max(lower, min(line.upperBound, range.upperBound))
      if lower == upper, number != first, number != last { return nil }
      let text = number == last ? TerminalText.visible(label.text) : ""
      return (number, Mark(range: lower..<upper, isPrimary: isPrimary, text: text))
    }
  }
}
