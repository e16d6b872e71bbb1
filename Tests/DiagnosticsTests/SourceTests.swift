import Diagnostics
import Testing

@Suite struct SourceTests {
  @Test(arguments: [
    ("", [0]), ("a", [0]), ("a\nb", [0, 2]), ("a\r\nb\rc\n", [0, 3, 5, 7]), ("\n\n", [0, 1, 2]), ("\r", [0, 1]),
  ])
  func `lines begin after LF, CR and CRLF`(text: String, starts: [Int]) {
    #expect(Source(path: "a", text: text).lineStarts == starts)
  }

  @Test func `line breaks are found wherever they stand among other bytes`() {
    let bytes: [UInt8] = [0x0A, 0x0D, 0x0B, 0x0E, 0x8A, 0x8D, 0x00, 0x61]
    for number in 0..<4096 {
      // Twelve bytes in base eight: each pair of neighbours at each place of a word.
      let text = (0..<12).map { bytes[(number >> ($0 % 4 * 3)) & 7] } + [0x61, bytes[number & 7]]
      var starts = [0]
      for (index, byte) in text.enumerated() {
        let isFeedNext = index + 1 < text.count && text[index + 1] == 0x0A
        if byte == 0x0A || (byte == 0x0D && !isFeedNext) { starts.append(index + 1) }
      }
      #expect(Source(path: "a", bytes: text).lineStarts == starts, "\(text)")
    }
  }

  @Test func `positions count scalars from one`() {
    let source = Source(path: "a", text: "ấy\n日x\n")
    #expect(source.position(at: 0) == Position(line: 1, column: 1))
    #expect(source.position(at: 3) == Position(line: 1, column: 2))
    #expect(source.position(at: 8) == Position(line: 2, column: 2))
    #expect(source.position(at: 1000) == Position(line: 3, column: 1))
    #expect(source.position(at: -1) == Position(line: 1, column: 1))
    #expect(source.line(2) == "日x")
    #expect(source.line(4) == "")
    #expect(source.text(-5..<100) == "ấy\n日x\n")
  }

  @Test func `a map leads through folds and escapes`() {
    // The source `"a\tb` folded with `c`; derived: a, tab, b, space, c.
    let source = Source(path: "a", text: "\"a\\tb\n  c\"")
    let map = SourceMap(
      source: source,
      pieces: [
        .init(derived: 0, length: 1, original: 1, originalLength: 1),
        .init(derived: 1, length: 1, original: 2, originalLength: 2),
        .init(derived: 2, length: 1, original: 4, originalLength: 1),
        .init(derived: 4, length: 1, original: 8, originalLength: 1),
      ])
    #expect(map.span(0..<1).text == "a")
    #expect(map.span(1..<2).text == "\\t")
    #expect(map.span(1..<3).text == "\\tb")
    #expect(map.span(2..<5).text == "b\n  c")
    #expect(map.span(4..<4).range == 8..<8)
    #expect(map.span(5..<5).range == 9..<9)
    #expect(map.span(50..<60).range.lowerBound == 9)
  }

  @Test(arguments: [
    ("chek", "check"), ("Check", "check"), ("hceck", "check"), ("zzzzz", nil), ("when", nil), ("tilte", "title"),
  ])
  func `a misspelt name suggests its neighbour`(name: String, suggestion: String?) {
    #expect(NameSuggestions.nearest(to: name, among: ["check", "title", "severity"]) == suggestion)
  }
}
