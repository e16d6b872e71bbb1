import CEL
import Schema
import Values

/// Turns checked conditions into nodes of the rule graph.
///
/// Logic becomes logic, what is asked of a relation becomes an aggregate, facts are looked through, and what is left is
/// cut into predicates as large as they come. A predicate that reads a relation of the home row is decided row by row:
/// slower, never different.
struct Lowering {
  /// What the free variables of a condition stand for, as seen from one row of `home`.
  struct Scope {
    var home: String
    var bindings: [String: EntityPath]

    /// The scope of a fact, or of a rule about an entity: the entity's own name.
    init(entity: String) { self.init(home: entity, bindings: [entity: EntityPath(entity: entity)]) }

    init(home: String, bindings: [String: EntityPath]) {
      self.home = home
      self.bindings = bindings
    }
  }

  let types: PolicyTypes
  /// The value of an expression that reads no entity, or nil where it reads one.
  let constant: (Expression, CheckedExpression) -> Value?
  var graph = RuleGraph()
  /// Facts read one another, and each twice what the next reads once: lowered once each.
  private var nodesOfFacts: [FactKey: RuleGraph.NodeID] = [:]

  init(types: PolicyTypes, constant: @escaping (Expression, CheckedExpression) -> Value?) {
    self.types = types
    self.constant = constant
  }

  /// The node of a condition.
  mutating func condition(_ expression: Expression, of whole: CheckedExpression, in scope: Scope) -> RuleGraph.NodeID {
    switch expression.kind {
    case .call("_&&_", nil, let arguments) where arguments.count == 2:
      let (a, b) = (condition(arguments[0], of: whole, in: scope), condition(arguments[1], of: whole, in: scope))
      return intern(.and(min(a, b), max(a, b)), scope)
    case .call("_||_", nil, let arguments) where arguments.count == 2:
      let (a, b) = (condition(arguments[0], of: whole, in: scope), condition(arguments[1], of: whole, in: scope))
      return intern(.or(min(a, b), max(a, b)), scope)
    case .call("!_", nil, let arguments) where arguments.count == 1:
      return intern(.not(condition(arguments[0], of: whole, in: scope)), scope)
    case .call("_?_:_", nil, let arguments) where arguments.count == 3 && whole.types[expression.id] == .bool:
      let test = condition(arguments[0], of: whole, in: scope)
      let yes = condition(arguments[1], of: whole, in: scope)
      let no = condition(arguments[2], of: whole, in: scope)
      return intern(.conditional(test, yes, no), scope)
    case .call(let name, nil, let arguments) where arguments.count == 2:
      if let node = count(name, arguments, of: whole, in: scope) { return node }
      if let node = equality(name, arguments, expression, of: whole, in: scope) { return node }
    case .select:
      if let node = fact(expression, in: scope) { return node }
    case .comprehension(let comprehension):
      if let node = aggregate(comprehension, of: whole, in: scope) { return node }
    default: break
    }
    return predicate(expression, of: whole, in: scope)
  }

  mutating func intern(_ operation: RuleGraph.Operation, _ scope: Scope) -> RuleGraph.NodeID {
    graph.intern(RuleGraph.Node(home: scope.home, operation: operation))
  }

  /// A fact is its body at the entity it is about.
  private mutating func fact(_ expression: Expression, in scope: Scope) -> RuleGraph.NodeID? {
    guard case .fact(let path, let name) = types.access(expression, scope.bindings, locals: []) else { return nil }
    let key = FactKey(entity: path.entity, name: name)
    if let node = nodesOfFacts[key] { return follow(path, to: node) }
    guard let body = types.checkedFacts[key], body.type == .bool else { return nil }
    let node = condition(body.root, of: body, in: Scope(entity: path.entity))
    nodesOfFacts[key] = node
    return follow(path, to: node)
  }

  /// `==` and `!=` of two conditions that no predicate can hold, because a relation is read in them.
  private mutating func equality(
    _ name: String, _ operands: [Expression], _ expression: Expression, of whole: CheckedExpression, in scope: Scope
  ) -> RuleGraph.NodeID? {
    guard name == "_==_" || name == "_!=_", operands.allSatisfy({ whole.types[$0.id] == .bool }),
      leaves(of: cut(expression, from: whole), in: scope) == nil
    else { return nil }
    let (a, b) = (condition(operands[0], of: whole, in: scope), condition(operands[1], of: whole, in: scope))
    let node = intern(.equal(min(a, b), max(a, b)), scope)
    return name == "_==_" ? node : intern(.not(node), scope)
  }

  /// Reads a node at the end of a path from the path's beginning.
  mutating func follow(_ path: EntityPath, to node: RuleGraph.NodeID) -> RuleGraph.NodeID {
    var node = node
    for (index, step) in path.steps.enumerated().reversed() {
      node = graph.intern(RuleGraph.Node(home: path.entities[index], operation: .follow(step, node)))
    }
    return node
  }

  private mutating func predicate(
    _ expression: Expression, of whole: CheckedExpression, in scope: Scope
  ) -> RuleGraph.NodeID {
    let cut = cut(expression, from: whole)
    var collector = ColumnCollector(types: types)
    collector.collect(cut)
    let excerpt = graph.intern(
      Excerpt(expression: cut, home: scope.home, bindings: scope.bindings, columns: collector.columns))
    return intern(.predicate(RuleGraph.Predicate(excerpt: excerpt, leaves: leaves(of: cut, in: scope))), scope)
  }

  private func leaves(of cut: CheckedExpression, in scope: Scope) -> [RuleGraph.Leaf]? {
    LeafCollector.leaves(of: cut, scope.bindings, types: types)
  }

  private func cut(_ expression: Expression, from whole: CheckedExpression) -> CheckedExpression {
    CheckedExpression(
      parsed: ParsedExpression(source: whole.parsed.source, root: expression), types: whole.types,
      references: whole.references)
  }
}
