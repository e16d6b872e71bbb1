/// Numbers as inventories write them: digits, nothing else.
enum NumberReading {
  /// A whole number in decimal digits with an optional minus, within 64 bits.
  static func int(_ text: String) -> Int64? {
    var digits = text.utf8[...]
    if digits.first == UInt8(ascii: "-") { digits = digits.dropFirst() }
    guard !digits.isEmpty, digits.allSatisfy(isDigit) else { return nil }
    return Int64(text)
  }

  /// A JSON number; no infinities, no hexadecimal, no decimal comma.
  static func double(_ text: String) -> Double? {
    let allowed = text.utf8.allSatisfy { isDigit($0) || "+-.eE".utf8.contains($0) }
    guard allowed, let last = text.utf8.last, isDigit(last) else { return nil }
    guard let first = text.utf8.first, isDigit(first) || first == UInt8(ascii: "-") else { return nil }
    guard let value = Double(text), value.isFinite else { return nil }
    return value
  }

  static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
