import Diagnostics

/// The words of everything that can be wrong with INI, `.env` and properties files.
enum SettingDiagnostics {
  static func header(_ span: Span) -> Diagnostic {
    Diagnostic(
      .settingSyntax, "the header of a section is not closed, or text stands behind it", at: span,
      help: ["write `[name]` on a line of its own"])
  }

  static func noKey(_ span: Span) -> Diagnostic {
    Diagnostic(.settingSyntax, "a value without a key", at: span, help: ["write `key = value`"])
  }

  static func noSetting(_ span: Span) -> Diagnostic {
    Diagnostic(
      .settingSyntax, "neither a section nor a setting", at: span,
      help: ["write `key = value`; a comment begins with `#` or `;`"])
  }

  static func noVariable(_ span: Span) -> Diagnostic {
    Diagnostic(
      .settingSyntax, "no variable with its value", at: span,
      help: ["write `NAME=value`; a comment begins with `#`"])
  }

  static func quoteNotClosed(_ span: Span) -> Diagnostic {
    Diagnostic(
      .settingSyntax, "the quote that begins here is not closed", at: span, help: ["add the closing quote"])
  }

  static func badEscape(_ span: Span) -> Diagnostic {
    Diagnostic(
      .settingSyntax, "`\\u` without four hexadecimal digits", at: span,
      help: ["a backslash that is meant as such is `\\\\`"])
  }
}
