import Values

/// How a constant is written in CEL.
enum LiteralText {
  /// A literal, or for values that have none the call that yields them.
  static func text(of value: Value) -> String {
    switch value {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .uint(let value): "\(value)u"
    case .double(let value): double(value)
    case .string(let value): string(value)
    case .bytes(let value): bytes(value)
    default: "null"
    }
  }

  static func double(_ value: Double) -> String {
    if value.isNaN { return "double('NaN')" }
    if value.isInfinite { return value < 0 ? "double('-Infinity')" : "double('Infinity')" }
    return value.description
  }

  /// A string in single quotes, in double quotes if it has a single one, raw if it has backslashes and nothing that a
  /// raw string cannot hold.
  static func string(_ value: String) -> String {
    let scalars = value.unicodeScalars
    let quote: Unicode.Scalar = scalars.contains("'") && !scalars.contains("\"") ? "\"" : "'"
    if scalars.contains("\\"), !scalars.contains(where: { $0 == quote || needsEscape($0) }) {
      return "r\(quote)\(value)\(quote)"
    }
    var out = String.UnicodeScalarView()
    out.append(quote)
    for scalar in scalars {
      switch scalar {
      case quote, "\\":
        out.append("\\")
        out.append(scalar)
      case "\n": out.append(contentsOf: "\\n".unicodeScalars)
      case "\r": out.append(contentsOf: "\\r".unicodeScalars)
      case "\t": out.append(contentsOf: "\\t".unicodeScalars)
      case _ where needsEscape(scalar): out.append(contentsOf: escape(scalar).unicodeScalars)
      default: out.append(scalar)
      }
    }
    out.append(quote)
    return String(out)
  }

  /// Whether a scalar cannot be seen, or turns the text around it.
  private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x20 || scalar.value == 0x7F { return true }
    if scalar.isASCII { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: return true
    case .spaceSeparator: return true
    default: return false
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return digits.utf8.count <= 4
      ? "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      : "\\U" + String(repeating: "0", count: 8 - digits.utf8.count) + digits
  }

  private static func bytes(_ value: [UInt8]) -> String {
    var out = "b'"
    for byte in value {
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\\"): out += "\\\(Character(Unicode.Scalar(byte)))"
      case 0x20...0x7E: out.append(Character(Unicode.Scalar(byte)))
      default:
        let digits = String(byte, radix: 16)
        out += byte < 16 ? "\\x0" + digits : "\\x" + digits
      }
    }
    return out + "'"
  }
}
