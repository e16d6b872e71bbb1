import Testing

@testable import Reports

struct TextLayoutTests {
  @Test(arguments: [
    ("một hai ba", 8, ["một hai", "ba"]),
    ("", 20, [""]),
    ("  spaces   are folded ", 40, ["spaces are folded"]),
    ("abcdefghijkl", 8, ["abcdefgh", "ijkl"]),
    // Decomposed: the marks take no column.
    ("Tie\u{302}\u{301}ng Vie\u{323}\u{302}t", 10, ["Tie\u{302}\u{301}ng Vie\u{323}\u{302}t"]),
  ])
  func `text is wrapped by the columns it takes`(text: String, width: Int, lines: [String]) {
    #expect(TextLayout.wrap(text, width: width) == lines)
  }

  @Test func `cells are padded by the columns they take`() {
    #expect(TextLayout.left("Ngọc", 6) == "Ngọc  ")
    #expect(TextLayout.right("Ngo\u{323}c", 6) == "  Ngo\u{323}c")
    #expect(TextLayout.left("toolong", 3) == "toolong")
  }
}
