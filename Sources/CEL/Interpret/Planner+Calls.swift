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
        return binary(
          expression, operation, arguments[0], arguments[1], compares: Operators.comparisons.contains(function))
      }
    case (_, 1):
      if let operation = Operators.unary[function] { return unary(expression, operation, arguments[0]) }
    default: break
    }
    let name: String
    if case .function(let resolved, _)? = checked?.references[expression.id] {
      name = resolved
    } else {
      let isRooted = function.hasPrefix(".")
      let plain = isRooted ? String(function.dropFirst()) : function
      name = qualified(plain, isRooted: isRooted).first { functions[$0] != nil } ?? plain
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
    if let fast = specialized(expression, function, [receiver] + nodes) { return fast }
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
    if let fast = folded(expression, overloads, nodes) ?? specialized(expression, name, nodes) { return fast }
    return CallNode(expression, overloads: overloads, arguments: nodes)
  }

  /// A node of its own for a call whose constant part is worth to be worked out once. The receiver, if there is one, is
  /// the first argument. What such a node answers is what the call would.
  private func specialized(_ expression: Expression, _ function: String, _ nodes: [any Node]) -> (any Node)? {
    switch (function, nodes.count) {
    case ("matches", 2):
      guard let constant = nodes[1] as? ConstantNode, case .string(let source) = constant.value,
        case .success(let pattern) = context.patterns.pattern(source)
      else { return nil }
      return MatchNode(expression, operand: nodes[0], pattern: pattern)
    case ("mentions", 2):
      guard let constant = nodes[1] as? ConstantNode, let phrase = constant.value.plainText else { return nil }
      return MentionNode(expression, operand: nodes[0], phrase: Text(phrase))
    case ("version", 1) where checked?.types[nodes[0].expression.id] == .version:
      return PassNode(expression, operand: nodes[0])
    default: return nil
    }
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
    _ expression: Expression, _ operation: @escaping BinaryNode.Operation, _ left: Expression, _ right: Expression,
    compares: Bool
  ) -> any Node {
    let first = compares ? folding(plan(left), with: right) : plan(left)
    let second = compares ? folding(plan(right), with: left) : plan(right)
    if let values = Self.constants([first, second]) {
      let result = operation(values[0], values[1])
      if result.isKnown { return ConstantNode(expression, result) }
    }
    return BinaryNode(expression, operation, first, second)
  }
}

extension Planner {
  /// A constant string, or list of them, that stands beside a folded attribute is folded once, here.
  private func folding(_ node: any Node, with other: Expression) -> any Node {
    guard checked?.types[other.id] == .text, let constant = node as? ConstantNode else { return node }
    switch constant.value {
    case .string(let text):
      return ConstantNode(constant.expression, .text(Text(text)))
    case .list(let list):
      let elements: [Value] = list.elements.map { element in
        if case .string(let text) = element { return .text(Text(text)) }
        return element
      }
      return ConstantNode(constant.expression, .list(ListValue(elements)))
    default:
      return node
    }
  }
}

/// The strict operators by their CEL names.
enum Operators {
  static let unary: [String: UnaryNode.Operation] = [
    "!_": { Arithmetic.not($0) },
    "-_": { Arithmetic.negate($0) },
  ]

  /// Those in which a text is compared folded.
  static let comparisons: Set<String> = ["_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "@in"]

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
