import CEL
import Diagnostics
import Values

/// The result of `kiem eval` for people.
///
///     value  true
///     type   bool
///
///     tags.exists(t, t == 'b')      true
///       tags                        ['a', 'b']
///       t = 'a'
///         t == 'b'                  false
struct EvalText {
  /// A line of the trace; one without a value heads the lines of a turn.
  private struct Row {
    var indent: Int
    var expression: String
    var value: String?
  }

  private var rows: [Row] = []
  private var texts: [Int: String] = [:]

  /// How wide the column of expressions gets, and how long a value is in the trace.
  private static let width = 64
  private static let valueLimit = 120
  /// How long the text of the result is.
  private static let resultLimit = 100_000
  /// The turns of one macro that are shown: the first ones and the last ones.
  private static let turnLimit = (first: 8, last: 2)

  private init() {}

  static func write(_ result: Evaluated) -> String {
    var out = "value  \(words(result.value))\n"
    out += "type   \(result.typeText)\n"
    if let cost = result.cost { out += "cost   \(words(cost))\n" }
    if let trace = result.trace {
      var text = EvalText()
      for node in TraceTree(trace, of: result.expression.root).roots { text.add(node, indent: 0) }
      out += "\n" + text.table()
      if trace.omittedCount > 0 { out += "(\(trace.omittedCount) further steps inside of macros were not kept)\n" }
    }
    return TerminalText.visible(out, keepingLines: true)
  }

  private static func words(_ value: Value) -> String {
    switch value {
    case .failure(let failure): return "error: \(failure.message)"
    case .unknown(let unknown):
      let causes = unknown.causes.map { "\($0.sentence) (\($0.code.rawValue))" }
      return "unknown: \(causes.joined(separator: ";\n       "))"
    default: return ValueLiteral.text(of: value, limit: resultLimit)
    }
  }

  private static func words(_ cost: CostEstimate) -> String {
    let steps = cost.steps == .max ? "too many steps to be counted" : "about \(cost.steps) steps"
    let depth = cost.nesting == 0 ? "" : ", macros over lists of unknown length \(cost.nesting) deep"
    let limit = CostEstimate.defaultLimit
    return "\(steps)\(depth) (\(cost.steps > limit ? "more than the" : "of the") \(limit) that a rule may take)"
  }

  // MARK: The trace

  private mutating func add(_ node: TraceTree.Node, indent: Int) {
    let value = ValueLiteral.text(of: node.step.value, limit: EvalText.valueLimit)
    let expression = text(node.step.expression)
    // A literal and a macro's variable say themselves what they are.
    if indent > 0, expression == value || isVariable(node.step) { return }
    rows.append(Row(indent: indent, expression: expression, value: value))
    let turns = node.parts.count { if case .turn = $0 { true } else { false } }
    let limit = EvalText.turnLimit
    let left = turns > limit.first + limit.last ? limit.first..<(turns - limit.last) : 0..<0
    var turn = 0
    for part in node.parts {
      switch part {
      case .node(let inner): add(inner, indent: indent + 1)
      case .turn(let variables, let nodes):
        if turn == left.lowerBound, !left.isEmpty {
          rows.append(Row(indent: indent + 1, expression: "... \(left.count) more", value: nil))
        }
        if !left.contains(turn) { add(variables, nodes, indent: indent + 1) }
        turn += 1
      }
    }
  }

  private mutating func add(
    _ variables: [(name: String, value: Value)], _ nodes: [TraceTree.Node], indent: Int
  ) {
    let heads = variables.map { "\($0.name) = \(ValueLiteral.text(of: $0.value, limit: EvalText.valueLimit))" }
    rows.append(Row(indent: indent, expression: heads.joined(separator: ", "), value: nil))
    for node in nodes { add(node, indent: indent + 1) }
  }

  private func isVariable(_ step: Trace.Step) -> Bool {
    guard case .identifier(let name, _) = step.expression.kind else { return false }
    return step.locals.contains { $0.name == name }
  }

  private mutating func text(_ expression: Expression) -> String {
    if let known = texts[expression.id] { return known }
    let text = Unparser.text(of: expression)
    texts[expression.id] = text
    return text
  }

  private func table() -> String {
    let shown = rows.map { row -> (row: Row, text: String, width: Int) in
      let text = String(repeating: " ", count: row.indent * 2) + row.expression
      guard row.value != nil else { return (row, text, 0) }
      let cut = EvalText.cut(text, to: EvalText.width)
      return (row, cut, TerminalText.width(cut))
    }
    let column = shown.map(\.width).max() ?? 0
    return shown.map { row, text, width in
      guard let value = row.value else { return text + "\n" }
      return text + String(repeating: " ", count: column - width + 2) + value + "\n"
    }.joined()
  }

  /// A text of at most so many columns, its end cut off where it is longer.
  private static func cut(_ text: String, to width: Int) -> String {
    guard TerminalText.width(text) > width else { return text }
    var kept = String.UnicodeScalarView()
    var used = 3
    for scalar in text.unicodeScalars {
      used += TerminalText.width(scalar)
      if used > width { break }
      kept.append(scalar)
    }
    return String(kept) + "..."
  }
}
