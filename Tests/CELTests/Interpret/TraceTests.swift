import CEL
import Diagnostics
import Testing
import Values

@Suite struct TraceTests {
  @Test func `a trace tells every node visited, inner ones first, with the variables in scope`() {
    let trace = Trace()
    let text = "x > 1 && [1, 2].exists(e, e == x)"
    #expect(Evaluating.unchecked(text, ["x": .int(2)], trace: trace) == "true")
    let lines = trace.steps.map { step in
      let source = String(decoding: Array(text.utf8)[step.expression.range], as: UTF8.self)
      let locals = step.locals.map { " [\($0.name) = \(Evaluating.write($0.value))]" }.joined()
      return "\(source) = \(Evaluating.write(step.value))\(locals)"
    }
    #expect(
      lines == [
        "x = 2", "1 = 1", "x > 1 = true", "[1, 2] = [1, 2]", "e = 1 [e = 1]", "x = 2 [e = 1]", "e == x = false [e = 1]",
        "e = 2 [e = 2]", "x = 2 [e = 2]", "e == x = true [e = 2]", "[1, 2].exists(e, e == x) = true", "\(text) = true",
      ])
  }

  @Test func `what is not evaluated does not stand in the trace`() {
    let trace = Trace()
    _ = Evaluating.unchecked("false && x > 1", ["x": .int(2)], trace: trace)
    #expect(trace.steps.count == 2)
  }
}
