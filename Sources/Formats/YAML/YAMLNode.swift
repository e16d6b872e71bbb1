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
  /// The value without its anchor and tag; an empty value is the point where it would stand.
  public var span: Span
  /// Hardly any node has one: so that it takes no room in the others.
  private let tagging: Tagging?

  private final class Tagging: Sendable {
    let tag: String?
    let span: Span?

    init(tag: String?, span: Span?) {
      self.tag = tag
      self.span = span
    }
  }

  public init(kind: Kind, span: Span, tag: String? = nil, tagSpan: Span? = nil) {
    self.kind = kind
    self.span = span
    tagging = tag == nil && tagSpan == nil ? nil : Tagging(tag: tag, span: tagSpan)
  }

  /// An explicit tag other than YAML's own, as written (`!camera`).
  public var tag: String? { tagging?.tag }
  /// Where any explicit tag stands, YAML's own (`!!str`) too.
  public var tagSpan: Span? { tagging?.span }

  /// The value of a key of a mapping.
  /// - Complexity: O(entries)
  public subscript(key: String) -> YAMLNode? {
    guard case .mapping(let entries) = kind else { return nil }
    return entries.first { $0.key.text == key }?.value
  }

  /// The content of a scalar.
  public var text: String? {
    if case .scalar(let scalar) = kind { scalar.text } else { nil }
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

  /// A tag of YAML's own on a scalar: `!!str` and its kin; `!` alone means `str`.
  public enum CoreTag: String, Sendable {
    case str, int, float, bool, null
  }

  /// The content, after escapes, folding and indentation.
  public var text: String
  public var style: Style
  public var map: SourceMap
  /// The type that was asked for explicitly.
  public var coreTag: CoreTag?

  public init(text: String, style: Style, map: SourceMap, coreTag: CoreTag? = nil) {
    self.text = text
    self.style = style
    self.map = map
    self.coreTag = coreTag
  }
}
