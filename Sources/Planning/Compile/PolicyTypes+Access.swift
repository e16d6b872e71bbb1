import CEL
import Schema
import Values

/// What a chain of selections reaches.
enum Access {
  case entity(EntityPath)
  case group(EntityPath, [String])
  case attribute(EntityPath, String)
  case fact(EntityPath, String)
  case relation(EntityPath, String)
}

extension PolicyTypes {
  /// What a name or a chain of selections reaches from the rows that the variables stand for; nil where it is something
  /// else. Comprehension variables in `locals` hide the others.
  func access(_ expression: Expression, _ bindings: [String: EntityPath], locals: Set<String>) -> Access? {
    switch expression.kind {
    case .identifier(let name, isRooted: false):
      return locals.contains(name) ? nil : bindings[name].map(Access.entity)
    case .select(let operand, let field, isOptional: false):
      return access(operand, bindings, locals: locals).flatMap { member(field, of: $0) }
    default: return nil
    }
  }

  private func member(_ name: String, of access: Access) -> Access? {
    switch access {
    case .entity(let path):
      guard let entity = schema[path.entity] else { return nil }
      if entity.attribute(name) != nil { return .attribute(path, name) }
      if entity.isGroup([name]) { return .group(path, [name]) }
      if let relation = entity.relation(name) {
        return relation.isMany
          ? .relation(path, name) : .entity(path.appending(name, to: relation.entity))
      }
      return checkedFacts[FactKey(entity: path.entity, name: name)] == nil ? nil : .fact(path, name)
    case .group(let path, let parts):
      guard let entity = schema[path.entity] else { return nil }
      let inner = parts + [name]
      if entity.attribute(inner.joined(separator: ".")) != nil { return .attribute(path, inner.joined(separator: ".")) }
      return entity.isGroup(inner) ? .group(path, inner) : nil
    case .attribute, .fact, .relation: return nil
    }
  }

  /// Collects everything a stretch of CEL reads of entities.
  ///
  /// - Returns: false if it reads more than attributes and the presence of links, so that its result depends on the row.
  func collectLeaves(
    of expression: CheckedExpression, _ bindings: [String: EntityPath], into leaves: inout Set<RuleGraph.Leaf>
  ) -> Bool {
    var collector = LeafCollector(types: self, whole: expression, bindings: bindings)
    let isClosed = collector.visit(expression.root, locals: [])
    leaves = collector.leaves
    return isClosed
  }
}

/// Walks an expression and the facts it names.
private struct LeafCollector {
  let types: PolicyTypes
  let whole: CheckedExpression
  let bindings: [String: EntityPath]
  var leaves: Set<RuleGraph.Leaf> = []

  mutating func visit(_ expression: Expression, locals: Set<String>) -> Bool {
    if let access = types.access(expression, bindings, locals: locals) { return visit(access) }
    switch expression.kind {
    case .literal, .identifier: return true
    case .select(let operand, _, _): return visit(operand, locals: locals)
    case .presence(_, let operand, let field, let isOptional):
      return presence(operand, field, isOptional: isOptional, locals: locals)
    case .call(let function, let target, let arguments):
      return call(function, target, arguments, locals: locals)
    case .list(let elements, _): return elements.allSatisfy { visit($0, locals: locals) }
    case .map(let entries):
      return entries.allSatisfy { visit($0.key, locals: locals) && visit($0.value, locals: locals) }
    case .message(_, let fields): return fields.allSatisfy { visit($0.value, locals: locals) }
    case .comprehension(let comprehension):
      let inner = locals.union(comprehension.variables)
      return visit(comprehension.operand, locals: locals)
        && (comprehension.condition.map { visit($0, locals: inner) } ?? true)
        && (comprehension.transform.map { visit($0, locals: inner) } ?? true)
    case .bind(let variable, let value, let body):
      return visit(value, locals: locals) && visit(body, locals: locals.union([variable]))
    case .optionalMap(let operand, let variable, let body, _):
      return visit(operand, locals: locals) && visit(body, locals: locals.union([variable]))
    }
  }

  private mutating func visit(_ access: Access) -> Bool {
    switch access {
    case .attribute(let path, let name):
      insert(path, name)
      return true
    case .fact(let path, let name):
      guard let fact = types.checkedFacts[FactKey(entity: path.entity, name: name)] else { return false }
      var inner = LeafCollector(types: types, whole: fact, bindings: [path.entity: path])
      let isClosed = inner.visit(fact.root, locals: [])
      leaves.formUnion(inner.leaves)
      return isClosed
    case .entity, .group, .relation: return false
    }
  }

  private mutating func insert(_ path: EntityPath, _ name: String) {
    leaves.insert(RuleGraph.Leaf(path: path, name: name, isLink: false))
  }

  private mutating func insertLink(_ path: EntityPath) -> Bool {
    if let (owner, step) = path.parent, !step.isBack {
      leaves.insert(RuleGraph.Leaf(path: owner, name: step.relation, isLink: true))
    }
    return true
  }

  private mutating func presence(
    _ operand: Expression, _ field: String, isOptional: Bool, locals: Set<String>
  ) -> Bool {
    let selection = Expression(
      id: operand.id, range: operand.range, kind: .select(operand, field: field, isOptional: isOptional))
    switch types.access(selection, bindings, locals: locals) {
    case .attribute(let path, let name):
      insert(path, name)
      return true
    case .entity(let path): return insertLink(path)
    case .fact, .group, .relation: return false
    case nil: return visit(operand, locals: locals)
    }
  }

  private mutating func call(
    _ function: String, _ target: Expression?, _ arguments: [Expression], locals: Set<String>
  ) -> Bool {
    if (function == "_==_" || function == "_!=_") && arguments.count == 2 {
      for (one, other) in [(arguments[0], arguments[1]), (arguments[1], arguments[0])] where one.isNull {
        if case .entity(let path) = types.access(other, bindings, locals: locals) { return insertLink(path) }
      }
    }
    if let target, case .object(let type)? = whole.types[target.id], type.name.hasPrefix("catalog:"),
      arguments.count == 1, case .entity(let path)? = types.access(arguments[0], bindings, locals: locals),
      let catalog = types.catalogs.catalogs[String(type.name.dropFirst("catalog:".count))]
    {
      for name in catalog.attributesRead(of: path.entity) { insert(path, name) }
      return true
    }
    guard target.map({ visit($0, locals: locals) }) ?? true else { return false }
    return arguments.allSatisfy { visit($0, locals: locals) }
  }
}
