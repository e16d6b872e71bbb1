import Diagnostics
import Values

/// The words of the mistakes that every document may have.
extension Diagnostic {
  /// A key that does not belong where it stands.
  public static func unknownKey(_ key: String, in what: String, known: [String], at span: Span) -> Diagnostic {
    let nearest = NameSuggestions.nearest(to: key, among: known)
    let help =
      nearest.map { "did you mean `\($0)`?" } ?? "known here: \(known.map { "`\($0)`" }.joined(separator: ", "))"
    return Diagnostic(.unknownKey, "unknown key `\(key)` in \(what)", at: span, help: [help])
  }

  /// The rest of very many keys that do not belong where they stand.
  static func moreUnknownKeys(_ count: Int, in what: String, at span: Span) -> Diagnostic {
    Diagnostic(.unknownKey, "\(count) more unknown keys in \(what), from here on", at: span)
  }

  /// A key that must be there.
  public static func missingKey(_ key: String, in what: String, at span: Span) -> Diagnostic {
    Diagnostic(.missingKey, "\(what) needs the key `\(key)`", at: span, label: "missing here")
  }

  /// A value of the wrong kind.
  public static func wrongKind(
    expected: String, found: String, at span: Span, help: [String] = []
  ) -> Diagnostic {
    Diagnostic(.wrongKind, "expected \(expected), found \(found)", at: span, help: help)
  }

  /// A word out of a closed list.
  public static func unknownWord(
    _ word: String, what: String, allowed: [String], at span: Span
  ) -> Diagnostic {
    var help = ["allowed: \(allowed.map { "`\($0)`" }.joined(separator: ", "))"]
    if let nearest = NameSuggestions.nearest(to: word, among: allowed) { help = ["did you mean `\(nearest)`?"] + help }
    return Diagnostic(.unknownWord, "`\(word)` is not allowed for \(what)", at: span, help: help)
  }

  /// A name that expressions could not write.
  public static func invalidIdentifier(_ name: String, what: String, at span: Span) -> Diagnostic {
    let help =
      Identifier.reserved.contains(name)
      ? "`\(name)` is a reserved word of CEL"
      : "use letters, digits and `_`, and no digit first"
    return Diagnostic(
      .invalidIdentifier, "`\(name)` cannot be \(what): expressions could not write it", at: span, help: [help])
  }

  /// A name that is there a second time.
  public static func duplicateName(_ name: String, what: String, at span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .duplicateName, "two \(what) are named `\(name)`", at: span, label: "again here",
      also: [Diagnostic.Label(first, "first here")])
  }

  /// A text that is no day of the calendar.
  public static func invalidDate(_ text: String, what: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .invalidDate, "`\(text)` for \(what) is not a date", at: span, help: ["write year-month-day: `2026-01-15`"])
  }

  /// A text that is no number, or one out of range.
  public static func invalidNumber(
    _ text: String, what: String, range: ClosedRange<Int>, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .invalidNumber, "`\(text)` for \(what) is not a whole number from \(range.lowerBound) to \(range.upperBound)",
      at: span)
  }

  /// A tag where a value is expected.
  public static func unexpectedTag(_ tag: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .unexpectedTag, "YAML reads `\(tag)` as a tag, and tags mean nothing here", at: span,
      help: ["put the value in quotes if it begins with `!`"])
  }

  /// A text that says nothing.
  public static func emptyText(what: String, at span: Span) -> Diagnostic {
    Diagnostic(.emptyText, "expected \(what), found an empty text", at: span)
  }

  /// A reference to something that is not there.
  public static func unknownName(
    _ code: DiagnosticCode, _ name: String, what: String, known: [String], at span: Span, help: [String] = []
  ) -> Diagnostic {
    // Beyond some hundred names a suggestion costs more than it tells, once for every unknown name.
    let nearest = NameSuggestions.nearest(to: name, among: known.prefix(600)).map { ["did you mean `\($0)`?"] }
    return Diagnostic(code, "there is no \(what) `\(name)`", at: span, help: (nearest ?? []) + help)
  }

  /// A zone that there is not.
  static func unknownZone(_ name: String, at span: Span) -> Diagnostic {
    .unknownName(
      .unknownWord, name, what: "time zone", known: Zone.names, at: span,
      help: ["write a name such as `Asia/Ho_Chi_Minh`, or an offset such as `+07:00`"])
  }

  /// An interval whose end lies before its beginning.
  public static func emptyInterval(from: Span, until: Span) -> Diagnostic {
    Diagnostic(
      .emptyInterval, "the interval ends before it begins", at: until,
      also: [Diagnostic.Label(from, "it begins here")])
  }
}
