import Diagnostics

/// A value of an Apple property list with its place.
public struct PropertyListNode: Sendable {
  /// What it is. Numbers keep their spelling.
  public indirect enum Kind: Sendable {
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number, in decimal figures.
    case integer(String)
    /// Any other number.
    case real(String)
    /// Text.
    case string(String)
    /// An instant, as `2025-12-30T08:00:00Z`.
    case date(String)
    /// Bytes.
    case data([UInt8])
    /// A list.
    case array([PropertyListNode])
    /// A dictionary, in the file's order; duplicate keys are all there.
    case dictionary([Member])
    /// A value that does not fit its type, as it stands in the file.
    case unreadable(String, reason: String)
  }

  /// An entry of a dictionary.
  public struct Member: Sendable {
    /// Its key.
    public var key: String
    /// Where the key stands.
    public var keySpan: Span
    /// Its value.
    public var value: PropertyListNode

    /// Makes an entry of its parts.
    public init(key: String, keySpan: Span, value: PropertyListNode) {
      self.key = key
      self.keySpan = keySpan
      self.value = value
    }
  }

  /// What the value is.
  public var kind: Kind
  /// Where it stands; in a binary list, the bytes of its object.
  public var span: Span
  /// False for a list or dictionary in which the file broke off; it holds what came before.
  public var isWhole: Bool

  /// Makes a value of its parts.
  public init(kind: Kind, span: Span, isWhole: Bool = true) {
    self.kind = kind
    self.span = span
    self.isWhole = isWhole
  }

  /// The first value with a key.
  /// - Complexity: O(entries)
  public subscript(key: String) -> PropertyListNode? {
    guard case .dictionary(let members) = kind else { return nil }
    return members.first { $0.key == key }?.value
  }
}

extension JSONNode {
  /// A property list as a tree of JSON: a date is a string, bytes are unreadable.
  public init(_ node: PropertyListNode) {
    let kind: Kind
    switch node.kind {
    case .bool(let value): kind = .bool(value)
    case .integer(let text), .real(let text): kind = .number(text)
    case .string(let text), .date(let text): kind = .string(text)
    case .data(let bytes): kind = .unreadable("\(bytes.count) bytes", reason: "binary data")
    case .unreadable(let text, let reason): kind = .unreadable(text, reason: reason)
    case .array(let items): kind = .array(items.map { JSONNode($0) })
    case .dictionary(let members):
      kind = .object(members.map { Member(name: $0.key, nameSpan: $0.keySpan, value: JSONNode($0.value)) })
    }
    self.init(kind: kind, span: node.span, isWhole: node.isWhole)
  }
}
