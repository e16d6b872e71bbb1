@_spi(_Unicode) import Swift

extension Text {
  /// The form in which texts compare: `normalized(_:)`, then full case folding. Idempotent.
  /// - Complexity: O(n)
  public static func fold(_ raw: String) -> String { caseFolded(normalized(raw)) }

  /// NFC (Unicode Standard Annex 15), trimmed, every run of spaces folded to one U+0020; case and diacritics are kept.
  ///
  /// A space is whatever Unicode calls `White_Space`, among them U+00A0 and U+202F, and the byte order mark U+FEFF,
  /// which spreadsheets leave inside of cells.
  /// - Complexity: O(n); without allocation where nothing is to be done
  public static func normalized(_ raw: String) -> String {
    let isDone = raw.utf8.withContiguousStorageIfAvailable(isNormalized) ?? false
    return isDone ? raw : foldedSpaces(composed(raw))
  }

  /// Whether a text is in its normalized form for certain.
  private static func isNormalized(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var isAfterSpace = true
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      if byte == 0x20 {
        if isAfterSpace { return false }
        isAfterSpace = true
        place += 1
        continue
      }
      if byte > 0x20, byte < 0x7F {
        isAfterSpace = false
        place += 1
        continue
      }
      let (scalar, length) = UTF8Text.scalar(bytes, at: place)
      if isSpace(scalar) || !isComposed(scalar) { return false }
      isAfterSpace = false
      place += length
    }
    return !isAfterSpace || bytes.isEmpty
  }

  /// NFD: letters apart from their marks.
  /// - Complexity: O(n)
  public static func decomposed(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var result = ""
    for scalar in text._nfd { result.unicodeScalars.append(scalar) }
    return result
  }

  /// NFC.
  static func composed(_ text: String) -> String {
    if text.unicodeScalars.allSatisfy(isComposed) { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text._nfc { result.unicodeScalars.append(scalar) }
    return result
  }

  /// Whether a text of such scalars only is in NFC for certain: each is `NFC_Quick_Check=Yes` and a starter.
  /// Covers ASCII, Vietnamese in precomposed letters, and common punctuation.
  private static func isComposed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x300, 0x1EA0...0x1EF9, 0x2002...0x2125, 0x4E00...0x9FFF, 0xFEFF: true
    default: false
    }
  }

  private static func foldedSpaces(_ text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
      String(unsafeUninitializedCapacity: bytes.count) { output in
        var (count, place) = (0, 0)
        var isPending = false
        while place < bytes.count {
          let (scalar, length) = UTF8Text.scalar(bytes, at: place)
          if isSpace(scalar) {
            isPending = count > 0
          } else {
            if isPending {
              output[count] = 0x20
              count += 1
            }
            isPending = false
            for offset in 0..<length { output[count + offset] = bytes[place + offset] }
            count += length
          }
          place += length
        }
        return count
      }
    }
  }

  /// `White_Space` (Unicode, PropList.txt) or U+FEFF.
  public static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x09...0x0D: true
    case 0..<0x85: false
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
    default: false
    }
  }

  /// Full case folding (Unicode, CaseFolding.txt, statuses C and F), composed again.
  static func caseFolded(_ text: String) -> String {
    if let quick = text.utf8.withContiguousStorageIfAvailable({ quickFolded($0, of: text) }), let quick { return quick }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch CaseFolding.quick(scalar) {
      case .same: result.unicodeScalars.append(scalar)
      case .one(let folded): result.unicodeScalars.append(folded)
      case .other: result.unicodeScalars.append(contentsOf: CaseFolding.full(scalar).unicodeScalars)
      }
    }
    return composed(result)
  }

  /// Whether nothing in a text is to be folded, by the scalars that fold by arithmetic: most words of schemas, catalogs
  /// and headers are such.
  private static func isFolded(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      if byte < 0x80 {
        if byte &- 0x41 < 26 { return false }
        place += 1
        continue
      }
      let (scalar, length) = UTF8Text.scalar(bytes, at: place)
      guard case .same = CaseFolding.quick(scalar) else { return false }
      place += length
    }
    return true
  }

  /// The folding where each scalar folds by arithmetic; those foldings keep the length in UTF-8.
  /// - Returns: nil if there is another scalar.
  private static func quickFolded(_ bytes: UnsafeBufferPointer<UInt8>, of text: String) -> String? {
    if isFolded(bytes) { return text }
    var isQuick = true
    var isChanged = false
    let folded = String(unsafeUninitializedCapacity: bytes.count) { output in
      var place = 0
      while place < bytes.count {
        let byte = bytes[place]
        if byte < 0x80 {
          let isUpper = byte &- 0x41 < 26
          output[place] = isUpper ? byte | 0x20 : byte
          if isUpper { isChanged = true }
          place += 1
          continue
        }
        let (scalar, length) = UTF8Text.scalar(bytes, at: place)
        switch CaseFolding.quick(scalar) {
        case .same:
          for offset in place..<(place + length) { output[offset] = bytes[offset] }
        case .one(let folded):
          isChanged = true
          UTF8Text.write(folded, length, to: output, at: place)
        case .other:
          isQuick = false
          return place
        }
        place += length
      }
      return bytes.count
    }
    if !isQuick { return nil }
    return isChanged ? folded : text
  }
}

/// The scalars of valid UTF-8 in memory, which a `String` guarantees.
enum UTF8Text {
  /// The scalar that begins at a place, and its bytes.
  static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> (scalar: Unicode.Scalar, length: Int) {
    let first = bytes[place]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for offset in 1..<length { value = value << 6 | UInt32(bytes[place + offset] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }
}

extension UTF8Text {
  /// Writes a scalar that is no ASCII and takes so many bytes.
  static func write(
    _ scalar: Unicode.Scalar, _ length: Int, to bytes: UnsafeMutableBufferPointer<UInt8>, at place: Int
  ) {
    var value = scalar.value
    for offset in (1..<length).reversed() {
      bytes[place + offset] = UInt8(truncatingIfNeeded: value & 0x3F | 0x80)
      value >>= 6
    }
    bytes[place] = UInt8(truncatingIfNeeded: value | (0xF00 >> UInt32(length)) & 0xFF)
  }
}

/// The case folding of one scalar.
enum CaseFolding {
  enum Quick {
    case same
    case one(Unicode.Scalar)
    /// Only `full(_:)` can tell.
    case other
  }

  /// The folding by arithmetic, for ASCII, Latin-1 and the precomposed letters of Vietnamese.
  static func quick(_ scalar: Unicode.Scalar) -> Quick {
    let value = scalar.value
    switch value {
    case 0x41...0x5A: return one(value + 0x20)
    case 0..<0xB5: return .same
    case 0xC0...0xD6, 0xD8...0xDE: return one(value + 0x20)
    case 0xDF, 0xB5: return .other
    case 0xB6..<0x100: return .same
    case 0x102, 0x110, 0x128, 0x168, 0x1A0, 0x1EA0...0x1EF9:
      return value & 1 == 0 ? one(value + 1) : .same
    case 0x103, 0x111, 0x129, 0x169, 0x1A1, 0x1B0: return .same
    case 0x1AF: return one(0x1B0)
    case 0x2000..<0x2100, 0x3000..<0xA000: return .same
    default: return .other
    }
  }

  private static func one(_ value: UInt32) -> Quick { Unicode.Scalar(value).map(Quick.one) ?? .other }

  /// The folding by Unicode's mappings.
  ///
  /// The standard library has no folding property. The lower case of the upper case of the lower case gives it
  /// (ẞ → ß → SS → ss, ς → Σ → σ) but for the dotless ı, whose upper case is an I, and for Cherokee, whose letters
  /// fold to their upper case; the detour to lower case separates no more and no fewer of them.
  static func full(_ scalar: Unicode.Scalar) -> String {
    if scalar == "\u{131}" { return "\u{131}" }
    return mapped(mapped(mapped(String(scalar), \.lowercaseMapping), \.uppercaseMapping), \.lowercaseMapping)
  }

  private static func mapped(_ text: String, _ mapping: KeyPath<Unicode.Scalar.Properties, String>) -> String {
    var result = ""
    for scalar in text.unicodeScalars { result += scalar.properties[keyPath: mapping] }
    return result
  }
}
