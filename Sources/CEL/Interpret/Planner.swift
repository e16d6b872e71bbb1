import Values

/// Makes a program of an expression: resolves names, functions and literals, evaluates constant calls.
///
/// With a checked expression the checker's references are followed; without one, names are tried against the container
/// and the variables when the program runs, and calls against the library's names.
struct Planner {
  let functions: FunctionLibrary
  let context: EvaluationContext
  let limits: EvaluationLimits
  let container: String
  let checked: CheckedExpression?

  /// The comprehension variables in scope, innermost last.
  var scope: [LocalVariable] = []
  private(set) var slots = 0
  private var depth = 0

  init(
    functions: FunctionLibrary, context: EvaluationContext, limits: EvaluationLimits, container: String,
    checked: CheckedExpression?
  ) {
    self.functions = functions
    self.context = context
    self.limits = limits
    self.container = container
    self.checked = checked
  }

  mutating func program(_ root: Expression) -> Program {
    let node = plan(root)
    return Program(root: node, slots: slots, setting: EvaluationSetting(context: context, limits: limits))
  }

  mutating func plan(_ expression: Expression) -> any Node {
    depth += 1
    defer { depth -= 1 }
    guard depth <= limits.depth else {
      return FailureNode(expression, "evaluation stopped: nested more than \(limits.depth) levels deep")
    }
    switch expression.kind {
    case .literal(let value):
      return ConstantNode(expression, literal(value, expression))
    case .identifier, .select:
      return name(expression)
    case .presence(let presence, let operand, let field, _):
      let node = plan(operand)
      let isRelation: Bool
      if case .object? = checked?.types[operand.id] { isRelation = true } else { isRelation = false }
      return PresenceNode(expression, presence: presence, operand: node, field: field, isRelation: isRelation)
    case .call(let function, nil, let arguments):
      return call(expression, function, arguments)
    case .call(let function, let target?, let arguments):
      return method(expression, function, target, arguments)
    case .list(let elements, let optionals):
      let nodes = elements.map { plan($0) }
      if optionals.isEmpty, let values = Self.constants(nodes) {
        return ConstantNode(expression, .list(ListValue(values)))
      }
      return ListNode(expression, elements: nodes, optionals: optionals)
    case .map(let entries):
      return MapNode(
        expression,
        entries: entries.map {
          MapNode.Entry(key: plan($0.key), value: plan($0.value), isOptional: $0.isOptional)
        })
    case .message(let name, _):
      return FailureNode(expression, "no such message type: `\(name)`")
    case .comprehension(let comprehension):
      return self.comprehension(expression, comprehension)
    case .bind(let name, let value, let body):
      let value = plan(value)
      let variables = open([name])
      let node = plan(body)
      close(1)
      return BindNode(expression, variable: variables[0], value: value, body: node)
    case .optionalMap(let operand, let name, let body, let isFlat):
      let operand = plan(operand)
      let variables = open([name])
      let node = plan(body)
      close(1)
      return OptionalMapNode(expression, operand: operand, variable: variables[0], body: node, isFlat: isFlat)
    }
  }

  /// A string literal compared with a folded attribute is typed `text` by the checker: it is folded once, here.
  private func literal(_ value: Value, _ expression: Expression) -> Value {
    if case .string(let string) = value, checked?.types[expression.id] == .text { return .text(Text(string)) }
    return value
  }

  /// The values of nodes that are all constant.
  static func constants(_ nodes: [any Node]) -> [Value]? {
    var values: [Value] = []
    for node in nodes {
      guard let constant = node as? ConstantNode, constant.value.isKnown else { return nil }
      values.append(constant.value)
    }
    return values
  }

  // MARK: Scope

  /// Brings variables into scope, each in a slot of its own.
  mutating func open(_ names: [String]) -> [LocalVariable] {
    let variables = names.map { name in
      defer { slots += 1 }
      return LocalVariable(name: name, slot: slots)
    }
    scope += variables
    return variables
  }

  mutating func close(_ count: Int) { scope.removeLast(count) }

  func local(_ name: String) -> LocalVariable? { scope.last { $0.name == name } }

  // MARK: Comprehensions

  private mutating func comprehension(_ expression: Expression, _ macro: Expression.Comprehension) -> any Node {
    let operand = plan(macro.operand)
    let variables = open(macro.variables)
    defer { close(variables.count) }
    let iteration = Iteration(operand: operand, variables: variables)
    let condition = macro.condition.map { plan($0) }
    let transform = macro.transform.map { plan($0) }
    let missing = FailureNode(expression, "`\(macro.spelling)` has no body")
    switch macro.macro {
    case .all, .exists:
      return QuantifierNode(
        expression, iteration, deciding: macro.macro == .exists, condition: condition ?? missing)
    case .existsOne:
      return ExistsOneNode(expression, iteration, condition: condition ?? missing)
    case .filter, .map, .transformList:
      return CollectNode(
        expression, iteration, macro: macro.spelling, condition: condition, transform: transform)
    case .transformMap, .transformMapEntry:
      return CollectMapNode(
        expression, iteration, givesEntries: macro.macro == .transformMapEntry, condition: condition,
        transform: transform ?? missing)
    case .sortBy:
      return SortByNode(expression, iteration, key: transform ?? missing)
    }
  }
}
