import CEL
import Values

/// Lists and maps of documents: which of their elements decided.
extension Replayer {
  /// Follows the elements of a document's list or the entries of its map that made `all` false, `exists` true, or either
  /// unknown.
  ///
  /// - Returns: whether that was it; else the whole is one thing.
  func parts(
    _ comprehension: Expression.Comprehension, _ expression: Expression, of whole: CheckedExpression,
    _ rows: [String: Value], _ value: Value, depth: Int, into replay: inout Replay
  ) -> Bool {
    let wanted = Truth(value)
    let isUnremarkable = comprehension.macro == .exists ? wanted == .false : wanted == .true
    guard !isUnremarkable, let body = comprehension.condition, (1...2).contains(comprehension.variables.count)
    else { return false }
    let range = evaluate(comprehension.operand, of: whole, rows)
    guard let origin = range.origin else { return false }
    let elements = range.elementPairs
    let steps = replay.steps.count
    replay.steps.append(Replay.Step(expression: text(of: expression), value: value, about: nil))
    for (position, pair) in elements.enumerated() {
      var inner = rows
      if comprehension.variables.count == 2 {
        inner[comprehension.variables[0]] = pair.key
        inner[comprehension.variables[1]] = pair.value
      } else {
        inner[comprehension.variables[0]] = range.isMap ? pair.key : pair.value
      }
      let outcome = evaluate(body, of: whole, inner)
      guard Truth(outcome) == wanted else { continue }
      guard replay.readings.count < Replayer.limit * 2 else { break }
      let before = replay.readings.count
      follow(body, of: whole, inner, outcome, about: nil, depth: depth + 1, into: &replay)
      note(replay.readings.count == before ? visit(origin, position) : [], into: &replay)
    }
    if replay.steps.count == steps + 1, replay.readings.isEmpty {
      // No element made it what it is: the list may have more than it shows.
      replay.steps.removeLast()
      return false
    }
    return true
  }
}

extension Value {
  fileprivate var origin: (any ValueOrigin)? {
    switch self {
    case .list(let list): list.origin
    case .map(let map): map.origin
    default: nil
    }
  }

  fileprivate var isMap: Bool { if case .map = self { true } else { false } }

  /// Positions and elements, or keys and values.
  fileprivate var elementPairs: [(key: Value, value: Value)] {
    switch self {
    case .list(let list): list.elements.enumerated().map { (.int(Int64($0)), $1) }
    case .map(let map): map.entries.map { ($0.key, $0.value) }
    default: []
    }
  }
}
