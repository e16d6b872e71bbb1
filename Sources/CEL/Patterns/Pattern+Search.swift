extension Pattern {
  /// A match: where it is, and where its groups are.
  public struct Captures: Sendable, Hashable {
    /// UTF-8 offsets of group 0 (the match as a whole), group 1, …; nil for a group that took no part.
    public let ranges: [Range<Int>?]

    init(slots: [Int]) {
      ranges = stride(from: 0, to: slots.count - 1, by: 2).map { index in
        let start = slots[index]
        let end = slots[index + 1]
        return start >= 0 && start <= end ? start..<end : nil
      }
    }

    /// Where the match as a whole is.
    public var range: Range<Int> { ranges.first.flatMap { $0 } ?? 0..<0 }

    /// Where the group is; nil if it took no part or does not exist.
    public subscript(group: Int) -> Range<Int>? {
      ranges.indices.contains(group) ? ranges[group] : nil
    }
  }

  /// The leftmost match at or after the UTF-8 offset `start`, of which the text must have as many; among the matches
  /// that begin there, the one that a backtracking engine would find first. `^` and `\b` see what stands before
  /// `start`. Linear.
  public func firstMatch(in text: String, from start: Int = 0) -> Captures? {
    text.withUTF8Bytes { bytes in
      guard start >= 0, start <= bytes.count else { return nil }
      return shared.withMatcher { matcher in
        matcher.slots(in: bytes, from: start, count: 2 * groupNames.count).slots.map { Captures(slots: $0) }
      }
    }
  }

  /// All matches from left to right, none overlapping and no empty one directly after another match (as in Go's
  /// `FindAll`); at most `limit` of them.
  ///
  /// Usually linear, at worst quadratic in the text, but never more than the pattern's `searchSteps`: beyond that it
  /// throws.
  public func allMatches(in text: String, limit: Int = .max) throws(PatternError) -> [Captures] {
    let found = text.withUTF8Bytes { bytes in
      shared.withMatcher { allMatches(in: bytes, limit: limit, with: $0) }
    }
    guard let found else { throw .searchTooLong(limit: shared.limits.searchSteps) }
    return found
  }

  private func allMatches(
    in bytes: UnsafeBufferPointer<UInt8>, limit: Int, with matcher: PatternMatcher
  ) -> [Captures]? {
    var all: [Captures] = []
    var steps = 0
    var position = 0
    var previousEnd = -1
    while all.count < limit, position <= bytes.count {
      let search = matcher.slots(in: bytes, from: position, count: 2 * groupNames.count)
      steps += search.steps
      if steps > shared.limits.searchSteps { return nil }
      guard let slots = search.slots else { break }
      let captures = Captures(slots: slots)
      let range = captures.range
      if !(range.isEmpty && range.lowerBound == previousEnd) { all.append(captures) }
      previousEnd = range.upperBound
      position = range.upperBound
      if range.isEmpty {
        position += 1
        while position < bytes.count, PatternPlace.isContinuation(bytes[position]) { position += 1 }
      }
    }
    return all
  }
}
