import CEL
import Planning
import Schema
import Tables
import Values

/// What one policy sees of one inventory on one day: the values of its entities with staleness applied, its catalogs,
/// its parameters.
///
/// Everything that reads a value goes through here, the columnar executor's dictionaries and the interpreter's objects
/// alike, so that both mean the same.
public final class EvaluationScope: Sendable {
  public let policy: CompiledPolicy
  public let source: any BatchSource
  /// Sources that are too old for this policy, by index.
  public let staleSources: Set<Int>
  let freshness: Freshness
  let interpreter: Interpreter
  private let zone: Zone
  /// By entity and name.
  private let facts: [String: [String: ReadyFact]]
  private let excerpts: [(program: CEL.Program, bindings: [String: EntityPath])]
  private let constants: [String: Value]
  private let catalogs: [String: any ReferenceCatalog]
  private let layouts: [String: EntityLayout]

  /// - Parameter catalogs: the catalogs that the policy uses, by name.
  public init(policy: CompiledPolicy, source: any BatchSource, catalogs: [String: any ObjectValue]) {
    self.policy = policy
    self.source = source
    let limits = Dictionary(
      policy.policy.freshness.map { ($0.section.value, $0.days) }, uniquingKeysWith: { first, _ in first })
    let freshness = Freshness(limits: limits, asOf: policy.asOf)
    self.freshness = freshness
    staleSources =
      limits.isEmpty ? [] : Set(source.sources.indices.filter { freshness.isStale(source.sources[$0]) })
    let interpreter = Interpreter(context: EvaluationContext(zone: source.zone))
    self.interpreter = interpreter
    zone = Zone(source.zone) ?? .utc
    var facts: [String: [String: ReadyFact]] = [:]
    for (number, fact) in policy.facts.enumerated() {
      facts[fact.key.entity, default: [:]][fact.key.name] = ReadyFact(
        number: number, root: fact.value.root.id, program: interpreter.prepare(fact.value))
    }
    self.facts = facts
    excerpts = policy.graph.excerpts.map { (interpreter.prepare($0.expression), $0.bindings) }
    var constants = catalogs.mapValues { Value.object($0) }
    constants["params"] = .object(ParameterObject(values: policy.parameters))
    constants["run"] = .object(RunObject(asOf: policy.asOf))
    self.constants = constants
    self.catalogs = constants.compactMapValues { constant in
      if case .object(let object) = constant { object.referenceCatalog } else { nil }
    }
    let entities = policy.schema.entities.map { ($0.name, EntityLayout($0, source, facts: facts[$0.name] ?? [:])) }
    layouts = Dictionary(entities, uniquingKeysWith: { first, _ in first })
  }

  /// The same scope over rows of one entity that stand for distinct values; of other entities there is nothing, and no
  /// source is stale.
  init(_ base: EvaluationScope, over source: any BatchSource, layout: EntityLayout) {
    policy = base.policy
    self.source = source
    freshness = base.freshness
    staleSources = []
    interpreter = base.interpreter
    zone = base.zone
    facts = base.facts
    excerpts = base.excerpts
    constants = base.constants
    catalogs = base.catalogs
    layouts = [layout.type.name: layout]
  }

  /// The value of a variable that is the same for every row: a catalog, `params`, `run`.
  /// - Parameter log: where it is noted what is looked up in catalogs.
  func constant(_ name: String, _ log: ReadLog? = nil) -> Value? {
    if let log, let catalog = catalogs[name] { return .object(LoggedCatalog(catalog: catalog, log: log)) }
    return constants[name]
  }

  /// The policy's facts about an entity, by name.
  func facts(of entity: String) -> [String: ReadyFact] { facts[entity] ?? [:] }

  /// An excerpt of the graph, ready to be evaluated, and what its variables stand for.
  func excerpt(_ index: Int) -> (program: CEL.Program, bindings: [String: EntityPath]) { excerpts[index] }

  /// What the objects of an entity share; nil for an entity that the schema does not have.
  func layout(_ entity: String) -> EntityLayout? { layouts[entity] }

  // MARK: Attributes

  /// The value of an attribute, with the subject named in the causes of what is not known.
  func value(_ attribute: String, of entity: String, row: Int) -> Value {
    guard let layout = layouts[entity], let column = layout.attribute(attribute) else {
      return .failure(Failure("\(entity) has no attribute \(attribute)"))
    }
    return value(column, of: layout, row: row)
  }

  func value(_ attribute: AttributeColumn, of layout: EntityLayout, row: Int) -> Value {
    let entity = layout.type.name
    if isStale(attribute.name, of: entity, row: row) {
      return .unknown(Unknown(.sourceStale, attribute.column.name, subject: source.subject(row, of: entity)))
    }
    let value = attribute.column.entries[Int(attribute.column.codes[row])].value
    guard case .unknown(let unknown) = value, let cause = unknown.causes.first else { return value }
    return .unknown(
      Unknown(cause.code, cause.attribute, subject: source.subject(row, of: entity), detail: cause.detail))
  }

  /// `has` of an attribute: a value other than null is there, even an unreadable one (DESIGN section 2.2).
  func has(_ attribute: AttributeColumn, of layout: EntityLayout, row: Int) -> Value {
    let (entity, column) = (layout.type.name, attribute.column)
    if isStale(attribute.name, of: entity, row: row) {
      return .unknown(Unknown(.sourceStale, column.name, subject: source.subject(row, of: entity)))
    }
    switch column.entries[Int(column.codes[row])].presence {
    case .given: return .true
    case .empty: return .false
    case .absent:
      return .unknown(Unknown(.attributeAbsent, column.name, subject: source.subject(row, of: entity)))
    }
  }

  /// Whether what a source says of an attribute is too old to be used.
  func isStale(_ attribute: String, of entity: String, row: Int) -> Bool {
    guard !staleSources.isEmpty else { return false }
    guard let record = source.record(of: row, attribute: attribute, entity: entity) else { return false }
    return staleSources.contains(Int(record.source))
  }

  // MARK: To-one relations

  /// Whom a to-one relation names.
  enum Target {
    case row(Int)
    case null
    case unknown(Unknown)
  }

  func target(_ relation: String, of entity: String, row: Int) -> Target {
    let name = "\(entity).\(relation)"
    guard let link = source.link(relation, of: entity) else {
      return .unknown(Unknown(.attributeAbsent, name, subject: source.subject(row, of: entity)))
    }
    if isStale(relation, of: entity, row: row) {
      return .unknown(Unknown(.sourceStale, name, subject: source.subject(row, of: entity)))
    }
    switch link.rows[row] {
    case Link.null: return .null
    case Link.unknown:
      return .unknown(
        Unknown(link.reasons[row] ?? .valueMissing, name, subject: source.subject(row, of: entity)))
    case let target: return .row(Int(target))
    }
  }

  /// Where a step of a path leads.
  func target(_ step: EntityPath.Step, of entity: String, row: Int) -> Target {
    if step.isBack, let rows = source.link(step.relation, of: entity)?.rows, rows[row] >= 0 {
      return .row(Int(rows[row]))
    }
    return target(step.relation, of: entity, row: row)
  }

  /// `has` of a to-one relation.
  func hasTarget(_ relation: String, of entity: String, row: Int) -> Value {
    switch target(relation, of: entity, row: row) {
    case .row: return .true
    case .null: return .false
    case .unknown(let unknown):
      switch unknown.code {
      case .valueMissing: return .false
      case .valueUnreadable, .conflict: return .true
      default: return .unknown(unknown)
      }
    }
  }

  // MARK: To-many relations

  /// The children of a row, in the order of their table.
  func children(_ relation: RelationDeclaration, of row: Int) -> ArraySlice<UInt32> {
    guard let many = relation.many,
      let adjacency = source.adjacency(child: relation.entity, relation: many.via)
    else { return [] }
    return adjacency[row]
  }

  /// Whether a child lies within an interval of its relation's window.
  func isWithin(_ window: RuleGraph.Aggregate.Window, _ relation: RelationDeclaration, child: Int) -> Truth {
    guard let attribute = relation.many?.window else { return .error }
    switch value(attribute, of: relation.entity, row: child) {
    case .date(let day): return window.from <= day && day <= window.to ? .true : .false
    case .timestamp(let instant):
      let day = instant.date(in: zone)
      return window.from <= day && day <= window.to ? .true : .false
    case .unknown: return .unknown
    default: return .unknown
    }
  }
}
