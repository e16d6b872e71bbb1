extension Text {
  /// Whether the phrase's words stand in this text as whole, consecutive words, both folded.
  ///
  /// A word is a run of letters, marks and digits by Unicode's general categories, so "phòng ngủ" is mentioned in
  /// "Phòng ngủ, tầng 2" and not in "Phòng Ngữ văn", and "cam" is not in "camera". What stands between words does not
  /// count. A phrase without a word is mentioned nowhere.
  /// - Complexity: O(n · m) at worst, O(n + m) in practice
  public func mentions(_ phrase: Text) -> Bool { mentions(phrase.words) }

  /// As `mentions(_:)` of a phrase whose words were taken once.
  public func mentions(_ phrase: Words) -> Bool { words.contains(phrase) }

  /// The words of the folded text.
  /// - Complexity: O(n)
  public var words: Words { Words(folded: folded) }

  /// The words of a folded text, in order.
  public struct Words: Hashable, Sendable {
    let words: [Substring]

    init(folded: String) {
      words = folded.unicodeScalars.split { !Text.isPartOfWord($0) }.map { Substring($0) }
    }

    /// Whether there is none.
    public var isEmpty: Bool { words.isEmpty }

    /// The words as strings.
    public var strings: [String] { words.map(String.init) }

    func contains(_ phrase: Words) -> Bool {
      guard let first = phrase.words.first, words.count >= phrase.words.count else { return false }
      for start in 0...(words.count - phrase.words.count) where words[start].utf8.elementsEqual(first.utf8) {
        let candidate = words[start..<(start + phrase.words.count)]
        if candidate.elementsEqual(phrase.words, by: { $0.utf8.elementsEqual($1.utf8) }) { return true }
      }
      return false
    }
  }

  private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return true
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
