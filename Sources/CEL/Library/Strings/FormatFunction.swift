import Values

/// `format`: a string with its `%` clauses filled from a list.
enum FormatFunction {
  static let format = FunctionDeclaration(
    "format",
    """
    The string with its clauses replaced by the elements of a list: `%s` any value, `%d` a decimal number, `%f` and \
    `%e` with a precision as in `%.2f`, `%b` binary, `%o` octal, `%x` and `%X` hexadecimal, `%%` a percent sign.
    """,
    [
      .of("string_format", member: true, takes: [.string, .list(.dyn)], .string) {
        (text: String, list: ListValue) -> Value in
        var formatter = Formatter(bytes: Array(text.utf8), arguments: list.elements)
        do throws(Failure) { return .string(try formatter.run()) } catch { return .failure(error) }
      }
    ])

  /// The largest precision, as in cel-go.
  fileprivate static let maximumPrecision = 1000
}

private struct Formatter {
  let bytes: [UInt8]
  let arguments: [Value]
  private var index = 0
  private var output: [UInt8] = []

  init(bytes: [UInt8], arguments: [Value]) {
    self.bytes = bytes
    self.arguments = arguments
  }

  mutating func run() throws(Failure) -> String {
    var next = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "%") else {
        output.append(byte)
        continue
      }
      if index < bytes.count, bytes[index] == UInt8(ascii: "%") {
        output.append(byte)
        index += 1
        continue
      }
      guard next < arguments.count else { throw Failure("format: index \(next) out of range") }
      guard index < bytes.count else { throw Failure("format: unexpected end of string") }
      output += Array(try clause(arguments[next]).utf8)
      next += 1
      if output.count > SizeLimit.bytes {
        throw Failure("evaluation stopped: more than \(SizeLimit.bytes) bytes in a string")
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private mutating func clause(_ value: Value) throws(Failure) -> String {
    let precision = try precision()
    guard index < bytes.count else { throw Failure("format: unexpected end of string") }
    let letter = bytes[index]
    index += 1
    switch letter {
    case UInt8(ascii: "s"): return try Self.text(value, depth: 0)
    case UInt8(ascii: "d"): return try Self.decimal(value)
    case UInt8(ascii: "f"): return try Self.fixed(value, precision ?? 6, "fixed-point", Self.plainDigits)
    case UInt8(ascii: "e"): return try Self.fixed(value, precision ?? 6, "scientific", Self.scientificDigits)
    case UInt8(ascii: "b"): return try Self.binary(value)
    case UInt8(ascii: "o"): return try Self.octal(value)
    case UInt8(ascii: "x"): return try Self.hexadecimal(value, isUpper: false)
    case UInt8(ascii: "X"): return try Self.hexadecimal(value, isUpper: true)
    default:
      throw Failure("format: unrecognized clause `%\(String(decoding: [letter], as: UTF8.self))`")
    }
  }

  /// `.3` in `%.3f`.
  private mutating func precision() throws(Failure) -> Int? {
    guard bytes[index] == UInt8(ascii: ".") else { return nil }
    index += 1
    let start = index
    while index < bytes.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[index] { index += 1 }
    guard let value = Int(String(decoding: bytes[start..<index], as: UTF8.self)) else {
      throw Failure("format: a precision needs digits")
    }
    guard value <= FormatFunction.maximumPrecision else {
      throw Failure("format: precision \(value) exceeds \(FormatFunction.maximumPrecision)")
    }
    return value
  }

  // MARK: Clauses

  private static func text(_ value: Value, depth: Int) throws(Failure) -> String {
    guard depth < 100 else { throw Failure("format: nested more than 100 levels deep") }
    switch value {
    case .null: return "null"
    case .double(let number): return DoubleText.plain(number)
    case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
    case .list(let list):
      var parts = Collected()
      for element in list.elements { try parts.add(text(element, depth: depth + 1)) }
      return "[" + parts.texts.joined(separator: ", ") + "]"
    case .map(let map):
      var parts = Collected()
      var pairs: [(key: String, value: String)] = []
      for entry in map.entries {
        let pair = (try text(entry.key, depth: depth + 1), try text(entry.value, depth: depth + 1))
        try parts.add(pair.0 + ": " + pair.1)
        pairs.append(pair)
      }
      let sorted = pairs.sorted { $0.key.precedesExactly($1.key) }
      return "{" + sorted.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
    default:
      guard let text = ValueText.string(value) else {
        throw Failure(
          "format: `%s` takes strings, bools, bytes, numbers, maps, lists, types, durations and timestamps, not \(value.runtimeType)"
        )
      }
      return text
    }
  }

  /// Texts of elements, with the cap on what they may come to together.
  private struct Collected {
    var texts: [String] = []
    var size = 0

    mutating func add(_ text: String) throws(Failure) {
      size += text.utf8.count
      if size > SizeLimit.bytes {
        throw Failure("evaluation stopped: more than \(SizeLimit.bytes) bytes in a string")
      }
      texts.append(text)
    }
  }

  private static func decimal(_ value: Value) throws(Failure) -> String {
    switch value {
    case .int(let number): return String(number)
    case .uint(let number): return String(number)
    case .double(let number): return DoubleText.plain(number)
    default: throw Failure("format: `%d` takes numbers, not \(value.runtimeType)")
    }
  }

  private static func fixed(
    _ value: Value, _ precision: Int, _ name: String, _ digits: (Double, Int) -> String
  ) throws(Failure) -> String {
    let number: Double
    switch value {
    case .int(let value): number = Double(value)
    case .uint(let value): number = Double(value)
    case .double(let value): number = value
    default: throw Failure("format: the \(name) clause takes numbers, not \(value.runtimeType)")
    }
    return DoubleText.special(number) ?? digits(number, precision)
  }

  private static func plainDigits(_ value: Double, _ precision: Int) -> String {
    ExactDecimal(value).fixed(precision)
  }

  private static func scientificDigits(_ value: Double, _ precision: Int) -> String {
    ExactDecimal(value).scientific(precision)
  }

  private static func binary(_ value: Value) throws(Failure) -> String {
    switch value {
    case .bool(let value): return value ? "1" : "0"
    case .int(let number): return String(number, radix: 2)
    case .uint(let number): return String(number, radix: 2)
    default: throw Failure("format: `%b` takes integers and bools, not \(value.runtimeType)")
    }
  }

  private static func octal(_ value: Value) throws(Failure) -> String {
    switch value {
    case .int(let number): return String(number, radix: 8)
    case .uint(let number): return String(number, radix: 8)
    default: throw Failure("format: `%o` takes integers, not \(value.runtimeType)")
    }
  }

  private static func hexadecimal(_ value: Value, isUpper: Bool) throws(Failure) -> String {
    switch value {
    case .int(let number): return String(number, radix: 16, uppercase: isUpper)
    case .uint(let number): return String(number, radix: 16, uppercase: isUpper)
    case .string, .text: return Hexadecimal.text(Array((value.plainText ?? "").utf8), isUpper: isUpper)
    case .bytes(let bytes): return Hexadecimal.text(bytes, isUpper: isUpper)
    default: throw Failure("format: `%x` takes integers, strings and bytes, not \(value.runtimeType)")
    }
  }
}

/// Bytes as hexadecimal digits.
enum Hexadecimal {
  static func text(_ bytes: [UInt8], isUpper: Bool = false) -> String {
    let digits = Array((isUpper ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      result.append(digits[Int(byte >> 4)])
      result.append(digits[Int(byte & 15)])
    }
    return String(decoding: result, as: UTF8.self)
  }
}
