import CEL
import Schema
import Values

/// What is asked of a to-many relation: `exists`, `all`, `exists_one`, and its size against a constant; narrowed by
/// `during` and `filter` or not.
extension Lowering {
  /// A to-many relation of the row at the end of a path, and which of its children count.
  private struct Range {
    var path: EntityPath
    var relation: RelationDeclaration
    var window: RuleGraph.Aggregate.Window?
    /// The condition of `filter`, and what its variables stand for.
    var filter: (condition: Expression, scope: Scope)?
  }

  /// `exists`, `all` and `exists_one` over a relation, unless the condition also looks at rows that the child does not
  /// lead to.
  mutating func aggregate(
    _ comprehension: Expression.Comprehension, of whole: CheckedExpression, in scope: Scope
  ) -> RuleGraph.NodeID? {
    let quantifier: RuleGraph.Aggregate.Quantifier
    switch comprehension.macro {
    case .exists: quantifier = .exists
    case .all: quantifier = .all
    case .existsOne: quantifier = .existsOne
    default: return nil
    }
    guard let body = comprehension.condition, whole.types[body.id] == .bool,
      let variable = element(comprehension, body),
      let range = range(comprehension.operand, of: whole, in: scope),
      let inner = childScope(variable, body, of: range, in: scope)
    else { return nil }
    let filter = filter(of: range, whole)
    let node = condition(body, of: whole, in: inner)
    return follow(range.path, to: aggregate(quantifier, over: range, filter: filter, body: node))
  }

  /// `size(relation) > 3` and the like, either side first, as `at least` or `exactly` so many.
  mutating func count(
    _ name: String, _ operands: [Expression], of whole: CheckedExpression, in scope: Scope
  ) -> RuleGraph.NodeID? {
    guard let comparison = Comparison(name) else { return nil }
    if let node = count(operands[0], comparison, operands[1], of: whole, in: scope) { return node }
    return count(operands[1], comparison.mirrored, operands[0], of: whole, in: scope)
  }

  private mutating func count(
    _ size: Expression, _ comparison: Comparison, _ number: Expression, of whole: CheckedExpression, in scope: Scope
  ) -> RuleGraph.NodeID? {
    guard let operand = sized(size), let range = range(operand, of: whole, in: scope),
      isConstant(number, in: scope), case .int(let number)? = constant(number, whole),
      let (quantifier, isNegated) = comparison.quantifier(number)
    else { return nil }
    var node = aggregate(quantifier, over: range, filter: filter(of: range, whole), body: nil)
    if isNegated { node = graph.intern(RuleGraph.Node(home: range.path.entity, operation: .not(node))) }
    return follow(range.path, to: node)
  }

  private func sized(_ expression: Expression) -> Expression? {
    switch expression.kind {
    case .call("size", nil, let arguments) where arguments.count == 1: arguments[0]
    case .call("size", let target?, let arguments) where arguments.isEmpty: target
    default: nil
    }
  }

  /// The aggregate at home in the entity whose relation it is.
  private mutating func aggregate(
    _ quantifier: RuleGraph.Aggregate.Quantifier, over range: Range, filter: RuleGraph.NodeID?,
    body: RuleGraph.NodeID?
  ) -> RuleGraph.NodeID {
    let aggregate = RuleGraph.Aggregate(
      quantifier: quantifier, relation: range.relation.name, window: range.window, filter: filter, body: body)
    return graph.intern(RuleGraph.Node(home: range.path.entity, operation: .aggregate(aggregate)))
  }

  // MARK: The range

  private func range(_ expression: Expression, of whole: CheckedExpression, in scope: Scope) -> Range? {
    switch expression.kind {
    case .comprehension(let comprehension) where comprehension.macro == .filter:
      guard let condition = comprehension.condition, whole.types[condition.id] == .bool,
        let variable = element(comprehension, condition),
        var range = range(comprehension.operand, of: whole, in: scope), range.filter == nil,
        let inner = childScope(variable, condition, of: range, in: scope)
      else { return nil }
      range.filter = (condition, inner)
      return range
    case .call("during", let target?, let arguments) where arguments.count == 2:
      guard let relation = relation(target, in: scope), arguments.allSatisfy({ isConstant($0, in: scope) }),
        case .date(let from)? = constant(arguments[0], whole), case .date(let to)? = constant(arguments[1], whole)
      else { return nil }
      let window = RuleGraph.Aggregate.Window(from: from, to: to)
      return Range(path: relation.path, relation: relation.declaration, window: window)
    default:
      return relation(expression, in: scope).map { Range(path: $0.path, relation: $0.declaration) }
    }
  }

  private func relation(
    _ expression: Expression, in scope: Scope
  ) -> (path: EntityPath, declaration: RelationDeclaration)? {
    guard case .relation(let path, let name) = types.access(expression, scope.bindings, locals: []),
      let declaration = types.schema[path.entity]?.relation(name)
    else { return nil }
    return (path, declaration)
  }

  /// Whether an expression names no row of the scope: a variable may bear the name of a catalog, or be called `params`.
  private func isConstant(_ expression: Expression, in scope: Scope) -> Bool {
    !scope.bindings.keys.contains { expression.mentions($0) }
  }

  /// The variable that stands for an element. A second one, for the position, is let be if nobody asks for it.
  private func element(_ comprehension: Expression.Comprehension, _ body: Expression) -> String? {
    switch comprehension.variables.count {
    case 1: return comprehension.variables[0]
    case 2 where !body.mentions(comprehension.variables[0]): return comprehension.variables[1]
    default: return nil
    }
  }

  /// What the free variables of a condition on a child stand for, as seen from the child; nil where it does not lead to
  /// one of them.
  private func childScope(_ variable: String, _ body: Expression, of range: Range, in scope: Scope) -> Scope? {
    let child = range.relation.entity
    var bindings = [variable: EntityPath(entity: child)]
    guard scope.bindings[variable] == nil || !body.mentionsRooted(variable) else { return nil }
    for (name, path) in scope.bindings where name != variable && body.mentions(name) {
      guard range.path.steps.isEmpty, let via = range.relation.many?.via else { return nil }
      bindings[name] = EntityPath(entity: child)
        .appending(via, to: range.path.entity, isBack: true).appending(path)
    }
    return Scope(home: child, bindings: bindings)
  }

  private mutating func filter(of range: Range, _ whole: CheckedExpression) -> RuleGraph.NodeID? {
    range.filter.map { condition($0.condition, of: whole, in: $0.scope) }
  }
}

/// How a size is compared with a constant.
private enum Comparison {
  case less, lessOrEqual, equal, different, greaterOrEqual, greater

  init?(_ name: String) {
    switch name {
    case "_<_": self = .less
    case "_<=_": self = .lessOrEqual
    case "_==_": self = .equal
    case "_!=_": self = .different
    case "_>=_": self = .greaterOrEqual
    case "_>_": self = .greater
    default: return nil
    }
  }

  /// The same with the operands exchanged.
  var mirrored: Comparison {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .equal, .different: self
    case .greaterOrEqual: .lessOrEqual
    case .greater: .less
    }
  }

  /// The quantifier that says the same, or with `isNegated` the opposite; nil next to the largest integer.
  func quantifier(_ number: Int64) -> (RuleGraph.Aggregate.Quantifier, isNegated: Bool)? {
    let (next, isTooLarge) = number.addingReportingOverflow(1)
    switch self {
    case .greaterOrEqual: return (.atLeast(number), false)
    case .less: return (.atLeast(number), true)
    case .greater: return isTooLarge ? nil : (.atLeast(next), false)
    case .lessOrEqual: return isTooLarge ? nil : (.atLeast(next), true)
    case .equal: return (.exactly(number), false)
    case .different: return (.exactly(number), true)
    }
  }
}
