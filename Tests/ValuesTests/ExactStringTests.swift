import Testing
import Values

struct ExactStringTests {
  private static let texts = [
    "", "a", "a:", "abc://x", "://", ":/", "::///", "đ", "é", "e\u{301}", "Tên thiết bị", "aaab",
  ]

  @Test(arguments: texts)
  func `bytes are found where a look at each of them finds them`(text: String) {
    for byte in UInt8.min...UInt8.max { #expect(text.hasByte(byte) == text.utf8.contains(byte)) }
    let patterns: [StaticString] = ["", "a", "aab", "://", "đ", "\u{301}", "x", "bị", "aaaab"]
    for pattern in patterns {
      let (bytes, wanted) = (Array(text.utf8), Array("\(pattern)".utf8))
      let isThere = (0...bytes.count).contains { bytes[$0...].starts(with: wanted) }
      #expect(text.hasBytes(of: pattern) == isThere, "`\(pattern)` in `\(text)`")
    }
  }

  @Test func `texts are the same exactly if their code points are`() {
    for one in Self.texts {
      for other in Self.texts {
        let isSame = Array(one.unicodeScalars) == Array(other.unicodeScalars)
        #expect(one.equalsExactly(other) == isSame, "\(one), \(other)")
        #expect((ExactText(one) == ExactText(other)) == isSame)
      }
    }
    #expect(Set(Self.texts.map(ExactText.init)).count == Self.texts.count)
    #expect(Set([ExactText("é"), ExactText("e\u{301}"), ExactText("é")]).count == 2)
  }
}
