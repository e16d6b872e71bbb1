import CEL
import Planning
import Values

/// Passes that rest on nothing: `all` over a list that is closed and empty (DESIGN section 2.4).
extension Replayer {
  /// Whether a rule passes a row because an `all` had nothing to look at. It tells of a pass what `replay` tells of it,
  /// and costs less.
  public func isVacuous(_ rule: CompiledRule, row: Int) -> Bool {
    guard let check = check(of: rule) else { return false }
    let subject = [rule.subject: subject(rule, row)]
    let value = evaluate(check.root, of: check, subject)
    return Truth(value) == .true && isVacuous(check.root, of: check, subject, value)
  }

  /// Whether an `all` over nothing is among what made the value of a condition. Of alternatives that all hold, each must
  /// be such.
  func isVacuous(
    _ expression: Expression, of whole: ReplayedExpression, _ rows: [String: Value], _ value: Value
  ) -> Bool {
    let truth = Truth(value)
    switch expression.kind {
    case .call("_&&_", nil, let operands):
      return same(operands, of: whole, rows, truth).contains { isVacuous($0.0, of: whole, rows, $0.1) }
    case .call("_||_", nil, let operands):
      let same = same(operands, of: whole, rows, truth)
      return !same.isEmpty && same.allSatisfy { isVacuous($0.0, of: whole, rows, $0.1) }
    case .call("!_", nil, let operands):
      return operands.contains { isVacuous($0, of: whole, rows, evaluate($0, of: whole, rows)) }
    case .call("_?_:_", nil, let operands) where operands.count == 3:
      guard case .bool(let isTrue) = evaluate(operands[0], of: whole, rows) else { return false }
      return isVacuous(operands[isTrue ? 1 : 2], of: whole, rows, value)
    case .comprehension(let comprehension) where comprehension.macro == .all && truth == .true:
      guard case .list(let list) = evaluate(comprehension.operand, of: whole, rows) else { return false }
      return list.elements.isEmpty
    case .select(let operand, let field, _):
      guard case .object(let object as EntityObject) = evaluate(operand, of: whole, rows),
        let fact = fact(field, of: object.entity.name)
      else { return false }
      return isVacuous(fact.root, of: fact, [object.entity.name: .object(object)], value)
    default: return false
    }
  }

  private func same(
    _ operands: [Expression], of whole: ReplayedExpression, _ rows: [String: Value], _ truth: Truth
  ) -> [(Expression, Value)] {
    operands.map { ($0, evaluate($0, of: whole, rows)) }.filter { Truth($0.1) == truth }
  }
}
