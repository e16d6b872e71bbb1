import Diagnostics

extension TOMLParser {
  /// A value of any type.
  mutating func value(depth: Int) throws(TOMLFailure) -> ConfigurationNode {
    try count()
    let start = index
    let kind: ConfigurationNode.Kind
    switch at(index) {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let quote = at(index)
      let text = isTriple(quote) ? try longString(in: quote) : try string(in: quote)
      kind = templates.isTemplate(text) ? .template(text) : .string(text)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "{"): return try inlineTable(depth: depth)
    default: kind = try word()
    }
    return ConfigurationNode(kind, at: span(start..<index))
  }

  private func isTriple(_ quote: UInt8) -> Bool {
    at(index) == quote && at(index + 1) == quote && at(index + 2) == quote
  }

  private mutating func array(depth: Int) throws(TOMLFailure) -> ConfigurationNode {
    let start = index
    guard depth < limits.depth else { throw fail(tooDeep(here)) }
    index += 1
    var items: [ConfigurationNode] = []
    while true {
      try passLines()
      if take("]") { break }
      guard index < bytes.count else { throw fail(TOMLDiagnostics.notClosed(here, span(start..<start + 1), "array")) }
      items.append(try value(depth: depth + 1))
      try passLines()
      if take(",") { continue }
      guard take("]") else {
        throw fail(
          index < bytes.count
            ? TOMLDiagnostics.commaMissing(here, "]")
            : TOMLDiagnostics.notClosed(here, span(start..<start + 1), "array"))
      }
      break
    }
    return ConfigurationNode(.list(items), at: span(start..<index))
  }

  /// White space, line breaks and comments between the items of an array.
  private mutating func passLines() throws(TOMLFailure) {
    while true {
      passBlanks()
      try passComment()
      if !takeBreak() { return }
    }
  }

  private mutating func inlineTable(depth: Int) throws(TOMLFailure) -> ConfigurationNode {
    let start = index
    guard depth < limits.depth else { throw fail(tooDeep(here)) }
    index += 1
    let table = TOMLTable(.header, at: span(start..<index))
    passBlanks()
    if !take("}") {
      while true {
        passBlanks()
        try keyValue(into: table, depth: depth)
        passBlanks()
        if take("}") { break }
        guard take(",") else { throw fail(TOMLDiagnostics.commaMissing(here, "}")) }
      }
    }
    table.place = span(start..<index)
    return table.node { templates.isTemplate($0) }
  }

  /// A truth value, a number, a date or a time: a run of characters that such values have.
  private mutating func word() throws(TOMLFailure) -> ConfigurationNode.Kind {
    let start = index
    while index < bytes.count, isWordByte(bytes[index]) { index += 1 }
    // A space may stand between a date and its time.
    if index - start == 10, at(start + 4) == 0x2D, at(index) == 0x20, (0x30...0x39).contains(at(index + 1)) {
      index += 1
      while index < bytes.count, isWordByte(bytes[index]) { index += 1 }
    }
    let place = span(start..<index)
    guard !place.range.isEmpty else { throw fail(TOMLDiagnostics.valueMissing(here)) }
    let text = Array(bytes[start..<index])
    if let kind = TOMLWord.kind(text) { return kind }
    if let digits = TOMLWord.integerDigits(text), digits.count > 0 { throw fail(TOMLDiagnostics.tooLarge(place)) }
    throw fail(TOMLDiagnostics.badValue(place))
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "+-._:".utf8.contains(byte)
  }
}

/// Values of TOML that have no quotes.
enum TOMLWord {
  /// What a word means; nil if it is no value.
  static func kind(_ text: [UInt8]) -> ConfigurationNode.Kind? {
    switch String(decoding: text, as: UTF8.self) {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "inf", "+inf": return .double(.infinity)
    case "-inf": return .double(-.infinity)
    case "nan", "+nan", "-nan": return .double(.nan)
    default: break
    }
    if TOMLDate.isDateOrTime(text) { return .string(String(decoding: text, as: UTF8.self)) }
    if let based = based(text) { return based }
    if let digits = integerDigits(text) {
      return Int64(String(decoding: digits, as: UTF8.self)).map { .int($0) }
    }
    guard isFloat(text) else { return nil }
    let plain = text.filter { $0 != 0x5F }
    return Double(String(decoding: plain, as: UTF8.self)).map { .double($0) }
  }

  /// `0x1F`, `0o17`, `0b1`: no sign, and no larger than 64 bits.
  private static func based(_ text: [UInt8]) -> ConfigurationNode.Kind? {
    guard text.count > 2, text[0] == 0x30 else { return nil }
    let radix: Int
    switch text[1] {
    case UInt8(ascii: "x"): radix = 16
    case UInt8(ascii: "o"): radix = 8
    case UInt8(ascii: "b"): radix = 2
    default: return nil
    }
    let isDigit: (UInt8) -> Bool = { byte in
      if (0x30...0x39).contains(byte) { return Int(byte - 0x30) < radix }
      return radix == 16 && (0x61...0x66).contains(byte | 0x20)
    }
    guard let digits = digits(text[2...], isDigit) else { return nil }
    return Int64(String(decoding: digits, as: UTF8.self), radix: radix).map { .int($0) }
  }

  /// The sign and digits of a decimal integer without its underscores; nil if it is none.
  static func integerDigits(_ text: [UInt8]) -> [UInt8]? {
    var rest = text[...]
    var result: [UInt8] = []
    if let sign = rest.first, sign == 0x2B || sign == 0x2D {
      if sign == 0x2D { result.append(sign) }
      rest = rest.dropFirst()
    }
    guard let digits = digits(rest, { (0x30...0x39).contains($0) }) else { return nil }
    if digits.count > 1, digits.first == 0x30 { return nil }
    return result + digits
  }

  /// Digits with single underscores between them, without the underscores.
  private static func digits(_ text: ArraySlice<UInt8>, _ isDigit: (UInt8) -> Bool) -> [UInt8]? {
    var result: [UInt8] = []
    var mayBreak = false
    for byte in text {
      if byte == 0x5F {
        guard mayBreak else { return nil }
        mayBreak = false
      } else {
        guard isDigit(byte) else { return nil }
        result.append(byte)
        mayBreak = true
      }
    }
    return mayBreak ? result : nil
  }

  /// An integer followed by a fraction, an exponent or both.
  private static func isFloat(_ text: [UInt8]) -> Bool {
    let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) }
    var head = text[...]
    var hasMore = false
    if let mark = head.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
      var exponent = head[(mark + 1)...]
      if let sign = exponent.first, sign == 0x2B || sign == 0x2D { exponent = exponent.dropFirst() }
      guard digits(exponent, isDigit) != nil else { return false }
      head = head[..<mark]
      hasMore = true
    }
    if let point = head.firstIndex(of: UInt8(ascii: ".")) {
      guard digits(head[(point + 1)...], isDigit) != nil else { return false }
      head = head[..<point]
      hasMore = true
    }
    return hasMore && integerDigits(Array(head)) != nil
  }
}

/// Dates and times as TOML has them (RFC 3339, or without a zone, a time or a date).
enum TOMLDate {
  /// Whether a text is one.
  static func isDateOrTime(_ text: [UInt8]) -> Bool {
    if text.count >= 10, text[4] == 0x2D {
      guard isDate(Array(text[..<10])) else { return false }
      guard text.count > 10 else { return true }
      guard text[10] == 0x20 || text[10] | 0x20 == UInt8(ascii: "t") else { return false }
      return isTime(text[11...], mayHaveZone: true)
    }
    return text.count >= 8 && text[2] == 0x3A && isTime(text[...], mayHaveZone: false)
  }

  private static func isDate(_ text: [UInt8]) -> Bool {
    guard let year = number(text[0..<4]), text[7] == 0x2D, let month = number(text[5..<7]),
      let day = number(text[8..<10]), (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...lengths[month - 1]).contains(day)
  }

  private static func isTime(_ slice: ArraySlice<UInt8>, mayHaveZone: Bool) -> Bool {
    let text = Array(slice)
    guard text.count >= 8, text[2] == 0x3A, text[5] == 0x3A, let hour = number(text[0..<2]), hour < 24,
      let minute = number(text[3..<5]), minute < 60, let second = number(text[6..<8]), second <= 60
    else { return false }
    var rest = text[8...]
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      let fraction = rest.prefix { (0x30...0x39).contains($0) }
      guard !fraction.isEmpty else { return false }
      rest = rest.dropFirst(fraction.count)
    }
    guard let zone = rest.first else { return true }
    guard mayHaveZone else { return false }
    if zone | 0x20 == UInt8(ascii: "z") { return rest.count == 1 }
    let offset = Array(rest)
    guard offset.count == 6, zone == 0x2B || zone == 0x2D, offset[3] == 0x3A, let hours = number(offset[1..<3]),
      let minutes = number(offset[4..<6])
    else { return false }
    return hours < 24 && minutes < 60
  }

  private static func number(_ text: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for byte in text {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }
}
