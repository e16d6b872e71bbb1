import Diagnostics

/// The words of everything that can be wrong with a property list.
enum PropertyListDiagnostics {
  private static func shape(_ message: String, _ span: Span, help: String) -> Diagnostic {
    Diagnostic(.propertyListShape, message, at: first(of: span), help: [help])
  }

  private static let export = "export the file again"

  static func notAList(_ span: Span) -> Diagnostic {
    shape("the file is no property list", span, help: "its outermost element is `plist`, with one value in it")
  }

  static func secondRoot(_ span: Span) -> Diagnostic {
    shape("a second value in the property list", span, help: "split files that were joined")
  }

  static func badValue(_ span: Span, _ what: String) -> Diagnostic {
    Diagnostic(
      .propertyListValue, .warning, "a value that is not \(what)", at: first(of: span),
      help: ["the value counts as unreadable"])
  }

  static func keyWithoutValue(_ span: Span) -> Diagnostic {
    shape("a key without a value", span, help: export)
  }

  static func valueWithoutKey(_ span: Span) -> Diagnostic {
    shape("a value without a key", span, help: export)
  }

  // MARK: binary lists

  static func notBinary(_ span: Span) -> Diagnostic {
    shape("a binary property list of another version than `bplist00`, or cut short", span, help: export)
  }

  static func badTrailer(_ span: Span) -> Diagnostic {
    shape(
      "the end of the binary property list does not describe it", span, help: "the file may be cut short: " + export)
  }

  static func badReference(_ span: Span) -> Diagnostic {
    shape("a reference to an object that the binary property list does not have", span, help: export)
  }

  static func badObject(_ span: Span) -> Diagnostic {
    shape("an object of no type that binary property lists have", span, help: export)
  }

  static func badKey(_ span: Span) -> Diagnostic {
    shape("a key that is not text", span, help: export)
  }

  static func cut(_ span: Span) -> Diagnostic {
    shape("an object that reaches beyond the end", span, help: "the file may be cut short: " + export)
  }

  static func cycle(_ span: Span) -> Diagnostic {
    shape("an object that holds itself", span, help: "the object is left out there")
  }

  static func tooDeep(_ span: Span, limit: Int) -> Diagnostic {
    Diagnostic(
      .nestingTooDeep, "values nest deeper than the limit of \(limit) levels", at: span, help: ["flatten the structure"]
    )
  }

  static func tooLarge(_ span: Span) -> Diagnostic {
    Diagnostic(
      .inputTooLarge, "the binary property list means more values than are read", at: span,
      help: ["an object counts once for each place that refers to it"])
  }

  private static func first(of span: Span) -> Span {
    let bytes = span.source.bytes
    var end = span.range.lowerBound
    while end < span.range.upperBound, end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return Span(source: span.source, range: span.range.lowerBound..<end)
  }
}
