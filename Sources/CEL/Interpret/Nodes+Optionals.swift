import Values

/// `a.or(b)` and `a.orValue(b)`, which look at `b` only where `a` is `none`.
final class OptionalAlternativeNode: Node {
  let expression: Expression
  let function: String
  let operand: any Node
  let alternative: any Node

  init(_ expression: Expression, function: String, operand: any Node, alternative: any Node) {
    self.expression = expression
    self.function = function
    self.operand = operand
    self.alternative = alternative
  }

  func compute(_ frame: inout Frame) -> Value {
    let value = operand.evaluate(&frame)
    switch value {
    case .unknown, .failure: return value
    case .optional(let inner?): return function == "or" ? value : inner
    case .optional(nil):
      let other = alternative.evaluate(&frame)
      if function == "or", other.isKnown, !other.isOptional { return .noSuchOverload(function, [value, other]) }
      return other
    default:
      return .noSuchOverload(function, [value, alternative.evaluate(&frame)])
    }
  }
}

/// `a.optMap(x, body)` and `a.optFlatMap(x, body)`.
final class OptionalMapNode: Node {
  let expression: Expression
  let operand: any Node
  let variable: LocalVariable
  let body: any Node
  let isFlat: Bool

  init(_ expression: Expression, operand: any Node, variable: LocalVariable, body: any Node, isFlat: Bool) {
    self.expression = expression
    self.operand = operand
    self.variable = variable
    self.body = body
    self.isFlat = isFlat
  }

  func compute(_ frame: inout Frame) -> Value {
    let value = operand.evaluate(&frame)
    guard case .optional(let content) = value else {
      return value.isKnown ? .noSuchOverload(isFlat ? "optFlatMap" : "optMap", [value]) : value
    }
    guard let content else { return value }
    frame.bind(variable, content)
    let result = body.evaluate(&frame)
    frame.unbind(1)
    if !isFlat { return Indexing.present(result) }
    if result.isKnown, !result.isOptional { return .noSuchOverload("optFlatMap", [value, result]) }
    return result
  }
}

/// `cel.bind(x, value, body)`: the value is evaluated once; a failure or unknown shows where it is used, and only there.
final class BindNode: Node {
  let expression: Expression
  let variable: LocalVariable
  let value: any Node
  let body: any Node

  init(_ expression: Expression, variable: LocalVariable, value: any Node, body: any Node) {
    self.expression = expression
    self.variable = variable
    self.value = value
    self.body = body
  }

  func compute(_ frame: inout Frame) -> Value {
    let value = value.evaluate(&frame)
    frame.bind(variable, value)
    let result = body.evaluate(&frame)
    frame.unbind(1)
    return result
  }
}

extension Value {
  var isOptional: Bool {
    if case .optional = self { return true }
    return false
  }
}
