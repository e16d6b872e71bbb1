/// A version in a form whose order is that of bytes, made once when it is read.
///
/// A number is written as its length and its digits, without leading zeros, so that of two numbers the larger one is
/// greater byte by byte and no number is too large. What may stand in a number's place ranks below or above it by its
/// first byte.
struct VersionKey: Hashable, Sendable {
  private(set) var bytes: [UInt8] = []
  /// Decides if the bytes are equal and both have one.
  var build: UInt64?
  /// Decides under Zoom's scheme, if the bytes, its line, are equal.
  var zoom: ZoomRelease?

  init() {}

  /// How they may stand to each other: one way where that is certain.
  static func orderings(_ a: VersionKey, _ b: VersionKey) -> [Ordering] {
    if a.bytes != b.bytes { return [a.bytes.lexicographicallyPrecedes(b.bytes) ? .less : .greater] }
    if let first = a.zoom, let second = b.zoom { return ZoomRelease.orderings(first, second) }
    guard let first = a.build, let second = b.build, first != second else { return [.equal] }
    return [first < second ? .less : .greater]
  }

  /// The first bytes of what is not a number; a number begins with `number` plus its count of digits.
  enum Mark {
    static let number: UInt8 = 0x10
  }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  /// A number of up to 200 digits.
  mutating func append(number digits: some Collection<UInt8>) {
    let significant = digits.drop { $0 == 0x30 }
    bytes.append(Mark.number + UInt8(min(significant.count, 200)))
    bytes.append(contentsOf: significant)
  }

  /// The letters as they are, ended by a zero.
  mutating func append(word: some Collection<UInt8>) {
    bytes.append(contentsOf: word)
    bytes.append(0)
  }

  /// Numbers of which trailing zeros do not count (`6.0` is `6.0.0`), ended by a byte below any number.
  mutating func append(release numbers: [ArraySlice<UInt8>]) {
    let isZero: (ArraySlice<UInt8>) -> Bool = { $0.allSatisfy { $0 == 0x30 } }
    let count = (numbers.lastIndex { !isZero($0) } ?? -1) + 1
    for number in numbers.prefix(count) { append(number: number) }
    bytes.append(0x08)
  }
}

/// A place in a version's text.
struct VersionCursor {
  let bytes: [UInt8]
  var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { position >= bytes.count }
  var here: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func take(_ byte: UInt8) -> Bool {
    guard here == byte else { return false }
    position += 1
    return true
  }

  mutating func skip(_ isSkipped: (UInt8) -> Bool) { while let byte = here, isSkipped(byte) { position += 1 } }

  /// The bytes from here on that satisfy the condition.
  mutating func run(_ condition: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    let start = position
    skip(condition)
    return bytes[start..<position]
  }

  mutating func digits() -> ArraySlice<UInt8> { run(ByteCursor.isDigit) }
  mutating func letters() -> ArraySlice<UInt8> { run(ByteCursor.isLetter) }

  /// A `v` before the first digit.
  mutating func skipPrefix() {
    if let byte = here, byte | 0x20 == UInt8(ascii: "v") {
      position += 1
      skip { $0 == 0x20 || $0 == 0x2E }
    }
  }

  /// Numbers with dots between them; empty if there is no digit here. A dot that no digit follows is left.
  mutating func dottedNumbers() -> [ArraySlice<UInt8>] {
    var numbers: [ArraySlice<UInt8>] = []
    var number = digits()
    while !number.isEmpty {
      numbers.append(number)
      let dot = position
      guard take(0x2E) else { break }
      number = digits()
      if number.isEmpty { position = dot }
    }
    return numbers
  }
}
