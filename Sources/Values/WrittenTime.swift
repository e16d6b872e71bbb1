/// In which order a source writes year, month and day, where that is not evident.
public enum DateOrder: String, Sendable, Hashable, CaseIterable {
  case ymd, dmy, mdy
}

/// A date as a sheet or an export writes it, with the time of day and the offset if it tells them.
///
/// Read are, first, what begins with a year in four digits: `2026-05-01`, `2026/5/1`, `20260501`, and RFC 3339; then,
/// only by a declared order, `01/05/2026`, `1.5.2026` and `1-5-2026`. The order is never guessed, not even where only
/// one of both can be meant: the next row could mean the other. Years have four digits. A time may follow:
/// `2026-05-01 07:05[:30[.5]]`, with AM or PM (SA or CH in Vietnamese), and with `Z` or an offset.
public struct WrittenTime: Hashable, Sendable {
  /// The day as written, whatever the offset.
  public let date: CalendarDate
  /// Date and time, or nil if there was only a date.
  public let clock: ClockTime?
  /// Seconds ahead of UTC, or nil if the text does not tell.
  public let offset: Int?

  /// - Returns: nil if the text is none of these, or names a day or a time that does not exist.
  public init?(_ text: String, order: DateOrder? = nil) {
    var cursor = ByteCursor(Text.normalized(text))
    guard let date = WrittenTime.date(&cursor, order: order) else { return nil }
    self.date = date
    guard !cursor.isAtEnd else {
      clock = nil
      offset = nil
      return
    }
    let isSeparated = cursor.take(oneOf: "T", "t") != nil || WrittenTime.takeGap(&cursor)
    guard isSeparated, let clock = WrittenTime.time(&cursor, on: date) else { return nil }
    self.clock = clock
    if cursor.isAtEnd {
      offset = nil
    } else {
      cursor.skip(" ")
      guard let offset = WrittenTime.offset(&cursor), cursor.isAtEnd else { return nil }
      self.offset = offset
    }
  }

  /// The instant, in the zone where the text has no offset.
  /// - Returns: nil if there was only a date, or the instant is out of range.
  public func timestamp(in zone: Zone) -> Timestamp? {
    offset.map { clock?.timestamp(offset: $0) } ?? clock?.timestamp(in: zone)
  }

  private static func takeGap(_ cursor: inout ByteCursor) -> Bool {
    let hasComma = cursor.take(",")
    let hasSpace = cursor.take(" ")
    return hasComma || hasSpace
  }

  private static func date(_ cursor: inout ByteCursor, order: DateOrder?) -> CalendarDate? {
    switch cursor.digitCount {
    case 8:
      guard let year = cursor.number(first: 4), let month = cursor.number(first: 2) else { return nil }
      return cursor.number(first: 2).flatMap { CalendarDate(year: year, month: month, day: $0) }
    case 4:
      guard let (year, month, day) = threeNumbers(&cursor, lastDigits: 1...2) else { return nil }
      return CalendarDate(year: year, month: month, day: day)
    case 1, 2:
      guard let order, order != .ymd, let (first, second, year) = threeNumbers(&cursor, lastDigits: 4...4) else {
        return nil
      }
      let (day, month) = order == .dmy ? (first, second) : (second, first)
      return CalendarDate(year: year, month: month, day: day)
    default: return nil
    }
  }

  private static func threeNumbers(
    _ cursor: inout ByteCursor, lastDigits: ClosedRange<Int>
  ) -> (Int, Int, Int)? {
    guard let first = cursor.number(digits: 1, 4), let separator = cursor.take(oneOf: "-", "/", "."),
      let second = cursor.number(digits: 1, 2), cursor.take(separator),
      let third = cursor.number(digits: lastDigits.lowerBound, lastDigits.upperBound)
    else { return nil }
    return (first, second, third)
  }

  private static func time(_ cursor: inout ByteCursor, on date: CalendarDate) -> ClockTime? {
    guard var hour = cursor.number(digits: 1, 2), cursor.take(":"), let minute = cursor.number(digits: 2, 2) else {
      return nil
    }
    var second = 0
    var nanosecond: Int32 = 0
    if cursor.take(":") {
      guard let seconds = cursor.number(digits: 2, 2) else { return nil }
      second = seconds
      if cursor.take(oneOf: ".", ",") != nil {
        guard let fraction = cursor.fraction() else { return nil }
        nanosecond = fraction
      }
    }
    let hasSpace = cursor.peek() == UInt8(ascii: " ")
    let halfOfDay = takeHalfOfDay(&cursor, after: hasSpace ? 1 : 0)
    if let isAfternoon = halfOfDay {
      guard 1...12 ~= hour else { return nil }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
    }
    guard hour < 24, minute < 60, second < 60 else { return nil }
    return ClockTime(date: date, hour: hour, minute: minute, second: second, nanosecond: Int(nanosecond))
  }

  private static func takeHalfOfDay(_ cursor: inout ByteCursor, after spaces: Int) -> Bool? {
    var ahead = cursor
    for _ in 0..<spaces { _ = ahead.next() }
    let isMorning = ahead.take(word: "am") || ahead.take(word: "sa")
    let isAfternoon = !isMorning && (ahead.take(word: "pm") || ahead.take(word: "ch"))
    guard isMorning || isAfternoon else { return nil }
    cursor = ahead
    return isAfternoon
  }

  /// `Z`, `UTC`, `+07:00`, `+0700`, `+07`.
  static func offset(_ cursor: inout ByteCursor) -> Int? {
    if cursor.take(word: "z") || cursor.take(word: "utc") { return 0 }
    guard let sign = cursor.take(oneOf: "+", "-"), let hours = cursor.number(first: 2) else { return nil }
    var minutes = 0
    if cursor.take(":") || cursor.digitCount > 0 {
      guard let read = cursor.number(digits: 2, 2) else { return nil }
      minutes = read
    }
    guard hours < 24, minutes < 60 else { return nil }
    return (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
  }
}

extension CalendarDate {
  /// The day that a text names, the time of day left out; what is read is told at `WrittenTime`.
  /// - Returns: nil if the text is no date, or one that only a declared order could tell and none is.
  public init?(parsing text: String, order: DateOrder? = nil) {
    guard let written = WrittenTime(text, order: order) else { return nil }
    self = written.date
  }
}
