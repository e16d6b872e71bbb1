import Values

/// The sum of operands under `&&` or `||`: a deciding value wins over unknown, unknown over failure.
struct LogicFold {
  /// The value that decides: false for `&&`, true for `||`.
  let deciding: Bool
  private var unknown: Unknown?
  private var failure: Failure?

  init(deciding: Bool) { self.deciding = deciding }

  /// Takes an operand in.
  /// - Returns: whether it decides.
  @inline(__always)
  mutating func take(_ value: Value, in operation: @autoclosure () -> String) -> Bool {
    switch value {
    case .bool(let value): return value == deciding
    case .unknown(let other): unknown = Unknown.merging(unknown, other)
    case .failure(let other): if failure == nil { failure = other }
    default:
      if failure == nil, case .failure(let other) = Value.noSuchOverload(operation(), [value]) { failure = other }
    }
    return false
  }

  /// The value if no operand decided; `openness` tells that there may be more operands.
  func result(openness: Unknown? = nil) -> Value {
    if let unknown = Unknown.merging(unknown, openness) { return .unknown(unknown) }
    if let failure { return .failure(failure) }
    return .bool(!deciding)
  }
}

/// `a && b` or `a || b`: the right operand is evaluated unless the left one decides.
final class LogicNode: Node {
  let expression: Expression
  let deciding: Bool
  let operands: [any Node]

  init(_ expression: Expression, deciding: Bool, operands: [any Node]) {
    self.expression = expression
    self.deciding = deciding
    self.operands = operands
  }

  func compute(_ frame: inout Frame) -> Value {
    var fold = LogicFold(deciding: deciding)
    for operand in operands where fold.take(operand.evaluate(&frame), in: deciding ? "_||_" : "_&&_") {
      return .bool(deciding)
    }
    return fold.result()
  }
}

/// `condition ? then : otherwise`.
final class ConditionalNode: Node {
  let expression: Expression
  let condition: any Node
  let then: any Node
  let otherwise: any Node

  init(_ expression: Expression, _ condition: any Node, _ then: any Node, _ otherwise: any Node) {
    self.expression = expression
    self.condition = condition
    self.then = then
    self.otherwise = otherwise
  }

  func compute(_ frame: inout Frame) -> Value {
    let value = condition.evaluate(&frame)
    switch value {
    case .bool(true): return then.evaluate(&frame)
    case .bool(false): return otherwise.evaluate(&frame)
    case .unknown, .failure: return value
    default: return .noSuchOverload("_?_:_", [value])
    }
  }
}
