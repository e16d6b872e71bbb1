import Diagnostics
import Formats
import Testing

@Suite struct ConfigurationLimitTests {
  private func read(_ path: String, _ text: String) -> ConfigurationFile? {
    ConfigurationReader.read(
      Source(path: path, text: text), limits: ConfigurationLimits(bytes: 100_000, depth: 20, nodes: 200))
  }

  private static func deep(_ open: String, _ close: String, _ count: Int = 10_000) -> String {
    String(repeating: open, count: count) + String(repeating: close, count: count)
  }

  static let nested: [(path: String, text: String)] = [
    ("a.yaml", deep("[", "]")),
    ("a.json", deep("[", "]")),
    ("a.toml", "a = \(deep("[", "]"))"),
    ("a.toml", "a = \(deep("{a = ", "}"))"),
    ("a.toml", "[\(deep("a.", ""))a]"),
    ("a.toml", "\(deep("a.", ""))a = 1"),
    ("a.xml", deep("<a>", "</a>")),
  ]

  @Test(arguments: nested)
  func `deep nesting is told`(path: String, text: String) throws {
    let file = try #require(read(path, text))
    #expect(file.diagnostics.all.contains { $0.code == .nestingTooDeep }, "\(file.diagnostics.all.map(\.message))")
    #expect(file.isMalformed)
  }

  /// A line for each number.
  private static func many(_ count: Int = 300, _ line: (Int) -> String) -> String {
    (0..<count).map(line).joined()
  }

  static let long: [(path: String, text: String)] = [
    ("a.yaml", many { "k\($0): 1\n" }),
    ("a.json", "[\(many { "\($0)," })0]"),
    ("a.toml", many { "k\($0) = 1\n" }),
    ("a.ini", many { "k\($0) = 1\n" }),
    (".env", many { "k\($0)=1\n" }),
    ("a.properties", many { "k\($0)=1\n" }),
    ("a.xml", "<a>\(many { "<b\($0)/>" })</a>"),
    ("b.yaml", "a: &a {x: 1, y: 2, z: 3}\n\(many(90) { "k\($0): {<<: *a}\n" })"),
    ("c.yaml", String(repeating: "#", count: 100_001)),
  ]

  @Test(arguments: long)
  func `too many values are told`(path: String, text: String) throws {
    let file = try #require(read(path, text))
    let codes: [DiagnosticCode] = [.inputTooLarge, .yamlExpansion]
    #expect(
      file.isMalformed && file.diagnostics.all.contains { codes.contains($0.code) || $0.message.contains("limit") },
      "\(file.diagnostics.all.map(\.message))")
  }

  @Test func `a file beyond the size that names no configuration is none`() {
    #expect(read("hosts", String(repeating: "a=1\n", count: 50_000)) == nil)
  }

  static let repeated: [(path: String, text: String)] = [
    ("a.yaml", "{{"), ("a.yaml", "${"), ("a.yaml", "<%"), ("a.ini", "a: "), (".env", "A='"), (".env", "A=\""),
    ("a.properties", "\\u"), ("a.toml", "[[a]]\n"), ("hosts.ini", "[a:vars]\nb {{"), ("a.json", "{{"),
    ("a.conf", "[a]\n"), ("a.ini", "[a]\n"), ("a.ini", "[\"]\n"), ("x.service", "a=1\n"), ("a.jsonc", "/*"),
    ("a.jsonc", "//\n"),
  ]

  @Test(arguments: repeated)
  func `repetition costs no more than its length`(path: String, text: String) throws {
    let source = Source(path: path, text: String(repeating: text, count: 200_000))
    let clock = ContinuousClock()
    // A quadratic reader would take minutes; the bound is no measurement.
    let time = clock.measure { _ = ConfigurationReader.read(source) }
    #expect(time < .seconds(60))
  }

  @Test func `no cut and no change of a file makes a reader fail`() {
    let texts: [(String, String)] = [
      ("a.yaml", "a: &x {b: [1, 'é'], <<: {c: 2}}\nd: |\n  # no\n  {{ t }}\n<<: *x\n---\ne: !v ~ # c\n"),
      ("a.jsonc", "{ // c\n \"a\": [1, {\"é\": \"\\u00e9${x}\"},], /* d */ \"b\": {{ x }} }"),
      ("a.toml", "\"a\".b = 1 # c\n[[t.u]]\nx = { y = [1979-05-27, '''é'''] }\n[t.v]\nz = \"\"\"\\u00e9\\\n \"\"\"\n"),
      ("a.ini", "[a \"b\"]\nc = \"d\" ; e\n  f\n[g:vars]\nh={{ i }}\n"),
      ("hosts", "a ansible_x='é b' c=1 # d\n[e]\nf\n"),
      (".env", "export A=\"b\\n${C}\" # d\nE='é'\nF\n"), ("a.properties", "a\\ b = c\\\n d\\u00e9 : e\n! f\n"),
      ("a.xml", "<a b='c'><d>é</d><d>&amp;</d>${x}</a>"), ("conf", "<a><b/></a>"),
    ]
    var random = Seeded(7)
    for (path, text) in texts {
      let bytes = Array(text.utf8)
      for end in bytes.indices {
        _ = ConfigurationReader.read(Source(path: path, bytes: Array(bytes[..<end])))
      }
      for _ in 0..<300 {
        var changed = bytes
        for _ in 0..<Int.random(in: 1...3, using: &random) {
          let place = Int.random(in: 0..<changed.count, using: &random)
          changed[place] =
            Bool.random(using: &random)
            ? UInt8.random(in: 1...255, using: &random) : bytes[Int.random(in: bytes.indices, using: &random)]
        }
        guard let file = ConfigurationReader.read(Source(path: path, bytes: changed)) else { continue }
        #expect(!file.documents.isEmpty)
        for document in file.documents { check(document.root, in: file.source) }
      }
    }
  }

  private func check(_ node: ConfigurationNode, in source: Source) {
    #expect(node.place.source === source && node.place.range.upperBound <= source.bytes.count)
    switch node.kind {
    case .list(let items): for item in items { check(item, in: source) }
    case .map(let entries):
      for entry in entries {
        #expect(entry.keyPlace.source === source && entry.keyPlace.range.upperBound <= source.bytes.count)
        check(entry.value, in: source)
      }
    default: break
    }
  }
}
