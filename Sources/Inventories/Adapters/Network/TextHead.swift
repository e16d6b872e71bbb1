import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The beginning of a text, asked for words that tell its form. By bytes: every file of an inventory is asked, and by
/// characters it would take a hundred times as long.
struct TextHead {
  private let bytes: ArraySlice<UInt8>

  /// As text.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  init(_ text: Source) { bytes = text.bytes.prefix(16_384) }

  /// - Parameter ignoringCase: whether ASCII letters may be capitals; the word is then given in small ones.
  /// - Complexity: O(length · word)
  func contains(_ word: String, ignoringCase: Bool = false) -> Bool {
    let word = Array(word.utf8)
    guard let first = word.first else { return true }
    if ignoringCase {
      return bytes.indices.contains { start in
        bytes[start] | 0x20 == first && bytes[start...].prefix(word.count).map { $0 | 0x20 } == word
      }
    }
    return bytes.withUnsafeBytes { bytes in
      guard var rest = bytes.baseAddress else { return false }
      let end = rest + bytes.count
      while end - rest >= word.count, let place = memchr(rest, Int32(first), end - rest - word.count + 1) {
        if memcmp(place, word, word.count) == 0 { return true }
        rest = UnsafeRawPointer(place) + 1
      }
      return false
    }
  }
}
