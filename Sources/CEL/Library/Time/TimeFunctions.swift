import Values

/// Timestamps and durations: reading, and the parts that calendar and clock show.
enum TimeFunctions {
  static let all: [FunctionDeclaration] = [timestamp, duration] + calendar + clock

  private static let timestamp = FunctionDeclaration(
    "timestamp", "Reads RFC 3339 text, or takes seconds since 1970. The years are 0001 to 9999.",
    [
      .of("timestamp_to_timestamp", .timestamp) { (time: Timestamp) -> Value in .timestamp(time) },
      .of("int64_to_timestamp", .timestamp) { (seconds: Int64) -> Value in
        Timestamp(checking: seconds).map(Value.timestamp) ?? .outOfRange("timestamp")
      },
      .of("string_to_timestamp", .timestamp) { (text: String) -> Value in
        Timestamp(text).map(Value.timestamp) ?? .unreadable(text, as: "a timestamp")
      },
    ])

  private static let duration = FunctionDeclaration(
    "duration",
    "Reads text such as `90m`, `1.5h` or `-3s` (units h, m, s, ms, us, ns), or takes nanoseconds.",
    [
      .of("duration_to_duration", .duration) { (span: Duration) -> Value in .duration(span) },
      .of("int64_to_duration", .duration) { (nanoseconds: Int64) -> Value in
        Duration(totalNanoseconds: Int128(nanoseconds)).map(Value.duration) ?? .outOfRange("duration")
      },
      .of("string_to_duration", .duration) { (text: String) -> Value in
        Duration(text).map(Value.duration) ?? .unreadable(text, as: "a duration")
      },
    ])

  private static let calendar: [FunctionDeclaration] = [
    part("getFullYear", "timestamp_to_year", "The year") { $0.date.year },
    part("getMonth", "timestamp_to_month", "The month, January being 0") { $0.date.month - 1 },
    part("getDate", "timestamp_to_day_of_month_1_based", "The day of the month, the first being 1") { $0.date.day },
    part("getDayOfMonth", "timestamp_to_day_of_month", "The day of the month, the first being 0") { $0.date.day - 1 },
    part("getDayOfYear", "timestamp_to_day_of_year", "The day of the year, the first being 0") {
      $0.date.dayOfYear - 1
    },
    part("getDayOfWeek", "timestamp_to_day_of_week", "The day of the week, Sunday being 0") { $0.date.dayOfWeek },
  ]

  private static let clock: [FunctionDeclaration] = [
    part(
      "getHours", "timestamp_to_hours", "The hour of the day; of a duration all its whole hours",
      of: ("duration_to_hours", { $0.wholeHours }), { $0.hour }),
    part(
      "getMinutes", "timestamp_to_minutes", "The minute of the hour; of a duration all its whole minutes",
      of: ("duration_to_minutes", { $0.wholeMinutes }), { $0.minute }),
    part(
      "getSeconds", "timestamp_to_seconds", "The second of the minute; of a duration all its whole seconds",
      of: ("duration_to_seconds", { $0.wholeSeconds }), { $0.second }),
    part(
      "getMilliseconds", "timestamp_to_milliseconds",
      "The milliseconds of the second, 0 to 999, of a timestamp or a duration",
      of: ("duration_to_milliseconds", { $0.millisecondsOfSecond }), { $0.millisecond }),
  ]

  private static func part(
    _ name: String, _ id: String, _ words: String,
    of duration: (id: String, part: @Sendable (Duration) -> Int64)? = nil,
    _ value: @escaping @Sendable (ClockTime) -> Int
  ) -> FunctionDeclaration {
    var overloads: [Overload] = [
      .of(id, member: true, .int) { (time: Timestamp) -> Value in .int(Int64(value(time.clock()))) },
      .of(id + "_with_tz", member: true, .int) { (time: Timestamp, name: String) -> Value in
        guard let zone = Zone(name) else { return .failed("no such time zone: `\(ValueText.excerpt(name))`") }
        return .int(Int64(value(time.clock(in: zone))))
      },
    ]
    if let duration {
      let part = duration.part
      overloads.append(.of(duration.id, member: true, .int) { (span: Duration) -> Value in .int(part(span)) })
    }
    return FunctionDeclaration(
      name, "\(words). In UTC, or in a zone given by its IANA name or as an offset (`+07:00`).", overloads)
  }
}
