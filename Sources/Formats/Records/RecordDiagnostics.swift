import Diagnostics

/// The words of everything that can be wrong with a file of records apart from its syntax.
enum RecordDiagnostics {
  static func noPointer(_ source: Source, _ pointer: String) -> Diagnostic {
    Diagnostic(
      .recordShape, "nothing stands at \(Diagnostic.quote(pointer))", at: Span(source: source, range: 0..<0),
      help: ["give the JSON pointer of a list of objects, such as `/devices`"])
  }

  static func notRecords(_ span: Span) -> Diagnostic {
    Diagnostic(
      .recordShape, "the file holds no object and no list of objects", at: first(of: span),
      help: ["a record is an object with named members"])
  }

  static func notARecord(_ span: Span) -> Diagnostic {
    Diagnostic(
      .recordShape, .warning, "an item that is not an object", at: first(of: span),
      help: ["the record counts as unreadable; a record is an object with named members"])
  }

  static func tooManyColumns(_ span: Span, limit: Int) -> Diagnostic {
    Diagnostic(
      .inputTooLarge, "the records have more than \(limit) different columns", at: first(of: span),
      help: ["turn names that are data into values"])
  }

  /// The first line of a place, since a record may be long.
  private static func first(of span: Span) -> Span {
    let bytes = span.source.bytes
    var end = span.range.lowerBound
    while end < span.range.upperBound, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return Span(source: span.source, range: span.range.lowerBound..<end)
  }
}
