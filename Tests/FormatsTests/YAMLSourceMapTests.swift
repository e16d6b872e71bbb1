import Diagnostics
import Formats
import Testing

@Suite struct YAMLSourceMapTests {
  /// Every scalar of a tree, keys too.
  private func scalars(_ node: YAMLNode) -> [(scalar: YAMLScalar, span: Span)] {
    switch node.kind {
    case .scalar(let scalar): [(scalar, node.span)]
    case .sequence(let items): items.flatMap(scalars)
    case .mapping(let entries): entries.flatMap { scalars($0.key) + scalars($0.value) }
    }
  }

  /// The laws of a map; the broken ones in words.
  private func broken(_ scalar: YAMLScalar, _ span: Span) -> [String] {
    var found: [String] = []
    let text = Array(scalar.text.utf8)
    let bytes = span.source.bytes
    var derived = 0
    var original = span.range.lowerBound
    for piece in scalar.map.pieces {
      if piece.derived < derived || piece.original < original { found.append("pieces out of order") }
      derived = piece.derived + piece.length
      original = piece.original + piece.originalLength
      guard derived <= text.count, original <= bytes.count else { return found + ["a piece beyond the end"] }
      if piece.length == piece.originalLength,
        text[piece.derived..<derived] != bytes[piece.original..<original]
      {
        found.append("equal lengths, other bytes")
      }
      if scalar.style != .plain, piece.original == span.range.lowerBound { found.append("not scanned") }
      if scalar.style == .plain, piece.length != piece.originalLength, text[piece.derived] != 0x0A {
        found.append("not scanned")
      }
    }
    if scalar.map.pieces.isEmpty, text != [0x20], text != [0x0A] { found.append("no piece") }
    return found
  }

  private func check(_ text: String) -> [String] {
    let (documents, _) = YAMLReader.read(Source(path: "a.yaml", text: text))
    return documents.flatMap(scalars).flatMap {
      broken($0.scalar, $0.span).map { what in "\(what) in \(text.debugDescription)" }
    }
  }

  @Test(arguments: [
    "a: one",
    "a: one two",
    "a: one\n  two\n\n\n  three\t four",
    "ấ: 'it''s'",
    "a: 'one\n  two \n\n  three'",
    "a: ' lead\n trail '",
    "a: ''",
    "a: \"\"",
    "a: \"x\\ty\\x41\\u1EA5\\U0001F600\\N\\_\\L\\P\\\\\\/\\\" z\"",
    "a: \"one \\\n   two\\\n\n three\n  four\"",
    "a: \"\n  one\n\"",
    "a: |\n  one\n   two\n\n  three\n",
    "a: |-\n  one\n  two\n\n",
    "a: |+\n  one\n\n\nb: 1",
    "a: |2\n    one\n  two\n",
    "a: |1-\n  one\n two\n",
    "a:\n  b: |2 # comment\n      one\n    two\nc: d",
    "a:\n- b: |2\n      one\n    two\nc: d",
    "a:\n- |2\n      one\n    two\n",
    "- - - |1\n       x\n",
    "--- |\n one\n two\n",
    "--- |1\n  one\n two\n",
    "a: >\n  one\n  two\n\n  three\n    more\n    indented\n\n  four\n",
    "a: >-\n\n\n  one\n\n\n  two\n   three\n  four\n\n",
    "a: >+\n  one\n\n",
    "a: |\n\n  one\n",
    "a: |\n\n\nb: c",
    "a: |+\n\n\nb: c",
    "a: >+\n   \n\nb: c",
    "a: |\r\n  one\r\n  two\r\nb: >\r\n  x\r\n  y\r\n",
    "a: one\r\n  two\r\n\r\n  three",
    "a: 'one\r  two\r\r  three'",
    "a: |\n  x\u{85}  y\u{2028}  z\n",
    "a: x\u{2028}  y\u{85}  z\u{85}\u{85}  w",
    "a: \"x\u{2029} y\u{85} \u{85} z\"",
    "a: !!str &x\n  |\n  one\n",
    "a: !t   # comment\n  'x'",
    "&a k: |\n x\n",
    "&m\n  k: |1\n   x\n",
    "? |\n  key\n: >\n  value\n",
  ])
  func `every byte of a scalar is mapped`(text: String) {
    #expect(YAMLReader.read(Source(path: "a.yaml", text: text)).diagnostics.all.map(\.message) == [])
    #expect(check(text) == [])
  }

  @Test func `random scalars keep the laws`() {
    let letters = [
      "a", "b", " ", " ", "  ", "\n", "\n\n", "\n  ", "\n   ", "\t", "ấ", "😀", "'", "''", "\\n", "\\\n", "#", ":", "-",
      "\r\n", "\u{85}", "\u{2028}",
    ]
    let openers = [
      "k: ", "k: '", "k: \"", "k: |\n  ", "k: >\n  ", "k: |+\n  ", "k: >-\n   ", "k: |2\n   ", "- k: >1+\n   ", "- [",
      "k: !t ", "- - |\n   ",
    ]
    var mapped = 0
    for seed in 0..<6000 as Range<UInt64> {
      var random = Seeded(seed)
      let opener = openers.randomElement(using: &random) ?? ""
      var text = opener
      for _ in 0..<Int.random(in: 0...14, using: &random) { text += letters.randomElement(using: &random) ?? "" }
      if opener.hasSuffix("'") { text += "'" } else if opener.hasSuffix("\"") { text += "\"" }
      if opener.hasSuffix("[") { text += "]" }
      let problems = check(text)
      #expect(problems == [], "seed \(seed)")
      if YAMLReader.read(Source(path: "a.yaml", text: text)).diagnostics.isEmpty { mapped += 1 }
    }
    #expect(mapped > 1500)
  }

  @Test func `an error inside a folded scalar points at its place in the file`() throws {
    let source = Source(path: "a.yaml", text: "check: >\n  camera.a == 1\n    && camera.b\n  || camera.c == 'ấ'\n")
    let scalar = try #require(YAMLReader.read(source).documents.first?["check"]?.scalar)
    let text = scalar.text
    for word in ["camera.a", "camera.b", "camera.c", "'ấ'", "a == 1\n  && camera.b"] {
      let found = try #require(text.utf8.firstRange(of: Array(word.utf8)))
      let lower = text.utf8.distance(from: text.startIndex, to: found.lowerBound)
      let span = scalar.map.span(lower..<lower + word.utf8.count)
      #expect(span.text.split(whereSeparator: \.isWhitespace) == word.split(whereSeparator: \.isWhitespace))
    }
  }

  @Test func `an empty scalar maps to the place where it would stand`() throws {
    let source = Source(path: "a.yaml", text: "a: 1\nb: ''\nc:\n")
    let root = try #require(YAMLReader.read(source).documents.first)
    #expect(root["b"]?.scalar?.map.span(0..<0).range == 9..<9)
    #expect(root["c"]?.scalar?.map.span(0..<0).range == 13..<13)
  }
}

extension Collection where Element: Equatable {
  /// The first place where other elements stand in these.
  fileprivate func firstRange(of other: [Element]) -> Range<Index>? {
    var start = startIndex
    while start != endIndex {
      if self[start...].starts(with: other) { return start..<index(start, offsetBy: other.count) }
      start = index(after: start)
    }
    return nil
  }
}
