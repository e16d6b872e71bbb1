import Values

/// Exact comparison of kind and value, as the corpus asks: int 1 is not uint 1, maps in any order, any NaN is any NaN,
/// -0.0 is not 0.0.
enum ConformanceComparison {
  static func same(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.uint(let a), .uint(let b)): a == b
    case (.double(let a), .double(let b)): a.isNaN && b.isNaN || a == b && a.sign == b.sign
    case (.string(let a), .string(let b)): a.equalsExactly(b)
    case (.bytes(let a), .bytes(let b)): a == b
    case (.timestamp(let a), .timestamp(let b)): a == b
    case (.duration(let a), .duration(let b)): a == b
    case (.type(let a), .type(let b)): a == b
    case (.list(let a), .list(let b)):
      a.openness == nil && a.elements.count == b.elements.count
        && zip(a.elements, b.elements).allSatisfy { same($0, $1) }
    case (.map(let a), .map(let b)):
      a.entries.count == b.entries.count
        && a.entries.allSatisfy { entry in
          b.entries.contains { same(entry.key, $0.key) && same(entry.value, $0.value) }
        }
    case (.optional(let a?), .optional(let b?)): same(a, b)
    default: false
    }
  }
}
