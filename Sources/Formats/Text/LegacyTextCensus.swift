/// What bytes that are not UTF-8 may be, counted over all of a file.
///
/// No single byte tells its encoding: 0xB8 is a cedilla in one code page and `á` in another, and the Vietnamese fonts of
/// the nineties (TCVN3, VNI) use the same bytes for other letters again. So an encoding is taken unasked only where
/// nothing else makes sense, and that is so for Windows-1258 alone, whose tones are marks of their own.
struct LegacyTextCensus {
  /// Whether well-formed UTF-8 beyond ASCII stands in it as well: a file of mixed encodings.
  private(set) var hasUTF8 = false
  /// How many lines have bytes that are not UTF-8.
  private(set) var lines = 0
  /// The first byte that is not UTF-8.
  private(set) var first: Int?
  /// Which bytes beyond ASCII occur outside of well-formed UTF-8.
  private var occurs = [Bool](repeating: false, count: 256)
  private var hasControls = false

  /// - Complexity: O(bytes)
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    var isCounted = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        if byte == 0x0A || byte == 0x0D { isCounted = false }
        if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { hasControls = true }
        index += 1
      } else if let (length, _) = UTF8Scan.scalar(bytes, at: index) {
        hasUTF8 = true
        index += length
      } else {
        occurs[Int(byte)] = true
        first = first ?? index
        if !isCounted { lines += 1 }
        isCounted = true
        index += 1
      }
    }
  }

  /// The encodings in which all bytes are characters, most likely first.
  var fitting: [TextEncoding] {
    guard !hasUTF8 else { return [] }
    return [TextEncoding.windows1258, .windows1252, .latin1].filter { encoding in
      (0x80...0xFF).allSatisfy { !occurs[$0] || SingleByteText.scalar(UInt8($0), encoding) != nil }
    }
  }

  /// Whether the text can be nothing but Windows-1258:
  ///
  /// - no byte is a control character, or part of well-formed UTF-8;
  /// - each byte beyond ASCII is a letter of Vietnamese, one of its five marks, or a quotation mark, dash, ellipsis or
  ///   space that typists leave behind;
  /// - each mark stands behind a vowel, and a word has one tone at most and, if it has such letters, no more than seven
  ///   letters, as Vietnamese words are;
  /// - there are at least three letters with marks.
  /// - Complexity: O(bytes)
  func isVietnamese(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !hasUTF8, !hasControls else { return false }
    var pairs = 0
    var word = (letters: 0, tones: 0, isForeign: true)
    var before: UInt32 = 0
    for byte in bytes {
      let isLetter = byte < 0x80 ? UInt8(byte | 0x20) &- 0x61 < 26 : Self.letters.contains(byte)
      let mark = SingleByteText.marks.firstIndex(of: byte)
      if let mark {
        guard SingleByteText.compose(before, mark) != nil else { return false }
        pairs += 1
        word.tones += 1
        word.isForeign = false
      } else if isLetter {
        word.letters += 1
        if byte >= 0x80 { word.isForeign = false }
        if Self.tonedLetters.contains(byte) { word.tones += 1 }
      } else {
        guard byte < 0x80 || Self.punctuation.contains(byte) else { return false }
        word = (0, 0, true)
      }
      if word.tones > 1 || (!word.isForeign && word.letters > 7) { return false }
      before = mark == nil ? SingleByteText.scalar(byte, .windows1258) ?? 0 : 0
    }
    return pairs >= 3
  }

  private static let tonedLetters: Set<UInt8> = [
    0xC0, 0xC1, 0xC8, 0xC9, 0xCD, 0xD3, 0xD9, 0xDA, 0xE0, 0xE1, 0xE8, 0xE9, 0xED, 0xF3, 0xF9, 0xFA,
  ]

  private static let letters: Set<UInt8> = tonedLetters.union([
    0xC2, 0xC3, 0xCA, 0xD0, 0xD4, 0xD5, 0xDD, 0xE2, 0xE3, 0xEA, 0xF0, 0xF4, 0xF5, 0xFD,
  ])

  private static let punctuation: Set<UInt8> = [0x85, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0xA0, 0xFE]
}
