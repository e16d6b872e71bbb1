#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How the bytes of a text file stand for characters.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  /// Known so that it can be told; never read.
  case utf32 = "utf-32"
  /// Vietnamese on Windows: most letters with a tone are a letter and a combining mark.
  case windows1258 = "windows-1258"
  /// Western European on Windows.
  case windows1252 = "windows-1252"
  case latin1 = "iso-8859-1"

  /// The encodings that a manifest may declare.
  public static let declarable: [TextEncoding] = [
    .utf8, .utf16LittleEndian, .utf16BigEndian, .windows1258, .windows1252, .latin1,
  ]

  /// The encoding with a name, whatever its case: `utf-8`, `utf-16` (little-endian unless a mark says otherwise),
  /// `utf-16le`, `utf-16be`, `windows-1258` or `cp1258`, `windows-1252` or `cp1252`, `iso-8859-1` or `latin-1`.
  public init?(named name: String) {
    switch name.lowercased() {
    case "utf-8", "utf8": self = .utf8
    case "utf-16", "utf16", "utf-16le", "utf16le", "unicode": self = .utf16LittleEndian
    case "utf-16be", "utf16be": self = .utf16BigEndian
    case "windows-1258", "cp1258", "cp-1258": self = .windows1258
    case "windows-1252", "cp1252", "cp-1252": self = .windows1252
    case "iso-8859-1", "iso8859-1", "latin-1", "latin1", "l1": self = .latin1
    default: return nil
    }
  }

  /// Whether each byte is a character.
  var isSingleByte: Bool { self == .windows1258 || self == .windows1252 || self == .latin1 }

  /// The encoding that a byte order mark tells, and the mark's length.
  static func marked(_ bytes: [UInt8]) -> (encoding: TextEncoding, mark: Int)? {
    func starts(_ prefix: [UInt8]) -> Bool { bytes.starts(with: prefix) }
    if starts([0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if starts([0xFF, 0xFE, 0, 0]) || starts([0, 0, 0xFE, 0xFF]) { return (.utf32, 4) }
    // A program that wrote a mark over one that stood there left two.
    if starts([0xFF, 0xFE, 0xFF, 0xFE]) { return (.utf16LittleEndian, 4) }
    if starts([0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if starts([0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    return nil
  }

  /// The encoding that a mark or NUL bytes tell, and the length of the mark; anything else is taken for UTF-8.
  ///
  /// Without a mark a text is UTF-16 if, among its first 4096 bytes, at least two in five of its characters have a NUL
  /// byte on one side, its line breaks, delimiters and Latin letters, and hardly any has one on the other, as few
  /// characters do. It is UTF-32 if of every four bytes the same two are NUL.
  static func detect(_ bytes: [UInt8]) -> (encoding: TextEncoding, mark: Int) {
    if let marked = marked(bytes) { return marked }
    let head = min(bytes.count, 4096) & ~1
    let hasZeros = bytes.withUnsafeBytes { head > 0 && memchr($0.baseAddress!, 0, head) != nil }
    guard head >= 4, hasZeros else { return (.utf8, 0) }
    var zeros = (even: 0, odd: 0)
    for index in stride(from: 0, to: head, by: 2) {
      if bytes[index] == 0 { zeros.even += 1 }
      if bytes[index + 1] == 0 { zeros.odd += 1 }
    }
    if head >= 8 {
      let groups = stride(from: 0, to: head & ~3, by: 4)
      let isLittle = groups.allSatisfy { bytes[$0 + 2] == 0 && bytes[$0 + 3] == 0 && bytes[$0] != 0 }
      let isBig = groups.allSatisfy { bytes[$0] == 0 && bytes[$0 + 1] == 0 && bytes[$0 + 3] != 0 }
      if isLittle || isBig { return (.utf32, 0) }
    }
    if zeros.even * 8 <= zeros.odd, zeros.odd * 5 >= head { return (.utf16LittleEndian, 0) }
    if zeros.odd * 8 <= zeros.even, zeros.even * 5 >= head { return (.utf16BigEndian, 0) }
    return (.utf8, 0)
  }

  /// UTF-16 as UTF-8. Half of a surrogate pair, and an odd last byte, become bytes that are not UTF-8, so that whoever
  /// reads the text takes them for unreadable.
  /// - Complexity: O(bytes)
  static func decodeUTF16(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count / 2 + bytes.count / 8)
    bytes.withUnsafeBufferPointer { bytes in
      func unit(_ index: Int) -> UInt32 {
        let (first, second) = (UInt32(bytes[index]), UInt32(bytes[index + 1]))
        return bigEndian ? first << 8 | second : second << 8 | first
      }
      var index = 0
      while index + 1 < bytes.count {
        var value = unit(index)
        index += 2
        if value & 0xFC00 == 0xD800, index + 1 < bytes.count {
          let low = unit(index)
          if low & 0xFC00 == 0xDC00 {
            value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
            index += 2
          }
        }
        append(value, to: &output)
      }
      if index < bytes.count { output.append(0xFF) }
    }
    return output
  }

  /// A character in UTF-8; half of a surrogate pair as its number, which is not UTF-8.
  @inline(__always)
  static func append(_ value: UInt32, to output: inout [UInt8]) {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: value >> shift & 0x3F | 0x80) }
    switch value {
    case ..<0x80: output.append(UInt8(truncatingIfNeeded: value))
    case ..<0x800:
      output.append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
      output.append(tail(0))
    case ..<0x10000:
      output.append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
      output.append(tail(6))
      output.append(tail(0))
    default:
      output.append(UInt8(truncatingIfNeeded: 0xF0 | value >> 18))
      output.append(tail(12))
      output.append(tail(6))
      output.append(tail(0))
    }
  }
}
