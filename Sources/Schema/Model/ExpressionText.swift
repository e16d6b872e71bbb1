import Diagnostics
import Formats

/// An expression as a document holds it: CEL text, not yet parsed, with the place of each of its bytes.
public struct ExpressionText: Sendable {
  public var text: String
  public var map: SourceMap
  /// The whole scalar, quotes and block indicator included.
  public var span: Span
  public var style: YAMLScalar.Style

  public init(text: String, map: SourceMap, span: Span, style: YAMLScalar.Style) {
    self.text = text
    self.map = map
    self.span = span
    self.style = style
  }
}
