/// JSON values to bytes.
public enum JSONWriter {
  /// The one form of a value that RFC 8785 allows: no white space, members sorted by their names' UTF-16 code units,
  /// the shortest numbers, the fewest escapes. Digests are taken of it.
  ///
  /// A whole number beyond ±(2⁵³ − 1), which a reader of such JSON would round, is written as a string of its digits
  /// (appendix D of the RFC).
  /// - Complexity: O(size · log members)
  public static func canonical(_ value: JSONValue) -> [UInt8] {
    var buffer: [UInt8] = []
    append(value, to: &buffer)
    return buffer
  }

  /// Appends the canonical form to a buffer, for records line by line.
  public static func append(_ value: JSONValue, to buffer: inout [UInt8]) {
    write(value, indent: nil, &buffer)
  }

  /// Appends a value on one line without white space, members in their own order.
  public static func appendCompact(_ value: JSONValue, to buffer: inout [UInt8]) {
    write(value, indent: nil, sorted: false, &buffer)
  }

  /// A form for people: two spaces of indentation, members in their own order, a line feed at the end.
  public static func pretty(_ value: JSONValue) -> [UInt8] {
    var buffer: [UInt8] = []
    write(value, indent: 0, &buffer)
    buffer.append(0x0A)
    return buffer
  }

  private static func write(
    _ value: JSONValue, indent: Int?, sorted: Bool = true, _ buffer: inout [UInt8]
  ) {
    switch value {
    case .null: buffer.append(contentsOf: "null".utf8)
    case .bool(let value): buffer.append(contentsOf: (value ? "true" : "false").utf8)
    case .int(let value): write(value, &buffer)
    case .double(let value): write(value, &buffer)
    case .string(let value): write(value, &buffer)
    case .array(let items):
      if items.isEmpty {
        buffer.append(contentsOf: "[]".utf8)
        return
      }
      buffer.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { buffer.append(UInt8(ascii: ",")) }
        newLine(indent.map { $0 + 1 }, &buffer)
        write(item, indent: indent.map { $0 + 1 }, sorted: sorted, &buffer)
      }
      newLine(indent, &buffer)
      buffer.append(UInt8(ascii: "]"))
    case .object(let members):
      if members.isEmpty {
        buffer.append(contentsOf: "{}".utf8)
        return
      }
      buffer.append(UInt8(ascii: "{"))
      let ordered = indent == nil && sorted ? members.sorted { precedes($0.0, $1.0) } : members
      for (index, (name, value)) in ordered.enumerated() {
        if index > 0 { buffer.append(UInt8(ascii: ",")) }
        newLine(indent.map { $0 + 1 }, &buffer)
        write(name, &buffer)
        buffer.append(UInt8(ascii: ":"))
        if indent != nil { buffer.append(0x20) }
        write(value, indent: indent.map { $0 + 1 }, sorted: sorted, &buffer)
      }
      newLine(indent, &buffer)
      buffer.append(UInt8(ascii: "}"))
    }
  }

  private static func newLine(_ indent: Int?, _ buffer: inout [UInt8]) {
    guard let indent else { return }
    buffer.append(0x0A)
    for _ in 0..<indent { buffer.append(contentsOf: [0x20, 0x20]) }
  }

  // MARK: strings

  private static let hexadecimal = Array("0123456789abcdef".utf8)

  private static func write(_ text: String, _ buffer: inout [UInt8]) {
    var text = text
    buffer.append(UInt8(ascii: "\""))
    text.withUTF8 { bytes in
      var start = 0
      for (index, byte) in bytes.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
        buffer.append(contentsOf: bytes[start..<index])
        start = index + 1
        buffer.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x22, 0x5C: buffer.append(byte)
        case 0x08: buffer.append(UInt8(ascii: "b"))
        case 0x09: buffer.append(UInt8(ascii: "t"))
        case 0x0A: buffer.append(UInt8(ascii: "n"))
        case 0x0C: buffer.append(UInt8(ascii: "f"))
        case 0x0D: buffer.append(UInt8(ascii: "r"))
        default:
          buffer.append(contentsOf: "u00".utf8)
          buffer.append(hexadecimal[Int(byte >> 4)])
          buffer.append(hexadecimal[Int(byte & 15)])
        }
      }
      buffer.append(contentsOf: bytes[start...])
    }
    buffer.append(UInt8(ascii: "\""))
  }

  /// The order of UTF-16 code units, from UTF-8. The two differ only where one text has a scalar beyond U+FFFF (lead
  /// byte F0 to F4, in UTF-16 a surrogate D800 to DFFF) and the other one from U+E000 to U+FFFF (lead byte EE or EF).
  static func precedes(_ a: String, _ b: String) -> Bool {
    var (x, y) = (a.utf8.makeIterator(), b.utf8.makeIterator())
    while true {
      guard let right = y.next() else { return false }
      guard let left = x.next() else { return true }
      guard left != right else { continue }
      if left >= 0xEE, right >= 0xEE, (left >= 0xF0) != (right >= 0xF0) { return left > right }
      return left < right
    }
  }

  // MARK: numbers

  private static let largest: Int64 = 1 << 53 - 1

  private static func write(_ value: Int64, _ buffer: inout [UInt8]) {
    let isExact = value >= -largest && value <= largest
    if !isExact { buffer.append(UInt8(ascii: "\"")) }
    buffer.append(contentsOf: String(value).utf8)
    if !isExact { buffer.append(UInt8(ascii: "\"")) }
  }

  /// ECMAScript's `Number::toString`: the shortest digits that read back as the same number, in plain notation from
  /// 1e-6 up to 1e21.
  private static func write(_ value: Double, _ buffer: inout [UInt8]) {
    guard value.isFinite else {
      buffer.append(contentsOf: "null".utf8)
      return
    }
    guard value != 0 else {
      buffer.append(UInt8(ascii: "0"))
      return
    }
    if value < 0 { buffer.append(UInt8(ascii: "-")) }
    let (digits, point) = shortest(value.magnitude)
    let count = digits.count
    if point > 21 || point <= -6 {
      buffer.append(digits[0])
      if count > 1 {
        buffer.append(UInt8(ascii: "."))
        buffer.append(contentsOf: digits[1...])
      }
      buffer.append(UInt8(ascii: "e"))
      buffer.append(UInt8(ascii: point > 0 ? "+" : "-"))
      buffer.append(contentsOf: String((point - 1).magnitude).utf8)
    } else if point <= 0 {
      buffer.append(contentsOf: "0.".utf8)
      buffer.append(contentsOf: repeatElement(0x30, count: -point))
      buffer.append(contentsOf: digits)
    } else if point >= count {
      buffer.append(contentsOf: digits)
      buffer.append(contentsOf: repeatElement(0x30, count: point - count))
    } else {
      buffer.append(contentsOf: digits[..<point])
      buffer.append(UInt8(ascii: "."))
      buffer.append(contentsOf: digits[point...])
    }
  }

  /// The digits of a positive number, without zeros at either end, and where the decimal point stands among them:
  /// 12.5 is 125 and 2, 0.001 is 1 and -2. Swift's own description gives the shortest digits.
  private static func shortest(_ value: Double) -> (digits: [UInt8], point: Int) {
    var digits: [UInt8] = []
    var point: Int?
    var exponent = 0
    let bytes = Array(value.description.utf8)
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: ".") {
        point = digits.count
      } else if byte == UInt8(ascii: "e") {
        exponent = Int(String(decoding: bytes[(index + 1)...], as: UTF8.self)) ?? 0
        break
      } else {
        digits.append(byte)
      }
    }
    var place = (point ?? digits.count) + exponent
    while digits.count > 1, digits.first == 0x30 {
      digits.removeFirst()
      place -= 1
    }
    while digits.count > 1, digits.last == 0x30 { digits.removeLast() }
    return (digits, place)
  }
}
