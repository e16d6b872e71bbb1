import Diagnostics

/// Words on characters, literals and brackets.
extension SyntaxDiagnostics {
  // MARK: Brackets

  static func unclosedBracket(_ span: Span, opener: Span, _ closer: String, found: String) -> Diagnostic {
    let what = found.isEmpty ? "before the end of the expression" : "before this `\(found)`"
    return Diagnostic(
      .celUnclosedBracket, .error, "a `\(closer)` is missing \(what)", at: span,
      also: [.init(opener, "it would close this bracket")])
  }

  static func unopenedBracket(_ span: Span, _ bracket: String) -> Diagnostic {
    Diagnostic(
      .celUnclosedBracket, .error, "this `\(bracket)` closes nothing", at: span, help: ["remove it, or open it before"])
  }

  static func commaInParentheses(_ span: Span, opener: Span) -> Diagnostic {
    Diagnostic(
      .celSyntax, .error, "parentheses hold one value", at: span, also: [.init(opener, "opened here")],
      help: ["a list of values stands in square brackets: `[a, b]`"])
  }

  static func trailingComma(_ span: Span) -> Diagnostic {
    Diagnostic(
      .celSyntax, .error, "no comma may follow the last argument", at: span,
      help: ["lists and maps may end in a comma, calls may not"], fix: .init(span, ""))
  }

  static func missingColon(_ span: Span, after what: String, found: String) -> Diagnostic {
    Diagnostic(
      .celSyntax, .error, "expected `:` after this \(what), found \(found)", at: span,
      help: ["braces hold a map: `{'key': value}`; a list stands in square brackets"])
  }

  static func colonExpected(_ span: Span, found: String) -> Diagnostic {
    Diagnostic(
      .celSyntax, .error, "key and value are separated by `:`, found `\(found)`", at: span, fix: .init(span, ":"))
  }

  // MARK: Strings

  static func unclosedString(_ end: Span, opener: Span, quote: String, atLineBreak: Bool) -> Diagnostic {
    Diagnostic(
      .celUnclosedString, .error, "this \(quote == "`" ? "name" : "string") has no closing `\(quote)`", at: opener,
      also: [.init(end, atLineBreak ? "the line ends here" : "the expression ends here")],
      help: atLineBreak && quote.count == 1 && quote != "`"
        ? ["a string over several lines stands in three quotes, or has `\\n` where a line ends"] : [])
  }

  static func stringPrefix(_ span: Span, _ prefix: String, meant: String) -> Diagnostic {
    let help = meant.isEmpty ? "every string is Unicode; leave the prefix away" : "write `\(meant)`"
    return Diagnostic(
      .celInvalidLiteral, .error, "no string has the prefix `\(prefix)`", at: span, help: [help],
      fix: .init(span, meant))
  }

  static func smartQuotes(_ span: Span, _ quote: Unicode.Scalar, replacement: String?) -> Diagnostic {
    Diagnostic(
      .celInvalidCharacter, .error, "`\(Character(quote))` is a typographic quotation mark, which CEL does not know",
      at: span, help: ["strings stand in straight quotes, `'` or `\"`"], fix: replacement.map { .init(span, $0) })
  }

  static func invalidEscape(_ span: Span, _ text: String) -> Diagnostic {
    var help = [
      "the escapes are `\\\\ \\' \\\" \\` \\? \\a \\b \\f \\n \\r \\t \\v`, `\\xHH`, `\\uHHHH`, `\\UHHHHHHHH` and three octal"
        + " digits"
    ]
    switch text.dropFirst().first {
    case "x", "X": help = ["two hexadecimal digits follow: `\\x1F`"]
    case "u": help = ["four hexadecimal digits follow: `\\u1ED9`"]
    case "U": help = ["eight hexadecimal digits follow: `\\U0001F4F7`"]
    case "0", "1", "2", "3": help = ["three octal digits follow: `\\012`"]
    case "d", "w", "s", "D", "W", "S", "B", ".", "(", ")", "[", "]", "{", "}", "*", "+", "|", "^", "$", "-", "/", "p":
      help = ["in a pattern, put an `r` before the quote: `r'\\d+'`; or write the backslash twice"]
    default: break
    }
    let isCut = text.dropFirst().first.map { "xXuU0123".contains($0) } ?? false
    let message = isCut ? "this `\(text)` escape is not complete" : "`\(text)` is no escape of CEL"
    return Diagnostic(.celInvalidEscape, .error, message, at: span, help: help)
  }

  static func scalarEscapeInBytes(_ span: Span, _ text: String) -> Diagnostic {
    Diagnostic(
      .celInvalidEscape, .error, "`\(text)` names a character, and this literal holds bytes", at: span,
      help: ["write the character itself, or its bytes as `\\xHH`"])
  }

  static func noScalar(_ span: Span, _ text: String) -> Diagnostic {
    Diagnostic(
      .celInvalidEscape, .error, "`\(text)` is no character", at: span,
      help: ["characters are U+0000 to U+10FFFF without the surrogates U+D800 to U+DFFF"])
  }

  // MARK: Numbers

  static func numberOutOfRange(_ span: Span, _ text: String, kind: String, limits: String) -> Diagnostic {
    Diagnostic(
      .celInvalidLiteral, .error, "`\(text)` does not fit into \(kind == "int" ? "an" : "a") `\(kind)`", at: span,
      help: ["`\(kind)` reaches from \(limits)".replacingFirst("from up to", by: "up to")])
  }

  static func malformedNumber(_ span: Span, _ text: String) -> Diagnostic {
    var help = ["names cannot begin with a digit; text stands in quotes: `'\(text)'`"]
    let lowered = text.lowercased()
    if lowered.hasPrefix("0x") {
      help = ["hexadecimal digits are 0 to 9 and a to f"]
    } else if let unit = lowered.last, "smhd".contains(unit), lowered.dropLast().allSatisfy(\.isNumber) {
      let hours = Int(lowered.dropLast()).map { $0.multipliedReportingOverflow(by: 24) }
      let written = unit != "d" ? lowered : hours.flatMap { $0.overflow ? nil : "\($0.partialValue)h" } ?? "24h"
      help = ["a length of time is written `duration('\(written)')`"]
    } else if lowered.contains("_") {
      help = ["digits are not grouped: `\(text.filter { $0 != "_" })`"]
    } else if lowered.contains("e") {
      help = ["an exponent has digits: `1e3`"]
    }
    return Diagnostic(.celInvalidLiteral, .error, "`\(text)` is no number", at: span, help: help)
  }

  static func dottedNumber(_ span: Span, _ text: String) -> Diagnostic {
    Diagnostic(
      .celInvalidLiteral, .error, "`\(text)` is no number", at: span,
      help: [
        text.split(separator: ".").count == 4
          ? "an address is written `ip('\(text)')`" : "a version is written `version('\(text)')`"
      ])
  }

  // MARK: Characters

  static func replaceCharacter(_ span: Span, _ scalar: Unicode.Scalar, by replacement: String) -> Diagnostic {
    Diagnostic(
      .celInvalidCharacter, .error, "`\(Character(scalar))` (\(scalar.notation)) only looks like `\(replacement)`",
      at: span, fix: .init(span, replacement))
  }

  static func strangeSpace(_ span: Span, _ scalar: Unicode.Scalar) -> Diagnostic {
    Diagnostic(
      .celInvalidCharacter, .error, "an invisible character stands here (\(scalar.notation))", at: span,
      help: ["replace it by a plain space"], fix: .init(span, " "))
  }

  static func strangeCharacter(_ span: Span, _ scalar: Unicode.Scalar) -> Diagnostic {
    let shown = scalar.value < 0x20 || scalar.value == 0x7F ? scalar.notation : "`\(Character(scalar))`"
    var help: [String] = []
    switch scalar {
    case ";": help = ["an expression is one value; conditions are joined with `&&`"]
    case "$", "@": help = ["names have the letters a to z, digits and `_` only; parameters are read as `params.name`"]
    case "\\": help = ["a backslash has a meaning only in strings; expressions may go on over line breaks without it"]
    default: break
    }
    return Diagnostic(.celInvalidCharacter, .error, "\(shown) has no meaning in CEL", at: span, help: help)
  }

  static func hashComment(_ span: Span) -> Diagnostic {
    Diagnostic(
      .celInvalidCharacter, .error, "`#` begins no comment in CEL", at: span, help: ["comments begin with `//`"],
      fix: .init(span, "//"))
  }

  static func blockComment(_ span: Span) -> Diagnostic {
    Diagnostic(
      .celInvalidCharacter, .error, "`/*` begins no comment in CEL", at: span,
      help: ["comments begin with `//` and reach to the end of the line"])
  }
}

extension Unicode.Scalar {
  /// As Unicode writes it: `U+00A0`.
  fileprivate var notation: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

extension String {
  fileprivate func replacingFirst(_ part: String, by other: String) -> String {
    guard let range = self.firstRange(of: part) else { return self }
    var result = self
    result.replaceSubrange(range, with: other)
    return result
  }
}
