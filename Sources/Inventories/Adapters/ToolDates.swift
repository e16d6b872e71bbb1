import Values

/// Days in the spellings of tools, as ISO days; nil for what is not spelt so, and for no day at all.
enum ToolDates {
  /// `20240131`, as Windows' installers write it.
  static func compact(_ text: String) -> String? {
    guard text.utf8.count == 8, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return numbers(Int(text.prefix(4)), Int(text.dropFirst(4).prefix(2)), Int(text.suffix(2)))
  }

  /// `13/06/2016`, in the order that the tool is known to write: never guessed from the numbers.
  static func separated(_ text: String, _ order: DateOrder) -> String? {
    CalendarDate(parsing: Text(text).display, order: order).map { "\($0)" }
  }

  private static func numbers(_ year: Int?, _ month: Int?, _ day: Int?) -> String? {
    guard let year, let month, let day else { return nil }
    return CalendarDate(year: year, month: month, day: day).map { "\($0)" }
  }
}
