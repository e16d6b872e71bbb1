import Values

extension Ordering {
  init<T: Comparable>(_ a: T, _ b: T) { self = a < b ? .less : (b < a ? .greater : .equal) }
}

/// Comparison of int, uint and double by the numbers they stand for, exact also where a double cannot hold the integer
/// (beyond 2^53).
///
/// The one exception are doubles beyond the integer's range. There the integer is rounded to a double first, so that
/// its greatest value equals 2^63 (or 2^64 for uint): CEL's conformance suite has it so (`lte_dyn_big_double_int`), for
/// that double is what the greatest integer becomes wherever numbers are doubles, as in JSON.
enum NumberLine {
  enum Result {
    case ordered(Ordering)
    /// NaN is involved.
    case unordered
    case notNumbers
  }

  static func compare(_ a: Value, _ b: Value) -> Result {
    switch (a, b) {
    case (.int(let a), .int(let b)): .ordered(Ordering(a, b))
    case (.uint(let a), .uint(let b)): .ordered(Ordering(a, b))
    case (.double(let a), .double(let b)): a.isNaN || b.isNaN ? .unordered : .ordered(Ordering(a, b))
    case (.int(let a), .uint(let b)): .ordered(compare(a, b))
    case (.uint(let a), .int(let b)): .ordered(compare(b, a).reversed)
    case (.int(let a), .double(let b)): result(compare(a, b))
    case (.double(let a), .int(let b)): result(compare(b, a)?.reversed)
    case (.uint(let a), .double(let b)): result(compare(a, b))
    case (.double(let a), .uint(let b)): result(compare(b, a)?.reversed)
    default: .notNumbers
    }
  }

  private static func result(_ order: Ordering?) -> Result { order.map(Result.ordered) ?? .unordered }

  static func compare(_ a: Int64, _ b: UInt64) -> Ordering { a < 0 ? .less : Ordering(UInt64(a), b) }

  /// nil for NaN.
  static func compare(_ a: Int64, _ b: Double) -> Ordering? {
    if b.isNaN { return nil }
    if b >= 9_223_372_036_854_775_808 { return Ordering(Double(a), b) }
    if b < -9_223_372_036_854_775_808 { return .greater }
    let whole = b.rounded(.towardZero)
    let order = Ordering(a, Int64(whole))
    return order == .equal ? Ordering(0, b - whole) : order
  }

  /// nil for NaN.
  static func compare(_ a: UInt64, _ b: Double) -> Ordering? {
    if b.isNaN { return nil }
    if b >= 18_446_744_073_709_551_616 { return Ordering(Double(a), b) }
    if b < 0 { return .greater }
    let whole = b.rounded(.towardZero)
    let order = Ordering(a, UInt64(whole))
    return order == .equal ? Ordering(0, b - whole) : order
  }

  /// A position in a list: an int, a uint, or a double that is a whole number.
  static func index(_ value: Value) -> Int64? {
    switch value {
    case .int(let value): value
    case .uint(let value): Int64(exactly: value) ?? Int64.max
    case .double(let value): Int64(exactly: value)
    default: nil
    }
  }
}
