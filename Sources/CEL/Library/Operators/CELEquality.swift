import Values

/// CEL's equality at run time.
///
/// Numbers compare on the number line whatever their types (`1 == 1u`, `1 == 1.0`); NaN equals nothing; text compares
/// folded, also with a string; lists, maps and optionals compare by their elements; objects by identity; values of
/// different kinds are different, not an error. Where an element is unknown, or a list may have more elements than it
/// shows, the answer is unknown unless another element already decides it.
public enum CELEquality {
  /// `a == b`: true, false, unknown, or a failure if a cap is met.
  /// - Complexity: linear in the size of the values.
  public static func equals(_ a: Value, _ b: Value) -> Value {
    var budget = SizeLimit.comparisons
    switch outcome(a, b, &budget) {
    case .equal: return .true
    case .different: return .false
    case .unknown(let unknown): return .unknown(unknown)
    case .failure(let failure): return .failure(failure)
    }
  }

  /// `a != b`.
  static func differs(_ a: Value, _ b: Value) -> Value {
    let result = equals(a, b)
    if case .bool(let isEqual) = result { return .bool(!isEqual) }
    return result
  }

  /// Whether `a == b` is true.
  public static func areEqual(_ a: Value, _ b: Value) -> Bool {
    var budget = SizeLimit.comparisons
    if case .equal = outcome(a, b, &budget) { return true }
    return false
  }

  enum Outcome {
    case equal, different
    case unknown(Unknown)
    case failure(Failure)

    init(_ isEqual: Bool) { self = isEqual ? .equal : .different }
  }

  static func outcome(_ a: Value, _ b: Value, _ budget: inout Int) -> Outcome {
    budget -= 1
    if budget < 0 { return .failure(Failure("evaluation stopped: more than \(SizeLimit.comparisons) comparisons")) }
    switch (a, b) {
    case (.failure(let failure), _), (_, .failure(let failure)): return .failure(failure)
    case (.unknown(let a), .unknown(let b)): return .unknown(a.merging(b))
    case (.unknown(let unknown), _), (_, .unknown(let unknown)): return .unknown(unknown)
    case (.string(let a), .string(let b)): return Outcome(a.equalsExactly(b))
    case (.text(let a), .text(let b)): return Outcome(a == b)
    case (.text(let a), .string(let b)), (.string(let b), .text(let a)): return Outcome(a == Text(b))
    case (.bool(let a), .bool(let b)): return Outcome(a == b)
    case (.int(let a), .int(let b)): return Outcome(a == b)
    case (.null, .null): return .equal
    case (.bytes(let a), .bytes(let b)): return Outcome(a == b)
    case (.timestamp(let a), .timestamp(let b)): return Outcome(a == b)
    case (.duration(let a), .duration(let b)): return Outcome(a == b)
    case (.date(let a), .date(let b)): return Outcome(a == b)
    case (.ip(let a), .ip(let b)): return Outcome(a == b)
    case (.cidr(let a), .cidr(let b)): return Outcome(a == b)
    case (.type(let a), .type(let b)): return Outcome(a.denotation == b.denotation)
    case (.object(let a), .object(let b)): return Outcome(a.type == b.type && a.identity == b.identity)
    case (.version, .version): return versions(a, b)
    case (.list(let a), .list(let b)): return lists(a, b, &budget)
    case (.map(let a), .map(let b)): return maps(a, b, &budget)
    case (.optional(let a), .optional(let b)):
      switch (a, b) {
      case (nil, nil): return .equal
      case (let a?, let b?): return outcome(a, b, &budget)
      default: return .different
      }
    default:
      switch NumberLine.compare(a, b) {
      case .ordered(let order): return Outcome(order == .equal)
      case .unordered, .notNumbers: return .different
      }
    }
  }

  private static func versions(_ a: Value, _ b: Value) -> Outcome {
    switch CELOrdering.compare(a, b) {
    case .ordered(let order): return Outcome(order == .equal)
    case .unknown(let unknown): return .unknown(unknown)
    case .unordered, .incomparable: return .different
    }
  }

  private static func lists(_ a: ListValue, _ b: ListValue, _ budget: inout Int) -> Outcome {
    if let openness = Unknown.merging(a.openness, b.openness) { return .unknown(openness) }
    guard a.elements.count == b.elements.count else { return .different }
    var missing: Unknown?
    for (left, right) in zip(a.elements, b.elements) {
      switch outcome(left, right, &budget) {
      case .equal: continue
      case .different: return .different
      case .unknown(let unknown): missing = Unknown.merging(missing, unknown)
      case .failure(let failure): return .failure(failure)
      }
    }
    return missing.map(Outcome.unknown) ?? .equal
  }

  private static func maps(_ a: MapValue, _ b: MapValue, _ budget: inout Int) -> Outcome {
    var missing = Unknown.merging(a.openness, b.openness)
    if missing == nil, a.entries.count != b.entries.count { return .different }
    for entry in a.entries {
      guard let other = b[entry.key] else { return .different }
      switch outcome(entry.value, other, &budget) {
      case .equal: continue
      case .different: return .different
      case .unknown(let unknown): missing = Unknown.merging(missing, unknown)
      case .failure(let failure): return .failure(failure)
      }
    }
    return missing.map(Outcome.unknown) ?? .equal
  }
}

extension Unknown {
  /// Both, or the one that is there.
  static func merging(_ a: Unknown?, _ b: Unknown?) -> Unknown? {
    guard let a else { return b }
    guard let b else { return a }
    return a.merging(b)
  }
}
