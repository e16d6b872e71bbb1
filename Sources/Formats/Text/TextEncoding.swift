/// How the bytes of a text file stand for characters, as far as its first bytes tell.
enum TextEncoding: Sendable, Hashable {
  case utf8
  case utf16LittleEndian
  case utf16BigEndian
  case utf32

  /// The encoding and the length of the byte order mark. Without a mark, NUL bytes at every second place of the first
  /// four bytes tell UTF-16; anything else is taken for UTF-8.
  static func detect(_ bytes: [UInt8]) -> (encoding: TextEncoding, mark: Int) {
    func starts(_ prefix: [UInt8]) -> Bool { bytes.starts(with: prefix) }
    if starts([0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if starts([0xFF, 0xFE, 0, 0]) || starts([0, 0, 0xFE, 0xFF]) { return (.utf32, 4) }
    if starts([0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if starts([0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    guard bytes.count >= 4 else { return (.utf8, 0) }
    switch (bytes[0] == 0, bytes[1] == 0, bytes[2] == 0, bytes[3] == 0) {
    case (false, true, false, true): return (.utf16LittleEndian, 0)
    case (true, false, true, false): return (.utf16BigEndian, 0)
    default: return (.utf8, 0)
    }
  }

  /// UTF-16 as UTF-8; a lone surrogate or an odd last byte becomes U+FFFD.
  /// - Complexity: O(bytes)
  static func decodeUTF16(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> [UInt8] {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2 + 1)
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(bigEndian ? first << 8 | second : second << 8 | first)
      index += 2
    }
    if index < bytes.endIndex { units.append(0xFFFD) }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}

/// UTF-8, one scalar at a time, without building strings.
enum UTF8Scan {
  /// The length and value of the well-formed scalar at an offset, or nil if there is none.
  @inline(__always)
  static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (length: Int, value: UInt32)? {
    let first = bytes[index]
    if first < 0x80 { return (1, UInt32(first)) }
    let length: Int
    var value: UInt32
    switch first {
    case 0xC2...0xDF: (length, value) = (2, UInt32(first & 0x1F))
    case 0xE0...0xEF: (length, value) = (3, UInt32(first & 0x0F))
    case 0xF0...0xF4: (length, value) = (4, UInt32(first & 0x07))
    default: return nil
    }
    guard index + length <= bytes.count else { return nil }
    for offset in 1..<length {
      let byte = bytes[index + offset]
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    switch length {
    case 3 where value < 0x800 || (0xD800...0xDFFF).contains(value): return nil
    case 4 where value < 0x10000 || value > 0x10FFFF: return nil
    default: return (length, value)
    }
  }

  /// The first offset in a range that begins no well-formed scalar.
  /// - Complexity: O(range)
  static func firstInvalid(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    var index = range.lowerBound
    let inside = UnsafeBufferPointer(rebasing: bytes[0..<range.upperBound])
    while index < range.upperBound {
      if inside[index] < 0x80 {
        index += 1
        continue
      }
      guard let (length, _) = scalar(inside, at: index) else { return index }
      index += length
    }
    return nil
  }
}
