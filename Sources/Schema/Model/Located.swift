import Diagnostics

/// A value with the place where a document gives it.
public struct Located<Value: Sendable>: Sendable {
  public var value: Value
  public var span: Span

  public init(_ value: Value, _ span: Span) {
    self.value = value
    self.span = span
  }
}

extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}

/// A text in a document, with the place of each of its bytes.
public struct LocatedText: Sendable {
  public var text: String
  public var map: SourceMap
  public var span: Span

  public init(text: String, map: SourceMap, span: Span) {
    self.text = text
    self.map = map
    self.span = span
  }
}
