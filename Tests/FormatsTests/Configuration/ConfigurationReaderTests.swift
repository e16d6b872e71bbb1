import Diagnostics
import Formats
import Testing

@Suite struct ConfigurationReaderTests {
  static let whole: [(path: String, text: String, tree: String)] = [
    ("a.yaml", "a: 1\nb: [true, ~, x]\n", "{a: 1, b: [true, null, 'x']}"),
    ("a.yml", "a: yes\nb: 1.5\nc: 0x10\n80: web\n", "{a: 'yes', b: 1.5f, c: 16, 80: 'web'}"),
    ("a.yaml", "a: 1\n---\nb: 2\n--- \n", "{a: 1} --- {b: 2} --- {}"),
    ("a.yaml", "# nothing\n", "{}"), ("a.yaml", "", "{}"), ("a.yaml", "~\n", "null"),
    ("a.yaml", "base: &b {x: 1, y: 2}\nuse:\n  <<: *b\n  y: 3\n", "{base: {x: 1, y: 2}, use: {y: 3, x: 1}}"),
    (
      "a.yaml", "a: &a {x: 1}\nb: &b {x: 2, z: 3}\nc: {<<: [*a, *b]}\n", "{a: {x: 1}, b: {x: 2, z: 3}, c: {x: 1, z: 3}}"
    ),
    ("a.yaml", "a: &a {<<: &z {k: 1}, x: 1}\nb: {<<: *a}\n", "{a: {x: 1, k: 1}, b: {x: 1, k: 1}}"),
    (
      "a.json", "{\"a\": [1, -2.5, \"x\", null, true, 1e3, 12345678901234567890]}",
      "{a: [1, -2.5f, 'x', null, true, 1000.0f, 1.2345678901234567e+19f]}"
    ),
    ("tsconfig.json", "{ // why\n  \"a\": [1, 2,], /* b */\n}", "{a: [1, 2]}"),
    ("a.jsonc", "// first\n{\"url\": \"http://x\" /**/, }\n// last", "{url: 'http://x'}"),
    (".vscode/settings.json", "{\"a\": 1,}", "{a: 1}"),
    (
      "a.xml", "<?xml version='1.0'?><c v='1'><p>a</p><p>b</p><q x='2'>t</q><e/></c>",
      "{c: {@v: '1', p: ['a', 'b'], q: {@x: '2', #text: 't'}, e: ''}}"
    ),
    ("web.config", "<configuration><a b=\"c\"/></configuration>", "{configuration: {a: {@b: 'c'}}}"),
    ("config", "{\"a\": 1}", "{a: 1}"),
    ("config", "---\na: 1\n", "{a: 1}"),
    ("nginx.yaml.j2", "a: 1\n", "{a: 1}"),
    ("UPPER.YAML", "a: 1\n", "{a: 1}"),
    ("deep/docker-compose.yml", "p: pa$$word\nq: $X\nr: $1\n", "{p: 'pa$$word', q: «$X», r: '$1'}"),
    ("a.yaml", "p: pa$word\nq: a$(b c\n", "{p: 'pa$word', q: 'a$(b c'}"),
    ("a.yaml", "\u{FEFF}a: 1\n", "{a: 1}"),
  ]

  @Test(arguments: whole)
  func `a file has this tree and no problem`(path: String, text: String, tree: String) {
    let result = configuration(path, text)
    #expect(result.tree == tree)
    #expect(result.problems == [])
  }

  static let foreign: [(path: String, text: String)] = [
    ("photo.png", "a: 1"), ("main.swift", "let a = 1"), ("README.md", "---\na: 1\n---\n"),
    ("Makefile", "all: x\n\techo\n"),
    ("LICENSE", "Apache License"), ("run", "#!/bin/sh\nA=1\n"), ("nginx.conf", "server {\n  listen 80;\n}\n"),
    ("main.tf", "a = 1\n"), ("a.yaml", "a: abcdefgh\u{0}"), ("b.conf", ""),
  ]

  @Test(arguments: foreign)
  func `a file is none of configuration`(path: String, text: String) {
    #expect(configuration(path, text).tree == "none")
  }

  static let malformed: [(path: String, text: String, tree: String, problem: String)] = [
    ("a.yaml", "a: 1\nb: [\n", "?", "error 3:1-3:1 KIEM1101 a value was expected here"),
    ("a.json", "{\"a\": 1, \"b\": }", "{a: 1}…", "error 1:15-1:16 KIEM1301 `}` begins no JSON value"),
    ("a.json", "", "?", "error 1:1-1:1 KIEM1301 the text ends where a value or a name was expected"),
    (
      "a.json", "{\"a\": 1, // x\n}", "{a: 1}",
      "warning 1:10-1:12 KIEM1301 a comment in a file that is named as plain JSON"
    ),
    ("a.json", "{\"a\": 1, \"a\": 2}", "{a: ?}", "warning 1:10-1:13 KIEM1302 the name `a` stands twice in this object"),
    ("a.yaml", "a: 1\na: 2\n", "{a: ?}", "warning 2:1-2:2 KIEM1102 the key `a` stands twice in this mapping"),
    ("a.yaml", "x: {<<: 5}\n", "{x: {}…}", "warning 1:9-1:10 KIEM1925 the merge key `<<` names no mapping"),
    ("a.jsonc", "{\"a\": 1} /* x", "{a: 1}…", "error 1:10-1:12 KIEM1301 the comment that begins here is not closed"),
    ("a.xml", "<a><b></a>", "{a: {b: ''}…}…", "error"),
    // Of the documents behind a mistake nothing is known.
    ("a.yaml", "a: 1\n---\na: 2\n---\nb: [\n---\nc: 3\n", "{a: 1}… --- {a: 2}… --- ?", "error"),
    ("a.yaml", "a: [1\n", "?", "error"),
    // The header that cannot be read may have been that of another element of the list.
    (
      "a.toml", "[[r]]\nk = 1\n[[r\nk = 5\n", "{r: [{k: 1}…]…}…",
      "error 3:4-4:1 KIEM1921 the header of a table is not closed"
    ),
  ]

  @Test(arguments: malformed)
  func `a malformed file is read as far as it goes`(path: String, text: String, tree: String, problem: String) {
    let result = configuration(path, text)
    #expect(result.tree == tree)
    #expect(result.problems.count >= 1)
    #expect(result.problems.first?.hasPrefix(problem) == true, "\(result.problems)")
  }

  static let located: [(path: String, text: String, expected: [String])] = [
    (
      "a.yaml", "# é\ncam:\n  - \"é\": x\n    b: 'y'\nlist: [1,\n  2]\n",
      [
        "/ 2:1-6:5", "/cam: 2:1-2:4", "/cam 3:3-4:11", "/cam/0 3:5-4:11", "/cam/0/é: 3:5-3:8", "/cam/0/é 3:10-3:11",
        "/cam/0/b: 4:5-4:6", "/cam/0/b 4:8-4:11", "/list: 5:1-5:5", "/list 5:7-6:5", "/list/0 5:8-5:9",
        "/list/1 6:3-6:4",
      ]
    ),
    (
      "a.json", "{\"a\": [1,\r\n {\"b\": null}]}",
      [
        "/ 1:1-2:15", "/a: 1:2-1:5", "/a 1:7-2:14", "/a/0 1:8-1:9", "/a/1 2:2-2:13", "/a/1/b: 2:3-2:6",
        "/a/1/b 2:8-2:12",
      ]
    ),
    (
      "a.toml", "a.b = 1 # x\n[t]\nk = { x = \"é\", y = 2 }\n[[s]]\nz = [\n  true,\n]\n",
      [
        "/ 1:1-8:1", "/a: 1:1-1:2", "/a 1:1-1:8", "/a/b: 1:3-1:4", "/a/b 1:7-1:8", "/t: 2:2-2:3", "/t 2:1-3:23",
        "/t/k: 3:1-3:2", "/t/k 3:5-3:23", "/t/k/x: 3:7-3:8", "/t/k/x 3:11-3:14", "/t/k/y: 3:16-3:17",
        "/t/k/y 3:20-3:21", "/s: 4:3-4:4", "/s 4:1-7:2", "/s/0 4:1-7:2", "/s/0/z: 5:1-5:2", "/s/0/z 5:5-7:2",
        "/s/0/z/0 6:3-6:7",
      ]
    ),
    (
      "a.ini", "top = 1\n[s]\n  k = \"v\" ; why\nflag\n",
      [
        "/ 1:1-5:1", "/top: 1:1-1:4", "/top 1:7-1:8", "/s: 2:1-2:4", "/s 2:1-4:5", "/s/k: 3:3-3:4", "/s/k 3:7-3:10",
        "/s/flag: 4:1-4:5", "/s/flag 4:5-4:5",
      ]
    ),
    (
      ".env", "# c\nexport A='x y'\nB= z # d\n",
      ["/ 1:1-4:1", "/A: 2:8-2:9", "/A 2:10-2:15", "/B: 3:1-3:2", "/B 3:4-3:5"]
    ),
    (
      "a.properties", "a.b : x\\\n   y\n! c\nk\n",
      ["/ 1:1-5:1", "/a.b: 1:1-1:4", "/a.b 1:7-2:5", "/k: 4:1-4:2", "/k 4:2-4:2"]
    ),
  ]

  @Test(arguments: located)
  func `each value has its place`(path: String, text: String, expected: [String]) throws {
    let file = try #require(ConfigurationReader.read(Source(path: path, text: text)))
    let root = try #require(file.documents.first?.root)
    #expect(places(root) == expected)
  }

  static let commented: [(path: String, text: String, expected: [String])] = [
    ("a.yaml", "a: 1 # one\n# two\nb: '# no'\nc: |  # three\n  # no\n", ["1 # one", "2 alone # two", "4 # three"]),
    ("a.json", "{} ", []),
    ("a.jsonc", "{\"a\": \"// no\"} // one\n/* two */", ["1 // one", "2 alone /* two */"]),
    ("a.toml", "a = '# no' # one\n  # two\n", ["1 # one", "2 alone # two"]),
    ("a.ini", "; one\na = b#no ; two\n[s] # three\n", ["1 alone ; one", "2 ; two", "3 # three"]),
    (".env", "A=b#no # one\n#two\n", ["1 # one", "2 alone #two"]),
    ("a.properties", "a = b # no\n# one\n! two\n", ["2 alone # one", "3 alone ! two"]),
  ]

  @Test(arguments: commented)
  func `comments are found`(path: String, text: String, expected: [String]) throws {
    let file = try #require(ConfigurationReader.read(Source(path: path, text: text)))
    #expect(
      file.comments.map { "\($0.place.start.line) \($0.isAlone ? "alone " : "")\($0.place.text)" } == expected)
  }

  @Test func `no diagnostic shows a line`() throws {
    let file = try #require(ConfigurationReader.read(Source(path: "a.ini", text: "hunter2 is it\n[x")))
    #expect(file.isMalformed)
    #expect(file.diagnostics.all.allSatisfy { $0.primary?.span.source.isConfidential == true })
    #expect(!file.diagnostics.all.contains { $0.message.contains("hunter") })
  }

  @Test func `places are in the text that XML was decoded to`() throws {
    let bytes = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a b='".utf8) + [0xE9] + Array("'>x</a>".utf8)
    let file = try #require(ConfigurationReader.read(Source(path: "a.xml", bytes: bytes)))
    #expect(dump(file.documents[0].root) == "{a: {@b: 'é', #text: 'x'}}")
    #expect(file.documents[0].root.place.source === file.source)
  }

  @Test func `pointers lead to values`() throws {
    let file = try #require(ConfigurationReader.read(Source(path: "a.yaml", text: "a: [{b/c: 1}]\n")))
    #expect(file.documents[0].root[pointer: "/a/0/b~1c"].map(dump) == "1")
    #expect(file.documents[0].root[pointer: "/a/1"] == nil)
  }
}
