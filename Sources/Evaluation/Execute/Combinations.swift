/// The code of each row's value at one thing that a predicate reads; every code is below `count`.
struct LeafCodes: Sendable {
  let codes: [UInt32]
  let count: Int
}

/// The distinct combinations of what a predicate reads: a code per row, and a row to stand for each code.
///
/// One attribute of the row itself is its column's own codes, not copied. Several are numbered pair by pair, by first
/// occurrence, so that the work per row stays one look-up per attribute.
struct Combinations: Sendable {
  let codes: [UInt32]
  /// The first row of each code; -1 for a code that no row has, and that stands for nothing.
  let representatives: [Int32]

  /// - Precondition: all leaves have as many rows, and there is at least one.
  /// - Complexity: O(rows · leaves)
  init(_ leaves: [LeafCodes]) {
    guard var current = leaves.first else {
      (codes, representatives) = ([], [])
      return
    }
    guard leaves.count > 1 else {
      codes = current.codes
      representatives = Combinations.firstRows(current)
      return
    }
    var first: [Int32] = []
    for leaf in leaves.dropFirst() {
      let (codes, rows) = Combinations.pair(current, leaf)
      current = LeafCodes(codes: codes, count: rows.count)
      first = rows
    }
    (codes, representatives) = (current.codes, first)
  }

  private static func firstRows(_ leaf: LeafCodes) -> [Int32] {
    var first = [Int32](repeating: -1, count: leaf.count)
    var found = 0
    for row in leaf.codes.indices {
      let code = Int(leaf.codes[row])
      if first[code] >= 0 { continue }
      first[code] = Int32(truncatingIfNeeded: row)
      found += 1
      if found == leaf.count { break }
    }
    return first
  }

  private static func pair(_ a: LeafCodes, _ b: LeafCodes) -> (codes: [UInt32], first: [Int32]) {
    let (product, isTooLarge) = a.count.multipliedReportingOverflow(by: b.count)
    // A table of all pairs is the fastest there is, as long as it is not larger than what it is made from.
    if !isTooLarge, product <= max(1 << 16, 2 * a.codes.count) { return pairDensely(a, b, product) }
    return pairByHash(a, b)
  }

  private static func pairDensely(_ a: LeafCodes, _ b: LeafCodes, _ product: Int) -> (codes: [UInt32], first: [Int32]) {
    var numbers = [UInt32](repeating: .max, count: product)
    var first: [Int32] = []
    var result = a.codes
    let width = b.count
    for row in result.indices {
      let slot = Int(result[row]) &* width &+ Int(b.codes[row])
      var number = numbers[slot]
      if number == .max {
        number = UInt32(truncatingIfNeeded: first.count)
        numbers[slot] = number
        first.append(Int32(truncatingIfNeeded: row))
      }
      result[row] = number
    }
    return (result, first)
  }

  private static func pairByHash(_ a: LeafCodes, _ b: LeafCodes) -> (codes: [UInt32], first: [Int32]) {
    var numbers = PairNumbers()
    var first: [Int32] = []
    var result = a.codes
    for row in result.indices {
      let number = numbers.number(of: UInt64(result[row]) << 32 | UInt64(b.codes[row]))
      if Int(number) == first.count { first.append(Int32(truncatingIfNeeded: row)) }
      result[row] = number
    }
    return (result, first)
  }
}

/// Numbers keys from 0 on, by first occurrence: open addressing, at most half full.
struct PairNumbers {
  /// Codes follow the input, which may be hostile; no number depends on the seed.
  private static let seed = UInt64.random(in: .min ... .max) | 1

  private struct Slot {
    var key: UInt64
    /// One more than the number; 0 in a free slot.
    var ordinal: UInt32
  }

  private var slots = [Slot](repeating: Slot(key: 0, ordinal: 0), count: 1 << 10)
  private var count: UInt32 = 0

  mutating func number(of key: UInt64) -> UInt32 {
    var index = home(of: key)
    while slots[index].ordinal != 0 {
      if slots[index].key == key { return slots[index].ordinal - 1 }
      index = (index + 1) & (slots.count - 1)
    }
    count += 1
    slots[index] = Slot(key: key, ordinal: count)
    if Int(count) * 2 > slots.count { grow() }
    return count - 1
  }

  private func home(of key: UInt64) -> Int {
    let product = (key ^ Self.seed).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return Int(truncatingIfNeeded: product.high ^ product.low) & (slots.count - 1)
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(key: 0, ordinal: 0), count: old.count * 2)
    for slot in old where slot.ordinal != 0 {
      var index = home(of: slot.key)
      while slots[index].ordinal != 0 { index = (index + 1) & (slots.count - 1) }
      slots[index] = slot
    }
  }
}
