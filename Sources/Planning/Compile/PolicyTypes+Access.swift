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
  ///
  /// - Parameter seesOptionals: whether to look through `a.?b`, whose value is an optional of what is reached.
  func access(
    _ expression: Expression, _ bindings: [String: EntityPath], locals: Set<String>, seesOptionals: Bool = false
  ) -> Access? {
    switch expression.kind {
    case .identifier(let name, let isRooted):
      return !isRooted && locals.contains(name) ? nil : bindings[name].map(Access.entity)
    case .select(let operand, let field, let isOptional):
      guard !isOptional || seesOptionals else { return nil }
      return access(operand, bindings, locals: locals, seesOptionals: seesOptionals)
        .flatMap { member(field, of: $0) }
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
}
