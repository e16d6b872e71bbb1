/// A set of Unicode code points, surrogates included (they only ever match nothing, since no UTF-8 encodes them).
///
/// INVARIANT: `ranges` is ascending, and between two ranges at least one code point is missing.
struct ScalarSet: Hashable, Sendable {
  let ranges: [ClosedRange<UInt32>]

  static let maximum: UInt32 = 0x10FFFF
  static let empty = ScalarSet([])
  static let all = ScalarSet([0...maximum])
  static let allButNewline = ScalarSet([0...9, 11...maximum])

  /// Sorts and merges. O(n log n), O(n) if they are in order already.
  init(_ unordered: [ClosedRange<UInt32>]) {
    var merged: [ClosedRange<UInt32>] = []
    merged.reserveCapacity(unordered.count)
    let isSorted = zip(unordered, unordered.dropFirst()).allSatisfy { $0.lowerBound <= $1.lowerBound }
    for range in isSorted ? unordered : unordered.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound || range.lowerBound == last.upperBound + 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    ranges = merged
  }

  init(_ scalar: UInt32) {
    ranges = [scalar...scalar]
  }

  /// Hexadecimal ranges separated by white space, as the tables write them.
  init(table: String) {
    var parsed: [ClosedRange<UInt32>] = []
    for word in table.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      let ends = word.split(separator: "-").compactMap { UInt32($0, radix: 16) }
      if let low = ends.first, let high = ends.last, low <= high { parsed.append(low...high) }
    }
    self.init(parsed)
  }

  var isEmpty: Bool { ranges.isEmpty }

  /// The only member, if there is just one.
  var single: UInt32? {
    guard ranges.count == 1, ranges[0].lowerBound == ranges[0].upperBound else { return nil }
    return ranges[0].lowerBound
  }

  var inverted: ScalarSet {
    var gaps: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { gaps.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    if next <= ScalarSet.maximum { gaps.append(next...ScalarSet.maximum) }
    return ScalarSet(gaps)
  }

  func union(_ other: ScalarSet) -> ScalarSet {
    ScalarSet(ranges + other.ranges)
  }

  func contains(_ scalar: UInt32) -> Bool {
    let index = firstIndex(endingAtOrAfter: scalar)
    return index < ranges.count && ranges[index].lowerBound <= scalar
  }

  /// The index of the first range that reaches `scalar`, or the number of ranges. O(log n).
  func firstIndex(endingAtOrAfter scalar: UInt32) -> Int {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
