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

  @Test func `a tree puts under each node what it was evaluated from, and each turn of a macro`() throws {
    let text = "x > 1 && [1, 1].exists(e, [x].all(y, e == y)) || cel.bind(b, x + 1, b > x)"
    #expect(
      try tree(text, ["x": .int(2)]) == """
        \(text) = true
          x > 1 && [1, 1].exists(e, [x].all(y, e == y)) = false
            x > 1 = true
              x = 2
              1 = 1
            [1, 1].exists(e, [x].all(y, e == y)) = false
              [1, 1] = [1, 1]
              (e = 1)
                [x].all(y, e == y) = false
                  [x] = [2]
                    x = 2
                  (y = 2)
                    e == y = false
                      e = 1
                      y = 2
              (e = 1)
                [x].all(y, e == y) = false
                  [x] = [2]
                    x = 2
                  (y = 2)
                    e == y = false
                      e = 1
                      y = 2
          cel.bind(b, x + 1, b > x) = true
            x + 1 = 3
              x = 2
              1 = 1
            (b = 3)
              b > x = true
                b = 3
                x = 2

        """)
  }

  @Test func `a turn holds the condition and the transformation`() throws {
    #expect(
      try tree("[1, 2].map(e, e > 1, e * 2)", [:]) == """
        [1, 2].map(e, e > 1, e * 2) = [4]
          [1, 2] = [1, 2]
          (e = 1)
            e > 1 = false
              e = 1
              1 = 1
          (e = 2)
            e > 1 = true
              e = 2
              1 = 1
            e * 2 = 4
              e = 2
              2 = 2

        """)
  }

  @Test func `a trace with too many steps keeps what stands outside of macros`() throws {
    let trace = Trace(limit: 100)
    let text = "lists.range(1000).all(a, lists.range(1000).all(b, a + b >= 0)) && 1 < 2"
    #expect(Evaluating.unchecked(text, trace: trace) == "true")
    #expect(trace.steps.count < 110)
    #expect(trace.omittedCount > 1_000_000)
    let parsed = try #require(Parser.parse(ExpressionSource(text)).0)
    let roots = TraceTree(trace, of: parsed.root).roots
    #expect(roots.map { Unparser.text(of: $0.step.expression) } == [text])
    #expect(roots.first?.parts.count == 2)
    // Steps whose own macro was left out are left out with it.
    guard case .node(let outer)? = roots.first?.parts.first else {
      Issue.record("no `all` in the tree")
      return
    }
    #expect(outer.step.value == .true)
    #expect(outer.parts.count == 2)
    guard case .turn(_, let nodes)? = outer.parts.last else {
      Issue.record("no turn in the tree")
      return
    }
    #expect(nodes.map { Unparser.text(of: $0.step.expression) } == ["lists.range(1000)"])
  }

  private func tree(_ text: String, _ variables: [String: Value]) throws -> String {
    let trace = Trace()
    let parsed = try #require(Parser.parse(ExpressionSource(text)).0)
    _ = Interpreter().evaluate(parsed, DictionaryActivation(variables), trace: trace)
    return TraceTree(trace, of: parsed.root).roots.map { write($0, "") }.joined()
  }

  private func write(_ node: TraceTree.Node, _ indent: String) -> String {
    let head = "\(indent)\(Unparser.text(of: node.step.expression)) = \(ValueLiteral.text(of: node.step.value))\n"
    let inner = indent + "  "
    return node.parts.reduce(head) { text, part in
      switch part {
      case .node(let node): return text + write(node, inner)
      case .turn(let variables, let nodes):
        let names = variables.map { "\($0.name) = \(ValueLiteral.text(of: $0.value))" }.joined(separator: ", ")
        return text + "\(inner)(\(names))\n" + nodes.map { write($0, inner + "  ") }.joined()
      }
    }
  }
}
