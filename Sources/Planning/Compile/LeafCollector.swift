import CEL
import Schema
import Values

/// Collects what the value of a stretch of CEL depends on, through the facts it names.
///
/// Whatever hangs on a row at the end of a path (its relations to many, the row as such) is one leaf, the row; what
/// hangs on the home row itself makes every row its own case.
struct LeafCollector {
  private let types: PolicyTypes
  private let whole: CheckedExpression
  private let bindings: [String: EntityPath]
  private var leaves: Set<RuleGraph.Leaf> = []

  private init(types: PolicyTypes, whole: CheckedExpression, bindings: [String: EntityPath]) {
    self.types = types
    self.whole = whole
    self.bindings = bindings
  }

  /// The leaves, sorted; nil if the value depends on the home row as a whole.
  static func leaves(
    of expression: CheckedExpression, _ bindings: [String: EntityPath], types: PolicyTypes
  ) -> [RuleGraph.Leaf]? {
    var collector = LeafCollector(types: types, whole: expression, bindings: bindings)
    return collector.visit(expression.root, locals: []) ? collector.leaves.sorted() : nil
  }

  private mutating func visit(_ expression: Expression, locals: Set<String>) -> Bool {
    if let access = types.access(expression, bindings, locals: locals) { return visit(access) }
    switch expression.kind {
    case .literal, .identifier: return true
    case .select(let operand, _, _):
      if let access = types.access(expression, bindings, locals: locals, seesOptionals: true) {
        return optional(access)
      }
      return visit(operand, locals: locals)
    case .presence(_, let operand, let field, let isOptional):
      return presence(operand, field, isOptional: isOptional, locals: locals)
    case .call(let function, let target, let arguments):
      return call(function, target, arguments, locals: locals)
    case .comprehension(let comprehension):
      let inner = locals.union(comprehension.variables)
      return visit(comprehension.operand, locals: locals)
        && (comprehension.condition.map { visit($0, locals: inner) } ?? true)
        && (comprehension.transform.map { visit($0, locals: inner) } ?? true)
    case .bind(let variable, let value, let body), .optionalMap(let value, let variable, let body, _):
      return visit(value, locals: locals) && visit(body, locals: locals.union([variable]))
    case .list, .map, .message: return expression.children.allSatisfy { visit($0, locals: locals) }
    }
  }

  private mutating func visit(_ access: Access) -> Bool {
    switch access {
    case .attribute(let path, let name):
      leaves.insert(RuleGraph.Leaf(path: path, kind: .attribute(name)))
      return true
    case .fact(let path, let name):
      guard let read = types.leaves(of: FactKey(entity: path.entity, name: name)) else { return row(path) }
      // A fact may read nothing of its row, yet where there is no row it has no value.
      if read.isEmpty { link(path) }
      for leaf in read { leaves.insert(RuleGraph.Leaf(path: path.appending(leaf.path), kind: leaf.kind)) }
      return true
    case .entity(let path), .group(let path, _), .relation(let path, _): return row(path)
    }
  }

  /// `a.?b`: whether each link on the way is there matters besides what stands at the end.
  private mutating func optional(_ access: Access) -> Bool {
    switch access {
    case .attribute(let path, _), .fact(let path, _), .entity(let path), .group(let path, _), .relation(let path, _):
      for prefix in path.prefixes { link(prefix) }
      return visit(access)
    }
  }

  private mutating func row(_ path: EntityPath) -> Bool {
    guard !path.steps.isEmpty else { return false }
    leaves.insert(RuleGraph.Leaf(path: path, kind: .row))
    return true
  }

  private mutating func link(_ path: EntityPath) {
    if let (owner, step) = path.parent { leaves.insert(RuleGraph.Leaf(path: owner, kind: .link(step))) }
  }

  private mutating func presence(
    _ operand: Expression, _ field: String, isOptional: Bool, locals: Set<String>
  ) -> Bool {
    let selection = Expression(
      id: operand.id, range: operand.range, kind: .select(operand, field: field, isOptional: isOptional))
    switch types.access(selection, bindings, locals: locals) {
    case .attribute(let path, let name): return visit(.attribute(path, name))
    case .fact(let path, let name): return visit(.fact(path, name))
    case .entity(let path), .group(let path, _), .relation(let path, _):
      link(path)
      return true
    case nil: return visit(operand, locals: locals)
    }
  }

  private mutating func call(
    _ function: String, _ target: Expression?, _ arguments: [Expression], locals: Set<String>
  ) -> Bool {
    if (function == "_==_" || function == "_!=_") && arguments.count == 2 {
      for (one, other) in [(arguments[0], arguments[1]), (arguments[1], arguments[0])] where one.isNull {
        if case .entity(let path) = types.access(other, bindings, locals: locals) {
          link(path)
          return true
        }
      }
    }
    if let target, arguments.count == 1, let catalog = catalog(of: target),
      case .entity(let path)? = types.access(arguments[0], bindings, locals: locals)
    {
      link(path)
      for name in catalog.attributesRead(of: path.entity) { _ = visit(.attribute(path, name)) }
      return true
    }
    guard target.map({ visit($0, locals: locals) }) ?? true else { return false }
    return arguments.allSatisfy { visit($0, locals: locals) }
  }

  private func catalog(of target: Expression) -> CatalogDeclaration? {
    guard case .object(let type)? = whole.types[target.id], type.name.hasPrefix("catalog:") else { return nil }
    return types.catalogs.catalogs[String(type.name.dropFirst("catalog:".count))]
  }
}
