#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Numbers of cells as a person sees them.
enum XLSXNumber {
  /// A number of a cell.
  ///
  /// A sheet calculates with 15 significant figures and shows no more, so `3.2000000000000002` is `3.2`. A whole number
  /// is never shown in powers of ten. Beyond 15 figures the sheet has put zeros in place of what was typed.
  static func value(_ text: String, _ format: XLSXStyles.Format, is1904: Bool) -> RawValue {
    guard let number = Double(text), number.isFinite, !text.isEmpty else {
      return .unreadable(text, reason: "not a number")
    }
    switch format {
    case .date, .time: return XLSXDate.value(number, isTime: format == .time, is1904: is1904, text)
    case .general, .fixed: break
    }
    if abs(number) >= 1e15 {
      guard isExact(text, number) else {
        return .unreadable(spelling(number), reason: "a number of more than 15 figures, of which a sheet keeps 15")
      }
      return .number(text)
    }
    if number == number.rounded(.towardZero) {
      return .number(padded(String(Int64(number.magnitude)), "", number, format))
    }
    let shown = significant(number)
    guard !shown.utf8.contains(UInt8(ascii: "e")), let point = shown.firstIndex(of: ".") else {
      return .number(shown)
    }
    let digits = shown.drop { $0 == "-" }
    return .number(padded(String(digits[..<point]), String(digits[point...].dropFirst()), number, format))
  }

  /// The figures with the zeros that the format adds; where it would cut figures off, they stay.
  private static func padded(
    _ whole: String, _ decimals: String, _ number: Double, _ format: XLSXStyles.Format
  ) -> String {
    var (whole, decimals) = (whole, decimals)
    if case .fixed(let integers, let places) = format, decimals.utf8.count <= places {
      whole = String(repeating: "0", count: max(0, integers - whole.utf8.count)) + whole
      decimals += String(repeating: "0", count: places - decimals.utf8.count)
    }
    return (number < 0 ? "-" : "") + whole + (decimals.isEmpty ? "" : "." + decimals)
  }

  /// Whether a large number stands in the file figure by figure, and has figures where a sheet would have zeros.
  private static func isExact(_ text: String, _ number: Double) -> Bool {
    let digits = text.utf8.drop { $0 == UInt8(ascii: "-") }
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }), abs(number) <= 9_007_199_254_740_992 else { return false }
    return digits.dropFirst(15).contains { $0 != UInt8(ascii: "0") }
  }

  /// A whole number in figures.
  private static func spelling(_ number: Double) -> String {
    guard abs(number) < 1e30 else { return "\(number)" }
    return String(Int128(number))
  }

  /// Up to 15 significant figures.
  static func significant(_ number: Double) -> String {
    var buffer = [CChar](repeating: 0, count: 40)
    let count = withVaList([number]) { vsnprintf(&buffer, buffer.count, "%.15g", $0) }
    return String(decoding: buffer.prefix(max(0, Int(count))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// Days and times that a sheet keeps as numbers.
public enum XLSXDate {
  /// The day that a cell without a style of dates holds, where somebody says that its column has days: a number from
  /// 1954 to 2119. Anything else stays what it is; a year by itself, for instance, is no number of a day.
  public static func declared(_ value: RawValue, countsFrom1904: Bool) -> RawValue {
    guard case .number(let text) = value, let number = Double(text), (20_000...80_000).contains(number) else {
      return value
    }
    return self.value(number, isTime: false, is1904: countsFrom1904, text)
  }

  /// The day and time of a number: `2025-12-30`, `2025-12-30T08:05:09`, `08:05:09`, converted from the number.
  ///
  /// Day 1 is 1 January 1900, and there is a 29 February 1900 (day 60), which there was not; or day 0 is 1 January 1904.
  static func value(_ number: Double, isTime: Bool, is1904: Bool, _ text: String) -> RawValue {
    guard number >= 0, number < 2_958_466 else { return .unreadable(text, reason: "a number that is no date") }
    var day = Int(number.rounded(.down))
    var seconds = Int(((number - Double(day)) * 86_400).rounded())
    if seconds == 86_400 { (day, seconds) = (day + 1, 0) }
    if isTime {
      let hours = day * 24 + seconds / 3_600
      let rest = CivilDay.time(seconds: seconds % 3_600).dropFirst(2)
      return .converted(.string((hours < 10 ? "0" : "") + "\(hours)" + rest), from: text)
    }
    let first: Int
    switch (is1904, day) {
    case (true, _): first = -24_107
    case (false, 0): return .unreadable(text, reason: "day 0 of the year 1900")
    case (false, 1...59): first = -25_568
    case (false, 60): return .unreadable(text, reason: "29 February 1900, which there was not")
    default: first = -25_569
    }
    guard let date = CivilDay.text(daysSince1970: first + day) else {
      return .unreadable(text, reason: "a number that is no date")
    }
    let shown = seconds == 0 ? date : date + "T" + CivilDay.time(seconds: seconds)
    return .converted(.string(shown), from: text)
  }
}
