import Diagnostics

/// The words of everything that can be wrong with TOML.
enum TOMLDiagnostics {
  private static func syntax(_ message: String, _ span: Span, also: [Diagnostic.Label] = [], help: String) -> Diagnostic
  {
    Diagnostic(.tomlSyntax, message, at: span, also: also, help: [help])
  }

  static func invalidUTF8(_ span: Span) -> Diagnostic {
    Diagnostic(.textEncoding, "bytes that are not UTF-8", at: span, help: ["save the file as UTF-8"])
  }

  static func headerNotClosed(_ span: Span) -> Diagnostic {
    syntax("the header of a table is not closed", span, help: "write `[name]`, or `[[name]]` for one of several")
  }

  static func equalsMissing(_ span: Span) -> Diagnostic {
    syntax("a `=` was expected after the key", span, help: "write `key = value`; a key with spaces stands in quotes")
  }

  static func keyMissing(_ span: Span) -> Diagnostic {
    syntax(
      "a key was expected", span,
      help: "a key is of letters, digits, `-` and `_`, or stands in quotes; write `key = value`")
  }

  static func valueMissing(_ span: Span) -> Diagnostic {
    syntax("a value was expected", span, help: "text stands in quotes; nothing at all is said by leaving the key out")
  }

  static func badValue(_ span: Span) -> Diagnostic {
    syntax(
      "\(Diagnostic.quote(span)) is no number, date, time or truth value", span, help: "put text in double quotes")
  }

  static func tooLarge(_ span: Span) -> Diagnostic {
    syntax("the number does not fit in 64 bits", span, help: "put it in double quotes if it is an identifier")
  }

  static func commaMissing(_ span: Span, _ closing: Character) -> Diagnostic {
    let help =
      closing == "}" ? "an inline table stands on one line, without a comma at its end" : "part the items by `,`"
    return syntax("a `,` or the closing `\(closing)` was expected", span, help: help)
  }

  static func notClosed(_ span: Span, _ opening: Span, _ what: String) -> Diagnostic {
    syntax(
      "the file ends before the end of the \(what)", span, also: [.init(opening, "the \(what) begins here")],
      help: "close it")
  }

  static func textAfterValue(_ span: Span) -> Diagnostic {
    syntax("text after the end of the statement", span, help: "each key and each header has a line of its own")
  }

  static func stringNotClosed(_ span: Span) -> Diagnostic {
    syntax("the string that begins here is not closed", span, help: "text of several lines stands in three quotes")
  }

  static func control(_ span: Span) -> Diagnostic {
    syntax("a control character", span, help: "remove it, or write it as an escape in double quotes")
  }

  static func badEscape(_ span: Span) -> Diagnostic {
    syntax(
      "\(Diagnostic.quote(span)) begins no escape of TOML", span,
      help: "text in single quotes needs no escapes: 'C:\\folder'")
  }

  static func defined(_ span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .tomlRedefinition, "this key or table is defined already", at: span, label: "again here",
      also: [.init(first, "first here")], help: ["remove one of the two, or write their keys under one header"])
  }

  static func noTable(_ span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .tomlRedefinition, "nothing can be added under this key", at: span,
      also: [.init(first, "it has its value from here")],
      help: ["a value, an inline table and a table with a header of its own are complete where they stand"])
  }
}
