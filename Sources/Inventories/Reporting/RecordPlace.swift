import Diagnostics

/// Where a record stands, for people.
struct RecordPlace {
  var source: Source?
  var path: String
  var row: Int
  var line: Int

  /// The record's first line.
  var span: Span? {
    guard let source, line >= 1, line <= source.lineStarts.count else { return nil }
    let start = source.lineStarts[line - 1]
    return Span(source: source, range: start..<start + source.line(line).utf8.count)
  }

  var description: String { "\(path) row \(row)" }
}
