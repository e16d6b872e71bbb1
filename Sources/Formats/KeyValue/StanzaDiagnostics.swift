import Diagnostics

/// The words of everything that can be wrong with a text of names and values.
enum StanzaDiagnostics {
  static func notAField(_ span: Span) -> Diagnostic {
    Diagnostic(
      .stanzaSyntax, .warning, "a line that is no field", at: span,
      help: ["the paragraph that it stands in counts as unreadable"])
  }

  static func unreadable(_ span: Span, _ reason: String) -> Diagnostic {
    Diagnostic(
      .stanzaValue, .warning, "a value that cannot be read: \(reason)", at: first(of: span),
      help: ["the value counts as unreadable; export the file as UTF-8"])
  }

  private static func first(of span: Span) -> Span {
    let bytes = span.source.bytes
    var end = span.range.lowerBound
    while end < span.range.upperBound, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return Span(source: span.source, range: span.range.lowerBound..<end)
  }
}
