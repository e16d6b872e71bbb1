import Values

/// CEL's order at run time: `<`, `<=`, `>`, `>=`, `sort`.
public enum CELOrdering {
  public enum Comparison {
    case ordered(Ordering)
    /// NaN has no place among numbers: every comparison with it is false.
    case unordered
    case unknown(Unknown)
    /// There is no order between values of these kinds.
    case incomparable
  }

  /// How two values stand to each other. Numbers compare on the number line, strings by code points, text folded,
  /// versions by their scheme; versions of two schemes are unknown against each other.
  public static func compare(_ a: Value, _ b: Value) -> Comparison {
    switch (a, b) {
    case (.string(let a), .string(let b)):
      if a.precedesExactly(b) { return .ordered(.less) }
      return .ordered(b.precedesExactly(a) ? .greater : .equal)
    case (.text(let a), .text(let b)): return .ordered(Ordering(a, b))
    case (.text(let a), .string(let b)): return .ordered(Ordering(a, Text(b)))
    case (.string(let a), .text(let b)): return .ordered(Ordering(Text(a), b))
    case (.bool(let a), .bool(let b)): return .ordered(Ordering(a ? 1 : 0, b ? 1 : 0))
    case (.bytes(let a), .bytes(let b)):
      return .ordered(a == b ? .equal : (a.lexicographicallyPrecedes(b) ? .less : .greater))
    case (.timestamp(let a), .timestamp(let b)): return .ordered(Ordering(a, b))
    case (.duration(let a), .duration(let b)): return .ordered(Ordering(a, b))
    case (.date(let a), .date(let b)): return .ordered(Ordering(a, b))
    case (.version(let a), .version(let b)): return versions(a, b)
    default:
      switch NumberLine.compare(a, b) {
      case .ordered(let order): return .ordered(order)
      case .unordered: return .unordered
      case .notNumbers: return .incomparable
      }
    }
  }

  private static func versions(_ a: Version, _ b: Version) -> Comparison {
    guard let order = Version.compare(a, b) else {
      let why = a.scheme == b.scheme ? "two spellings that do not compare" : "versions of two schemes"
      return .unknown(Unknown(.undecided, "", detail: why))
    }
    return .ordered(order)
  }

  /// The answer where every way in which two versions may stand to each other gives the same.
  private static func certain(_ a: Value, _ b: Value, _ holds: (Ordering) -> Bool) -> Value? {
    guard case .version(let first) = a, case .version(let second) = b else { return nil }
    let answers = Set(Version.orderings(first, second).map(holds))
    return answers.count == 1 ? answers.first.map { .bool($0) } : nil
  }

  static func less(_ a: Value, _ b: Value) -> Value { relation("_<_", a, b) { $0 == .less } }
  static func lessOrEqual(_ a: Value, _ b: Value) -> Value { relation("_<=_", a, b) { $0 != .greater } }
  static func greater(_ a: Value, _ b: Value) -> Value { relation("_>_", a, b) { $0 == .greater } }
  static func greaterOrEqual(_ a: Value, _ b: Value) -> Value { relation("_>=_", a, b) { $0 != .less } }

  @inline(__always)
  private static func relation(_ name: String, _ a: Value, _ b: Value, _ holds: (Ordering) -> Bool) -> Value {
    switch compare(a, b) {
    case .ordered(let order): .bool(holds(order))
    case .unordered: .false
    case .unknown(let unknown): certain(a, b, holds) ?? .unknown(unknown)
    case .incomparable: .noSuchOverload(name, [a, b])
    }
  }
}
