import Schema
import Values

/// Which sources close which sections for which parents (DESIGN section 2.4).
public struct CoverageMap: Sendable {
  /// A section as seen from the parent whose relation it closes.
  public struct Key: Hashable, Sendable {
    public var section: String
    public var parent: String

    public init(section: String, parent: String) {
      self.section = section
      self.parent = parent
    }
  }

  /// What one source says about a section.
  public struct Claim: Sendable {
    /// Index into the inventory's sources.
    public var source: Int
    public var level: Coverage
    /// The parent rows it speaks about; nil for all.
    public var rows: Set<Int>?
    /// The interval it covers, for relations over time; an open end is nil, and a missing end means the day of collection.
    public var from: CalendarDate?
    public var to: CalendarDate?

    public init(
      source: Int, level: Coverage, rows: Set<Int>?, from: CalendarDate? = nil, to: CalendarDate? = nil
    ) {
      self.source = source
      self.level = level
      self.rows = rows
      self.from = from
      self.to = to
    }
  }

  public var claims: [Key: [Claim]]

  public init(claims: [Key: [Claim]] = [:]) { self.claims = claims }

  /// Why a section is open for a parent, or nil if it is closed: one fresh source that covers the parent completely is
  /// enough. `period` asks about an interval, both ends inclusive.
  ///
  /// - Complexity: O(sources of the section)
  public func openness(
    _ key: Key, row: Int, staleSources: Set<Int>, period: (from: CalendarDate, to: CalendarDate)? = nil,
    end: (Claim) -> CalendarDate? = { $0.to }
  ) -> Unknown.Code? {
    var reason = Unknown.Code.sourcePartial
    for claim in claims[key] ?? [] where claim.level.isComplete {
      if let rows = claim.rows, !rows.contains(row) { continue }
      if staleSources.contains(claim.source) {
        reason = .sourceStale
      } else if covers(claim, period, end) {
        return nil
      }
    }
    return reason
  }

  /// The parents for which a section is closed, a bit per row in words of 64: the rows for which `openness` is nil.
  ///
  /// - Complexity: O(rows of the claims + parents / 64)
  public func closed(
    _ key: Key, count: Int, staleSources: Set<Int>, period: (from: CalendarDate, to: CalendarDate)? = nil,
    end: (Claim) -> CalendarDate? = { $0.to }
  ) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: (count + 63) / 64)
    for claim in claims[key] ?? [] where claim.level.isComplete && !staleSources.contains(claim.source) {
      guard covers(claim, period, end) else { continue }
      guard let rows = claim.rows else { return [UInt64](repeating: .max, count: words.count) }
      for row in rows where row >= 0 && row < count { words[row >> 6] |= 1 << UInt64(row & 63) }
    }
    return words
  }

  /// Whether a claim speaks of the whole interval.
  private func covers(
    _ claim: Claim, _ period: (from: CalendarDate, to: CalendarDate)?, _ end: (Claim) -> CalendarDate?
  ) -> Bool {
    guard let period else { return true }
    if let from = claim.from, period.from < from { return false }
    guard let end = end(claim) else { return false }
    return period.to <= end
  }
}

extension Coverage {
  /// Whether it closes a section for the subjects it speaks about.
  fileprivate var isComplete: Bool { self == .complete || self == .completeWherePresent }
}
