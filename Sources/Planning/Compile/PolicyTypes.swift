import CEL
import Diagnostics
import Policies
import Schema
import Values

/// The types that a policy's expressions see: the schema's entities with the policy's facts, its parameters, the run
/// and its catalogs. Facts are checked when first read, in whatever order they are written.
///
/// INVARIANT: used by one thread while a policy is compiled, and read-only afterwards; that is why it may be a class
/// with a cache and yet be `Sendable`.
final class PolicyTypes: ObjectTypes, @unchecked Sendable {
  static let parameters = ObjectType("params")
  static let run = ObjectType("run")

  let schema: InventorySchema
  let catalogs: CatalogTypes
  private let parameterDeclarations: [ParameterDeclaration]
  private let facts: [FactKey: Fact]
  private(set) var checkedFacts: [FactKey: CheckedExpression] = [:]
  private var factCosts: [FactKey: CostEstimate] = [:]
  private var leavesOfFacts: [FactKey: [RuleGraph.Leaf]?] = [:]
  private var diagnosed: Set<FactKey> = []
  private var underway: [FactKey] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(policy: Policy, schema: InventorySchema, catalogs: CatalogTypes) {
    self.schema = schema
    self.catalogs = catalogs
    parameterDeclarations = policy.parameters
    var facts: [FactKey: Fact] = [:]
    for group in policy.facts {
      for fact in group.facts { facts[FactKey(entity: group.entity.value, name: fact.name)] = fact }
    }
    self.facts = facts
  }

  /// The environment of an expression with these variables besides `params`, `run` and the catalogs.
  func environment(_ variables: [String: ValueType]) -> Environment {
    var all = variables.mapValues { Environment.Variable($0) }
    all["params"] = Environment.Variable(.object(PolicyTypes.parameters))
    all["run"] = Environment.Variable(.object(PolicyTypes.run))
    for (name, catalog) in catalogs.catalogs {
      all[name] = Environment.Variable(.object(catalog.objectType), origin: catalog.span)
    }
    return Environment(variables: all, objects: self)
  }

  /// Parses and checks an expression, adding what is wrong with it to `diagnostics`.
  func check(_ text: ExpressionText, _ variables: [String: ValueType], expecting: ValueType?) -> CheckedExpression? {
    let (parsed, syntax) = Parser.parse(ExpressionSource(text: text.text, map: text.map))
    diagnostics += syntax
    guard let parsed else { return nil }
    let (checked, problems) = Checker.check(parsed, in: environment(variables), expecting: expecting)
    diagnostics += problems
    guard let checked else { return nil }
    diagnostics += LiteralArguments.diagnostics(for: checked)
    diagnostics += CostEstimate.diagnostics(for: checked, member: cost)
    return checked
  }

  /// What a fact costs where it is read; nil for what is no fact.
  private func cost(of type: ObjectType, _ name: String) -> CostEstimate? {
    type.path.isEmpty ? factCosts[FactKey(entity: type.name, name: name)] : nil
  }

  /// Checks every fact, also those that no rule reads.
  func checkAllFacts() {
    for key in facts.keys.sorted() { _ = checkedFact(key) }
  }

  private func checkedFact(_ key: FactKey) -> CheckedExpression? {
    if let checked = checkedFacts[key] { return checked }
    guard let fact = facts[key], !diagnosed.contains(key) else { return nil }
    if let start = underway.firstIndex(of: key) {
      diagnosed.formUnion(underway[start...])
      diagnostics.append(.factCycle(underway[start...].map(\.description), at: fact.span))
      return nil
    }
    underway.append(key)
    defer { underway.removeLast() }
    let checked = check(fact.expression, [key.entity: .object(ObjectType(key.entity))], expecting: nil)
    guard let checked else {
      diagnosed.insert(key)
      return nil
    }
    checkedFacts[key] = checked
    let cost = CostEstimate(of: checked, member: cost)
    // What costs too much was told of the fact, and is not told again of all that reads it.
    if cost.steps <= CostEstimate.defaultLimit { factCosts[key] = cost }
    return checked
  }

  /// What a fact's value depends on, as seen from its own entity; nil if on the row as a whole, or if there is no such
  /// fact.
  func leaves(of key: FactKey) -> [RuleGraph.Leaf]? {
    if let known = leavesOfFacts[key] { return known }
    let leaves = checkedFacts[key].flatMap {
      LeafCollector.leaves(of: $0, [key.entity: EntityPath(entity: key.entity)], types: self)
    }
    leavesOfFacts[key] = .some(leaves)
    return leaves
  }

  // MARK: ObjectTypes

  func member(_ name: String, of type: ObjectType) -> ObjectMember? {
    if type == PolicyTypes.parameters {
      return parameterDeclarations.first { $0.name == name }.map { ObjectMember($0.type.valueType, origin: $0.span) }
    }
    if type == PolicyTypes.run { return name == "as_of" ? ObjectMember(.date) : nil }
    guard let entity = schema[type.name] else { return catalogs.member(name, of: type) }
    let path = type.path + [name]
    if let attribute = entity.attribute(path.joined(separator: ".")) {
      return ObjectMember(attribute.type.valueType, origin: attribute.span)
    }
    if entity.isGroup(path) { return ObjectMember(.object(ObjectType(type.name, path: path))) }
    guard type.path.isEmpty else { return nil }
    if let relation = entity.relation(name) {
      let object = ValueType.object(ObjectType(relation.entity))
      return ObjectMember(
        relation.isMany ? .list(object) : object, hasWindow: relation.many?.window != nil, origin: relation.span)
    }
    let key = FactKey(entity: entity.name, name: name)
    guard let fact = facts[key] else { return nil }
    return ObjectMember(checkedFact(key)?.type ?? .error, origin: fact.span)
  }

  func memberNames(of type: ObjectType) -> [String] {
    if type == PolicyTypes.parameters { return parameterDeclarations.map(\.name) }
    if type == PolicyTypes.run { return ["as_of"] }
    guard let entity = schema[type.name] else { return catalogs.memberNames(of: type) }
    let own = entity.members(ofGroup: type.path)
    guard type.path.isEmpty else { return own }
    return own + facts.keys.filter { $0.entity == entity.name }.map(\.name).sorted()
  }

  func methods(_ name: String, of type: ObjectType) -> [MethodSignature] { catalogs.methods(name, of: type) }

  func methodNames(of type: ObjectType) -> [String] { catalogs.methodNames(of: type) }
}

/// A fact's full name.
public struct FactKey: Hashable, Sendable, Comparable, CustomStringConvertible {
  public var entity: String
  public var name: String

  public init(entity: String, name: String) {
    self.entity = entity
    self.name = name
  }

  public static func < (a: FactKey, b: FactKey) -> Bool { (a.entity, a.name) < (b.entity, b.name) }

  /// As expressions write it: `camera.live`.
  public var description: String { "\(entity).\(name)" }
}
