import Values

extension Planner {
  /// `f(a, b)` or an operator.
  mutating func call(_ expression: Expression, _ function: String, _ arguments: [Expression]) -> any Node {
    switch (function, arguments.count) {
    case ("_&&_", 2...): return LogicNode(expression, deciding: false, operands: arguments.map { plan($0) })
    case ("_||_", 2...): return LogicNode(expression, deciding: true, operands: arguments.map { plan($0) })
    case ("_?_:_", 3):
      return ConditionalNode(expression, plan(arguments[0]), plan(arguments[1]), plan(arguments[2]))
    case (_, 2):
      if let operation = Operators.binary[function] {
        return binary(expression, operation, arguments[0], arguments[1])
      }
    case (_, 1):
      if let operation = Operators.unary[function] { return unary(expression, operation, arguments[0]) }
    default: break
    }
    let name: String
    if case .function(let resolved, _)? = checked?.references[expression.id] {
      name = resolved
    } else {
      name = qualified(function, isRooted: function.hasPrefix(".")).first { functions[$0] != nil } ?? function
    }
    return global(expression, name, arguments)
  }

  /// `target.f(a, b)`: a namespaced function, a macro-like function of optionals, or a method.
  mutating func method(
    _ expression: Expression, _ function: String, _ target: Expression, _ arguments: [Expression]
  ) -> any Node {
    if let name = namespaced(expression, function, target) { return global(expression, name, arguments) }
    if function == "or" || function == "orValue", arguments.count == 1 {
      return OptionalAlternativeNode(
        expression, function: function, operand: plan(target), alternative: plan(arguments[0]))
    }
    let receiver = plan(target)
    let nodes = arguments.map { plan($0) }
    let overloads = functions[function].map { OverloadSet($0, isMember: true, arguments: nodes.count + 1) }
    if let overloads, let constant = folded(expression, overloads, [receiver] + nodes) { return constant }
    return MethodNode(expression, function: function, target: receiver, arguments: nodes, overloads: overloads)
  }

  /// The full name of a function whose target is no receiver but a namespace: `math.greatest`.
  private func namespaced(_ expression: Expression, _ function: String, _ target: Expression) -> String? {
    if let checked {
      guard case .function(let name, _)? = checked.references[expression.id], name != function else { return nil }
      return name
    }
    guard let path = Path(target), path.isRooted || local(path.names[0]) == nil else { return nil }
    let written = (path.names + [function]).joined(separator: ".")
    return qualified(written, isRooted: path.isRooted).first { functions[$0] != nil }
  }

  private mutating func global(_ expression: Expression, _ name: String, _ arguments: [Expression]) -> any Node {
    let nodes = arguments.map { plan($0) }
    guard let declaration = functions[name] else {
      return FailureNode(expression, "no such function: `\(name)`")
    }
    let overloads = OverloadSet(declaration, isMember: false, arguments: nodes.count)
    return folded(expression, overloads, nodes) ?? CallNode(expression, overloads: overloads, arguments: nodes)
  }

  /// The result of a call whose arguments are all constant: functions depend on nothing else.
  private func folded(_ expression: Expression, _ overloads: OverloadSet, _ nodes: [any Node]) -> ConstantNode? {
    guard let values = Self.constants(nodes), !nodes.isEmpty else { return nil }
    let result = overloads.call(values, context)
    return result.isKnown ? ConstantNode(expression, result) : nil
  }

  private mutating func unary(
    _ expression: Expression, _ operation: @escaping UnaryNode.Operation, _ argument: Expression
  ) -> any Node {
    let operand = plan(argument)
    if let constant = operand as? ConstantNode, constant.value.isKnown {
      let result = operation(constant.value)
      if result.isKnown { return ConstantNode(expression, result) }
    }
    return UnaryNode(expression, operation, operand)
  }

  private mutating func binary(
    _ expression: Expression, _ operation: @escaping BinaryNode.Operation, _ left: Expression, _ right: Expression
  ) -> any Node {
    let first = plan(left)
    let second = plan(right)
    if let values = Self.constants([first, second]) {
      let result = operation(values[0], values[1])
      if result.isKnown { return ConstantNode(expression, result) }
    }
    return BinaryNode(expression, operation, first, second)
  }
}

/// The strict operators by their CEL names.
enum Operators {
  static let unary: [String: UnaryNode.Operation] = [
    "!_": { Arithmetic.not($0) },
    "-_": { Arithmetic.negate($0) },
  ]

  static let binary: [String: BinaryNode.Operation] = [
    "_+_": { Arithmetic.add($0, $1) },
    "_-_": { Arithmetic.subtract($0, $1) },
    "_*_": { Arithmetic.multiply($0, $1) },
    "_/_": { Arithmetic.divide($0, $1) },
    "_%_": { Arithmetic.remainder($0, $1) },
    "_==_": { CELEquality.equals($0, $1) },
    "_!=_": { CELEquality.differs($0, $1) },
    "_<_": { CELOrdering.less($0, $1) },
    "_<=_": { CELOrdering.lessOrEqual($0, $1) },
    "_>_": { CELOrdering.greater($0, $1) },
    "_>=_": { CELOrdering.greaterOrEqual($0, $1) },
    "@in": { Indexing.contains($0, in: $1) },
    "_[_]": { Indexing.index($0, $1) },
    "_[?_]": { Indexing.optionalIndex($0, $1) },
  ]
}
