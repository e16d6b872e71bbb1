/// A place in a short ASCII text such as a date or an address; never past its end.
struct ByteCursor {
  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ text: some StringProtocol) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { position >= bytes.count }
  var count: Int { bytes.count }

  /// The byte here, or after some more.
  func peek(_ ahead: Int = 0) -> UInt8? {
    let place = position + ahead
    return place < bytes.count ? bytes[place] : nil
  }

  /// The byte here, stepping over it.
  mutating func next() -> UInt8? {
    guard let byte = peek() else { return nil }
    position += 1
    return byte
  }

  /// Steps over the byte if it is here.
  mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    position += 1
    return true
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool { take(UInt8(ascii: character)) }

  /// Steps over one of the characters, and tells which.
  mutating func take(oneOf characters: Unicode.Scalar...) -> Unicode.Scalar? {
    for character in characters where take(character) { return character }
    return nil
  }

  /// Steps over the letters if they are here, whatever their case, and no letter follows.
  mutating func take(word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    for offset in 0..<length {
      guard let byte = peek(offset), byte | 0x20 == word.utf8Start[offset] else { return false }
    }
    if let after = peek(length), ByteCursor.isLetter(after) { return false }
    position += length
    return true
  }

  mutating func skip(_ character: Unicode.Scalar) { while take(character) {} }

  /// How many digits stand here.
  var digitCount: Int {
    var count = 0
    while let byte = peek(count), ByteCursor.isDigit(byte) { count += 1 }
    return count
  }

  /// The number here if it has from `lower` to `upper` digits (at most 18) and no more.
  mutating func number(digits lower: Int, _ upper: Int) -> Int? {
    let count = digitCount
    guard count >= lower, count <= upper, count <= 18 else { return nil }
    return number(first: count)
  }

  /// The number in exactly so many digits here (at most 18), whatever follows.
  mutating func number(first count: Int) -> Int? {
    guard count <= 18, digitCount >= count else { return nil }
    var value = 0
    for _ in 0..<count { value = value * 10 + Int(bytes[position] - 0x30); position += 1 }
    return value
  }

  /// The digits here as nanoseconds of a second, at least one; what is below a nanosecond is cut off.
  mutating func fraction() -> Int32? {
    let count = digitCount
    guard count > 0 else { return nil }
    var value: Int32 = 0
    for place in 0..<9 {
      value *= 10
      if place < count { value += Int32(bytes[position + place] - 0x30) }
    }
    position += count
    return value
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
}

/// The digits of a number, filled up with zeros on the left.
func padded(_ value: some BinaryInteger, _ width: Int) -> String {
  let digits = String(value.magnitude)
  let zeros = String(repeating: "0", count: max(0, width - digits.count))
  return (value < 0 ? "-" : "") + zeros + digits
}
