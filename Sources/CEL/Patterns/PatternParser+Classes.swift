extension PatternParser {
  /// At `[`: a bracketed class.
  mutating func parseClass() throws(PatternError) -> ScalarSet {
    let start = position
    position += 1
    let isNegated = peek(0) == UInt8(ascii: "^")
    if isNegated { position += 1 }
    var ranges: [ClosedRange<UInt32>] = []
    var isFirst = true
    while peek(0) != UInt8(ascii: "]") || isFirst {
      guard position < bytes.count else { throw .missingBracket(at: start..<start + 1) }
      isFirst = false
      if let set = try takePOSIXClass() {
        ranges += set.ranges
      } else if let set = try takeNamedClass() {
        ranges += set.ranges
      } else {
        let range = try takeRange(in: start)
        ranges += flags.contains(.fold) ? CaseFolding.closure(of: ScalarSet([range])).ranges : [range]
        try account(for: 1, from: start)
      }
    }
    position += 1
    let set = ScalarSet(ranges)
    return isNegated ? set.inverted : set
  }

  private mutating func takeRange(in start: Int) throws(PatternError) -> ClosedRange<UInt32> {
    let from = position
    let low = try takeClassCharacter(in: start)
    guard peek(0) == UInt8(ascii: "-"), let next = peek(1), next != UInt8(ascii: "]") else { return low...low }
    position += 1
    let high = try takeClassCharacter(in: start)
    guard low <= high else { throw .classRange(text(from..<position), at: from..<position) }
    return low...high
  }

  private mutating func takeClassCharacter(in start: Int) throws(PatternError) -> UInt32 {
    guard let byte = peek(0) else { throw .missingBracket(at: start..<start + 1) }
    return byte == UInt8(ascii: "\\") ? try takeEscape() : takeScalar()
  }

  /// `[:name:]` or `[:^name:]` inside a class; nil, with nothing taken, if no `:]` follows.
  private mutating func takePOSIXClass() throws(PatternError) -> ScalarSet? {
    guard peek(0) == UInt8(ascii: "["), peek(1) == UInt8(ascii: ":") else { return nil }
    var end = position + 2
    while end + 1 < bytes.count, !(bytes[end] == UInt8(ascii: ":") && bytes[end + 1] == UInt8(ascii: "]")) { end += 1 }
    guard end + 1 < bytes.count else { return nil }
    let start = position
    var name = text(start + 2..<end)
    let isNegated = name.utf8.first == UInt8(ascii: "^")
    if isNegated { name.removeFirst() }
    guard let set = ScalarClasses.posix[name] else {
      throw .unknownClass(text(start..<end + 2), at: start..<end + 2)
    }
    position = end + 2
    return try finish(set, negated: isNegated, from: start)
  }

  /// `\d`, `\pL`, `\p{Greek}` and their complements; nil, with nothing taken, for any other escape.
  mutating func takeNamedClass() throws(PatternError) -> ScalarSet? {
    guard peek(0) == UInt8(ascii: "\\"), let letter = peek(1) else { return nil }
    let start = position
    let set: ScalarSet
    switch letter | 0x20 {
    case UInt8(ascii: "d"): set = ScalarClasses.digit
    case UInt8(ascii: "s"): set = ScalarClasses.space
    case UInt8(ascii: "w"): set = ScalarClasses.word
    case UInt8(ascii: "p"): return try takeUnicodeClass(negated: letter == UInt8(ascii: "P"))
    default: return nil
    }
    position += 2
    return try finish(set, negated: letter & 0x20 == 0, from: start)
  }

  private mutating func takeUnicodeClass(negated: Bool) throws(PatternError) -> ScalarSet {
    let start = position
    position += 2
    guard position < bytes.count else { throw .unknownClass(text(start..<position), at: start..<position) }
    var name: String
    if peek(0) == UInt8(ascii: "{") {
      guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "}")) else {
        throw .unknownClass(text(start..<bytes.count), at: start..<bytes.count)
      }
      name = text(position + 1..<end)
      position = end + 1
    } else {
      let from = position
      _ = takeScalar()
      name = text(from..<position)
    }
    let isInverted = name.utf8.first == UInt8(ascii: "^")
    if isInverted { name.removeFirst() }
    guard let set = ScalarClasses.unicode(name) else {
      throw .unknownClass(text(start..<position), at: start..<position)
    }
    return try finish(set, negated: negated != isInverted, from: start)
  }

  /// Case is folded before the complement is taken, as RE2 does it.
  private mutating func finish(
    _ set: ScalarSet, negated: Bool, from start: Int
  ) throws(PatternError) -> ScalarSet {
    let folded = flags.contains(.fold) ? CaseFolding.closure(of: set) : set
    let result = negated ? folded.inverted : folded
    try account(for: result.ranges.count, from: start)
    return result
  }

  // MARK: Escaped characters

  /// At `\`: the code point that the escape stands for.
  mutating func takeEscape() throws(PatternError) -> UInt32 {
    let start = position
    position += 1
    guard position < bytes.count else { throw .trailingBackslash(at: start..<position) }
    let scalar = takeScalar()
    switch scalar {
    case 0x61: return 0x07
    case 0x66: return 0x0C
    case 0x6E: return 0x0A
    case 0x72: return 0x0D
    case 0x74: return 0x09
    case 0x76: return 0x0B
    case 0x78: return try takeHexadecimal(from: start)
    case 0x30...0x39: return try takeOctal(scalar - 0x30, from: start)
    case 0x41...0x5A, 0x61...0x7A, 0x80...: throw .escape(text(start..<position), at: start..<position)
    default: return scalar
    }
  }

  /// `\0`, `\07`, `\012`, `\123`: up to three octal digits; a lone digit other than 0 would be a backreference.
  private mutating func takeOctal(_ first: UInt32, from start: Int) throws(PatternError) -> UInt32 {
    func isOctal(_ byte: UInt8?) -> Bool { byte.map { 0x30...0x37 ~= $0 } ?? false }
    if first > 7 || first > 0 && !isOctal(peek(0)) {
      throw .backreference(text(start..<position), at: start..<position)
    }
    var value = first
    for _ in 0..<2 {
      guard let digit = peek(0), isOctal(digit) else { break }
      value = value * 8 + UInt32(digit - 0x30)
      position += 1
    }
    return value
  }

  /// After `\x`: two digits, or any number of them in braces.
  private mutating func takeHexadecimal(from start: Int) throws(PatternError) -> UInt32 {
    var value: UInt32 = 0
    var count = 0
    let isBraced = peek(0) == UInt8(ascii: "{")
    if isBraced { position += 1 }
    while isBraced || count < 2, let digit = peek(0).flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) {
      value = min(value * 16 + UInt32(digit), ScalarSet.maximum + 1)
      count += 1
      position += 1
    }
    let isClosed = !isBraced || peek(0) == UInt8(ascii: "}")
    guard isClosed, count >= (isBraced ? 1 : 2), value <= ScalarSet.maximum else {
      let end = min(position + 1, bytes.count)
      throw .escape(text(start..<end), at: start..<end)
    }
    if isBraced { position += 1 }
    return value
  }
}
