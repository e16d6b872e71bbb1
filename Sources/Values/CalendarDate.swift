/// A calendar day, without a time or a zone (proleptic Gregorian).
public struct CalendarDate: Hashable, Sendable, Comparable {
  /// Days since 1970-01-01.
  public var dayNumber: Int

  /// The day so many days after 1970-01-01.
  public init(dayNumber: Int) { self.dayNumber = dayNumber }

  /// Earlier days come first.
  public static func < (a: CalendarDate, b: CalendarDate) -> Bool { a.dayNumber < b.dayNumber }

  /// 0001-01-01
  public static let earliest = CalendarDate(dayNumber: -719_162)
  /// 9999-12-31
  public static let latest = CalendarDate(dayNumber: 2_932_896)

  /// Whether the day is within the years 0001 to 9999.
  public var isInRange: Bool { CalendarDate.earliest...CalendarDate.latest ~= self }

  /// - Parameters:
  ///   - month: 1...12
  ///   - day: 1...31
  /// - Returns: nil if there is no such day, or it is not within the years 0001 to 9999.
  public init?(year: Int, month: Int, day: Int) {
    guard 1...9999 ~= year, 1...12 ~= month, 1...CalendarDate.days(in: month, of: year) ~= day else { return nil }
    // Years run from March, so that the leap day is the last: days before a month are 153 for every five.
    let shifted = month > 2 ? year : year - 1
    let era = shifted.flooredQuotient(by: 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    dayNumber = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The days from this to the other; negative if the other is earlier.
  public func days(to other: CalendarDate) -> Int { other.dayNumber &- dayNumber }

  /// - Returns: nil if that is not within the years 0001 to 9999.
  public func adding(days: Int) -> CalendarDate? {
    let (sum, hasOverflowed) = dayNumber.addingReportingOverflow(days)
    let date = CalendarDate(dayNumber: sum)
    return hasOverflowed || !date.isInRange ? nil : date
  }

  /// The first instant of the day in a zone.
  public func start(in zone: Zone) -> Timestamp? { ClockTime(date: self).timestamp(in: zone) }

  static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension CalendarDate {
  /// Year, month (1...12) and day (1...31).
  /// - Complexity: O(1); ask once for all three
  public var components: (year: Int, month: Int, day: Int) {
    // The cap keeps a nonsensical number from overflowing; it is far outside of the range.
    let days = min(max(dayNumber, -1_000_000_000_000), 1_000_000_000_000) + 719_468
    let era = days.flooredQuotient(by: 146_097)
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// 1...9999
  public var year: Int { components.year }
  /// 1...12
  public var month: Int { components.month }
  /// 1...31
  public var day: Int { components.day }

  /// 1...366
  public var dayOfYear: Int {
    let (year, month, day) = components
    var count = day
    for earlier in 1..<month { count += CalendarDate.days(in: earlier, of: year) }
    return count
  }

  /// 0 (Sunday) ... 6 (Saturday)
  public var dayOfWeek: Int {
    let shifted = dayNumber % 7 + 11
    return shifted % 7
  }
}

extension CalendarDate: CustomStringConvertible {
  /// ISO 8601: `2026-05-01`.
  public var description: String {
    let (year, month, day) = components
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}
