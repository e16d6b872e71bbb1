import Values

/// Values as text: CEL's conversion to string, literals for messages.
enum ValueText {
  /// What `string(value)` gives, or nil where CEL has no such conversion.
  static func string(_ value: Value) -> String? {
    switch value {
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .uint(let value): String(value)
    case .double(let value): value.celDescription
    case .string(let value): value
    case .text(let value): value.display
    case .bytes(let value): String(validating: value, as: UTF8.self)
    case .timestamp(let value): value.description
    case .duration(let value): value.description
    case .date(let value): value.description
    case .version(let value): value.text
    case .ip(let value): value.description
    case .cidr(let value): value.description
    case .type(let type): type.denotationName
    case .null, .list, .map, .optional, .object, .unknown, .failure: nil
    }
  }

  /// A value in a message: as one would write it in CEL, shortened.
  static func literal(_ value: Value) -> String {
    switch value {
    case .null: return "null"
    case .uint(let value): return "\(value)u"
    case .string, .text: return excerpt(value.plainText ?? "")
    case .list(let list): return "a list of \(list.elements.count)"
    case .map(let map): return "a map of \(map.entries.count)"
    case .bytes(let bytes): return "\(bytes.count) bytes"
    case .optional(let inner): return inner.map { "optional.of(\(literal($0)))" } ?? "optional.none()"
    case .object(let object): return object.type.description
    case .unknown: return "unknown"
    case .failure(let failure): return failure.message
    default: return excerpt(string(value) ?? value.runtimeType.description)
    }
  }

  /// At most 60 characters of a text that came from an input.
  static func excerpt(_ text: String) -> String {
    text.unicodeScalars.count <= 60 ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(57))) + "..."
  }
}

/// Doubles as decimal text.
enum DoubleText {
  /// The fewest digits that read back as the same double, never with an exponent: `%s` and `%d` of `format`.
  static func plain(_ value: Double) -> String {
    if let special = special(value) { return special }
    let (digits, exponent) = decimal(value)
    return (value.sign == .minus ? "-" : "") + positional(digits, exponent)
  }

  static func special(_ value: Double) -> String? {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
    return nil
  }

  /// The significant digits of a finite double, and the power of ten by which `0.digits` is to be multiplied.
  private static func decimal(_ value: Double) -> (digits: String, exponent: Int) {
    var mantissa: [UInt8] = []
    var exponent = 0
    var pointAt: Int?
    let text = Array(value.magnitude.description.utf8)
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: ".") {
        pointAt = mantissa.count
      } else if byte == UInt8(ascii: "e") {
        exponent = Int(String(decoding: text[(index + 1)...], as: UTF8.self)) ?? 0
        break
      } else {
        mantissa.append(byte)
      }
      index += 1
    }
    exponent += pointAt ?? mantissa.count
    let zeros = mantissa.prefix { $0 == UInt8(ascii: "0") }.count
    mantissa.removeFirst(zeros)
    exponent -= zeros
    while mantissa.last == UInt8(ascii: "0") { mantissa.removeLast() }
    if mantissa.isEmpty { return ("0", 1) }
    return (String(decoding: mantissa, as: UTF8.self), exponent)
  }

  private static func positional(_ digits: String, _ exponent: Int) -> String {
    if exponent <= 0 { return digits == "0" ? "0" : "0." + String(repeating: "0", count: -exponent) + digits }
    if exponent >= digits.count { return digits + String(repeating: "0", count: exponent - digits.count) }
    return digits.prefix(exponent) + "." + digits.dropFirst(exponent)
  }
}
