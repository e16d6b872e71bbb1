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

  /// Values of INI, `.env` and properties files whose bytes are no text; the other formats' readers tell theirs.
  static func notText(in roots: [ConfigurationNode], of format: ConfigurationFormat) -> [Diagnostic] {
    guard [.ini, .env, .properties].contains(format) else { return [] }
    var found = LimitedDiagnostics()
    func visit(_ node: ConfigurationNode) {
      switch node.kind {
      // Sections, and in an inventory hosts in them: no deeper.
      case .map(let entries): for entry in entries { visit(entry.value) }
      case .list(let items): for item in items { visit(item) }
      case .unreadable where !isText(node.place):
        found.add(
          Diagnostic(
            .textEncoding, .warning, "a value with bytes that are not UTF-8", at: node.place,
            help: ["save the file as UTF-8; until then the value is unknown"]))
      default: break
      }
    }
    for root in roots { visit(root) }
    return found.finished().all
  }

  private static func isText(_ place: Span) -> Bool {
    String(validating: place.source.bytes[place.range.clamped(to: place.source.bytes.indices)], as: UTF8.self) != nil
  }

  static func badEscape(_ span: Span) -> Diagnostic {
    Diagnostic(
      .settingSyntax, "`\\u` without four hexadecimal digits", at: span,
      help: ["a backslash that is meant as such is `\\\\`"])
  }
}
