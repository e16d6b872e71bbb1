import CEL
import Diagnostics
import Policies
import Schema
import Values

/// The types that a policy's expressions see: the schema's entities with the policy's facts, its parameters, the run
/// and its catalogs. Facts may be written in any order.
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
  private let constants: [String: Environment.Variable]
  private(set) var checkedFacts: [FactKey: CheckedExpression] = [:]
  private var factCosts: [FactKey: CostEstimate] = [:]
  private var leavesOfFacts: [FactKey: [RuleGraph.Leaf]?] = [:]
  private var diagnosed: Set<FactKey> = []
  /// Facts that were asked for before they were checked.
  private var sought: [FactKey] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(policy: Policy, schema: InventorySchema, catalogs: CatalogTypes) {
    self.schema = schema
    self.catalogs = catalogs
    constants = Self.constants(catalogs)
    parameterDeclarations = policy.parameters
    var facts: [FactKey: Fact] = [:]
    for group in policy.facts {
      for fact in group.facts { facts[FactKey(entity: group.entity.value, name: fact.name)] = fact }
    }
    self.facts = facts
  }

  /// The environment of an expression with these variables besides `params`, `run` and the catalogs.
  func environment(_ variables: [String: ValueType]) -> Environment {
    var all = constants
    for (name, type) in variables where all[name] == nil { all[name] = Environment.Variable(type) }
    return Environment(variables: all, objects: self)
  }

  /// What expressions name besides the rows that they are about.
  private static func constants(_ catalogs: CatalogTypes) -> [String: Environment.Variable] {
    var all = [
      "params": Environment.Variable(.object(PolicyTypes.parameters)),
      "run": Environment.Variable(.object(PolicyTypes.run)),
    ]
    for (name, catalog) in catalogs.catalogs {
      all[name] = Environment.Variable(.object(catalog.objectType), origin: catalog.span)
    }
    return all
  }

  /// Parses and checks an expression, adding what is wrong with it to `diagnostics`.
  ///
  /// - Returns: nil also where a limit is passed: what comes after recurses over the expression and the facts it reads.
  func check(_ text: ExpressionText, _ variables: [String: ValueType], expecting: ValueType?) -> CheckedExpression? {
    let (checked, problems) = parse(text).map { check($0, variables, expecting: expecting) } ?? (nil, [])
    diagnostics += problems
    return checked
  }

  private func parse(_ text: ExpressionText) -> ParsedExpression? {
    let (parsed, problems) = Parser.parse(ExpressionSource(text: text.text, map: text.map))
    diagnostics += problems
    return parsed
  }

  private func check(
    _ parsed: ParsedExpression, _ variables: [String: ValueType], expecting: ValueType?
  ) -> (CheckedExpression?, [Diagnostic]) {
    let (checked, problems) = Checker.check(parsed, in: environment(variables), expecting: expecting)
    guard let checked else { return (nil, problems + LiteralArguments.patternDiagnostics(for: parsed)) }
    let excess = CostEstimate.diagnostics(for: checked, member: cost)
    return (excess.isEmpty ? checked : nil, problems + LiteralArguments.diagnostics(for: checked) + excess)
  }

  /// What a fact costs where it is read; nil for what is no fact.
  private func cost(of type: ObjectType, _ name: String) -> CostEstimate? {
    type.path.isEmpty ? factCosts[FactKey(entity: type.name, name: name)] : nil
  }

  // MARK: Facts

  /// Checks every fact, also those that no rule reads, each after those that it reads.
  ///
  /// What a fact reads is only known while it is checked. One that asks for a fact without a type as yet is put off and
  /// checked again behind that one: by an agenda, since a chain of facts may be too long to recurse over.
  func checkAllFacts() {
    var parsed: [FactKey: ParsedExpression] = [:]
    for (key, fact) in facts.sorted(by: { $0.key < $1.key }) {
      parsed[key] = parse(fact.expression)
      if parsed[key] == nil { diagnosed.insert(key) }
    }
    var agenda = Array(facts.keys.sorted().reversed())
    var path: [FactKey] = []
    var isOnPath: Set<FactKey> = []
    while let key = agenda.last {
      guard checkedFacts[key] == nil, !diagnosed.contains(key), let tree = parsed[key] else {
        agenda.removeLast()
        if path.last == key { isOnPath.remove(path.removeLast()) }
        continue
      }
      sought = []
      let (checked, problems) = check(tree, [key.entity: .object(ObjectType(key.entity))], expecting: nil)
      if sought.isEmpty {
        diagnostics += problems
        finish(key, checked)
        continue
      }
      if isOnPath.insert(key).inserted { path.append(key) }
      if let first = sought.first(where: isOnPath.contains), let start = path.firstIndex(of: first) {
        diagnosed.formUnion(path[start...])
        diagnostics.append(.factCycle(path[start...].map(\.description), at: facts[first]?.span))
      } else {
        agenda += sought.reversed()
      }
    }
  }

  private func finish(_ key: FactKey, _ checked: CheckedExpression?) {
    guard let checked else {
      diagnosed.insert(key)
      return
    }
    checkedFacts[key] = checked
    factCosts[key] = CostEstimate(of: checked, member: cost)
  }

  /// The type of a fact; one that agrees with everything where there is none, or none as yet.
  private func factType(_ key: FactKey) -> ValueType {
    if let checked = checkedFacts[key] { return checked.type }
    if !diagnosed.contains(key) { sought.append(key) }
    return .error
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
    return ObjectMember(factType(key), origin: fact.span)
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
