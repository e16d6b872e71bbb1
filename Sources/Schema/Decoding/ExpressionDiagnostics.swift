import Diagnostics
import Formats

/// The words of expressions that YAML has swallowed.
extension Diagnostic {
  private static let inBlock = "write it in quotes, or below a `|`"

  static func expressionTagged(_ tag: String, what: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .expressionTagged, "YAML reads `\(tag)` as a tag, so \(what) has lost it", at: span,
      help: ["an expression that begins with `!` must not stand bare: \(inBlock)"])
  }

  static func expressionEmpty(what: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .expressionEmpty, "\(what) needs an expression, and here is none", at: span,
      help: ["what begins with `#` is a comment to YAML: \(inBlock)"])
  }

  static func expressionStructured(_ node: YAMLNode, what: String) -> Diagnostic {
    if case .sequence = node.kind {
      return Diagnostic(
        .expressionStructured, "\(what) needs an expression, but YAML reads a list", at: node.span,
        help: ["an expression that begins with `[` or `-` must not stand bare: \(inBlock)"])
    }
    return Diagnostic(
      .expressionStructured, "\(what) needs an expression, but YAML reads a mapping", at: node.headSpan,
      help: ["an expression that begins with `{` or holds `: ` must not stand bare: \(inBlock)"])
  }

  static func expressionCut(what: String, at span: Span, text: Span) -> Diagnostic {
    Diagnostic(
      .expressionCut, "\(what) is cut short: to YAML this is a comment", at: span,
      also: [Diagnostic.Label(text, "all that is left of it")], help: ["an expression that holds ` #`: \(inBlock)"])
  }

  static func expressionComment(what: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .expressionComment, "a `//` comment in \(what), where YAML may join lines and lengthen it", at: span,
      help: ["write the expression below a `|`, or the comment behind a `#` outside of it"])
  }

  static func invalidId(_ id: String, what: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .invalidIdentifier, "`\(id)` cannot be \(what)", at: span, help: ["use letters, digits, `-`, `_` and `.`"])
  }
}
