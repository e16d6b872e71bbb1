import Diagnostics

/// A JSON value with its place.
public struct JSONNode: Sendable {
  /// What it is. Numbers keep their spelling.
  public indirect enum Kind: Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number, as written.
    case number(String)
    /// Text, its escapes resolved.
    case string(String)
    /// A string with half a surrogate pair or bytes that are not UTF-8, each shown as U+FFFD.
    case unreadable(String, reason: String)
    /// A list.
    case array([JSONNode])
    /// An object, in the file's order; duplicate names are all there.
    case object([Member])
  }

  /// A member of an object.
  public struct Member: Sendable {
    /// Its name.
    public var name: String
    /// Where the name stands, quotes included.
    public var nameSpan: Span
    /// Its value.
    public var value: JSONNode

    /// Makes a member of its parts.
    public init(name: String, nameSpan: Span, value: JSONNode) {
      self.name = name
      self.nameSpan = nameSpan
      self.value = value
    }
  }

  /// What the value is.
  public var kind: Kind
  /// Where it stands.
  public var span: Span
  /// False for a list or object in which the text broke off (it holds what came before), and for a root that other
  /// text follows.
  public var isWhole: Bool

  /// Makes a node of its parts.
  public init(kind: Kind, span: Span, isWhole: Bool = true) {
    self.kind = kind
    self.span = span
    self.isWhole = isWhole
  }

  /// The first member with a name.
  /// - Complexity: O(members)
  public subscript(name: String) -> JSONNode? {
    guard case .object(let members) = kind else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The node that a JSON pointer (RFC 6901) names; the node itself for the empty pointer.
  public subscript(pointer pointer: String) -> JSONNode? {
    guard !pointer.isEmpty else { return self }
    guard pointer.hasPrefix("/") else { return nil }
    var node = self
    for token in pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      switch node.kind {
      case .object:
        guard let next = node[JSONPointer.unescape(token)] else { return nil }
        node = next
      case .array(let items):
        guard let index = Int(token), items.indices.contains(index), String(index) == token else { return nil }
        node = items[index]
      default: return nil
      }
    }
    return node
  }
}

/// The spelling of names inside JSON pointers (RFC 6901).
public enum JSONPointer {
  /// A name as a pointer's token: `a/b~c` is `a~1b~0c`.
  public static func escape(_ name: String) -> String {
    var token = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "~": token += "~0"
      case "/": token += "~1"
      default: token.unicodeScalars.append(scalar)
      }
    }
    return token
  }

  /// A token's name.
  public static func unescape(_ token: some StringProtocol) -> String {
    var name = ""
    var isEscaped = false
    for scalar in token.unicodeScalars {
      switch (isEscaped, scalar) {
      case (false, "~"): isEscaped = true
      case (true, "0"): (name, isEscaped) = (name + "~", false)
      case (true, "1"): (name, isEscaped) = (name + "/", false)
      case (true, _):
        name += "~"
        name.unicodeScalars.append(scalar)
        isEscaped = false
      default: name.unicodeScalars.append(scalar)
      }
    }
    return isEscaped ? name + "~" : name
  }
}
