/// A calendar day, without a time or a zone (proleptic Gregorian).
public struct CalendarDate: Hashable, Sendable, Comparable {
  /// Days since 1970-01-01.
  public var dayNumber: Int

  public init(dayNumber: Int) { self.dayNumber = dayNumber }

  public static func < (a: CalendarDate, b: CalendarDate) -> Bool { a.dayNumber < b.dayNumber }
}
