import CEL
import Diagnostics
import Testing

@Suite struct ParserDiagnosticTests {
  @Test func `the parser's words are those of the snapshot`() {
    DiagnosticSnapshot("syntax-diagnostics.txt").expectSame { Parser.parse($0).1 }
  }

  @Test func `a fix removes the diagnostic it comes with`() {
    for test in DiagnosticSnapshot("syntax-diagnostics.txt").cases {
      for diagnostic in Parser.parse(ExpressionSource(test.expression)).1 {
        guard let fix = diagnostic.fix else { continue }
        let fixed = DiagnosticSnapshot.applying(fix, to: test.expression)
        let left = Parser.parse(ExpressionSource(fixed)).1.filter { $0.code == diagnostic.code }
        let before = Parser.parse(ExpressionSource(test.expression)).1.filter { $0.code == diagnostic.code }
        #expect(left.count < before.count, "\(test.expression) became \(fixed)")
      }
    }
  }

  @Test func `a cap refuses what is too large, and names itself`() {
    let long = String(repeating: "1 + ", count: 30_000) + "1"
    #expect(Parser.parse(ExpressionSource(long)).1.map(\.code) == [.celTooLarge])
    #expect(Parser.parse(ExpressionSource(long)).1.first?.message.contains("100000") == true)
  }

  @Test(
    arguments: [
      ("(", ")"), ("[", "]"), ("f(", ")"), ("{1: ", "}"), ("!", ""), ("-", ""), ("a[", "]"), ("x ? y : ", ""),
      ("l.map(x, ", ")"), ("1 + (", ")"), ("a.b(", ")"), ("A{b: ", "}"), ("cel.bind(x, 1, ", ")"),
    ])
  func `nesting is accepted to a depth, and refused beyond it without a crash`(_ opener: String, _ closer: String) {
    let most = 90_000 / (opener.utf8.count + closer.utf8.count)
    for (depth, isAccepted) in [(1, true), (32, true), (100, true), (most, false)] {
      let text = String(repeating: opener, count: depth) + "1" + String(repeating: closer, count: depth)
      let (parsed, diagnostics) = Parser.parse(ExpressionSource(text))
      #expect((parsed != nil) == isAccepted, "\(depth) times \(opener): \(diagnostics.map(\.message))")
      if !isAccepted { #expect(diagnostics.map(\.code) == [.celTooDeep], "\(depth) times \(opener)") }
    }
  }

  @Test func `thousands of conditions joined by one operator are one shallow tree`() {
    for sign in ["&&", "||"] {
      let text = Array(repeating: "a", count: 5000).joined(separator: " \(sign) ")
      let parsed = Parser.parse(ExpressionSource(text)).0
      #expect(parsed.map { Unparser.text(of: $0.root) } == text)
      #expect(parsed.map { Self.height($0.root) } ?? 100 < 16)
    }
  }

  @Test(arguments: ["a + a", "a.b", "a * a", "a < a", "a[0]"])
  func `a chain of another operator is refused beyond the cap, without a crash`(_ step: String) {
    let link = String(step.dropFirst())
    for (length, isAccepted) in [(32, true), (200, true), (20_000, false)] {
      let text = "a" + String(repeating: link, count: length)
      let (parsed, diagnostics) = Parser.parse(ExpressionSource(text))
      #expect((parsed != nil) == isAccepted, "\(length) of \(step)")
      if !isAccepted { #expect(diagnostics.map(\.code) == [.celTooDeep]) }
    }
  }

  @Test func `any prefix of an expression is refused with words or parses`() {
    let text = #"f(a.?b[?c], {'k': [1u, -2.5e3, r'\d'], ?"x": x ? y : z}).all(v, has(v.w) && v in [b'\xff', 'é'])"#
    let bytes = Array(text.utf8)
    for end in 0...bytes.count {
      for start in stride(from: 0, to: end, by: 7) {
        let (parsed, diagnostics) = Parser.parse(ExpressionSource(String(decoding: bytes[start..<end], as: UTF8.self)))
        #expect((parsed == nil) == diagnostics.contains { $0.severity == .error })
      }
    }
  }

  private static func height(_ expression: Expression) -> Int {
    1 + (expression.children.map { height($0) }.max() ?? 0)
  }
}

@Suite struct HostileExpressionTests {
  /// Texts that make the parser tell of something at every step, as long as the cap allows.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "f(]", "a=", "a&", "a]", "[)", "'\\q'+", "a a ", "?.a", "“", "a_", "x.a_b ", "{a,", "not ", "not in ", ";", "é",
      "a is ", "f(a b),", "1.2.3 ", "`", "::", "!", "-", "in ",
    ])
  func `mistakes without end are told in time that grows with the text`(_ piece: String) {
    let text = String(repeating: piece, count: 20_000 / piece.utf8.count)
    let (parsed, _) = Parser.parse(ExpressionSource(text))
    if let parsed { _ = Checker.check(parsed, in: SampleSchema.environment) }
  }

  @Test(
    .timeLimit(.minutes(1)), arguments: ["camra.x", "camera.a_b_c", "nothing(1)", "camera.kind == 'x'", "camera.port"])
  func `a long list of what does not check is told in time that grows with the text`(_ piece: String) {
    let text = "[" + Array(repeating: piece, count: 20_000 / (piece.utf8.count + 2)).joined(separator: ", ") + "]"
    let parsed = Parser.parse(ExpressionSource(text)).0
    #expect(parsed != nil)
    if let parsed { _ = Checker.check(parsed, in: SampleSchema.environment) }
  }
}
