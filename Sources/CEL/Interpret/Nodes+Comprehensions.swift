import Values

/// `all` and `exists`: `&&` and `||` over the elements.
final class QuantifierNode: Node {
  let expression: Expression
  let iteration: Iteration
  /// False for `all`, true for `exists`.
  let deciding: Bool
  let condition: any Node

  init(_ expression: Expression, _ iteration: Iteration, deciding: Bool, condition: any Node) {
    self.expression = expression
    self.iteration = iteration
    self.deciding = deciding
    self.condition = condition
  }

  func compute(_ frame: inout Frame) -> Value {
    let macro = deciding ? "exists" : "all"
    switch iteration.start(&frame, macro) {
    case .blocked(let value): return value
    case .range(let range):
      var fold = LogicFold(deciding: deciding)
      for position in 0..<range.count {
        if let stop = frame.countIteration() { return stop }
        iteration.bind(range, position, &frame)
        let value = condition.evaluate(&frame)
        frame.unbind(iteration.variables.count)
        if fold.take(value, in: macro) { return .bool(deciding) }
      }
      return fold.result(openness: range.openness)
    }
  }
}

/// `exists_one`: exactly one element holds. A failure in any element is a failure; two witnesses make it false whatever
/// is unknown.
final class ExistsOneNode: Node {
  let expression: Expression
  let iteration: Iteration
  let condition: any Node

  init(_ expression: Expression, _ iteration: Iteration, condition: any Node) {
    self.expression = expression
    self.iteration = iteration
    self.condition = condition
  }

  func compute(_ frame: inout Frame) -> Value {
    switch iteration.start(&frame, "exists_one") {
    case .blocked(let value): return value
    case .range(let range):
      var witnesses = 0
      var missing = range.openness
      for position in 0..<range.count {
        if let stop = frame.countIteration() { return stop }
        iteration.bind(range, position, &frame)
        let value = condition.evaluate(&frame)
        frame.unbind(iteration.variables.count)
        switch value {
        case .bool(let holds): witnesses += holds ? 1 : 0
        case .unknown(let unknown): missing = Unknown.merging(missing, unknown)
        case .failure: return value
        default: return .noSuchOverload("exists_one", [value])
        }
      }
      if witnesses > 1 { return .false }
      return missing.map(Value.unknown) ?? .bool(witnesses == 1)
    }
  }
}

/// `filter`, `map` and `transformList`: the elements for which the condition holds, transformed. Openness is handed on;
/// a failure in any element is a failure, an unknown makes the list unknown.
final class CollectNode: Node {
  let expression: Expression
  let iteration: Iteration
  let macro: String
  let condition: (any Node)?
  /// nil keeps the elements as they are.
  let transform: (any Node)?

  init(
    _ expression: Expression, _ iteration: Iteration, macro: String, condition: (any Node)?, transform: (any Node)?
  ) {
    self.expression = expression
    self.iteration = iteration
    self.macro = macro
    self.condition = condition
    self.transform = transform
  }

  func compute(_ frame: inout Frame) -> Value {
    switch iteration.start(&frame, macro) {
    case .blocked(let value): return value
    case .range(let range):
      var collected: [Value] = []
      var missing: Unknown?
      for position in 0..<range.count {
        if let stop = frame.countIteration() { return stop }
        iteration.bind(range, position, &frame)
        defer { frame.unbind(iteration.variables.count) }
        if let condition {
          let value = condition.evaluate(&frame)
          switch value {
          case .bool(true): break
          case .bool(false): continue
          case .unknown(let unknown):
            missing = Unknown.merging(missing, unknown)
            continue
          case .failure: return value
          default: return .noSuchOverload(macro, [value])
          }
        }
        let value = transform?.evaluate(&frame) ?? range.single(position)
        switch value {
        case .unknown(let unknown): missing = Unknown.merging(missing, unknown)
        case .failure: return value
        default: collected.append(value)
        }
      }
      if let missing { return .unknown(missing) }
      return .list(ListValue(collected, openness: range.openness))
    }
  }
}

/// `transformMap` and `transformMapEntry`: a map out of a map or a list. Over an open list it is unknown, since a map
/// cannot be open.
final class CollectMapNode: Node {
  let expression: Expression
  let iteration: Iteration
  /// Whether the transform gives whole entries rather than values for the keys that are there.
  let givesEntries: Bool
  let condition: (any Node)?
  let transform: any Node

  init(
    _ expression: Expression, _ iteration: Iteration, givesEntries: Bool, condition: (any Node)?, transform: any Node
  ) {
    self.expression = expression
    self.iteration = iteration
    self.givesEntries = givesEntries
    self.condition = condition
    self.transform = transform
  }

  func compute(_ frame: inout Frame) -> Value {
    let macro = givesEntries ? "transformMapEntry" : "transformMap"
    switch iteration.start(&frame, macro) {
    case .blocked(let value): return value
    case .range(let range):
      var entries: [MapValue.Entry] = []
      var missing: Unknown? = range.openness
      for position in 0..<range.count {
        if let stop = frame.countIteration() { return stop }
        iteration.bind(range, position, &frame)
        defer { frame.unbind(iteration.variables.count) }
        if let condition {
          let value = condition.evaluate(&frame)
          switch value {
          case .bool(true): break
          case .bool(false): continue
          case .unknown(let unknown):
            missing = Unknown.merging(missing, unknown)
            continue
          case .failure: return value
          default: return .noSuchOverload(macro, [value])
          }
        }
        let value = transform.evaluate(&frame)
        switch value {
        case .unknown(let unknown): missing = Unknown.merging(missing, unknown)
        case .failure: return value
        case .map(let map) where givesEntries: entries += map.entries
        default:
          if givesEntries { return .noSuchOverload(macro, [value]) }
          entries.append(MapValue.Entry(key: range.pair(position).0, value: value))
        }
        if entries.count > SizeLimit.elements { return SizeLimit.tooManyElements }
      }
      return missing.map(Value.unknown) ?? MapBuilding.map(entries)
    }
  }
}

/// `sortBy(x, key)`: the elements in the order of their keys, equal keys in their old order. Openness is handed on.
final class SortByNode: Node {
  let expression: Expression
  let iteration: Iteration
  let key: any Node

  init(_ expression: Expression, _ iteration: Iteration, key: any Node) {
    self.expression = expression
    self.iteration = iteration
    self.key = key
  }

  func compute(_ frame: inout Frame) -> Value {
    switch iteration.start(&frame, "sortBy") {
    case .blocked(let value): return value
    case .range(let range):
      var keys: [Value] = []
      var missing: Unknown?
      for position in 0..<range.count {
        if let stop = frame.countIteration() { return stop }
        iteration.bind(range, position, &frame)
        let value = key.evaluate(&frame)
        frame.unbind(iteration.variables.count)
        switch value {
        case .unknown(let unknown): missing = Unknown.merging(missing, unknown)
        case .failure: return value
        default: keys.append(value)
        }
      }
      if let missing { return .unknown(missing) }
      switch Sorting.order(keys) {
      case .failure(let failure): return .failure(failure)
      case .unknown(let unknown): return .unknown(unknown)
      case .positions(let positions):
        return .list(ListValue(positions.map(range.single), openness: range.openness))
      }
    }
  }
}
