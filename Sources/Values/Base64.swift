/// Base64 with the standard alphabet (RFC 4648 section 4).
public enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// Bytes as text, with padding.
  public static func encode(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    var index = 0
    while index < bytes.count {
      let group = bytes[index..<min(index + 3, bytes.count)]
      var bits: UInt32 = 0
      for (position, byte) in group.enumerated() { bits |= UInt32(byte) << UInt32(16 - 8 * position) }
      for position in 0..<4 {
        let isPadding = position > group.count
        result.append(isPadding ? UInt8(ascii: "=") : alphabet[Int(bits >> UInt32(18 - 6 * position) & 63)])
      }
      index += 3
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The bytes of a text, with or without padding.
  ///
  /// - Returns: nil if the text is no base64. Line breaks are skipped, as Go does.
  public static func decode(_ text: [UInt8]) -> [UInt8]? {
    var digits: [UInt8] = []
    var padding = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): continue
      case UInt8(ascii: "="): padding += 1
      default:
        guard padding == 0, let digit = value(byte) else { return nil }
        digits.append(digit)
      }
    }
    let rest = digits.count % 4
    guard rest != 1, padding == 0 || padding + rest == 4 else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(digits.count * 3 / 4)
    var index = 0
    while index < digits.count {
      let group = digits[index..<min(index + 4, digits.count)]
      var bits: UInt32 = 0
      for (position, digit) in group.enumerated() { bits |= UInt32(digit) << UInt32(18 - 6 * position) }
      for position in 0..<(group.count - 1) {
        result.append(UInt8(truncatingIfNeeded: bits >> UInt32(16 - 8 * position)))
      }
      index += 4
    }
    return result
  }

  private static func value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
