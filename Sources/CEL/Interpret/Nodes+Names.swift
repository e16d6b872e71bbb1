import Values

/// A literal, or a call of literals that was evaluated when the program was made.
final class ConstantNode: Node {
  let expression: Expression
  let value: Value

  init(_ expression: Expression, _ value: Value) {
    self.expression = expression
    self.value = value
  }

  func compute(_ frame: inout Frame) -> Value { value }
}

/// A comprehension variable.
final class LocalNode: Node {
  let expression: Expression
  let slot: Int

  init(_ expression: Expression, slot: Int) {
    self.expression = expression
    self.slot = slot
  }

  func compute(_ frame: inout Frame) -> Value { frame.slots[slot] }
}

/// A variable whose name the checker resolved.
final class VariableNode: Node {
  let expression: Expression
  let name: String

  init(_ expression: Expression, name: String) {
    self.expression = expression
    self.name = name
  }

  func compute(_ frame: inout Frame) -> Value {
    frame.activation.value(of: name) ?? .failed("no value for the variable `\(name)`")
  }
}

/// A name or a chain of selections (`a.b.c`) in an unchecked expression, where each prefix may be a qualified variable.
/// The longest prefix that is one wins, in the innermost namespace of the container (CEL specification, "Name
/// Resolution").
final class UnresolvedNameNode: Node {
  let expression: Expression
  /// What the chain may be, in the order of precedence: the variable, and how many fields of it remain to be selected.
  let candidates: [(name: String, used: Int)]
  let path: [String]
  /// The type that the whole chain names, if it does.
  let type: ValueType?

  init(_ expression: Expression, candidates: [(name: String, used: Int)], path: [String], type: ValueType?) {
    self.expression = expression
    self.candidates = candidates
    self.path = path
    self.type = type
  }

  func compute(_ frame: inout Frame) -> Value {
    for candidate in candidates {
      guard var value = frame.activation.value(of: candidate.name) else { continue }
      for field in path[candidate.used...] { value = Selection.select(value, field) }
      return value
    }
    if let type { return .type(type) }
    return .failed("no such variable: `\(path.joined(separator: "."))`")
  }
}

/// `operand.field` and `operand.?field`.
final class SelectNode: Node {
  let expression: Expression
  let operand: any Node
  let field: String
  let isOptional: Bool

  init(_ expression: Expression, operand: any Node, field: String, isOptional: Bool) {
    self.expression = expression
    self.operand = operand
    self.field = field
    self.isOptional = isOptional
  }

  func compute(_ frame: inout Frame) -> Value {
    let value = operand.evaluate(&frame)
    return isOptional ? Selection.selectOptional(value, field) : Selection.select(value, field)
  }
}

/// `has(operand.field)` and `given(operand.field)`.
final class PresenceNode: Node {
  let expression: Expression
  let presence: Expression.Presence
  let operand: any Node
  let field: String
  /// Whether a null operand means an absent one: it is a to-one relation by its type.
  let isRelation: Bool

  init(
    _ expression: Expression, presence: Expression.Presence, operand: any Node, field: String, isRelation: Bool
  ) {
    self.expression = expression
    self.presence = presence
    self.operand = operand
    self.field = field
    self.isRelation = isRelation
  }

  func compute(_ frame: inout Frame) -> Value {
    let operand = operand.evaluate(&frame)
    let value: Value
    if case .null = operand, isRelation || presence == .given {
      value = .false
    } else {
      value = Selection.has(operand, field)
    }
    if presence == .given, case .unknown = value { return .false }
    return value
  }
}

/// A failure that is known when the program is made: an unknown function, a cap.
final class FailureNode: Node {
  let expression: Expression
  let message: String

  init(_ expression: Expression, _ message: String) {
    self.expression = expression
    self.message = message
  }

  func compute(_ frame: inout Frame) -> Value { .failed(message) }
}
