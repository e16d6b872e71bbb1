import Diagnostics

/// A YAML value with its place. Anchors are resolved: an alias is the anchored node itself, shared, at the alias's span.
public struct YAMLNode: Sendable {
  public indirect enum Kind: Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    case mapping([Entry])
  }

  public struct Entry: Sendable {
    public var key: YAMLNode
    public var value: YAMLNode

    public init(key: YAMLNode, value: YAMLNode) {
      self.key = key
      self.value = value
    }
  }

  public var kind: Kind
  public var span: Span
  /// An explicit tag other than YAML's own, as written (`!camera`).
  public var tag: String?

  public init(kind: Kind, span: Span, tag: String? = nil) {
    self.kind = kind
    self.span = span
    self.tag = tag
  }

  /// The value of a key of a mapping.
  /// - Complexity: O(entries)
  public subscript(key: String) -> YAMLNode? {
    guard case .mapping(let entries) = kind else { return nil }
    return entries.first { $0.key.scalar?.text == key }?.value
  }

  public var scalar: YAMLScalar? {
    if case .scalar(let scalar) = kind { scalar } else { nil }
  }
}

/// A YAML scalar: its content, how it was written, and where each byte of the content stands in the file.
public struct YAMLScalar: Sendable {
  public enum Style: Sendable { case plain, singleQuoted, doubleQuoted, literal, folded }

  /// What a plain scalar means by YAML 1.2's core schema; a quoted or block scalar is always a string.
  public enum Resolved: Sendable, Hashable {
    case null
    case bool(Bool)
    case int(Int64)
    case double(Double)
    case string(String)
  }

  /// The content, after escapes, folding and indentation.
  public var text: String
  public var style: Style
  public var map: SourceMap

  public init(text: String, style: Style, map: SourceMap) {
    self.text = text
    self.style = style
    self.map = map
  }
}
