import Diagnostics

/// The beginning of a text, asked for words that tell its form. By bytes: every file of an inventory is asked, and by
/// characters it would take a hundred times as long.
struct TextHead {
  private let bytes: ArraySlice<UInt8>

  init(_ text: Source) { bytes = text.bytes.prefix(16_384) }

  /// - Complexity: O(length · word)
  func contains(_ word: String) -> Bool {
    let word = Array(word.utf8)
    guard let first = word.first else { return true }
    return bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      while start + word.count <= bytes.count {
        if bytes[start] == first, bytes[start..<start + word.count].elementsEqual(word) { return true }
        start += 1
      }
      return false
    }
  }
}
