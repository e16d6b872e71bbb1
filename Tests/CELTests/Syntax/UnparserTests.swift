import CEL
import Testing

@Suite struct UnparserTests {
  /// Text in, canonical text out.
  static let table: [(String, String)] = [
    ("a&&b||c", "a && b || c"),
    ("a&&(b||c)", "a && (b || c)"),
    ("(a&&b)&&c", "a && b && c"),
    ("a&&(b&&c)", "a && (b && c)"),
    ("a && b && c && d && e", "a && b && c && d && e"),
    ("((a))", "a"),
    ("(a+b)*c", "(a + b) * c"),
    ("a+(b*c)", "a + b * c"),
    ("a-(b-c)", "a - (b - c)"),
    ("a - -1", "a - -1"),
    ("-(1)", "-(1)"),
    ("-(1.5.foo)", "-(1.5.foo)"),
    ("-x.y", "-x.y"),
    ("(-x).y", "(-x).y"),
    ("!!a", "!!a"),
    ("!(a in b)", "!(a in b)"),
    ("(a?b:c)?d:(e?f:g)", "(a ? b : c) ? d : e ? f : g"),
    ("a ? (b ? c : d) : e", "a ? (b ? c : d) : e"),
    ("-9223372036854775808", "-9223372036854775808"),
    ("0xFFu", "255u"),
    ("1e3", "1000.0"),
    ("1e300", "1e+300"),
    (".5", "0.5"),
    ("\"it's\"", "\"it's\""),
    ("'a\"b\\'c'", "'a\"b\\'c'"),
    ("'\\\\d+'", "r'\\d+'"),
    ("'a\\nb\\u00a0'", "'a\\nb\\u00A0'"),
    ("b'\\xff\\'a'", "b'\\xff\\'a'"),
    ("a.`b-c`.d", "a.`b-c`.d"),
    ("a.`plain`", "a.plain"),
    ("a.?b[?c]", "a.?b[?c]"),
    ("[?a,b,]", "[?a, b]"),
    ("{?'k':v,1:2,}", "{?'k': v, 1: 2}"),
    (".x.y(1)", ".x.y(1)"),
    ("a.B{c:1,?d:2}", "a.B{c: 1, ?d: 2}"),
    ("has(a.b)&&given(a.b)", "has(a.b) && given(a.b)"),
    ("l.map(x,x>1,x*2)", "l.map(x, x > 1, x * 2)"),
    ("l.existsOne(i,v,i==v)", "l.existsOne(i, v, i == v)"),
    ("cel.bind(x,1,x+x)", "cel.bind(x, 1, x + x)"),
    ("o.optMap(x,x+1).optFlatMap(y,y.?z)", "o.optMap(x, x + 1).optFlatMap(y, y.?z)"),
    ("a // why\n && b", "a && b"),
  ]

  @Test(arguments: table)
  func `text comes out canonical`(_ text: String, _ canonical: String) {
    let (parsed, diagnostics) = Parser.parse(ExpressionSource(text))
    #expect(parsed.map { Unparser.text(of: $0.root) } == canonical, "\(diagnostics.map(\.message))")
  }

  @Test(.enabled(if: CorpusExpressions.folder != nil, "the conformance corpus is not here"))
  func `the corpus survives a round trip`() {
    var trips = 0
    for test in CorpusExpressions.cases where expectRoundTrip(test.expr, test.id) { trips += 1 }
    #expect(trips > 100)
  }

  @Test(.enabled(if: CorpusExpressions.folder != nil, "the conformance corpus is not here"))
  func `mutations of the corpus survive a round trip, or are told apart`() {
    let pieces = CorpusExpressions.cases.map { Array($0.expr.utf8) }.filter { $0.count < 400 }
    var trips = 0
    var refused = 0
    for seed in 0..<6000 {
      var random = SeededGenerator(seed: UInt64(seed))
      var bytes = pieces[Int.random(in: 0..<pieces.count, using: &random)]
      for _ in 0..<Int.random(in: 1...3, using: &random) { mutate(&bytes, pieces, &random) }
      let text = String(decoding: bytes, as: UTF8.self)
      if expectRoundTrip(text, "seed \(seed)") { trips += 1 } else { refused += 1 }
    }
    #expect(trips > 500 && refused > 500)
  }

  private func mutate(_ bytes: inout [UInt8], _ pieces: [[UInt8]], _ random: inout SeededGenerator) {
    let tokens = [
      "(", ")", "[", "]", "{", "}", ",", ".", "?", ":", "'", "\"", "-", "!", " && ", " || ", " == ", " in ", "\\", "1",
      "x", "=", "`", "//", "\n", "null", "r'", "b'", "e", "u",
    ]
    let place = Int.random(in: 0...bytes.count, using: &random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0: bytes.insert(contentsOf: Array(tokens[Int.random(in: 0..<tokens.count, using: &random)].utf8), at: place)
    case 1: if place < bytes.count { bytes.remove(at: place) }
    case 2:
      let other = pieces[Int.random(in: 0..<pieces.count, using: &random)]
      bytes.insert(contentsOf: Array("(".utf8) + other + Array(")".utf8), at: place)
    case 3:
      let other = pieces[Int.random(in: 0..<pieces.count, using: &random)]
      let operators = [" && ", " || ", " + ", " ? x : ", " == ", " in ", " - "]
      bytes += Array(operators[Int.random(in: 0..<operators.count, using: &random)].utf8) + other
    default:
      let end = Int.random(in: place...bytes.count, using: &random)
      bytes.removeSubrange(place..<end)
    }
  }

  /// - Returns: whether the text parsed.
  private func expectRoundTrip(_ text: String, _ name: String) -> Bool {
    var options = ParserOptions()
    options.blocks = true
    let (parsed, diagnostics) = Parser.parse(ExpressionSource(text), options: options)
    guard let parsed else {
      #expect(!diagnostics.isEmpty, "\(name): refused without a word: \(text)")
      return false
    }
    var ids: Set<Int> = []
    parsed.root.forEach { ids.insert($0.id) }
    var nodes = 0
    parsed.root.forEach { _ in nodes += 1 }
    #expect(ids.count == nodes && !ids.contains(0), "\(name): ids repeat: \(text)")
    let written = Unparser.text(of: parsed.root)
    let (again, problems) = Parser.parse(ExpressionSource(written), options: options)
    let isSame = again.map { $0.root.isSame(as: parsed.root) } ?? false
    #expect(isSame, "\(name): \(text) became \(written): \(problems.map(\.message))")
    return true
  }
}

/// A small generator whose sequence is its seed's alone.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
