import Diagnostics
import Testing

@testable import Formats

@Suite struct YAMLReaderTests {
  @Test(arguments: [
    ("a: 1", "{a: 1}"),
    ("- a\n- [b, {c: d}]", "['a', ['b', {c: 'd'}]]"),
    ("a: yes\nb: no\nc: on\nd: off\ne: y", "{a: 'yes', b: 'no', c: 'on', d: 'off', e: 'y'}"),
    ("[true, True, TRUE, tRUE, false]", "[true, true, true, 'tRUE', false]"),
    ("[null, ~, Null, NULL, nUll]", "[null, null, null, null, 'nUll']"),
    ("a:\nb: ''", "{a: null, b: ''}"),
    ("[0x1F, 0o17, 017, -12, +7, 1_000]", "[31, 15, 17, -12, 7, '1_000']"),
    ("[1.5, 9.80, .5, 5., 1e3, -1.0E-2, .e3, 1e]", "[1.5f, 9.8f, 0.5f, 5.0f, 1000.0f, -0.01f, '.e3', '1e']"),
    ("[.inf, -.INF, .nan, inf, 0x, 0o8, 0x-1]", "[inff, -inff, nanf, 'inf', '0x', '0o8', '0x-1']"),
    ("[99999999999999999999, 1.2.3, 2025-12-30, -, --1]", "[1e+20f, '1.2.3', '2025-12-30', '-', '--1']"),
    ("['1', \"true\", !!str 1, ! 2]", "['1', 'true', '1', '2']"),
    ("[!!int '12', !!float 3, !!bool true, !!null '']", "[12, 3.0f, true, null]"),
    ("- |\n  1\n- >\n  2\n", "['1\n', '2\n']"),
    ("a: &x [1, 2]\nb: *x\nc: *x", "{a: [1, 2], b: [1, 2], c: [1, 2]}"),
    ("a: &x 1\nb: &x 2\nc: *x", "{a: 1, b: 2, c: 2}"),
    ("when: !camera.live", "{when: !camera.live null}"),
    ("a: !x {b: !y [c]}", "{a: !x {b: !y ['c']}}"),
    ("a: &n !t v", "{a: !t 'v'}"),
    ("%TAG !e! tag:e,1:\n---\na: !e!foo v", "{a: !e!foo 'v'}"),
    ("a: 1\n---\nb: 2\n...\n---\n- c", "{a: 1} --- {b: 2} --- ['c']"),
    ("", ""),
    ("# only a comment\n", ""),
    ("---\n", "null"),
    ("\u{FEFF}a: ấ", "{a: 'ấ'}"),
    ("? a\n: 1\n? b\n", "{a: 1, b: null}"),
    ("[a: 1, b]", "[{a: 1}, 'b']"),
  ])
  func `a text has this tree and no problem`(text: String, tree: String) {
    let result = yaml(text)
    #expect(result.problems == [])
    #expect(result.tree == tree)
  }

  @Test func `an empty value with a tag of its own is null at a point after the tag`() throws {
    let source = Source(path: "a.yaml", text: "when: !camera.live\nb: 1\n")
    let (documents, _) = YAMLReader.read(source)
    let when = try #require(documents.first?["when"])
    #expect(when.tag == "!camera.live")
    #expect(when.tagSpan?.range == 6..<18)
    #expect(when.span.range == 18..<18)
  }

  @Test(arguments: [
    ("a: 1\nb: 2\na: 3", ["3:1-3:2 KIEM1102 the key `a` stands twice in this mapping"]),
    ("\u{E9}: 1\ne\u{301}: 2", ["2:1-2:3 KIEM1102 the key `e\u{301}` stands twice in this mapping"]),
    ("K: 1\n\u{212A}: 2", ["2:1-2:2 KIEM1102 the key `\u{212A}` stands twice in this mapping"]),
    ("\u{212A}: 1\nab: 2\nba: 3\nK: 4", ["4:1-4:2 KIEM1102 the key `K` stands twice in this mapping"]),
    (
      "<<: 1\na: 2\na: 3",
      [
        "1:1-1:3 KIEM1104 the merge key `<<` is not part of YAML 1.2",
        "3:1-3:2 KIEM1102 the key `a` stands twice in this mapping",
      ]
    ),
    ("{a: 1, \"a\": 2}", ["1:8-1:11 KIEM1102 the key `a` stands twice in this mapping"]),
    ("[a]: 1", ["1:1-1:4 KIEM1103 a key must be text, not a list or a mapping"]),
    ("? {a: 1}\n: 1", ["1:3-1:9 KIEM1103 a key must be text, not a list or a mapping"]),
    ("?\n: 1", ["1:2-1:2 KIEM1103 a key is missing before `:`"]),
    ("a: &x {b: 1}\nc:\n  <<: *x", ["3:3-3:5 KIEM1104 the merge key `<<` is not part of YAML 1.2"]),
    ("a: *nope", ["1:4-1:9 KIEM1105 no anchor `&nope` stands above this alias"]),
    ("a: &x [1, *x]", ["1:11-1:13 KIEM1106 an alias stands inside the value that it names"]),
    ("a: !!int abc", ["1:10-1:13 KIEM1108 `abc` is not what its tag `!!int` says"]),
    ("a: !!map abc", ["1:4-1:9 KIEM1108 the tag `!!map` does not fit a scalar"]),
    ("a: !!str [b]", ["1:4-1:9 KIEM1108 the tag `!!str` does not fit a list"]),
    ("a: 1\u{0}b: 2", ["1:5-1:6 KIEM1001 the character U+0000 may not stand in YAML"]),
    (
      "a: \u{1B}[31m\nb: \u{7F}",
      [
        "1:4-1:5 KIEM1001 the character U+001B may not stand in YAML",
        "2:4-2:5 KIEM1001 the character U+007F may not stand in YAML",
      ]
    ),
    ("a: b: c", ["1:5-1:6 KIEM1101 a `:` followed by a space inside a value without quotes"]),
    ("ấ: b: c", ["1:5-1:6 KIEM1101 a `:` followed by a space inside a value without quotes"]),
    ("a: 'x", ["1:6-1:6 KIEM1101 the quote is not closed"]),
    ("a: \"\\q\"", ["1:5-1:6 KIEM1101 an escape that YAML does not know"]),
    ("a:\n\tb: 1", ["2:1-2:2 KIEM1101 a tab where indentation must be spaces"]),
    ("a: @b", ["1:4-1:5 KIEM1101 a value without quotes cannot begin with `@`"]),
    ("a: [1, 2", ["1:9-1:9 KIEM1101 a `,` or the closing `]` of the list is missing"]),
    ("a: 1\n b: 2\n", ["2:3-2:4 KIEM1101 a `:` followed by a space inside a value without quotes"]),
    ("a: \"x\" y\n", ["1:8-1:9 KIEM1101 a key was expected here"]),
    (
      "a: && b",
      ["1:5-1:6 KIEM1101 text that begins with `&` or `*` is an anchor or an alias in YAML, and this is none"]
    ),
    ("a: !(camera.live)[0] ", ["1:18-1:19 KIEM1101 text that begins with `!` is a tag in YAML, and this is none"]),
    ("a: !x!y z", ["1:4-1:5 KIEM1101 a tag that nothing declares"]),
  ])
  func `a text has these problems`(text: String, problems: [String]) {
    #expect(yaml(text).problems == problems)
  }

  @Test func `all mistakes of a tree are reported and the tree is whole`() {
    let result = yaml("a: 1\na: 2\nb: *x\n<<: 1\nc: !!int x\n")
    #expect(result.problems.count == 4)
    #expect(result.tree == "{a: 1, a: 2, b: null, <<: 1, c: 'x'}")
  }

  @Test func `documents before a syntax error are kept`() {
    let result = yaml("a: 1\n---\nb: [\n")
    #expect(result.tree == "{a: 1}")
    #expect(result.problems.count == 1)
  }

  @Test func `bytes that are not UTF-8 are shown, each place once`() {
    let source = Source(path: "a.yaml", bytes: Array("a: ".utf8) + [0xFF, 0xC3] + Array("\nb: ".utf8) + [0xE1, 0xBB])
    let (documents, diagnostics) = YAMLReader.read(source)
    #expect(documents.isEmpty)
    #expect(
      diagnostics.all.map(\.message) == ["bytes that are not UTF-8: 0xff 0xc3", "bytes that are not UTF-8: 0xe1 0xbb"])
    #expect(diagnostics.all.map { $0.primary?.span.range } == [3..<5, 9..<11])
  }

  @Test(arguments: [[0xFF, 0xFE, 0x61, 0], [0xFE, 0xFF, 0, 0x61], [0x61, 0, 0x3A, 0] as [UInt8]])
  func `UTF-16 is refused by name`(bytes: [UInt8]) {
    let (_, diagnostics) = YAMLReader.read(Source(path: "a.yaml", bytes: bytes))
    #expect(diagnostics.all.map(\.message) == ["the file is UTF-16, not UTF-8"])
  }

  // MARK: limits

  @Test func `nesting to the limit is read and beyond it refused`() {
    func nested(_ depth: Int) -> String { String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
    #expect(yaml(nested(100)).problems == [])
    #expect(yaml(nested(101)).problems == ["1:101-1:101 KIEM1003 values nest deeper than the limit of 100 levels"])
    #expect(yaml(String(repeating: "- ", count: 50_000) + "x").problems.count == 1)
    #expect(yaml(String(repeating: "[", count: 1_000_000)).problems.count == 1)
  }

  @Test func `nesting by way of aliases counts`() {
    var text = "a0: &a0 [x]\n"
    for level in 1...150 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
    let problems = yaml(text).problems
    #expect(problems.first?.contains("KIEM1003") == true)
  }

  @Test func `an alias bomb costs no more than its text`() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...60 {
      let aliases = [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    let clock = ContinuousClock()
    var problems: [String] = []
    let time = clock.measure { problems = yaml(text).problems }
    #expect(problems.contains { $0.contains("with its aliases written out the document has more than 1000000 nodes") })
    #expect(time < .seconds(5))
  }

  @Test func `a document with too many nodes ends the reading`() {
    let text = String(repeating: "- x\n", count: 1000)
    #expect(yaml(text, limits: YAMLLimits(nodes: 100)).problems.count == 1)
    #expect(yaml(text, limits: YAMLLimits(nodes: 1001)).problems == [])
    #expect(yaml(text, limits: YAMLLimits(bytes: 100)).problems.first?.contains("KIEM1002") == true)
  }

  @Test func `a mass of directives does not take long`() {
    let text = String(repeating: "%TAG !a! b\n", count: 100_000)
    #expect(yaml(text).problems.first?.contains("KIEM1002") == true)
  }

  @Test(arguments: [[0x01], [0x7F], [0x80], [0xC3, 0x28], [0xC2, 0x80]] as [[UInt8]])
  func `a byte that YAML does not allow is told at its place, whatever stands before it`(bad: [UInt8]) {
    for length in 0..<20 {
      for before in ["", "ấ", "\n", "%"] {
        let bytes = Array((before + String(repeating: "x", count: length)).utf8)
        let source = Source(path: "a.yaml", bytes: bytes + bad + Array("yz\n".utf8))
        let found = YAMLReader.read(source).diagnostics.all.first?.primary?.span.range.lowerBound
        #expect(found == bytes.count, "\(bytes)")
      }
    }
  }

  // MARK: places

  @Test func `the place of a character is found from any other one`() {
    let text = "ab: ấ\nđây là 日本語 😀 một dòng chữ dài\n" + String(repeating: "plain ASCII ", count: 5) + "ê"
    let bytes = Array(text.utf8)
    var offsets: [Int] = []
    for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 { offsets.append(offset) }
    offsets += [bytes.count, bytes.count]
    bytes.withUnsafeBufferPointer { buffer in
      var generator = Seeded(1)
      var places = CharacterPlaces(buffer, base: 7)
      for (character, offset) in offsets.enumerated() { #expect(places.byte(of: character) == 7 + offset) }
      for _ in 0..<2000 {
        let character = Int.random(in: offsets.indices, using: &generator)
        #expect(places.byte(of: character) == 7 + offsets[character])
      }
    }
  }

  @Test func `spans cover the value without anchor, tag and trailing blank lines`() throws {
    let text = """
      ấy: &x !t
        b: 1   # comment

      c:
        - 1
        - d: 2

      e: [1,
        2]   
      f: |
        text

      g: *x
      """
    let source = Source(path: "a.yaml", text: text)
    let (documents, diagnostics) = YAMLReader.read(source)
    #expect(diagnostics.isEmpty)
    let root = try #require(documents.first)
    #expect(root["ấy"]?.span.text == "b: 1")
    #expect(root["ấy"]?.tagSpan?.text == "!t")
    #expect(root["c"]?.span.text == "- 1\n  - d: 2")
    #expect(root["e"]?.span.text == "[1,\n  2]")
    #expect(root["f"]?.span.text == "|\n  text")
    #expect(root["g"]?.span.text == "*x")
    #expect(root["g"]?.tag == "!t")
    #expect(root.span.range == 0..<source.bytes.count)
  }
}
