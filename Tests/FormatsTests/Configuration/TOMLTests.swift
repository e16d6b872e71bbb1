import Diagnostics
import Formats
import Testing

/// What the public suite of TOML's own project tells, in short: what is valid and means what, and what is not valid.
@Suite struct TOMLTests {
  static let valid: [(text: String, tree: String)] = [
    ("", "{}"),
    ("a = 1\n\"b c\" = 2\n'd' = 3\n1234 = 4\n\"\" = 5", "{a: 1, b c: 2, d: 3, 1234: 4, : 5}"),
    (
      "a = +1\nb = -17\nc = 1_000\nd = 0xDEAD_beef\ne = 0o755\nf = 0b1101\ng = -0\n",
      "{a: 1, b: -17, c: 1000, d: 3735928559, e: 493, f: 13, g: 0}"
    ),
    ("a = 9223372036854775807\nb = -9223372036854775808", "{a: 9223372036854775807, b: -9223372036854775808}"),
    (
      "a = 1.5\nb = -0.01\nc = 5e+22\nd = 1E06\ne = 6.626e-34\nf = 9_224_617.445_991\ng = 3.0",
      "{a: 1.5f, b: -0.01f, c: 5e+22f, d: 1000000.0f, e: 6.626e-34f, f: 9224617.445991f, g: 3.0f}"
    ),
    ("a = inf\nb = -inf\nc = nan\nd = true\ne = false", "{a: inff, b: -inff, c: nanf, d: true, e: false}"),
    (
      "a = 1979-05-27T07:32:00Z\nb = 1979-05-27 07:32:00.999-07:00\nc = 1979-05-27T00:32:00\nd = 1979-05-27 # c\ne = 07:32:00.5\nf = 1987-07-05t17:45:00z",
      "{a: '1979-05-27T07:32:00Z', b: '1979-05-27 07:32:00.999-07:00', c: '1979-05-27T00:32:00', d: '1979-05-27', e: '07:32:00.5', f: '1987-07-05t17:45:00z'}"
    ),
    ("a = \"\\b\\t\\n\\f\\r\\\"\\\\\\u00E9\\U0001F600\"", "{a: '\u{8}\t\n\u{c}\r\"\\é😀'}"),
    ("a = 'C:\\x\\n'\nb = '''\nI'm \\ \n'x''''", "{a: 'C:\\x\\n', b: 'I'm \\ \n'x''}"),
    (
      "a = \"\"\"\nx\r\ny\"\"\"\nb = \"\"\"a \\\n\n  b\"\"\"\nc = \"\"\"\"q\"\"\"\"\"",
      "{a: 'x\r\ny', b: 'a b', c: '\"q\"\"'}"
    ),
    ("a = [1, 2, ]\nb = [\n # c\n [1], # d\n ['x']\n , ]\nc = []", "{a: [1, 2], b: [[1], ['x']], c: []}"),
    ("a = {b = 1, c.d = 2, c.e = 3}\nf = {}", "{a: {b: 1, c: {d: 2, e: 3}}, f: {}}"),
    ("a.b.c = 1\na.b.d = 2\na . e = 3\n3.14 = 'pi'", "{a: {b: {c: 1, d: 2}, e: 3}, 3: {14: 'pi'}}"),
    ("[a]\nb = 1\n[c.d]\ne = 2\n[c]\nf = 3", "{a: {b: 1}, c: {d: {e: 2}, f: 3}}"),
    ("[ a . \"b.c\" ]\nd = 1", "{a: {b.c: {d: 1}}}"),
    (
      "[[p]]\nn = 1\n[[p]]\n[[p]]\nn = 3\n[p.q]\nr = 1\n[[p.s]]\n[[p.s]]",
      "{p: [{n: 1}, {}, {n: 3, q: {r: 1}, s: [{}, {}]}]}"
    ),
    (
      "[fruit]\napple.color = 1\napple.taste.sweet = true\n[fruit.apple.texture]\nsmooth = true",
      "{fruit: {apple: {color: 1, taste: {sweet: true}, texture: {smooth: true}}}}"
    ),
    ("\u{FEFF}a = 1\r\n# é\r\n\tb = 2 \t# x", "{a: 1, b: 2}"),
  ]

  @Test(arguments: valid)
  func `this is TOML and means this`(text: String, tree: String) {
    let result = configuration("a.toml", text)
    #expect(result.tree == tree)
    #expect(result.problems == [])
  }

  static let invalid: [String] = [
    "a", "a =", "a = \n1", "= 1", "a = 1 b = 2", "a b = 1", "a. = 1", ".a = 1", "a..b = 1", "[a", "[]", "[a.]", "[a]b",
    "[[a]",
    "[[a] ]", "[a]]", "a = [1 2]", "a = [1", "a = {b = 1", "a = {b = 1,}", "a = {b = 1\n}", "a = {,}", "a = [,]",
    "a = 01", "a = 1__0", "a = _1", "a = 1_", "a = 0x", "a = +0x1", "a = 0xG", "a = 0o8", "a = 0b2", "a = 0_1",
    "a = 9223372036854775808", "a = .5", "a = 5.", "a = 1.e2", "a = 1e", "a = 1._2", "a = 03.1", "a = Inf", "a = True",
    "a = 1979-13-01", "a = 1979-02-29", "a = 1979-5-27", "a = 1979-05-27T", "a = 1979-05-27T25:00:00", "a = 07:32",
    "a = 1979-05-27T07:32Z", "a = 07:32:00Z", "a = 1979-05-27T07:32:00+25:00", "a = 07:32:00.",
    "a = \"x", "a = 'x", "a = \"\"\"x", "a = '''x", "a = \"\\q\"", "a = \"\\u12\"", "a = \"\\uD800\"",
    "a = \"\\U00110000\"",
    "a = \"x\ny\"", "a = \"\u{1}\"", "a = '\u{7f}'", "# \u{1}", "a = \"\"\"\"\"\"\"\"\"", "a = 'x'y",
    "\"\"\"a\"\"\" = 1",
    "a = 1\na = 2", "a = 1\n[a]", "[a]\n[a]", "a = 1\na.b = 2", "a.b = 1\n[a]", "[a.b]\n[a]\nb = 1", "a = {}\n[a.b]",
    "a = {}\na.b = 1", "a = {b = 1, b = 2}", "a = {b = 1, b.c = 2}", "a = []\n[[a]]", "[[a]]\n[a]", "[a]\n[[a]]",
    "[a.b.c]\nz = 9\n[a]\nb.c.t = 1", "[[a.b]]\n[a]\nb.y = 2", "[fruit]\napple.color = 1\n[fruit.apple]",
    "a = 1\r", "a = \"\"\"\r\"\"\"", "a = b",
  ]

  @Test(arguments: invalid)
  func `this is no TOML`(text: String) throws {
    let file = try #require(ConfigurationReader.read(Source(path: "a.toml", text: text)))
    #expect(file.isMalformed, "\(dump(file.documents[0].root))")
    #expect(file.documents[0].root.isOpen)
    #expect(file.diagnostics.all.allSatisfy { $0.primary != nil })
  }

  @Test func `reading goes on at the next header`() throws {
    let text = "a = 1\nb = ?\nc = 3\n[x]\nd = 4\n[y]\ne = = 5\n[[z]]\nf = 6\n"
    let file = try #require(ConfigurationReader.read(Source(path: "a.toml", text: text)))
    #expect(dump(file.documents[0].root) == "{a: 1, x: {d: 4}…, y: {}…, z: [{f: 6}…]…}…")
    #expect(
      file.diagnostics.all.map { FormatsTests.dump($0) } == [
        "2:5-2:6 KIEM1921 a value was expected", "7:5-7:6 KIEM1921 a value was expected",
      ])
  }
}
