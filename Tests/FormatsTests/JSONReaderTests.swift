import Diagnostics
import Formats
import Testing

@Suite struct JSONReaderTests {
  private func dump(_ node: JSONNode) -> String {
    let text: String
    switch node.kind {
    case .null: text = "null"
    case .bool(let value): text = "\(value)"
    case .number(let spelling): text = spelling
    case .string(let value): text = "'\(value)'"
    case .unreadable(let value, _): text = "?'\(value)'"
    case .array(let items): text = "[" + items.map(dump).joined(separator: ", ") + "]"
    case .object(let members):
      text = "{" + members.map { "\($0.name): \(dump($0.value))" }.joined(separator: ", ") + "}"
    }
    return node.isWhole ? text : text + "…"
  }

  private func read(_ text: String) -> (tree: String, problems: [String]) {
    let (root, diagnostics) = JSONReader.read(Source(path: "a.json", text: text))
    return (root.map(dump) ?? "", diagnostics.all.map { FormatsTests.dump($0) })
  }

  @Test(arguments: [
    (
      "{\"a\": [1, -0.50, 1e+3, 123456789012345678901234567890], \"b\": {}}",
      "{a: [1, -0.50, 1e+3, 123456789012345678901234567890], b: {}}"
    ),
    (" [true, false, null, \"\"] \n", "[true, false, null, '']"),
    ("\u{FEFF}\"ấ\"", "'ấ'"),
    (#""\"\\\/\b\t\u1EA5\uD83D\uDE00""#, "'\"\\/\u{8}\tấ😀'"),
    ("0", "0"),
    ("\"\u{7f}\u{2028}\"", "'\u{7f}\u{2028}'"),
  ])
  func `a text has this tree and no problem`(text: String, tree: String) {
    let result = read(text)
    #expect(result.tree == tree)
    #expect(result.problems == [])
  }

  @Test(arguments: [
    ("", "", "1:1-1:1 KIEM1301 the text ends where a value or a name was expected"),
    ("[1, 2", "[1, 2]…", "1:6-1:6 KIEM1301 the text ends before the `]` of the list"),
    ("[1 2]", "[1]…", "1:4-1:5 KIEM1301 a `,` or the `]` of the list was expected, not `2`"),
    ("[1, ]", "[1]…", "1:3-1:4 KIEM1301 a comma with nothing after it"),
    (
      "[{\"a\": 1}, {\"b\": 2, \"c\"", "[{a: 1}, {b: 2}…]…",
      "1:24-1:24 KIEM1301 the text ends where a value or a name was expected"
    ),
    ("{a: 1}", "{}…", "1:2-1:3 KIEM1301 a name in double quotes was expected, not `a`"),
    ("{\"a\" 1}", "{}…", "1:6-1:7 KIEM1301 a `:` was expected after the name, not `1`"),
    ("[01]", "[]…", "1:2-1:4 KIEM1301 `01` is not a JSON number"),
    ("[1.]", "[]…", "1:2-1:4 KIEM1301 `1.` is not a JSON number"),
    ("[-]", "[]…", "1:2-1:3 KIEM1301 `-` is not a JSON number"),
    ("[1.2.3]", "[]…", "1:2-1:7 KIEM1301 `1.2.3` is not a JSON number"),
    ("[True]", "[]…", "1:2-1:6 KIEM1301 `True` begins no JSON value"),
    ("[nul]", "[]…", "1:2-1:5 KIEM1301 `nul` begins no JSON value"),
    ("['a']", "[]…", "1:2-1:3 KIEM1301 `'` begins no JSON value"),
    ("1 2", "1…", "1:3-1:3 KIEM1301 text after the end of the value"),
    ("[\"a\n\"]", "[]…", "1:2-1:3 KIEM1301 the string that begins here is not closed on its line"),
    ("[\"a", "[]…", "1:2-1:3 KIEM1301 the string that begins here is not closed on its line"),
    ("[\"a\tb\"]", "[]…", "1:4-1:5 KIEM1301 a control character inside a string"),
    ("[\"\\q\"]", "[]…", "1:3-1:5 KIEM1301 `\\q` is not an escape of JSON"),
    ("[\"\\u12\"]", "[]…", "1:3-1:5 KIEM1301 `\\u` is not an escape of JSON"),
    (
      "{\"a\": 1, \"b\": 2, \"a\": 3}", "{a: 1, b: 2, a: 3}",
      "1:18-1:21 KIEM1302 the name `a` stands twice in this object"
    ),
    ("[\"\\uD83Dx\"]", "[?'\u{FFFD}x']", "1:2-1:11 KIEM1303 the string has half of a surrogate pair"),
    ("[\"\\uD83D\\uD83D\\uDE00\"]", "[?'\u{FFFD}😀']", "1:2-1:22 KIEM1303 the string has half of a surrogate pair"),
  ])
  func `a text has this problem and what came before it`(text: String, tree: String, problem: String) {
    let result = read(text)
    #expect(result.tree == tree)
    #expect(result.problems == [problem])
  }

  @Test func `nesting to the limit is read and beyond it refused`() {
    func nested(_ depth: Int) -> String { String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
    #expect(read(nested(200)).problems == [])
    #expect(read(nested(201)).problems == ["1:201-1:201 KIEM1003 values nest deeper than the limit of 200 levels"])
    #expect(read(String(repeating: "{\"a\":", count: 1_000_000)).problems.count == 1)
  }

  @Test func `bytes that are not UTF-8 make a string unreadable`() {
    let bytes = Array("[\"a".utf8) + [0xFF] + Array("\", \"\\n".utf8) + [0xC3] + Array("\"]".utf8)
    let (root, diagnostics) = JSONReader.read(Source(path: "a.json", bytes: bytes))
    #expect(root.map(dump) == "[?'a\u{FFFD}', ?'\n\u{FFFD}']")
    #expect(diagnostics.all.count == 2)
  }

  @Test func `pointers find nodes and spans their text`() throws {
    let source = Source(path: "a.json", text: "{\"a/b\": [0, {\"~\": true}]}")
    let root = try #require(JSONReader.read(source).root)
    #expect(root[pointer: "/a~1b/1/~0"]?.span.text == "true")
    #expect(root[pointer: "/a~1b/1"]?.span.text == "{\"~\": true}")
    #expect(root[pointer: "/a~1b/01"]?.span == nil)
    #expect(root[pointer: ""]?.span.range == 0..<source.bytes.count)
    #expect(JSONPointer.unescape(JSONPointer.escape("a/b~1~")) == "a/b~1~")
  }
}
