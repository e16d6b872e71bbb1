extension Timestamp {
  /// Reads RFC 3339, `2026-05-01T07:00:00.5+07:00`, as CEL's `timestamp(string)`.
  ///
  /// `T` and `Z` may be in lower case (section 5.6). What is below a nanosecond is cut off, as Go does. A leap second
  /// (`:60`) is malformed: neither CEL nor the tables here count them.
  public init(parsing text: String) throws(TimeFailure) {
    var cursor = ByteCursor(text)
    guard let year = cursor.number(first: 4), cursor.take("-"), let month = cursor.number(first: 2), cursor.take("-"),
      let day = cursor.number(first: 2), cursor.take(oneOf: "T", "t") != nil, let hour = cursor.number(first: 2),
      cursor.take(":"), let minute = cursor.number(first: 2), cursor.take(":"), let second = cursor.number(digits: 2, 2)
    else { throw .malformed }
    var nanosecond: Int32 = 0
    if cursor.take(".") {
      guard let fraction = cursor.fraction() else { throw .malformed }
      nanosecond = fraction
    }
    guard let offset = Timestamp.offset(&cursor), cursor.isAtEnd, hour < 24, minute < 60, second < 60 else {
      throw .malformed
    }
    guard year > 0 else { throw .outOfRange }
    guard let date = CalendarDate(year: year, month: month, day: day) else { throw .malformed }
    let clock = ClockTime(date: date, hour: hour, minute: minute, second: second, nanosecond: Int(nanosecond))
    guard let timestamp = clock.timestamp(offset: offset) else { throw .outOfRange }
    self = timestamp
  }

  /// - Returns: nil where `init(parsing:)` throws.
  public init?(_ text: String) {
    guard let timestamp = try? Timestamp(parsing: text) else { return nil }
    self = timestamp
  }

  private static func offset(_ cursor: inout ByteCursor) -> Int? {
    if cursor.take(oneOf: "Z", "z") != nil { return 0 }
    guard let sign = cursor.take(oneOf: "+", "-"), let hours = cursor.number(first: 2), cursor.take(":"),
      let minutes = cursor.number(digits: 2, 2), hours < 24, minutes < 60
    else { return nil }
    return (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
  }
}
