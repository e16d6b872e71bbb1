import CEL
import Testing
import Values

@Suite struct ValueLiteralTests {
  @Test(arguments: [
    ("1", "1"), ("1u", "1u"), ("-9223372036854775808", "-9223372036854775808"), ("18446744073709551615u", ""),
    ("1.0", "1.0"), ("-0.0", "-0.0"), ("1e300", "1e+300"), ("5e-324", "5e-324"), ("0.0 / 0.0", "double('NaN')"),
    ("-1.0 / 0.0", "double('-Infinity')"), ("null", "null"), ("true", "true"), ("'it\\'s'", #""it's""#),
    (#"'a\nb\u202e'"#, #"'a\nb\u202E'"#), (#"r'C:\x'"#, #"r'C:\x'"#), ("'Cẩm Phả'", "'Cẩm Phả'"),
    (#"b'\x00a\xff'"#, #"b'\x00a\xff'"#), ("[1, 2u, 'a', [null]]", ""), ("{'a': 1, 2: {true: []}}", ""),
    ("timestamp('2026-01-05T01:02:03.5Z')", ""), ("duration('1h30m')", "duration('5400s')"),
    ("date('2026-01-05')", ""), ("version('1.2')", ""), ("version('2:1.0-1', 'deb')", ""), ("ip('::1')", ""),
    ("cidr('10.0.0.0/8')", ""), ("optional.of(1)", ""), ("optional.none()", ""), ("type([1])", "list"),
    ("type(timestamp(0))", "google.protobuf.Timestamp"), ("type(type(1))", "type"),
  ])
  func `a value reads as an expression that yields it`(expression: String, expected: String) throws {
    let value = try evaluate(expression)
    let text = ValueLiteral.text(of: value)
    #expect(text == (expected.isEmpty ? expression : expected))
    #expect(try evaluate(text) == value)
  }

  @Test func `what is no value says what it is`() throws {
    let open = Value.list(ListValue([.int(1)], openness: Unknown(.sourcePartial, "camera.accounts")))
    #expect(ValueLiteral.text(of: open) == "[1, ...]")
    #expect(ValueLiteral.text(of: .list(ListValue([], openness: Unknown(.sourcePartial, "a.b")))) == "[...]")
    let unknown = Unknown(.conflict, "a.b", subject: "C-1").merging(Unknown(.undecided, "", detail: "too new"))
    #expect(ValueLiteral.text(of: .unknown(unknown)) == "unknown (conflict of a.b; undecided, too new)")
    #expect(ValueLiteral.text(of: try evaluate("1 / 0")) == "an error: division by zero")
    #expect(ValueLiteral.text(of: .text(Text(" Ninh  Bình "))) == "'Ninh Bình'")
    let camera = TestObject(name: "camera", subject: "C-1", members: [:])
    #expect(ValueLiteral.text(of: .object(camera)) == "camera C-1")
  }

  @Test func `a text stays within its limit, also of a value whose parts are shared`() throws {
    #expect(ValueLiteral.text(of: .string("Cẩm Phả"), limit: 6) == "'Cẩm...")
    #expect(ValueLiteral.text(of: .string("Cẩm"), limit: 7) == "'Cẩm'")
    #expect(ValueLiteral.text(of: .bytes(Array(repeating: 0, count: 1_000_000)), limit: 8).utf8.count == 11)
    var text = "[0, 0]"
    for _ in 0..<40 { text = "cel.bind(a, \(text), [a, a])" }
    #expect(ValueLiteral.text(of: try evaluate(text)).utf8.count == ValueLiteral.standardLimit + 3)
    text = "[0, 0]"
    for _ in 0..<40 { text = "cel.bind(a, \(text), {1: a, 2: a})" }
    #expect(ValueLiteral.text(of: try evaluate(text), limit: 100).hasPrefix("{1: {1: {1: "))
  }

  private func evaluate(_ text: String) throws -> Value {
    let parsed = try #require(Parser.parse(ExpressionSource(text)).0, "\(text)")
    return Interpreter().evaluate(parsed, DictionaryActivation())
  }
}
