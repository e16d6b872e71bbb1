import Diagnostics
import Testing

@testable import Reports

struct TextLayoutTests {
  @Test(arguments: [
    ("một hai ba", 8, ["một hai", "ba"]),
    ("", 20, [""]),
    ("  spaces   are folded ", 40, ["spaces are folded"]),
    ("abcdefghijkl", 8, ["abcdefgh", "ijkl"]),
    ("a abcdefgh b abcdefghi c", 8, ["a", "abcdefgh", "b", "abcdefgh", "i c"]),
    ("một hai  ba bốn", 8, ["một hai", "ba bốn"]),
    ("ab\u{301} cd ef\tgh", 8, ["ab\u{301} cd ef", "gh"]),
    ("会議 室 abc", 8, ["会議 室", "abc"]),
    // Decomposed: the marks take no column.
    ("Tie\u{302}\u{301}ng Vie\u{323}\u{302}t", 10, ["Tie\u{302}\u{301}ng Vie\u{323}\u{302}t"]),
  ])
  func `text is wrapped by the columns it takes`(text: String, width: Int, lines: [String]) {
    #expect(TextLayout.wrap(text, width: width) == lines)
  }

  @Test func `a long text loses nothing but the spaces at which it is broken`() {
    let words = (0..<200).map { String(repeating: ["x", "ữ", "o\u{302}", "会"][$0 % 4], count: $0 * 7 % 9 + 1) }
    let text = words.joined(separator: " ")
    for width in 18...60 {
      let lines = TextLayout.wrap(text, width: width)
      #expect(lines.joined(separator: " ") == text)
      for (line, next) in zip(lines, lines.dropFirst()) {
        let word = next.prefix { $0 != " " }
        #expect(TerminalText.width(line) <= width && TerminalText.width(line + " " + word) > width)
      }
    }
  }

  @Test func `cells are padded by the columns they take`() {
    #expect(TextLayout.left("Ngọc", 6) == "Ngọc  ")
    #expect(TextLayout.right("Ngo\u{323}c", 6) == "  Ngo\u{323}c")
    #expect(TextLayout.left("toolong", 3) == "toolong")
  }
}
