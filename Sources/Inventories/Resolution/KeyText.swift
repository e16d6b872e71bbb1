import Schema
import Values

/// A value as part of a key: how it compares and how people see it.
struct KeyText: Hashable {
  var folded: String
  var display: String

  /// The texts by which a value of an attribute identifies: one, or one for each element of a list. None where the value
  /// is not known, null, or a placeholder that identifies nothing.
  static func texts(of value: Value, _ attribute: AttributeDeclaration) -> [KeyText] {
    let isSerial = attribute.type == .string || attribute.type.element == .string
    let isAddress = attribute.path.last == "mac"
    return LookupText.scalars(value).compactMap { scalar in
      let folded: String
      switch scalar {
      case .null, .unknown, .failure: return nil
      default: folded = LookupText.folded(scalar) ?? ""
      }
      guard !folded.isEmpty, !Placeholder.isPhrase(folded) else { return nil }
      guard !isSerial || !Placeholder.isSerial(folded) else { return nil }
      let display = LookupText.display(scalar)
      guard isAddress, let address = hardwareAddress(folded) else { return KeyText(folded: folded, display: display) }
      return Placeholder.isHardwareAddress(address) ? nil : KeyText(folded: address, display: display)
    }
  }

  /// Twelve hexadecimal digits, however they are grouped (`00-1b-44-11-3a-b7`, `001b.4411.3ab7`), as one word; nil for
  /// any other text.
  static func hardwareAddress(_ folded: String) -> String? {
    var digits = ""
    for byte in folded.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"):
        digits.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "."): continue
      default: return nil
      }
    }
    return digits.utf8.count == 12 ? digits : nil
  }
}

/// Texts that makers and spreadsheets leave where an identifier should be. They are no keys: two devices that bear one
/// are not the same.
enum Placeholder {
  private static let phrases: Set<String> = [
    "to be filled by o.e.m.", "to be filled by o.e.m", "to be filled by oem", "default string", "default",
    "not specified", "not available", "not applicable", "not settable", "system serial number", "system product name",
    "serial number", "chassis serial number", "base board serial number", "none", "null", "nil", "n/a", "na", "unknown",
    "undefined", "invalid", "empty", "no asset information", "no asset tag", "asset tag", "o.e.m.", "oem", "tbd", "sn",
    "s/n", "#n/a", "#ref!", "#value!", "-", "--", "?", ".", "không có", "không rõ", "không biết", "chưa có", "chưa rõ",
    "03000200-0400-0500-0006-000700080009", "123456789", "0123456789", "1234567890", "012345678",
  ]

  /// Whether a folded text is a placeholder under any attribute.
  static func isPhrase(_ folded: String) -> Bool { phrases.contains(folded) }

  /// Whether a folded serial, tag or other exact identifier identifies nothing: one character again and again (`0000`,
  /// `xxxx`), or a number that a spreadsheet shortened (`4.94E+11`), which many serials become.
  static func isSerial(_ folded: String) -> Bool {
    let characters = folded.utf8.filter { !" -_:./".utf8.contains($0) }
    guard let first = characters.first else { return true }
    if characters.allSatisfy({ $0 == first }) { return first == UInt8(ascii: "0") || characters.count > 2 }
    return isScientific(folded)
  }

  /// Whether twelve hexadecimal digits are nobody's address.
  static func isHardwareAddress(_ digits: String) -> Bool {
    guard let first = digits.utf8.first else { return true }
    return digits.utf8.allSatisfy { $0 == first }
  }

  private static func isScientific(_ folded: String) -> Bool {
    let parts = folded.split(separator: "e", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].first == "+" else { return false }
    let mantissa = parts[0].utf8.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
    let exponent = parts[1].dropFirst()
    return mantissa && !parts[0].isEmpty && !exponent.isEmpty && exponent.utf8.allSatisfy(isDigit)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
