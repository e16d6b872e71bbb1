import Diagnostics
import Testing

@testable import Formats

/// Text in encodings of one byte a character, for readers that know none.
@Suite struct LegacyTextTests {
  /// `phường Cẩm Bình, tỉnh` in Windows-1258.
  private static let vietnamese: [UInt8] = [
    0x70, 0x68, 0xFD, 0xF5, 0xCC, 0x6E, 0x67, 0x20, 0x43, 0xE2, 0xD2, 0x6D, 0x20, 0x42, 0x69, 0xCC, 0x6E, 0x68, 0x2C,
    0x20,
    0x74, 0x69, 0xD2, 0x6E, 0x68,
  ]

  private func decoded(_ bytes: [UInt8], as declared: TextEncoding? = nil) -> String? {
    LegacyText.decode(Source(path: "a", bytes: bytes), as: declared).map {
      String(decoding: $0.source.bytes, as: UTF8.self)
    }
  }

  @Test func `what can be nothing but Windows-1258 is read so, with a note`() throws {
    let text = try #require(LegacyText.decode(Source(path: "a", bytes: Self.vietnamese)))
    #expect(String(decoding: text.source.bytes, as: UTF8.self) == "phường Cẩm Bình, tỉnh")
    #expect(text.diagnostics.all.map(\.severity) == [.note])
  }

  @Test func `anything else stands as it is`() {
    #expect(decoded(Array("phường Cẩm Bình".utf8)) == nil)
    #expect(decoded([0xFF, 0xFE] + Self.vietnamese) == nil)
    #expect(decoded([0x63, 0x61, 0x66, 0xE9]) == nil)
    #expect(decoded([0x00, 0x01, 0x02] + Self.vietnamese) == nil)
  }

  @Test func `a declared encoding is taken at its word, and UTF-8 stays`() {
    #expect(decoded([0x63, 0x61, 0x66, 0xE9], as: .latin1) == "café")
    #expect(decoded(Array("phường".utf8), as: .windows1258) == nil)
    #expect(decoded(Self.vietnamese, as: .utf8) == nil)
  }
}
