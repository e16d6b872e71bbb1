/// An instant, in nanoseconds, between the years 0001 and 9999.
public struct Timestamp: Hashable, Sendable, Comparable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public var seconds: Int64
  /// Nanoseconds within the second, 0 ..< 1_000_000_000.
  public var nanoseconds: Int32

  /// Does not check the range; `init(checking:nanoseconds:)` does.
  public init(seconds: Int64, nanoseconds: Int32 = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// Earlier instants come first.
  public static func < (a: Timestamp, b: Timestamp) -> Bool {
    (a.seconds, a.nanoseconds) < (b.seconds, b.nanoseconds)
  }

  /// 0001-01-01T00:00:00Z, the first there is (`google.protobuf.Timestamp`).
  public static let earliest = Timestamp(seconds: -62_135_596_800)

  /// 9999-12-31T23:59:59.999999999Z, the last there is.
  public static let latest = Timestamp(seconds: 253_402_300_799, nanoseconds: 999_999_999)

  /// - Returns: nil if the instant is before `earliest` or after `latest`, or the nanoseconds are no part of a second.
  public init?(checking seconds: Int64, nanoseconds: Int32 = 0) {
    self.init(seconds: seconds, nanoseconds: nanoseconds)
    guard 0..<1_000_000_000 ~= nanoseconds, Timestamp.earliest...Timestamp.latest ~= self else { return nil }
  }
}

extension Timestamp {
  /// - Returns: nil if the sum is out of range.
  public func adding(_ duration: Duration) -> Timestamp? {
    Timestamp(totalNanoseconds: totalNanoseconds + duration.totalNanoseconds)
  }

  /// - Returns: nil if the difference is out of range.
  public func subtracting(_ duration: Duration) -> Timestamp? {
    Timestamp(totalNanoseconds: totalNanoseconds - duration.totalNanoseconds)
  }

  /// The time from the other to this.
  /// - Returns: nil if it is out of the range of durations.
  public func since(_ other: Timestamp) -> Duration? {
    Duration(totalNanoseconds: totalNanoseconds - other.totalNanoseconds)
  }

  private var totalNanoseconds: Int128 { Int128(seconds) * 1_000_000_000 + Int128(nanoseconds) }

  private init?(totalNanoseconds: Int128) {
    let (quotient, remainder) = totalNanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    let isBelow = remainder < 0
    guard let seconds = Int64(exactly: isBelow ? quotient - 1 : quotient) else { return nil }
    self.init(checking: seconds, nanoseconds: Int32(isBelow ? remainder + 1_000_000_000 : remainder))
  }
}

extension Timestamp {
  /// What calendar and clock show at this instant in a zone.
  public func clock(in zone: Zone = .utc) -> ClockTime {
    let shown = clampedSeconds + Int64(zone.offset(at: self))
    let day = Int(shown.flooredQuotient(by: 86400))
    let second = Int(shown - Int64(day) * 86400)
    return ClockTime(
      date: CalendarDate(dayNumber: day), hour: second / 3600, minute: second / 60 % 60, second: second % 60,
      nanosecond: Int(nanoseconds))
  }

  /// The seconds, kept from overflowing where the instant is far out of range.
  var clampedSeconds: Int64 { min(max(seconds, -100_000_000_000_000_000), 100_000_000_000_000_000) }

  /// The calendar day at this instant in a zone.
  public func date(in zone: Zone = .utc) -> CalendarDate { clock(in: zone).date }
}

extension Timestamp: CustomStringConvertible {
  /// RFC 3339 in UTC, with as many decimals as needed: CEL's `string(timestamp)`.
  public var description: String {
    let clock = clock()
    return "\(clock.date)T\(clock.time)\(decimals(UInt32(clamping: nanoseconds)))Z"
  }

  /// RFC 3339 in a zone, with its offset at this instant: `2026-05-01T07:00:00+07:00`.
  public func description(in zone: Zone) -> String {
    let clock = clock(in: zone)
    let offset = Zone.offsetText(zone.offset(at: self))
    return "\(clock.date)T\(clock.time)\(decimals(UInt32(clamping: nanoseconds)))\(offset)"
  }
}

extension BinaryInteger {
  /// The quotient rounded down, where `/` rounds towards zero.
  func flooredQuotient(by divisor: Self) -> Self {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder != 0 && (remainder < 0) != (divisor < 0) ? quotient - 1 : quotient
  }
}
