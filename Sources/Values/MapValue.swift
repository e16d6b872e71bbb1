/// A map, in the order in which its entries were written. Keys are bool, int, uint, string or text.
public struct MapValue: Sendable {
  /// A key and its value.
  public struct Entry: Sendable {
    /// As it was written.
    public var key: Value
    /// What stands under it.
    public var value: Value

    /// An entry; whether the key can be one, the map checks.
    public init(key: Value, value: Value) {
      self.key = key
      self.value = value
    }
  }

  /// In the order in which they were written.
  public private(set) var entries: [Entry]
  /// Why there may be more entries than these; nil if these are all. A key that an open map does not have is unknown.
  public var openness: Unknown?
  /// What is not known of its values, however deep; nil where all are known.
  public var obscurity: Unknown?
  /// Who wants to know which keys are looked up; nil for most maps.
  public var origin: (any ValueOrigin)?
  private let keys: [MapKey]
  /// Where each key stands; nil in a map so small that looking through it is faster.
  private let index: [MapKey: Int]?

  /// - Returns: nil if a key is of a type that cannot be one, or is there twice.
  /// - Complexity: O(n)
  public init?(
    _ entries: [Entry], openness: Unknown? = nil, obscurity: Unknown? = nil, origin: (any ValueOrigin)? = nil
  ) {
    var keys: [MapKey] = []
    keys.reserveCapacity(entries.count)
    for entry in entries {
      guard let key = MapKey(entry.key) else { return nil }
      keys.append(key)
    }
    if keys.count <= MapValue.smallCount {
      for (position, key) in keys.enumerated() where keys[..<position].contains(key) { return nil }
      index = nil
    } else {
      var index = [MapKey: Int](minimumCapacity: keys.count)
      for (position, key) in keys.enumerated() {
        guard index.updateValue(position, forKey: key) == nil else { return nil }
      }
      self.index = index
    }
    self.entries = entries
    self.keys = keys
    self.openness = openness
    self.obscurity = obscurity
    self.origin = origin
  }

  /// The same keys with other forms of the same values, and an origin.
  /// - Complexity: O(n)
  public func mapValues(origin: any ValueOrigin, _ transform: (Entry) -> Value) -> MapValue {
    var map = self
    map.entries = entries.map { Entry(key: $0.key, value: transform($0)) }
    map.origin = origin
    return map
  }

  private static let smallCount = 8

  /// How many entries there are.
  public var count: Int { entries.count }

  /// The value of a key; numbers find each other across types (`1`, `1u`, `1.0`), strings by their code points.
  ///
  /// A text finds the key that equals it folded, as `==` would: first the one spelt the same, else the first.
  /// An open map gives unknown for a key that it does not have. The map's origin hears of it.
  /// - Complexity: O(1); O(n) for a text that no key is spelt like
  public subscript(key: Value) -> Value? {
    origin?.didLookUp(key)
    return known(key) ?? openness.map(Value.unknown)
  }

  private func known(_ key: Value) -> Value? {
    guard let sought = MapKey(lookup: key) else { return nil }
    if let position = position(of: sought) { return entries[position].value }
    guard case .text(let text) = key else { return nil }
    return entries.first { $0.key.folds(to: text) }?.value
  }

  /// Whether a key is there; nil where the map may have more than it shows.
  public func hasKey(_ key: Value) -> Bool? {
    origin?.didLookUp(key)
    if known(key) != nil { return true }
    return openness == nil ? false : nil
  }

  private func position(of key: MapKey) -> Int? {
    if let index { return index[key] }
    return keys.firstIndex(of: key)
  }
}

extension Value {
  fileprivate func folds(to text: Text) -> Bool {
    switch self {
    case .string(let string): Text.fold(string).equalsExactly(text.folded)
    case .text(let other): other == text
    default: false
    }
  }
}

/// What two map keys have in common when they are the same key: integers by their number, whatever their type.
enum MapKey: Hashable {
  case bool(Bool)
  case int(Int64)
  case bigUInt(UInt64)
  case string(String)

  /// A key of a map: no double (CEL specification, "Aggregate values").
  init?(_ value: Value) {
    if case .double = value { return nil }
    self.init(lookup: value)
  }

  /// What a key is looked up by: a double finds the integer that it equals.
  init?(lookup value: Value) {
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

  static func == (a: MapKey, b: MapKey) -> Bool {
    switch (a, b) {
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.bigUInt(let a), .bigUInt(let b)): a == b
    case (.string(let a), .string(let b)): a.equalsExactly(b)
    default: false
    }
  }

  func hash(into hasher: inout Hasher) {
    switch self {
    case .bool(let value):
      hasher.combine(0)
      hasher.combine(value)
    case .int(let value):
      hasher.combine(1)
      hasher.combine(value)
    case .bigUInt(let value):
      hasher.combine(2)
      hasher.combine(value)
    case .string(let value):
      hasher.combine(3)
      value.hashExactly(into: &hasher)
    }
  }
}
