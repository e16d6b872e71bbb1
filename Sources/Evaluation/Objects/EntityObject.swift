import CEL
import Planning
import Schema
import Values

/// A row of an entity as CEL sees it: attributes, groups of them, relations and the policy's facts.
final class EntityObject: ObjectValue {
  let scope: EvaluationScope
  let layout: EntityLayout
  let row: Int
  /// Where reads are noted, while a finding is replayed.
  let log: ReadLog?
  /// Where the values of facts are kept, if anywhere.
  let facts: ValueMemo?

  init(scope: EvaluationScope, layout: EntityLayout, row: Int, log: ReadLog?, facts: ValueMemo?) {
    self.scope = scope
    self.layout = layout
    self.row = row
    self.log = log
    self.facts = facts
  }

  var entity: EntityType { layout.type }
  var type: ObjectType { ObjectType(entity.name) }
  var identity: String { "\(entity.name) \(scope.source.subject(row, of: entity.name))" }

  func member(_ name: String) -> Value {
    switch layout[name] {
    case .attribute(let attribute): read(attribute)
    case .one(let relation): target(relation)
    case .many(let relation): list(relation)
    case .group: .object(GroupObject(owner: self, path: name))
    case .fact(let fact): value(of: fact)
    case nil: .failure(Failure("\(entity.name) has no attribute \(name)"))
    }
  }

  func has(_ name: String) -> Value {
    switch layout[name] {
    case .attribute(let attribute): return presence(attribute)
    case .one:
      log?.read(entity.name, row, name, member(name))
      return scope.hasTarget(name, of: entity.name, row: row)
    case .many, .group: return .true
    case .fact, nil:
      switch member(name) {
      case .null: return .false
      case .unknown(let unknown): return .unknown(unknown)
      case .failure(let failure): return .failure(failure)
      default: return .true
      }
    }
  }

  /// The value of an attribute, noted in the log.
  func read(_ attribute: AttributeColumn) -> Value {
    let value = scope.value(attribute, of: layout, row: row)
    guard let log else { return value }
    log.read(entity.name, row, attribute.name, value)
    guard attribute.isData else { return value }
    return log.located(value, Reading.Key(entity: entity.name, row: row, name: attribute.name))
  }

  func presence(_ attribute: AttributeColumn) -> Value {
    log?.read(entity.name, row, attribute.name, scope.value(attribute, of: layout, row: row))
    return scope.has(attribute, of: layout, row: row)
  }

  private func target(_ relation: Relation) -> Value {
    let value: Value
    switch scope.target(relation.declaration.name, of: entity.name, row: row) {
    case .row(let target): return scope.object(relation.declaration.entity, row: target, log: log, facts: facts)
    case .null: value = .null
    case .unknown(let unknown): value = .unknown(unknown)
    }
    log?.read(entity.name, row, relation.declaration.name, value)
    return value
  }

  private func list(_ relation: Relation) -> Value {
    let elements = scope.children(relation.declaration, of: row).map {
      scope.object(relation.declaration.entity, row: Int($0), log: log, facts: facts)
    }
    return .list(
      ListValue(
        elements, openness: scope.openness(relation.declaration, of: entity.name, row: row),
        relation: RelationHandle(owner: self, relation: relation)))
  }

  private func value(of fact: ReadyFact) -> Value {
    func compute(_ trace: Trace?) -> Value {
      fact.program.evaluate(
        OneRowActivation(scope: scope, name: entity.name, row: .object(self), log: log), trace: trace)
    }
    guard let facts else { return compute(nil) }
    guard let log else { return facts.value(of: fact.number, row: row) { compute(nil) } }
    return facts.value(of: fact.root, in: fact.number, row: row, log, compute)
  }
}

extension EvaluationScope {
  /// A row as expressions see it; a failure for an entity that the schema does not have.
  public func object(_ entity: String, row: Int) -> Value { object(entity, row: row, log: nil, facts: nil) }

  func object(_ entity: String, row: Int, log: ReadLog?, facts: ValueMemo?) -> Value {
    guard let layout = layout(entity) else { return .failure(Failure("no such entity: \(entity)")) }
    return .object(EntityObject(scope: self, layout: layout, row: row, log: log, facts: facts))
  }
}

/// A group of dotted attributes: `camera.password`.
private struct GroupObject: ObjectValue {
  let owner: EntityObject
  /// With dots between the names of groups inside of each other.
  let path: String

  private var names: [String] { path.split(separator: ".").map(String.init) }
  var type: ObjectType { ObjectType(owner.entity.name, path: names) }
  var identity: String { "\(owner.identity) \(path)" }

  func member(_ name: String) -> Value {
    let full = path + "." + name
    if let attribute = owner.layout.attribute(full) { return owner.read(attribute) }
    if owner.entity.isGroup(names + [name]) { return .object(GroupObject(owner: owner, path: full)) }
    return .failure(Failure("\(owner.entity.name) has no attribute \(full)"))
  }

  func has(_ name: String) -> Value {
    let full = path + "." + name
    if let attribute = owner.layout.attribute(full) { return owner.presence(attribute) }
    return owner.entity.isGroup(names + [name])
      ? .true : .failure(Failure("\(owner.entity.name) has no attribute \(full)"))
  }
}

/// A to-many relation that `during` can narrow.
private final class RelationHandle: RelationValue {
  let owner: EntityObject
  private let relation: Relation

  init(owner: EntityObject, relation: Relation) {
    self.owner = owner
    self.relation = relation
  }

  func during(_ from: Value, _ to: Value) -> Value {
    guard case .date(let from) = from, case .date(let to) = to else {
      return .failure(Failure("during needs two dates"))
    }
    let window = RuleGraph.Aggregate.Window(from: from, to: to)
    let (scope, relation) = (owner.scope, relation.declaration)
    var openness = scope.openness(relation, of: owner.entity.name, row: owner.row, period: (from, to))
    var elements: [Value] = []
    for child in scope.children(relation, of: owner.row) {
      switch scope.isWithin(window, relation, child: Int(child)) {
      case .true: elements.append(scope.object(relation.entity, row: Int(child), log: owner.log, facts: owner.facts))
      case .false: continue
      case .unknown, .error:
        let attribute = relation.many?.window ?? ""
        let cause: Unknown
        if case .unknown(let unknown) = scope.value(attribute, of: relation.entity, row: Int(child)) {
          cause = unknown
        } else {
          cause = Unknown(.valueUnreadable, "\(relation.entity).\(attribute)")
        }
        openness = openness?.merging(cause) ?? cause
      }
    }
    return .list(ListValue(elements, openness: openness))
  }
}

/// The variables of a condition about rows, and the constants of its scope.
struct RowActivation: Activation {
  let scope: EvaluationScope
  let rows: [String: Value]
  /// Where it is noted what is looked up in catalogs, while a finding is replayed.
  var log: ReadLog?

  func value(of variable: String) -> Value? {
    rows[variable] ?? scope.constant(variable, log)
  }
}

/// The same for the one row that most conditions are about.
struct OneRowActivation: Activation {
  let scope: EvaluationScope
  let name: String
  let row: Value
  var log: ReadLog?

  func value(of variable: String) -> Value? { variable == name ? row : scope.constant(variable, log) }
}
