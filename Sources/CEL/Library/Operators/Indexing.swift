import Values

/// `a[b]`, `a[?b]` and `a in b`.
enum Indexing {
  static func index(_ container: Value, _ key: Value) -> Value {
    switch container {
    case .list(let list):
      guard let position = NumberLine.index(key) else {
        if case .double = key { return .failed("`\(ValueText.literal(key))` is no position in a list") }
        return .noSuchOverload("_[_]", [container, key])
      }
      if let openness = list.openness { return .unknown(openness) }
      guard position >= 0, position < Int64(list.elements.count) else { return .indexOutOfRange(position) }
      list.origin?.didVisit(Int(position))
      return list.elements[Int(position)]
    case .map(let map):
      return map[key] ?? .noSuchKey(key)
    case .object(let object):
      guard let name = key.plainText else { return .noSuchOverload("_[_]", [container, key]) }
      return object.member(name)
    case .optional(let inner):
      guard let inner else { return .optional(nil) }
      return optionalIndex(inner, key)
    default:
      return .noSuchOverload("_[_]", [container, key])
    }
  }

  /// `a[?b]`: an optional, `none` where there is no such element.
  static func optionalIndex(_ container: Value, _ key: Value) -> Value {
    switch container {
    case .list(let list):
      guard let position = NumberLine.index(key) else {
        if case .double = key { return .optional(nil) }
        return .noSuchOverload("_[?_]", [container, key])
      }
      if let openness = list.openness { return .unknown(openness) }
      guard position >= 0, position < Int64(list.elements.count) else { return .optional(nil) }
      list.origin?.didVisit(Int(position))
      return present(list.elements[Int(position)])
    case .map(let map):
      return map[key].map(present) ?? .optional(nil)
    case .object(let object):
      guard let name = key.plainText else { return .noSuchOverload("_[?_]", [container, key]) }
      return optionalMember(object, name)
    case .optional(let inner):
      guard let inner else { return .optional(nil) }
      return optionalIndex(inner, key)
    default:
      return .noSuchOverload("_[?_]", [container, key])
    }
  }

  /// `object.?name`: there exactly where `has` is true.
  static func optionalMember(_ object: any ObjectValue, _ name: String) -> Value {
    switch object.has(name) {
    case .bool(true): present(object.member(name))
    case .bool(false): .optional(nil)
    case let other: other
    }
  }

  /// An optional with this value; unknown and failure stay what they are.
  static func present(_ value: Value) -> Value { value.isKnown ? .optional(value) : value }

  /// `element in container`.
  static func contains(_ element: Value, in container: Value) -> Value {
    switch container {
    case .list(let list):
      var budget = SizeLimit.comparisons
      var missing = list.openness
      for candidate in list.elements {
        switch CELEquality.outcome(element, candidate, &budget) {
        case .equal: return .true
        case .different: continue
        case .unknown(let unknown): missing = Unknown.merging(missing, unknown)
        case .failure(let failure): return .failure(failure)
        }
      }
      return missing.map(Value.unknown) ?? .false
    case .map(let map):
      return hasKey(element, map)
    default:
      return .noSuchOverload("@in", [element, container])
    }
  }

  /// Whether a map has a key; unknown where it may have more than it shows.
  static func hasKey(_ key: Value, _ map: MapValue) -> Value {
    if let isThere = map.hasKey(key) { return .bool(isThere) }
    return map.openness.map(Value.unknown) ?? .false
  }
}
