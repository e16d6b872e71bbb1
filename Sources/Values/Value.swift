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
  /// CEL's `true`.
  public static let `true` = Value.bool(true)
  /// CEL's `false`.
  public static let `false` = Value.bool(false)

  /// Whether this is neither `unknown` nor `failure`.
  public var isKnown: Bool {
    switch self {
    case .unknown, .failure: false
    default: true
    }
  }
}

/// An evaluation error: division by zero, no such key, overflow. A mistake of the expression or of the data, never
/// ours.
public struct Failure: Sendable, Hashable, Error {
  /// What went wrong, as CEL says it; never with the value of a sensitive attribute.
  public var message: String

  /// A failure with these words.
  public init(_ message: String) { self.message = message }
}

/// A list, closed or open.
///
/// A list is *open* if there may be more elements than it shows: a to-many relation that no complete source covers.
/// `exists` over an open list is true or unknown, `all` false or unknown, `size` unknown; `filter` and `map` hand the
/// openness on (DESIGN section 2.4).
public struct ListValue: Sendable {
  /// The elements that are known of, in order.
  public var elements: [Value]
  /// Why there may be more elements; nil if these are all.
  public var openness: Unknown?
  /// The relation this list shows, if it is one, so that `during` can narrow it.
  public var relation: (any RelationValue)?
  /// What is not known of its elements, however deep; nil where all are known. Functions that look at elements without
  /// asking each whether it is known must not see such a list.
  public var obscurity: Unknown?
  /// Who wants to know which elements are looked at; nil for most lists.
  public var origin: (any ValueOrigin)?

  /// A list, closed unless it says why it is open.
  public init(
    _ elements: [Value], openness: Unknown? = nil, relation: (any RelationValue)? = nil, obscurity: Unknown? = nil,
    origin: (any ValueOrigin)? = nil
  ) {
    self.obscurity = obscurity
    self.elements = elements
    self.openness = openness
    self.relation = relation
    self.origin = origin
  }
}
