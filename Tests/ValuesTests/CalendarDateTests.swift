import Testing
import Values

@Suite struct CalendarDateTests {
  @Test func `every day of the range is the day after the one before`() throws {
    var number = CalendarDate.earliest.dayNumber
    for year in 1...9999 {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      var dayOfYear = 1
      for (index, length) in lengths.enumerated() {
        // First, last and a middle day of each month.
        for day in [1, 15, length] {
          let date = CalendarDate(dayNumber: number + day - 1)
          guard date.components == (year, index + 1, day), CalendarDate(year: year, month: index + 1, day: day) == date,
            date.dayOfYear == dayOfYear + day - 1
          else {
            Issue.record("\(year)-\(index + 1)-\(day)")
            return
          }
        }
        #expect(CalendarDate(year: year, month: index + 1, day: length + 1) == nil)
        number += length
        dayOfYear += length
      }
    }
    #expect(number == CalendarDate.latest.dayNumber + 1)
  }

  @Test(arguments: [
    (1970, 1, 1, 4), (2026, 5, 1, 5), (2000, 2, 29, 2), (1, 1, 1, 1), (1969, 12, 28, 0), (9999, 12, 31, 5),
  ])
  func `the day of the week is right`(year: Int, month: Int, day: Int, weekday: Int) {
    #expect(CalendarDate(year: year, month: month, day: day)?.dayOfWeek == weekday)
  }

  @Test(arguments: [(0, 1, 1), (10000, 1, 1), (2026, 0, 1), (2026, 13, 1), (2026, 1, 0), (2100, 2, 29), (-1, 1, 1)])
  func `there are no other days`(year: Int, month: Int, day: Int) {
    #expect(CalendarDate(year: year, month: month, day: day) == nil)
  }

  @Test func `days are counted and added within the range`() throws {
    let first = try #require(CalendarDate(parsing: "2025-12-30"))
    let second = try #require(CalendarDate(parsing: "2026-03-01"))
    #expect(first.days(to: second) == 61)
    #expect(second.days(to: first) == -61)
    #expect(first.adding(days: 61) == second)
    #expect(CalendarDate.latest.adding(days: 1) == nil)
    #expect(CalendarDate.earliest.adding(days: -1) == nil)
    #expect(first.adding(days: .max) == nil)
    #expect(first < second)
    #expect(CalendarDate(dayNumber: .max).description.isEmpty == false)
  }

  @Test func `a day begins at midnight of its zone`() throws {
    let date = try #require(CalendarDate(parsing: "2026-05-01"))
    #expect(date.start(in: .vietnam)?.description == "2026-04-30T17:00:00Z")
    #expect(date.start(in: .vietnam)?.date(in: .vietnam) == date)
    #expect(CalendarDate.earliest.start(in: .vietnam) == nil)
  }
}

@Suite struct WrittenTimeTests {
  @Test(
    arguments: [
      ("2026-05-01", nil, "2026-05-01"), ("2026/05/01", nil, "2026-05-01"), ("20260501", nil, "2026-05-01"),
      (" 2026-5-1 ", .dmy, "2026-05-01"), ("2026-05-01T23:59:59-11:00", nil, "2026-05-01"),
      ("2026-05-01 07:05", nil, "2026-05-01"), ("2026-05-01 07:05:30.25", .mdy, "2026-05-01"),
      ("2026-05-01T07:05:30Z", nil, "2026-05-01"), ("01/02/2026", .dmy, "2026-02-01"),
      ("01/02/2026", .mdy, "2026-01-02"),
      ("1.2.2026", .dmy, "2026-02-01"), ("1-2-2026 9:05", .dmy, "2026-02-01"), ("31/12/2025", .dmy, "2025-12-31"),
      ("12/31/2025 11:59:59 PM", .mdy, "2025-12-31"), ("20260501 07:05", nil, "2026-05-01"),
    ] as [(String, DateOrder?, String)])
  func `a date is read in its declared order`(text: String, order: DateOrder?, date: String) {
    #expect(CalendarDate(parsing: text, order: order)?.description == date)
  }

  @Test(
    arguments: [
      ("01/02/2026", nil), ("31/12/2025", nil), ("31/12/2025", .mdy), ("12/31/2025", .dmy), ("31/12/2025", .ymd),
      ("01/02/26", .dmy), ("29/02/2026", .dmy), ("2026-02-29", nil), ("2026-05", nil), ("2026", nil), ("", nil),
      ("2026-05/01", nil), ("1/2-2026", .dmy), ("2026-13-01", nil), ("20261301", nil), ("2026-05-01x", nil),
      ("2026-05-01T", nil), ("2026-05-01 25:00", nil), ("2026-05-01 07:60", nil), ("2026-05-01 07", nil),
      ("2026-05-01 13:00 PM", nil), ("2026-05-01 0:00 AM", nil), ("1 May 2026", .dmy), ("0000-01-01", nil),
      ("2026-05-01 07:05 +25:00", nil), ("45000", nil), ("2026--05-01", nil), ("không rõ", .dmy), ("202605011", nil),
    ] as [(String, DateOrder?)])
  func `what is ambiguous, impossible or partial is no date`(text: String, order: DateOrder?) {
    #expect(CalendarDate(parsing: text, order: order) == nil)
  }

  @Test(
    arguments: [
      ("2026-05-01 07:05", nil, "2026-05-01T00:05:00Z"), ("2026-05-01T07:05:30+02:00", nil, "2026-05-01T05:05:30Z"),
      ("2026-05-01T07:05:30.5Z", nil, "2026-05-01T07:05:30.5Z"),
      ("10/29/2025, 2:21\u{202F}AM", .mdy, "2025-10-28T19:21:00Z"),
      ("29/10/2025 2:21:05 CH", .dmy, "2025-10-29T07:21:05Z"), ("29/10/2025 12:00 SA", .dmy, "2025-10-28T17:00:00Z"),
      ("2026-05-01 07:05:30 +0200", nil, "2026-05-01T05:05:30Z"),
      ("2026-05-01 07:05:30 UTC", nil, "2026-05-01T07:05:30Z"),
      ("12/31/2025 12:30 pm", .mdy, "2025-12-31T05:30:00Z"), ("2026-05-01", nil, nil),
    ] as [(String, DateOrder?, String?)])
  func `a time is read in its offset or else in the zone`(text: String, order: DateOrder?, instant: String?) throws {
    let written = try #require(WrittenTime(text, order: order))
    #expect(written.timestamp(in: .vietnam)?.description == instant)
    #expect((written.clock == nil) == (instant == nil))
  }
}
