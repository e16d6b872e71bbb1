extension Text {
  /// Whether the phrase's words stand in this text as whole, consecutive words, both folded.
  ///
  /// A word is a run of letters, marks and digits by Unicode's general categories, so "phòng ngủ" is mentioned in
  /// "Phòng ngủ, tầng 2" and not in "Phòng Ngữ văn", and "cam" is not in "camera". What stands between words does not
  /// count. A phrase without a word is mentioned nowhere.
  /// - Complexity: O(n · m) at worst, O(n + m) in practice
  public func mentions(_ phrase: Text) -> Bool { mentions(phrase.words) }

  /// As `mentions(_:)` of a phrase whose words were taken once.
  public func mentions(_ phrase: Words) -> Bool { phrase.stand(in: folded) }

  /// The words of the folded text.
  /// - Complexity: O(n)
  public var words: Words { Words(folded: folded) }

  /// The words of a folded text, in order.
  public struct Words: Hashable, Sendable {
    /// As UTF-8.
    private let words: [[UInt8]]

    fileprivate init(folded: String) {
      var folded = folded
      words = folded.withUTF8 { bytes in
        var words: [[UInt8]] = []
        var place = 0
        while let word = Words.next(bytes, &place) { words.append(Array(bytes[word])) }
        return words
      }
    }

    /// Whether there is none.
    public var isEmpty: Bool { words.isEmpty }

    /// The words as strings.
    public var strings: [String] { words.map { String(decoding: $0, as: UTF8.self) } }

    fileprivate func stand(in folded: String) -> Bool {
      guard !words.isEmpty else { return false }
      var folded = folded
      return folded.withUTF8 { bytes in
        var place = 0
        while let word = Words.next(bytes, &place) {
          if bytes[word].elementsEqual(words[0]) && follow(bytes, from: place) { return true }
        }
        return false
      }
    }

    /// Whether all words but the first are the next ones.
    private func follow(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
      var place = start
      return words.dropFirst().allSatisfy { expected in
        Words.next(bytes, &place).map { bytes[$0].elementsEqual(expected) } ?? false
      }
    }

    private static func next(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> Range<Int>? {
      var start: Int?
      while place < bytes.count {
        let (scalar, length) = UTF8Text.scalar(bytes, at: place)
        if Text.isPartOfWord(scalar) {
          if start == nil { start = place }
        } else if let start {
          return start..<place
        }
        place += length
      }
      return start.map { $0..<bytes.count }
    }
  }

  fileprivate static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x1E00...0x1EFF: return true
    case 0..<0x80: return false
    default: break
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      return true
    default: return false
    }
  }
}
