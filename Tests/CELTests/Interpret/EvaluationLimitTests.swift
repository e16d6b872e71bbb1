import CEL
import Testing
import Values

@Suite struct EvaluationLimitTests {
  @Test func `a comprehension over too much stops and names the cap`() {
    let limits = EvaluationLimits(iterations: 1000)
    #expect(
      Evaluating.unchecked("lists.range(100).all(x, lists.range(100).all(y, x + y >= 0))", limits: limits)
        == "failure: evaluation stopped: more than 1000 elements visited")
  }

  @Test func `values cannot grow without bound`() {
    var text = "'xxxxxxxx'"
    for _ in 0..<40 { text = "cel.bind(a, \(text), a + a)" }
    #expect(Evaluating.unchecked(text).hasPrefix("failure: evaluation stopped: more than"))
    text = "[0, 0, 0, 0]"
    for _ in 0..<40 { text = "cel.bind(a, \(text), a + a)" }
    #expect(Evaluating.unchecked(text).hasPrefix("failure: evaluation stopped: more than"))
    #expect(Evaluating.unchecked("lists.range(5000000)").hasPrefix("failure: evaluation stopped: more than"))
    #expect(Evaluating.unchecked("lists.range(-1)").hasPrefix("failure:"))
  }

  @Test func `comparing values that share their parts stops and names the cap`() {
    var text = "[0, 0]"
    for _ in 0..<40 { text = "cel.bind(a, \(text), [a, a])" }
    #expect(
      Evaluating.unchecked("cel.bind(x, \(text), x == x)")
        == "failure: evaluation stopped: more than 5000000 comparisons")
  }

  @Test func `a tree deeper than the cap is refused, not followed`() {
    var expression = Expression(id: 1, range: 0..<1, kind: .literal(.int(1)))
    for id in 2..<3000 {
      expression = Expression(id: id, range: 0..<1, kind: .call("-_", target: nil, [expression]))
    }
    let parsed = ParsedExpression(source: ExpressionSource("deep"), root: expression)
    let value = Interpreter().evaluate(parsed, DictionaryActivation())
    #expect(Evaluating.write(value) == "failure: evaluation stopped: nested more than 400 levels deep")
  }

  @Test func `the deepest expression that parses is evaluated`() {
    let text = String(repeating: "-(", count: 100) + "1" + String(repeating: ")", count: 100)
    #expect(Evaluating.unchecked(text) == "1")
    #expect(
      Evaluating.unchecked((0..<2000).map { "x == \($0)" }.joined(separator: " || "), ["x": .int(1999)]) == "true")
  }
}
