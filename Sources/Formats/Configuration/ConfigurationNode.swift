import Diagnostics

/// A value of a configuration file with its place, whatever the format.
///
/// Aliases and merge keys of YAML are written out: what they name stands at its own place, at the anchor.
public struct ConfigurationNode: Sendable {
  /// What a value is.
  public indirect enum Kind: Sendable {
    /// Nothing: `null`, `~`, an empty value of YAML.
    case null
    /// A truth value. YAML's are those of version 1.2: `yes` and `on` are strings.
    case bool(Bool)
    /// A whole number within 64 bits.
    case int(Int64)
    /// Any other number.
    case double(Double)
    /// Text; in INI, `.env`, properties and XML every value. Dates and times of TOML are text as written.
    case string(String)
    /// A list.
    case list([ConfigurationNode])
    /// A mapping in the file's order, each key once.
    case map([Entry])
    /// What another program fills in or decrypts (`{{ port }}`, `${PORT}`, `!vault`, `<%= port %>`), as written: nobody
    /// knows the value from this file.
    case template(String)
    /// A value that is there and cannot be read, and why: its key stands twice, its bytes are no text, the file is
    /// malformed there.
    case unreadable(reason: String)
  }

  /// A key with its value.
  public struct Entry: Sendable {
    /// The key, whatever type YAML gives it.
    public var key: String
    /// Where the key stands, quotes included.
    public var keyPlace: Span
    /// Its value.
    public var value: ConfigurationNode

    /// Makes an entry of its parts.
    public init(key: String, keyPlace: Span, value: ConfigurationNode) {
      self.key = key
      self.keyPlace = keyPlace
      self.value = value
    }
  }

  /// What it is.
  public var kind: Kind
  /// Where it stands: the value without its key, a list or mapping from its first character to its last.
  public var place: Span
  /// Whether a list or mapping may have more than is here: a key of it is a template, or the text breaks off in it.
  /// A key that is not here is then unknown, not missing.
  public var isOpen: Bool

  /// Makes a node of its parts.
  public init(_ kind: Kind, at place: Span, isOpen: Bool = false) {
    self.kind = kind
    self.place = place
    self.isOpen = isOpen
  }

  /// The entry of a mapping with a key.
  /// - Complexity: O(entries)
  public func entry(_ key: String) -> Entry? {
    guard case .map(let entries) = kind else { return nil }
    return entries.first { $0.key == key }
  }

  /// The value of a key of a mapping.
  /// - Complexity: O(entries)
  public subscript(key: String) -> ConfigurationNode? { entry(key)?.value }

  /// The value that a JSON pointer (RFC 6901) names; the node itself for the empty pointer.
  public subscript(pointer pointer: String) -> ConfigurationNode? {
    guard !pointer.isEmpty else { return self }
    guard pointer.hasPrefix("/") else { return nil }
    var node = self
    for token in pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      switch node.kind {
      case .map:
        guard let next = node[JSONPointer.unescape(token)] else { return nil }
        node = next
      case .list(let items):
        guard let index = Int(token), items.indices.contains(index), String(index) == token else { return nil }
        node = items[index]
      default: return nil
      }
    }
    return node
  }
}

extension ConfigurationNode {
  /// Marks every list and mapping as one that may have more than is here.
  mutating func openAll() {
    switch kind {
    case .list(var items):
      for index in items.indices { items[index].openAll() }
      kind = .list(items)
      isOpen = true
    case .map(var entries):
      for index in entries.indices { entries[index].value.openAll() }
      kind = .map(entries)
      isOpen = true
    default: break
    }
  }
}

extension ConfigurationFormat {
  /// Whether what belongs to one list or mapping may stand in several places of a file: the tables of TOML, sections of
  /// one name, the elements of one name. In the others a list that is closed has all of its items.
  var mayResume: Bool {
    switch self {
    case .toml, .ini, .xml: true
    case .yaml, .json, .jsonc, .env, .properties: false
    }
  }
}
