/// What calendar and clock show somewhere: a day and a time, without a zone.
public struct ClockTime: Hashable, Sendable, Comparable {
  /// The day.
  public var date: CalendarDate
  /// 0...23
  public var hour: Int
  /// 0...59
  public var minute: Int
  /// 0...59
  public var second: Int
  /// 0...999_999_999
  public var nanosecond: Int

  /// Midnight, unless a time is given. The parts are not checked.
  public init(date: CalendarDate, hour: Int = 0, minute: Int = 0, second: Int = 0, nanosecond: Int = 0) {
    self.date = date
    self.hour = hour
    self.minute = minute
    self.second = second
    self.nanosecond = nanosecond
  }

  /// 0...999
  public var millisecond: Int { nanosecond / 1_000_000 }

  /// The time of day: `07:05:00`.
  var time: String { "\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))" }

  /// What clocks show earlier comes first.
  public static func < (a: ClockTime, b: ClockTime) -> Bool {
    (a.date, a.secondOfDay, a.nanosecond) < (b.date, b.secondOfDay, b.nanosecond)
  }

  private var secondOfDay: Int { hour * 3600 + minute * 60 + second }

  /// The instant at which clocks in the zone show this.
  ///
  /// Where clocks were put back and show it twice, the first of both. Where they were put forward and never show it,
  /// the instant that they would have shown without that: 02:30 in a gap from 02:00 to 03:00 is 03:30.
  /// - Returns: nil if the instant is out of range.
  public func timestamp(in zone: Zone) -> Timestamp? {
    timestamp { local in
      // The offsets in force a day before and after embrace any change in between; no zone changes twice in two days.
      let before = Int64(zone.offset(at: Timestamp(seconds: local - 86400)))
      let after = Int64(zone.offset(at: Timestamp(seconds: local + 86400)))
      let early = Int64(zone.offset(at: Timestamp(seconds: local - before)))
      if early == before { return before }
      let late = Int64(zone.offset(at: Timestamp(seconds: local - after)))
      return late == after ? after : before
    }
  }

  /// The instant at which clocks so many seconds ahead of UTC show this.
  /// - Returns: nil if the instant is out of range.
  public func timestamp(offset: Int) -> Timestamp? { timestamp { _ in Int64(offset) } }

  private func timestamp(offset: (Int64) -> Int64) -> Timestamp? {
    guard date.isInRange else { return nil }
    let local = Int64(date.dayNumber) * 86400 + Int64(secondOfDay)
    return Timestamp(checking: local - offset(local), nanoseconds: Int32(clamping: nanosecond))
  }
}

extension ClockTime: CustomStringConvertible {
  /// ISO 8601 without a zone: `2026-05-01T07:05:00`.
  public var description: String { "\(date)T\(time)\(decimals(UInt32(clamping: nanosecond)))" }
}
