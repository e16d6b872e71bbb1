/// The UTF-8 encodings of a set of code points as a small deterministic automaton.
///
///     é, ê            C3 ── [A9-AA] ──> accept
///     U+0800-U+FFFF   E0 ── [A0-BF] ──┐
///                     [E1-EC] ─ [80-BF] ─┴─ [80-BF] ──> accept   (ED and EE-EF likewise)
///
/// Equal tails are one node. The nodes stand children first, the root last.
struct ByteSequences: Sendable {
  struct Edge: Hashable, Sendable {
    var low: UInt8
    var high: UInt8
    /// An index into `nodes`, or -1 to accept.
    var child: Int
  }

  private(set) var nodes: [[Edge]] = []
  private var known: [[Edge]: Int] = [:]

  private typealias Sequence = [ClosedRange<UInt8>]

  /// The set must not be empty of encodable code points for `nodes` to have a root.
  init(_ set: ScalarSet) {
    var sequences: [Sequence] = []
    for range in set.ranges { Self.encode(range, into: &sequences) }
    if !sequences.isEmpty { _ = node(for: sequences[...], depth: 0) }
    known = [:]
  }

  /// INVARIANT: sequences ascend, and two of them have equal or disjoint ranges at the depth where they part.
  private mutating func node(for sequences: ArraySlice<Sequence>, depth: Int) -> Int {
    var edges: [Edge] = []
    var index = sequences.startIndex
    while index < sequences.endIndex {
      let range = sequences[index][depth]
      var end = index + 1
      while end < sequences.endIndex, sequences[end][depth] == range { end += 1 }
      let isLast = sequences[index].count == depth + 1
      let child = isLast ? -1 : node(for: sequences[index..<end], depth: depth + 1)
      if let last = edges.last, last.child == child, Int(last.high) + 1 == Int(range.lowerBound) {
        edges[edges.count - 1].high = range.upperBound
      } else {
        edges.append(Edge(low: range.lowerBound, high: range.upperBound, child: child))
      }
      index = end
    }
    if let node = known[edges] { return node }
    nodes.append(edges)
    known[edges] = nodes.count - 1
    return nodes.count - 1
  }

  /// Splits a range of code points where the length of the encoding changes and surrogates lie.
  private static func encode(_ range: ClosedRange<UInt32>, into sequences: inout [Sequence]) {
    let sameLength: [ClosedRange<UInt32>] = [
      0...0x7F, 0x80...0x7FF, 0x800...0xD7FF, 0xE000...0xFFFF, 0x10000...0x10FFFF,
    ]
    for part in sameLength where part.overlaps(range) {
      let length = part.upperBound < 0x80 ? 1 : part.upperBound < 0x800 ? 2 : part.upperBound < 0x10000 ? 3 : 4
      let clamped = range.clamped(to: part)
      split(clamped.lowerBound, clamped.upperBound, length: length, into: &sequences)
    }
  }

  /// Splits until every byte of the encoding runs through a range independent of the others.
  private static func split(_ low: UInt32, _ high: UInt32, length: Int, into sequences: inout [Sequence]) {
    for tail in stride(from: length - 1, to: 0, by: -1) {
      // A block is what `tail` continuation bytes run through under one prefix.
      let mask: UInt32 = 1 << UInt32(6 * tail) - 1
      guard low & ~mask != high & ~mask else { continue }
      if low & mask != 0 {
        split(low, low | mask, length: length, into: &sequences)
        return split((low | mask) + 1, high, length: length, into: &sequences)
      }
      if high & mask != mask {
        split(low, (high & ~mask) - 1, length: length, into: &sequences)
        return split(high & ~mask, high, length: length, into: &sequences)
      }
    }
    sequences.append(zip(encoded(low, length), encoded(high, length)).map { $0...$1 })
  }

  private static func encoded(_ scalar: UInt32, _ length: Int) -> [UInt8] {
    if length == 1 { return [UInt8(scalar)] }
    let prefixes: [UInt32] = [0, 0, 0xC0, 0xE0, 0xF0]
    return (0..<length).map { index in
      let bits = scalar >> UInt32(6 * (length - 1 - index))
      return UInt8(truncatingIfNeeded: index == 0 ? prefixes[length] | bits : 0x80 | bits & 0x3F)
    }
  }
}
