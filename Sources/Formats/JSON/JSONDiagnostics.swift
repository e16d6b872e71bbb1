import Diagnostics

/// The words of everything that can be wrong with JSON.
enum JSONDiagnostics {
  private static func syntax(_ message: String, _ span: Span, also: [Diagnostic.Label] = [], help: String) -> Diagnostic
  {
    Diagnostic(.jsonSyntax, message, at: span, also: also, help: [help])
  }

  private static let export = "export the file again, or correct it at this place"

  static func notAValue(_ span: Span) -> Diagnostic {
    var help = "a value is an object, a list, a string in double quotes, a number, `true`, `false` or `null`"
    let text = span.text
    if text == "'" { help = "strings stand in double quotes" }
    if ["True", "False"].contains(text) { help = "write `\(text.lowercased())`" }
    if ["None", "nil", "undefined", "NaN"].contains(text) { help = "write `null`" }
    if text == "/" || text == "#" { help = "JSON has no comments" }
    return syntax("\(Diagnostic.quote(span)) begins no JSON value", span, help: help)
  }

  static func notAName(_ span: Span) -> Diagnostic {
    syntax(
      "a name in double quotes was expected, not \(Diagnostic.quote(span))", span,
      help: "write `\"name\": value`")
  }

  static func colonMissing(_ span: Span) -> Diagnostic {
    syntax(
      "a `:` was expected after the name, not \(Diagnostic.quote(span))", span, help: "write `\"name\": value`")
  }

  static func commaMissing(_ span: Span, _ what: String, _ closing: Character) -> Diagnostic {
    syntax(
      "a `,` or the `\(closing)` of the \(what) was expected, not \(Diagnostic.quote(span))", span, help: export)
  }

  static func trailingComma(_ span: Span) -> Diagnostic {
    syntax("a comma with nothing after it", span, help: "remove the comma")
  }

  static func commentNotClosed(_ span: Span) -> Diagnostic {
    syntax("the comment that begins here is not closed", span, help: "end it with `*/`")
  }

  /// What most programs refuse in a file that is named as JSON.
  static func notStrict(_ span: Span, _ what: String) -> Diagnostic {
    Diagnostic(
      .jsonSyntax, .warning, "\(what) in a file that is named as plain JSON", at: span,
      help: ["not every program reads it: remove it, or name the file `.jsonc` if its program reads that"])
  }

  static func endsEarly(_ span: Span) -> Diagnostic {
    syntax("the text ends where a value or a name was expected", span, help: export)
  }

  static func notClosed(_ span: Span, _ opening: Span, _ what: String, _ closing: Character) -> Diagnostic {
    syntax(
      "the text ends before the `\(closing)` of the \(what)", span, also: [.init(opening, "the \(what) begins here")],
      help: "the file may be cut short: " + export)
  }

  static func textAfterEnd(_ span: Span) -> Diagnostic {
    syntax(
      "text after the end of the value", span,
      help: "a file with one value on each line is NDJSON: name it `.ndjson`")
  }

  static func badNumber(_ span: Span) -> Diagnostic {
    syntax("\(Diagnostic.quote(span)) is not a JSON number", span, help: "put it in double quotes if it is text")
  }

  static func stringNotClosed(_ span: Span) -> Diagnostic {
    syntax("the string that begins here is not closed on its line", span, help: "a line break inside a string is `\\n`")
  }

  static func control(_ span: Span, _ byte: UInt8) -> Diagnostic {
    let code = "\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    return syntax("a control character inside a string", span, help: "write it as `\(byte == 0x09 ? "\\t" : code)`")
  }

  static func badEscape(_ span: Span) -> Diagnostic {
    syntax(
      "\(Diagnostic.quote(span)) is not an escape of JSON", span,
      help: "a backslash that is meant as such is `\\\\`")
  }

  static func tooDeep(_ span: Span, limit: Int) -> Diagnostic {
    Diagnostic(
      .nestingTooDeep, "values nest deeper than the limit of \(limit) levels", at: span,
      help: ["flatten the structure"])
  }

  static func duplicateName(_ span: Span, first: Span, _ name: String) -> Diagnostic {
    Diagnostic(
      .jsonDuplicateName, .warning, "the name \(Diagnostic.quote(name)) stands twice in this object", at: span,
      label: "again here", also: [.init(first, "first here")],
      help: ["neither value is used, since nothing tells which one is meant"])
  }

  static func invalidUTF8(_ span: Span) -> Diagnostic {
    Diagnostic(
      .jsonUnreadableString, .warning, "the string has bytes that are not UTF-8", at: span,
      help: ["the value counts as unreadable; export the file as UTF-8"])
  }

  static func loneSurrogate(_ span: Span) -> Diagnostic {
    Diagnostic(
      .jsonUnreadableString, .warning, "the string has half of a surrogate pair", at: span,
      help: ["the value counts as unreadable; export the file again"])
  }
}
