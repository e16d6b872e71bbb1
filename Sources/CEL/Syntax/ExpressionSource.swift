import Diagnostics

/// The text of an expression and where it stands: in a YAML scalar, in a file, on the command line.
public struct ExpressionSource: Sendable {
  public let text: String
  public let map: SourceMap

  public init(text: String, map: SourceMap) {
    self.text = text
    self.map = map
  }

  /// A text that stands by itself.
  public init(_ text: String, path: String = "<expression>") {
    let source = Source(path: path, text: text)
    self.init(text: text, map: .identity(source))
  }

  /// The place of a range of the text's bytes in the file it came from.
  public func span(_ range: Range<Int>) -> Span { map.span(range) }
}

/// An expression that parsed.
public struct ParsedExpression: Sendable {
  public let source: ExpressionSource
  public let root: Expression

  public init(source: ExpressionSource, root: Expression) {
    self.source = source
    self.root = root
  }
}
