import CEL

/// An expression that a replayer walks through, a rule's condition or a fact, with what was made of its parts.
///
/// INVARIANT: belongs to the replayer that made it, and so to one thread.
final class ReplayedExpression {
  let checked: CheckedExpression
  /// By which the replayer's memo knows it: of a fact its own, of conditions one behind those of all facts.
  let number: Int
  /// By the ids of their nodes.
  private var programs: [Int: CEL.Program] = [:]
  private var texts: [Int: String] = [:]

  init(_ checked: CheckedExpression, number: Int, program: CEL.Program? = nil) {
    self.checked = checked
    self.number = number
    programs[checked.root.id] = program
  }

  var root: Expression { checked.root }

  /// A part, ready to be evaluated as if it were an expression of its own.
  func program(of part: Expression, _ interpreter: Interpreter) -> CEL.Program {
    if let known = programs[part.id] { return known }
    let program = interpreter.prepare(
      CheckedExpression(
        parsed: ParsedExpression(source: checked.parsed.source, root: part), types: checked.types,
        references: checked.references))
    programs[part.id] = program
    return program
  }

  /// A part as it is written in records.
  func text(of part: Expression) -> String {
    if let known = texts[part.id] { return known }
    let text = Unparser.text(of: part)
    texts[part.id] = text
    return text
  }
}
