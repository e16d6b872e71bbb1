import CEL
import Diagnostics
import Planning
import Schema
import Values

/// Evaluates a rule for one subject through the interpreter and follows the value down to what decided it.
///
/// The hot loop carries no evidence; a finding is found again by its row (DESIGN section 5). A replayer belongs to one
/// thread and keeps the prepared sub-expressions.
public final class Replayer {
  /// Witnesses and steps listed for one finding; more are only counted.
  static let limit = 20

  /// Witnesses for which the sides of comparisons are listed too.
  private static let operandWitnesses = 3

  let scope: EvaluationScope
  private let log = ReadLog()
  private let memo = ValueMemo()
  private var conditions: [ConditionKey: ReplayedExpression] = [:]
  private var facts: [FactKey: ReplayedExpression] = [:]

  private struct ConditionKey: Hashable {
    var rule: String
    var part: ConditionPart
  }

  private enum ConditionPart { case selection, when, check }

  public init(scope: EvaluationScope) { self.scope = scope }

  /// How a rule comes to its verdict about a row of its entity; nil for a rule that only asks a person.
  public func replay(_ rule: CompiledRule, row: Int) -> Replay? {
    let subject = [rule.subject: subject(rule, row)]
    for when in [selection(of: rule), condition(rule.when, .when, of: rule)].compactMap({ $0 }) {
      let value = evaluate(when.root, of: when, subject)
      if Truth(value) != .true { return explain(when, value, subject, isWhen: true) }
    }
    guard let check = check(of: rule) else { return nil }
    return explain(check, evaluate(check.root, of: check, subject), subject)
  }

  private func selection(of rule: CompiledRule) -> ReplayedExpression? {
    condition(rule.selection, .selection, of: rule)
  }

  func check(of rule: CompiledRule) -> ReplayedExpression? { condition(rule.check, .check, of: rule) }

  private func condition(
    _ condition: CompiledCondition?, _ part: ConditionPart, of rule: CompiledRule
  ) -> ReplayedExpression? {
    guard let condition else { return nil }
    let key = ConditionKey(rule: rule.id, part: part)
    if let known = conditions[key] { return known }
    let made = ReplayedExpression(condition.expression, number: scope.policy.facts.count + conditions.count)
    conditions[key] = made
    return made
  }

  /// A fact about an entity; nil where the name is none.
  func fact(_ name: String, of entity: String) -> ReplayedExpression? {
    let key = FactKey(entity: entity, name: name)
    if let known = facts[key] { return known }
    guard let checked = scope.policy.facts[key], let ready = scope.facts(of: entity)[name] else { return nil }
    let made = ReplayedExpression(checked, number: ready.number, program: ready.program)
    facts[key] = made
    return made
  }

  func subject(_ rule: CompiledRule, _ row: Int) -> Value {
    scope.object(rule.subject, row: row, log: log, facts: memo)
  }

  private func explain(
    _ whole: ReplayedExpression, _ value: Value, _ rows: [String: Value], isWhen: Bool = false
  ) -> Replay {
    var replay = Replay(value: value)
    replay.isWhen = isWhen
    follow(whole.root, of: whole, rows, value, about: nil, depth: 0, into: &replay)
    replay.isVacuous = replay.verdict == .pass && isVacuous(whole.root, of: whole, rows, value)
    return replay
  }

  // MARK: Following a value to its origin

  func follow(
    _ expression: Expression, of whole: ReplayedExpression, _ rows: [String: Value], _ value: Value, about: String?,
    depth: Int, into replay: inout Replay
  ) {
    guard replay.steps.count < Replayer.limit, depth < 64 else { return }
    let truth = Truth(value)
    switch expression.kind {
    case .call("_&&_", nil, let operands), .call("_||_", nil, let operands):
      for (operand, value) in deciding(operands, of: whole, rows, truth, expression) {
        follow(operand, of: whole, rows, value, about: about, depth: depth + 1, into: &replay)
      }
      // What would have decided, had it been otherwise: the age of a catalog before the words that leave it open.
      if truth == .unknown { for operand in operands { consult(operand, of: whole, rows, into: &replay) } }
    case .call("!_", nil, let operands):
      guard let operand = operands.first else { return }
      let inner = evaluate(operand, of: whole, rows)
      follow(operand, of: whole, rows, inner, about: about, depth: depth + 1, into: &replay)
    case .call("_?_:_", nil, let operands) where operands.count == 3:
      let test = evaluate(operands[0], of: whole, rows)
      follow(operands[0], of: whole, rows, test, about: about, depth: depth + 1, into: &replay)
      guard case .bool(let isTrue) = test else { return }
      let branch = operands[isTrue ? 1 : 2]
      follow(branch, of: whole, rows, value, about: about, depth: depth + 1, into: &replay)
    case .comprehension(let comprehension) where comprehension.macro == .exists || comprehension.macro == .all:
      elements(comprehension, expression, of: whole, rows, value, depth: depth, into: &replay)
    case .select(let operand, let field, _):
      guard case .object(let object as EntityObject) = evaluate(operand, of: whole, rows),
        let fact = fact(field, of: object.entity.name)
      else { return leaf(expression, of: whole, rows, value, about: about, into: &replay) }
      let inner = [object.entity.name: Value.object(object)]
      follow(fact.root, of: fact, inner, value, about: about, depth: depth + 1, into: &replay)
    default: leaf(expression, of: whole, rows, value, about: about, into: &replay)
    }
  }

  /// The operands of `&&` or `||` that made it what it is: those with the same outcome.
  private func deciding(
    _ operands: [Expression], of whole: ReplayedExpression, _ rows: [String: Value], _ truth: Truth,
    _ expression: Expression
  ) -> [(Expression, Value)] {
    let isDecidedByOne: Bool
    if case .call("_&&_", _, _) = expression.kind {
      isDecidedByOne = truth == .false
    } else {
      isDecidedByOne = truth == .true
    }
    var same: [(Expression, Value)] = []
    for operand in operands where !isDecidedByOne || same.isEmpty {
      let value = evaluate(operand, of: whole, rows)
      if Truth(value) == truth { same.append((operand, value)) }
    }
    return same
  }

  /// The elements of a relation or list that decided; where none did, the list itself.
  private func elements(
    _ comprehension: Expression.Comprehension, _ expression: Expression, of whole: ReplayedExpression,
    _ rows: [String: Value], _ value: Value, depth: Int, into replay: inout Replay
  ) {
    guard comprehension.variables.count == 1, let variable = comprehension.variables.first,
      let body = comprehension.condition,
      case .list(let list) = evaluate(comprehension.operand, of: whole, rows),
      list.elements.contains(where: { if case .object(_ as EntityObject) = $0 { true } else { false } })
    else {
      if parts(comprehension, expression, of: whole, rows, value, depth: depth, into: &replay) { return }
      return leaf(expression, of: whole, rows, value, about: nil, into: &replay)
    }
    let wanted = Truth(value)
    let isUnremarkable = comprehension.macro == .exists ? wanted == .false : wanted == .true
    if isUnremarkable { return leaf(expression, of: whole, rows, value, about: nil, into: &replay) }
    replay.add(whole.text(of: expression), value, about: nil)
    for element in list.elements {
      let inner = rows.merging([variable: element]) { $1 }
      let outcome = evaluate(body, of: whole, inner)
      guard Truth(outcome) == wanted, case .object(let object as EntityObject) = element else { continue }
      replay.witnessCount += 1
      guard replay.witnesses.count < Replayer.limit else { continue }
      replay.witnesses.append(Replay.Witness(entity: object.entity.name, row: object.row))
      let about = scope.source.subject(object.row, of: object.entity.name)
      follow(body, of: whole, inner, outcome, about: about, depth: depth + 1, into: &replay)
    }
  }

  private func leaf(
    _ expression: Expression, of whole: ReplayedExpression, _ rows: [String: Value], _ value: Value, about: String?,
    into replay: inout Replay
  ) {
    if case .literal = expression.kind { return }
    let readings = log.collect { _ = evaluate(expression, of: whole, rows) }
    noteReferences(into: &replay)
    replay.add(whole.text(of: expression), value, about: about)
    operands(of: expression, of: whole, rows, about: about, into: &replay)
    note(narrowed(readings, expression, of: whole, rows, value), into: &replay)
  }

  /// Notes the reference data that an expression looks up.
  private func consult(
    _ expression: Expression, of whole: ReplayedExpression, _ rows: [String: Value], into replay: inout Replay
  ) {
    _ = log.collect { _ = evaluate(expression, of: whole, rows) }
    noteReferences(into: &replay)
  }

  /// Notes what the last evaluation looked up in catalogs.
  private func noteReferences(into replay: inout Replay) {
    let listed = Set(replay.references.map(\.key))
    replay.references += log.references.filter { !listed.contains($0.key) }.prefix(Replayer.limit * 2)
  }

  /// What an expression reads.
  func readings(of expression: Expression, of whole: ReplayedExpression, _ rows: [String: Value]) -> [Reading] {
    log.collect { _ = evaluate(expression, of: whole, rows) }
  }

  /// What a visit of an element tells the log.
  func visit(_ origin: any ValueOrigin, _ position: Int) -> [Reading] { log.collect { origin.didVisit(position) } }

  func note(_ readings: [Reading], into replay: inout Replay) {
    let known = Set(replay.readings.map(\.key))
    // A predicate over a long list of children reads them all; the record shows the subject's own and the first others.
    replay.readings += readings.lazy.filter { !known.contains($0.key) }.prefix(Replayer.limit * 2)
    guard replay.readings.contains(where: { $0.key.pointer != nil }) else { return }
    // Of a document the innermost is the place: an item of a list rather than the list, whose key one looked for first.
    let outer = Reading.Key.holders(of: replay.readings)
    replay.readings.removeAll { outer.contains($0.key) }
  }

  /// What the sides of a comparison came to, where nobody can read it off the expression: a catalog's answer, a
  /// parameter, a number of days. Attributes are among the readings.
  private func operands(
    of expression: Expression, of whole: ReplayedExpression, _ rows: [String: Value], about: String?,
    into replay: inout Replay
  ) {
    guard case .call(let name, nil, let operands) = expression.kind, Replayer.comparisons.contains(name),
      replay.witnesses.count <= Replayer.operandWitnesses
    else { return }
    for operand in operands where !isPlain(operand, rows) {
      guard replay.steps.count < Replayer.limit else { return }
      let value = evaluate(operand, of: whole, rows)
      guard value.isKnown, !isReading(operand, of: whole, rows, value) else { continue }
      replay.add(whole.text(of: operand), value, about: about)
    }
  }

  /// Whether an operand is nothing but a value of a document, which stands among the readings with its place.
  private func isReading(
    _ operand: Expression, of whole: ReplayedExpression, _ rows: [String: Value], _ value: Value
  ) -> Bool {
    let readings = readings(of: operand, of: whole, rows)
    guard readings.count == 1, let only = readings.first else { return false }
    return only.key.pointer != nil && !only.isMissing && only.value == value
  }

  private static let comparisons: Set<String> = ["_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "@in"]

  /// Whether an operand says itself what it is, or is an attribute of a row.
  private func isPlain(_ expression: Expression, _ rows: [String: Value]) -> Bool {
    switch expression.kind {
    case .literal: true
    // The day stands at the head of every report.
    case .identifier(let name, _): rows[name] != nil || name == "run"
    case .select(let operand, let field, _): isPlain(operand, rows) && !isFact(field, of: operand, rows)
    case .list(let elements, _): elements.allSatisfy { isPlain($0, rows) }
    default: false
    }
  }

  private func isFact(_ field: String, of operand: Expression, _ rows: [String: Value]) -> Bool {
    guard case .identifier(let name, _) = operand.kind, case .object(let object as EntityObject) = rows[name]
    else { return false }
    return fact(field, of: object.entity.name) != nil
  }

  // MARK: Evaluation

  func evaluate(_ expression: Expression, of whole: ReplayedExpression, _ rows: [String: Value]) -> Value {
    guard rows.count == 1, let (name, row) = rows.first, case .object(let object as EntityObject) = row else {
      return whole.program(of: expression, scope.interpreter).evaluate(
        RowActivation(scope: scope, rows: rows, log: log), trace: nil)
    }
    // What hangs on a single row is the same whoever asks for it.
    return memo.value(of: expression.id, in: whole.number, row: object.row, log) { trace in
      whole.program(of: expression, scope.interpreter).evaluate(
        OneRowActivation(scope: scope, name: name, row: row, log: log), trace: trace)
    }
  }
}
