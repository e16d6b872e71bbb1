import CEL
import Schema
import Values

/// Collects the columns that a stretch of CEL reads, of whatever entities, through the facts it names: what readers must
/// decode for it. A name too many costs time; one too few would be a wrong verdict.
struct ColumnCollector {
  private let types: PolicyTypes
  private(set) var columns: Set<Plan.ColumnReference> = []
  private var seen: Set<FactKey> = []

  init(types: PolicyTypes) { self.types = types }

  /// Adds what an expression reads.
  /// - Complexity: O(nodes), each fact once
  mutating func collect(_ whole: CheckedExpression) {
    var entities: Set<String> = []
    var isUntyped = false
    whole.root.forEach { expression in
      if let entity = entity(whole.types[expression.id]) { entities.insert(entity) }
      switch expression.kind {
      case .select(let operand, let field, _), .presence(_, let operand, let field, _):
        let type = whole.types[operand.id]
        if type == nil || type == .dyn || type == .optional(.dyn) { isUntyped = true }
        if let object = object(type) { read(field, of: object) }
      case .call(let name, let target?, let arguments): method(name, target, arguments, of: whole)
      default: break
      }
    }
    // An object of which the checker forgot the type can be asked for anything.
    if isUntyped { entities.sorted().forEach { readAll($0) } }
  }

  private mutating func read(_ field: String, of object: ObjectType) {
    guard let entity = types.schema[object.name] else { return }
    let name = (object.path + [field]).joined(separator: ".")
    if entity.attribute(name) != nil {
      insert(entity.name, name)
    } else if object.path.isEmpty, let relation = entity.relation(field) {
      if let many = relation.many {
        insert(relation.entity, many.via, isLink: true)
      } else {
        insert(entity.name, field, isLink: true)
      }
    } else if object.path.isEmpty {
      let key = FactKey(entity: entity.name, name: field)
      if let fact = types.checkedFacts[key], seen.insert(key).inserted { collect(fact) }
    }
  }

  private mutating func method(
    _ name: String, _ target: Expression, _ arguments: [Expression], of whole: CheckedExpression
  ) {
    if name == "during", case .select(let owner, let field, _) = target.kind, let type = object(whole.types[owner.id]),
      let relation = types.schema[type.name]?.relation(field), let window = relation.many?.window
    {
      insert(relation.entity, window)
    }
    guard case .object(let type)? = whole.types[target.id], type.name.hasPrefix("catalog:"),
      let catalog = types.catalogs.catalogs[String(type.name.dropFirst("catalog:".count))]
    else { return }
    for argument in arguments {
      guard let entity = entity(whole.types[argument.id]) else { continue }
      for attribute in catalog.attributesRead(of: entity) { insert(entity, attribute) }
    }
  }

  private mutating func readAll(_ name: String) {
    guard let entity = types.schema[name] else { return }
    for attribute in entity.attributes { insert(name, attribute.name) }
    for relation in entity.relations { read(relation.name, of: ObjectType(name)) }
  }

  private mutating func insert(_ entity: String, _ name: String, isLink: Bool = false) {
    columns.insert(Plan.ColumnReference(entity: entity, name: name, isLink: isLink))
  }

  private func object(_ type: ValueType?) -> ObjectType? {
    switch type {
    case .object(let object): object
    case .optional(let inner): self.object(inner)
    default: nil
    }
  }

  private func entity(_ type: ValueType?) -> String? {
    switch type {
    case .object(let object): types.schema[object.name]?.name
    case .list(let inner), .optional(let inner): entity(inner)
    default: nil
    }
  }
}
