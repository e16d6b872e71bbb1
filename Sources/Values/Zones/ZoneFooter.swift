/// The rule that goes on after the last change in a zone's table: a POSIX TZ string as RFC 9636 section 3.3.1 extends
/// it (`EST5EDT,M3.2.0,M11.1.0`, `<+07>-7`, `<-02>2<-01>,M3.5.0/-1,M10.5.0/0`).
struct ZoneFooter: Sendable, Hashable {
  /// Seconds ahead of UTC.
  let standard: Int
  let saving: Saving?

  struct Saving: Sendable, Hashable {
    let offset: Int
    let start: Change
    let end: Change
  }

  /// When in a year clocks are changed.
  struct Change: Sendable, Hashable {
    enum Day: Sendable, Hashable {
      /// Weekday 0 (Sunday) ... 6 in week 1 ... 5 of the month, where 5 is the last.
      case weekday(Int, week: Int, month: Int)
      /// 1 ... 365, February 29 not counted.
      case julian(Int)
      /// 0 ... 365
      case ordinal(Int)
    }

    let day: Day
    /// Seconds after midnight, -167 to 167 hours.
    let time: Int
  }

  /// - Returns: nil if the text is empty or not written so.
  init?(_ text: Substring) {
    var cursor = ByteCursor(text)
    guard ZoneFooter.skipName(&cursor), let standard = ZoneFooter.time(&cursor) else { return nil }
    self.standard = -standard
    if cursor.isAtEnd {
      saving = nil
      return
    }
    guard ZoneFooter.skipName(&cursor) else { return nil }
    var offset = self.standard + 3600
    if cursor.peek() != UInt8(ascii: ",") {
      guard let written = ZoneFooter.time(&cursor) else { return nil }
      offset = -written
    }
    guard cursor.take(","), let start = Change(&cursor), cursor.take(","), let end = Change(&cursor), cursor.isAtEnd
    else { return nil }
    saving = Saving(offset: offset, start: start, end: end)
  }

  func offset(at second: Int64) -> Int {
    guard let saving else { return standard }
    let year = CalendarDate(dayNumber: Int((second + Int64(standard)).flooredQuotient(by: 86400))).year
    var latest = Int64.min
    var offset = standard
    // A change may reach over the turn of the year, and a saving time may start before and end after it.
    for candidate in (year - 1)...(year + 1) {
      let start = saving.start.second(of: candidate) - Int64(standard)
      let end = saving.end.second(of: candidate) - Int64(saving.offset)
      if start <= second && start >= latest {
        latest = start
        offset = saving.offset
      }
      if end <= second && end > latest {
        latest = end
        offset = standard
      }
    }
    return offset
  }

  private static func skipName(_ cursor: inout ByteCursor) -> Bool {
    let start = cursor.position
    if cursor.take("<") {
      while let byte = cursor.next() { if byte == UInt8(ascii: ">") { return true } }
      return false
    }
    while let byte = cursor.peek(), ByteCursor.isLetter(byte) { _ = cursor.next() }
    return cursor.position > start
  }

  /// `[+-]hh[:mm[:ss]]` in seconds.
  fileprivate static func time(_ cursor: inout ByteCursor) -> Int? {
    let sign = cursor.take(oneOf: "-", "+")
    guard var seconds = cursor.number(digits: 1, 3).map({ $0 * 3600 }) else { return nil }
    for unit in [60, 1] {
      guard cursor.take(":") else { break }
      guard let part = cursor.number(digits: 2, 2) else { return nil }
      seconds += part * unit
    }
    return sign == "-" ? -seconds : seconds
  }
}

extension ZoneFooter.Change {
  init?(_ cursor: inout ByteCursor) {
    if cursor.take("M") {
      guard let month = cursor.number(digits: 1, 2), 1...12 ~= month, cursor.take("."),
        let week = cursor.number(digits: 1, 1), 1...5 ~= week, cursor.take("."),
        let weekday = cursor.number(digits: 1, 1), 0...6 ~= weekday
      else { return nil }
      day = .weekday(weekday, week: week, month: month)
    } else if cursor.take("J") {
      guard let number = cursor.number(digits: 1, 3), 1...365 ~= number else { return nil }
      day = .julian(number)
    } else {
      guard let number = cursor.number(digits: 1, 3), 0...365 ~= number else { return nil }
      day = .ordinal(number)
    }
    if cursor.take("/") {
      guard let written = ZoneFooter.time(&cursor) else { return nil }
      time = written
    } else {
      time = 7200
    }
  }

  /// Seconds since 1970 at which local clocks show the change.
  func second(of year: Int) -> Int64 { Int64(dayNumber(in: year)) * 86400 + Int64(time) }

  private func dayNumber(in year: Int) -> Int {
    let january = ZoneFooter.dayNumber(year: year, month: 1)
    switch day {
    case .ordinal(let number): return january + number
    case .julian(let number): return january + number - (number >= 60 && CalendarDate.isLeap(year) ? 0 : 1)
    case .weekday(let weekday, let week, let month):
      let first = ZoneFooter.dayNumber(year: year, month: month)
      let shift = (weekday - CalendarDate(dayNumber: first).dayOfWeek + 7) % 7
      let number = first + shift + (week - 1) * 7
      return number - first < CalendarDate.days(in: month, of: year) ? number : number - 7
    }
  }
}

extension ZoneFooter {
  /// The first of a month, of any year.
  fileprivate static func dayNumber(year: Int, month: Int) -> Int {
    // The calendar repeats every 400 years of 146,097 days, so a year out of range is computed from one within.
    let cycles = (year - 2000).flooredQuotient(by: 400)
    let date = CalendarDate(year: year - cycles * 400, month: month, day: 1)
    return (date?.dayNumber ?? 0) + cycles * 146_097
  }
}
