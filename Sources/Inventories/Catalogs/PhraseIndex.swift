import Values

/// Finds phrases as whole words of a text, as `mentions` does.
///
/// A phrase that stands inside a longer phrase found at the same place does not count: where `phòng ngữ văn` is found,
/// `phòng` within it is not.
struct PhraseIndex: Sendable {
  private struct Phrase {
    var words: [String]
    var row: Int
  }

  private var phrasesOfFirstWord: [String: [Phrase]] = [:]

  init(_ phrases: [(row: Int, phrase: String)]) {
    for (row, phrase) in phrases {
      let words = Text(phrase).words.strings
      guard let first = words.first else { continue }
      phrasesOfFirstWord[first, default: []].append(Phrase(words: words, row: row))
    }
  }

  /// The rows whose phrases stand in a text.
  /// - Complexity: O(words · phrases that begin with the same word)
  func rows(in text: String) -> Set<Int> {
    let words = Text(text).words.strings
    var found: [(range: Range<Int>, row: Int)] = []
    for (start, word) in words.enumerated() {
      for phrase in phrasesOfFirstWord[word] ?? [] where words[start...].starts(with: phrase.words) {
        found.append((start..<start + phrase.words.count, phrase.row))
      }
    }
    let outermost = found.filter { hit in
      !found.contains { $0.range.count > hit.range.count && $0.range.clamped(to: hit.range) == hit.range }
    }
    return Set(outermost.map(\.row))
  }
}
