import Values

/// Calendar days, which have no time and no zone.
enum DateFunctions {
  static let all: [FunctionDeclaration] = [date, daysBetween]

  private static let date = FunctionDeclaration(
    "date",
    """
    The calendar day of a text (`2026-05-01`; with an order `dmy`, `mdy` or `ymd` also `01/05/2026`) or of a timestamp, \
    in the inventory's zone. Text that is no day is unknown (`value-unreadable`), not an error.
    """,
    [
      .of("date_to_date", .date) { (date: CalendarDate) -> Value in .date(date) },
      .of("string_to_date", .date) { (text: String) -> Value in read(text, nil) },
      .of("string_to_date_order", .date) { (text: String, order: String) -> Value in
        guard let order = DateOrder(rawValue: order) else {
          let names = DateOrder.allCases.map(\.rawValue).joined(separator: ", ")
          return .failed("no such order of dates: `\(ValueText.excerpt(order))`, there are \(names)")
        }
        return read(text, order)
      },
      Overload("timestamp_to_date", [.timestamp], .date) { arguments, context in
        guard let value = arguments.first, let date = day(of: value, context) else {
          return .noSuchOverload("date", arguments)
        }
        return .date(date)
      },
    ])

  private static func read(_ text: String, _ order: DateOrder?) -> Value {
    if let date = CalendarDate(parsing: text, order: order) { return .date(date) }
    return .unknown(Unknown(.valueUnreadable, "", detail: ValueText.excerpt(text)))
  }

  private static let daysBetween = FunctionDeclaration(
    "days_between",
    "How many days there are from the first to the second; negative if the second is earlier. Of a timestamp the day in the inventory's zone counts.",
    [
      between("days_between_date_date", .date, .date), between("days_between_date_timestamp", .date, .timestamp),
      between("days_between_timestamp_date", .timestamp, .date),
      between("days_between_timestamp_timestamp", .timestamp, .timestamp),
    ])

  private static func between(_ id: String, _ first: ValueType, _ second: ValueType) -> Overload {
    Overload(id, [first, second], .int) { arguments, context in
      guard arguments.count == 2, let from = day(of: arguments[0], context), let to = day(of: arguments[1], context)
      else { return .noSuchOverload("days_between", arguments) }
      return .int(Int64(from.days(to: to)))
    }
  }

  private static func day(of value: Value, _ context: EvaluationContext) -> CalendarDate? {
    switch value {
    case .date(let date): date
    case .timestamp(let time): time.date(in: context.calendar)
    default: nil
    }
  }
}
