import CEL
import Schema
import Values

/// Turns checked conditions into nodes of the rule graph.
///
/// Logic becomes logic, a relation's `exists` and `all` become aggregates, facts are looked through, and what is left is
/// cut into predicates as large as they come. Whatever a predicate reads besides attributes makes it row by row: slower,
/// never different.
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
    case .select:
      if let node = fact(expression, in: scope) { return node }
    case .comprehension(let comprehension):
      if let node = aggregate(comprehension, of: whole, in: scope) { return node }
    default: break
    }
    return predicate(expression, of: whole, in: scope)
  }

  private mutating func intern(_ operation: RuleGraph.Operation, _ scope: Scope) -> RuleGraph.NodeID {
    graph.intern(RuleGraph.Node(home: scope.home, operation: operation))
  }

  /// A fact is its body at the entity it is about.
  private mutating func fact(_ expression: Expression, in scope: Scope) -> RuleGraph.NodeID? {
    guard case .fact(let path, let name) = types.access(expression, scope.bindings, locals: []),
      let body = types.checkedFacts[FactKey(entity: path.entity, name: name)], body.type == .bool
    else { return nil }
    let node = condition(body.root, of: body, in: Scope(entity: path.entity))
    return follow(path, to: node)
  }

  /// `exists` and `all` over a relation, unless the condition also looks at rows that the child does not lead to.
  private mutating func aggregate(
    _ comprehension: Expression.Comprehension, of whole: CheckedExpression, in scope: Scope
  ) -> RuleGraph.NodeID? {
    let quantifier: RuleGraph.Aggregate.Quantifier
    switch comprehension.macro {
    case .exists: quantifier = .exists
    case .all: quantifier = .all
    default: return nil
    }
    guard comprehension.variables.count == 1, let variable = comprehension.variables.first,
      let body = comprehension.condition, whole.types[body.id] == .bool,
      let range = relation(comprehension.operand, of: whole, in: scope),
      let many = types.schema[range.path.entity]?.relation(range.name)
    else { return nil }

    var bindings = [variable: EntityPath(entity: many.entity)]
    for (name, path) in scope.bindings where name != variable && body.mentions(name) {
      guard range.path.steps.isEmpty, let via = many.many?.via else { return nil }
      bindings[name] = EntityPath(entity: many.entity).appending(via, to: range.path.entity, isBack: true).appending(
        path)
    }
    let node = condition(body, of: whole, in: Scope(home: many.entity, bindings: bindings))
    let aggregate = RuleGraph.Aggregate(
      quantifier: quantifier, relation: range.name, body: node, window: range.window)
    let home = graph.intern(RuleGraph.Node(home: range.path.entity, operation: .aggregate(aggregate)))
    return follow(range.path, to: home)
  }

  /// A to-many relation, narrowed to an interval or not.
  private func relation(
    _ expression: Expression, of whole: CheckedExpression, in scope: Scope
  ) -> (path: EntityPath, name: String, window: RuleGraph.Aggregate.Window?)? {
    if case .relation(let path, let name) = types.access(expression, scope.bindings, locals: []) {
      return (path, name, nil)
    }
    guard case .call("during", let target?, let arguments) = expression.kind, arguments.count == 2,
      case .relation(let path, let name) = types.access(target, scope.bindings, locals: []),
      case .date(let from)? = constant(arguments[0], whole), case .date(let to)? = constant(arguments[1], whole)
    else { return nil }
    return (path, name, RuleGraph.Aggregate.Window(from: from, to: to))
  }

  /// Reads a node at the end of a path from the path's beginning.
  private mutating func follow(_ path: EntityPath, to node: RuleGraph.NodeID) -> RuleGraph.NodeID {
    var node = node
    for (index, step) in path.steps.enumerated().reversed() {
      node = graph.intern(RuleGraph.Node(home: path.entities[index], operation: .follow(step, node)))
    }
    return node
  }

  private mutating func predicate(
    _ expression: Expression, of whole: CheckedExpression, in scope: Scope
  ) -> RuleGraph.NodeID {
    let cut = CheckedExpression(
      parsed: ParsedExpression(source: whole.parsed.source, root: expression), types: whole.types,
      references: whole.references)
    let bindings = scope.bindings.filter { expression.mentions($0.key) }
    let excerpt = graph.intern(
      Excerpt(expression: cut, home: scope.home, bindings: bindings, text: Unparser.text(of: expression)))
    var leaves: Set<RuleGraph.Leaf> = []
    let isClosed = types.collectLeaves(of: cut, scope.bindings, into: &leaves)
    return intern(.predicate(RuleGraph.Predicate(excerpt: excerpt, leaves: isClosed ? leaves.sorted() : nil)), scope)
  }
}
