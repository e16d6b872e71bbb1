/// A value that an expression works with: CEL's values, ours (`text`, `date`, `version`), and the two outcomes that are
/// no value, `unknown` and `failure`.
///
/// The equality of Swift (`==`) is the identity of representation, for tests and tables. CEL's equality, which crosses
/// numeric types and folds text, is `CELEquality` in the CEL module.
public enum Value: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(Double)
  /// A string that compares exactly.
  case string(String)
  /// A string that compares folded: spaces, NFC, case; never diacritics.
  case text(Text)
  case bytes([UInt8])
  case list(ListValue)
  case map(MapValue)
  case timestamp(Timestamp)
  case duration(Duration)
  case date(CalendarDate)
  case version(Version)
  case ip(IPAddress)
  case cidr(CIDR)
  case type(ValueType)
  /// CEL's optional: nil is `optional.none()`.
  indirect case optional(Value?)
  case object(any ObjectValue)
  /// Not known, and why.
  case unknown(Unknown)
  /// CEL's error: the expression has no value here.
  case failure(Failure)
}

extension Value {
  public static let `true` = Value.bool(true)
  public static let `false` = Value.bool(false)

  /// Whether this is neither `unknown` nor `failure`.
  public var isKnown: Bool {
    switch self {
    case .unknown, .failure: false
    default: true
    }
  }
}

/// An evaluation error: division by zero, no such key, overflow. A mistake of the expression or of the data, never ours.
public struct Failure: Sendable, Hashable, Error {
  public var message: String

  public init(_ message: String) { self.message = message }
}

/// A list, closed or open.
///
/// A list is *open* if there may be more elements than it shows: a to-many relation that no complete source covers.
/// `exists` over an open list is true or unknown, `all` false or unknown, `size` unknown; `filter` and `map` hand the
/// openness on (DESIGN section 2.4).
public struct ListValue: Sendable {
  public var elements: [Value]
  /// Why there may be more elements; nil if these are all.
  public var openness: Unknown?
  /// The relation this list shows, if it is one, so that `during` can narrow it.
  public var relation: (any RelationValue)?

  public init(_ elements: [Value], openness: Unknown? = nil, relation: (any RelationValue)? = nil) {
    self.elements = elements
    self.openness = openness
    self.relation = relation
  }
}

/// A map, in the order in which its entries were written. Keys are bool, int, uint, string or text.
public struct MapValue: Sendable {
  public struct Entry: Sendable {
    public var key: Value
    public var value: Value

    public init(key: Value, value: Value) {
      self.key = key
      self.value = value
    }
  }

  public let entries: [Entry]
  private let index: [MapKey: Int]

  /// - Returns: nil if a key is of a type that cannot be one, or is there twice.
  public init?(_ entries: [Entry]) {
    var index: [MapKey: Int] = [:]
    for (position, entry) in entries.enumerated() {
      guard let key = MapKey(entry.key), index.updateValue(position, forKey: key) == nil else { return nil }
    }
    self.entries = entries
    self.index = index
  }

  /// The value of a key; numbers find each other across types (`1`, `1u`, `1.0`).
  /// - Complexity: O(1)
  public subscript(key: Value) -> Value? {
    guard let key = MapKey(key), let position = index[key] else { return nil }
    return entries[position].value
  }
}

/// What two map keys have in common when they are the same key: integers by their number, whatever their type.
enum MapKey: Hashable {
  case bool(Bool)
  case int(Int64)
  case bigUInt(UInt64)
  case string(String)

  init?(_ value: Value) {
    switch value {
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .int(value)
    case .uint(let value): self = Int64(exactly: value).map(MapKey.int) ?? .bigUInt(value)
    case .double(let value):
      if let number = Int64(exactly: value) {
        self = .int(number)
      } else if let number = UInt64(exactly: value) {
        self = .bigUInt(number)
      } else {
        return nil
      }
    case .string(let value): self = .string(value)
    case .text(let value): self = .string(value.display)
    default: return nil
    }
  }
}
