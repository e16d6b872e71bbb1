import Values

/// An operator of one operand.
final class UnaryNode: Node {
  typealias Operation = @Sendable (Value) -> Value

  let expression: Expression
  let operation: Operation
  let operand: any Node

  init(_ expression: Expression, _ operation: @escaping Operation, _ operand: any Node) {
    self.expression = expression
    self.operation = operation
    self.operand = operand
  }

  func compute(_ frame: inout Frame) -> Value {
    let value = operand.evaluate(&frame)
    return value.isKnown ? operation(value) : value
  }
}

/// A strict operator of two operands.
final class BinaryNode: Node {
  typealias Operation = @Sendable (Value, Value) -> Value

  let expression: Expression
  let operation: Operation
  let left: any Node
  let right: any Node

  init(_ expression: Expression, _ operation: @escaping Operation, _ left: any Node, _ right: any Node) {
    self.expression = expression
    self.operation = operation
    self.left = left
    self.right = right
  }

  func compute(_ frame: inout Frame) -> Value {
    let first = left.evaluate(&frame)
    let second = right.evaluate(&frame)
    return first.isKnown && second.isKnown ? operation(first, second) : Strict.blend(first, second)
  }
}

/// What a strict function gives where an argument is no value: the first failure, else all unknowns.
enum Strict {
  static func blend(_ a: Value, _ b: Value) -> Value {
    switch (a, b) {
    case (.failure, _): a
    case (_, .failure): b
    case (.unknown(let first), .unknown(let second)): .unknown(first.merging(second))
    case (.unknown, _): a
    default: b
    }
  }

  static func blend(_ values: [Value]) -> Value {
    var missing: Unknown?
    for value in values {
      switch value {
      case .failure: return value
      case .unknown(let unknown): missing = Unknown.merging(missing, unknown)
      default: continue
      }
    }
    return missing.map(Value.unknown) ?? .null
  }
}
