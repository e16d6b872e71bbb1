import CEL
import Planning
import Tables
import Values

/// Whether a rule would hold with the values on some lines taken for granted.
extension Replayer {
  /// The lines that set a rule's fail about a document aside, of those given; nil where they do not.
  func linesSettingAside(
    _ rule: CompiledRule, row: Int, _ document: DocumentContent, _ lines: Set<Int>
  ) -> Set<Int>? {
    guard let check = check(of: rule) else { return nil }
    var trial = SuppressionTrial(document: document, row: row, entity: rule.subject, lines: lines)
    let rows = [rule.subject: subject(rule, row)]
    return holds(check.root, of: check, rows, depth: 0, &trial) ? trial.used : nil
  }

  private func holds(
    _ expression: Expression, of whole: ReplayedExpression, _ rows: [String: Value], depth: Int,
    _ trial: inout SuppressionTrial
  ) -> Bool {
    guard depth < 64 else { return false }
    switch expression.kind {
    case .call("_&&_", nil, let operands):
      return operands.allSatisfy { holds($0, of: whole, rows, depth: depth + 1, &trial) }
    case .call("_||_", nil, let operands):
      return operands.contains { holds($0, of: whole, rows, depth: depth + 1, &trial) }
    case .call("_?_:_", nil, let operands) where operands.count == 3:
      guard case .bool(let isTrue) = evaluate(operands[0], of: whole, rows) else { break }
      return holds(operands[isTrue ? 1 : 2], of: whole, rows, depth: depth + 1, &trial)
    case .comprehension(let comprehension) where comprehension.macro == .all && comprehension.variables.count < 3:
      guard let body = comprehension.condition,
        let elements = bindings(comprehension, evaluate(comprehension.operand, of: whole, rows))
      else { break }
      return elements.allSatisfy { holds(body, of: whole, rows.merging($0) { $1 }, depth: depth + 1, &trial) }
    case .select(let operand, let field, _):
      guard case .object(let object as EntityObject) = evaluate(operand, of: whole, rows),
        let fact = fact(field, of: object.entity.name)
      else { break }
      return holds(fact.root, of: fact, [object.entity.name: .object(object)], depth: depth + 1, &trial)
    default: break
    }
    if Truth(evaluate(expression, of: whole, rows)) == .true { return true }
    return trial.covers(readings(of: expression, of: whole, rows))
  }

  /// The variables of each element of a list or map that is closed; nil of others.
  private func bindings(_ comprehension: Expression.Comprehension, _ range: Value) -> [[String: Value]]? {
    let names = comprehension.variables
    switch range {
    case .list(let list) where list.openness == nil:
      return list.elements.enumerated().map { index, element in
        names.count == 2 ? [names[0]: .int(Int64(index)), names[1]: element] : [names[0]: element]
      }
    case .map(let map) where map.openness == nil:
      return map.entries.map { names.count == 2 ? [names[0]: $0.key, names[1]: $0.value] : [names[0]: $0.key] }
    default: return nil
    }
  }
}

/// A trial with lines taken for granted, and which of them it needed.
private struct SuppressionTrial {
  let document: DocumentContent
  let row: Int
  let entity: String
  let lines: Set<Int>
  var used: Set<Int> = []

  init(document: DocumentContent, row: Int, entity: String, lines: Set<Int>) {
    self.document = document
    self.row = row
    self.entity = entity
    self.lines = lines
  }

  /// Whether one of the values read stands on such a line, or would stand beside a key that does.
  mutating func covers(_ readings: [Reading]) -> Bool {
    for reading in readings where reading.key.entity == entity && reading.key.row == row {
      let place = document.lines(of: reading.key.pointer ?? "")
      if let line = lines.sorted().first(where: { place.contains($0) }) {
        used.insert(line)
        return true
      }
    }
    return false
  }
}
