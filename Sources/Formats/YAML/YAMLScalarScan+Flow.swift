extension YAMLScalarScan {
  /// A plain scalar: the range is exactly its text.
  mutating func scanPlain() {
    let start = index
    while index < end {
      let word = index
      while index < end, !isBlank(index), breakLength(index) == 0 { index += 1 }
      copy(word..<index)
      if index < end { foldWhiteSpace() }
    }
    markEmpty(at: start)
  }

  /// A single-quoted scalar, from its quote on.
  mutating func scanSingleQuoted() {
    index += 1
    let start = index
    while index < end {
      let word = index
      while index < end, !isBlank(index), breakLength(index) == 0, bytes[index] != UInt8(ascii: "'") { index += 1 }
      copy(word..<index)
      guard index < end else { break }
      if bytes[index] == UInt8(ascii: "'") {
        guard at(index + 1) == UInt8(ascii: "'") else { break }
        replace(index..<index + 2, with: [UInt8(ascii: "'")])
        index += 2
      } else {
        foldWhiteSpace()
      }
    }
    markEmpty(at: start)
  }

  /// A double-quoted scalar, from its quote on.
  mutating func scanDoubleQuoted() {
    index += 1
    let start = index
    while index < end {
      let word = index
      while index < end, !isBlank(index), breakLength(index) == 0, bytes[index] != UInt8(ascii: "\""),
        bytes[index] != UInt8(ascii: "\\")
      {
        index += 1
      }
      copy(word..<index)
      guard index < end, bytes[index] != UInt8(ascii: "\"") else { break }
      guard bytes[index] == UInt8(ascii: "\\") else {
        foldWhiteSpace()
        continue
      }
      let lineBreak = breakLength(index + 1)
      if lineBreak > 0 {
        index += 1 + lineBreak
        foldWhiteSpace(escapedBreak: true)
      } else {
        let length = escapeLength
        replace(index..<min(index + length, end), with: escape(length))
        index += length
      }
    }
    markEmpty(at: start)
  }

  /// The length of the escape at the index, its backslash included.
  private var escapeLength: Int {
    switch at(index + 1) {
    case UInt8(ascii: "x"): 4
    case UInt8(ascii: "u"): 6
    case UInt8(ascii: "U"): 10
    default: 2
    }
  }

  /// What an escape stands for, by libyaml's table; nothing for one that libyaml refuses.
  private func escape(_ length: Int) -> [UInt8] {
    if length > 2 {
      guard index + length <= end else { return [] }
      let digits = String(decoding: bytes[index + 2..<index + length], as: UTF8.self)
      guard let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) else { return [] }
      return Array(String(scalar).utf8)
    }
    switch at(index + 1) {
    case UInt8(ascii: "0"): return [0]
    case UInt8(ascii: "a"): return [0x07]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "t"), 0x09: return [0x09]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "v"): return [0x0B]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "e"): return [0x1B]
    case UInt8(ascii: "N"): return [0xC2, 0x85]
    case UInt8(ascii: "_"): return [0xC2, 0xA0]
    case UInt8(ascii: "L"): return [0xE2, 0x80, 0xA8]
    case UInt8(ascii: "P"): return [0xE2, 0x80, 0xA9]
    case let byte: return [byte]
    }
  }
}
