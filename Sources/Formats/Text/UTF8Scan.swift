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
    let raw = UnsafeRawBufferPointer(inside)
    while index < range.upperBound {
      if inside[index] < 0x80 {
        index += 1
        // Most text is ASCII, and eight bytes of it are one test.
        while index + 8 <= range.upperBound {
          let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
          guard word & 0x8080_8080_8080_8080 == 0 else { break }
          index += 8
        }
        continue
      }
      guard let (length, _) = scalar(inside, at: index) else { return index }
      index += length
    }
    return nil
  }
}
