import CEL
import Diagnostics
import Policies
import Schema
import Values

/// Compiles policies: text to checked expressions to a rule graph to a plan.
public enum PolicyCompiler {
  /// Compiles a policy for a run.
  ///
  /// - Returns: the compiled policy, or nil if something is wrong with it; and everything that is wrong.
  public static func compile(
    _ policy: Policy, schema: InventorySchema, catalogs: [CatalogDeclaration], tailoring: Tailoring
  ) -> (CompiledPolicy?, [Diagnostic]) {
    let types = PolicyTypes(policy: policy, schema: schema, catalogs: CatalogTypes(catalogs))
    types.checkAllFacts()
    var problems: [Diagnostic] = []
    if !policy.isValid(on: tailoring.asOf) { problems.append(.notInForce(policy, on: tailoring.asOf)) }
    let parameters = parameters(of: policy, tailoring, &problems)
    let constants = Constants(parameters: parameters, asOf: tailoring.asOf, catalogs: catalogs)
    let lowering = Lowering(types: types, constant: constants.value)
    var compilation = RuleCompilation(policy: policy, types: types, lowering: lowering, tailoring: tailoring)
    let rules = policy.rules.map { compilation.compile($0) }
    problems += types.diagnostics
    guard !problems.contains(where: { $0.severity == .error }) else { return (nil, problems) }
    let compiled = CompiledPolicy(
      policy: policy, schema: schema, catalogs: catalogs, parameters: parameters, asOf: tailoring.asOf,
      suppressions: tailoring.suppressions, facts: types.checkedFacts, rules: rules.compactMap { $0 },
      plan: Plan(compilation.lowering.graph, schema: schema))
    return (compiled, problems)
  }

  /// The defaults, overridden by what the tailoring sets; a setting that names nothing or cannot be read is an error.
  private static func parameters(
    of policy: Policy, _ tailoring: Tailoring, _ problems: inout [Diagnostic]
  ) -> [String: Value] {
    var values: [String: Value] = [:]
    for declaration in policy.parameters { values[declaration.name] = declaration.default }
    let reader = ValueReader(words: .plain)
    for setting in tailoring.parameters where setting.policy == nil || setting.policy?.value == policy.id {
      guard let declaration = policy.parameter(setting.name.value) else {
        let names = policy.parameters.map(\.name)
        problems.append(.unknownParameter(setting.name.value, of: policy.id, names: names, at: setting.name.span))
        continue
      }
      let attribute = AttributeDeclaration(name: declaration.name, type: declaration.type, span: declaration.span)
      switch reader.read(setting.raw, as: attribute) {
      case .value(let value): values[declaration.name] = value
      case .null, .missing:
        problems.append(.unreadableParameter(declaration.name, declaration.type, "there is no value", at: setting.span))
      case .unreadable(let reason):
        problems.append(.unreadableParameter(declaration.name, declaration.type, reason, at: setting.span))
      }
    }
    return values
  }
}

extension Rule {
  /// What `for` says, as a condition over the documents' paths; nil where it says nothing.
  fileprivate var selection: ExpressionText? {
    let parts = patterns.compactMap { try? DocumentPattern($0.value) }.map(\.expression)
    guard let span = patterns.first?.span, !parts.isEmpty else { return nil }
    let pattern = "^(?s:\(parts.joined(separator: "|")))$"
    let literal = pattern.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
    let text = "\(DocumentEntity.name).\(DocumentEntity.path).matches('\(literal)')"
    let piece = SourceMap.Piece(
      derived: 0, length: text.utf8.count, original: span.range.lowerBound, originalLength: span.range.count)
    return ExpressionText(
      text: text, map: SourceMap(source: span.source, pieces: [piece]), span: span, style: .plain)
  }
}

/// Compiles one rule after another into one graph.
private struct RuleCompilation {
  let policy: Policy
  let types: PolicyTypes
  var lowering: Lowering
  let tailoring: Tailoring

  mutating func compile(_ rule: Rule) -> CompiledRule? {
    let subject = rule.subject.value
    guard types.schema[subject] != nil else { return nil }
    let parent = types.schema.parent(of: subject, named: rule.of?.value)
    let selection = condition(rule.selection, of: subject)
    let when = condition(rule.when, of: subject)
    let check = condition(rule.check, of: subject)
    let attestations = tailoring.attestations.filter { $0.rule.names(rule: rule.id, of: policy.id) }
      .compactMap { compile($0, rule, parent) }
    let waivers = tailoring.waivers.filter { $0.rule.names(rule: rule.id, of: policy.id) }
      .compactMap { waiver -> CompiledWaiver? in
        selector(waiver.subject, of: subject).map { CompiledWaiver(waiver: waiver, selector: $0) }
      }
    return CompiledRule(
      rule: rule, selection: selection, when: when, check: check, parent: parent, attestations: attestations,
      waivers: waivers,
      deselection: tailoring.skip.first { $0.rule.names(rule: rule.id, of: policy.id) })
  }

  private mutating func condition(_ text: ExpressionText?, of subject: String) -> CompiledCondition? {
    guard let text, let checked = types.check(text, [subject: .object(ObjectType(subject))], expecting: .bool)
    else { return nil }
    let node = lowering.condition(checked.root, of: checked, in: Lowering.Scope(entity: subject))
    return CompiledCondition(expression: checked, node: node)
  }

  /// A selector may speak of the subject and of whatever its to-one relations lead to, by the entity's name.
  private mutating func selector(_ text: ExpressionText, of subject: String) -> CompiledSelector? {
    checkedSelector(text, of: subject).map { lower($0, of: subject) }
  }

  private func selectorBindings(of subject: String) -> [String: EntityPath] {
    var bindings = [subject: EntityPath(entity: subject)]
    var agenda = [subject]
    var next = 0
    while next < agenda.count {
      let path = bindings[agenda[next]] ?? EntityPath(entity: subject)
      for relation in types.schema[agenda[next]]?.toOneRelations ?? [] where bindings[relation.entity] == nil {
        bindings[relation.entity] = path.appending(relation.name, to: relation.entity)
        agenda.append(relation.entity)
      }
      next += 1
    }
    return bindings
  }

  private func checkedSelector(_ text: ExpressionText, of subject: String) -> CheckedExpression? {
    let variables = selectorBindings(of: subject).mapValues { ValueType.object(ObjectType($0.entity)) }
    return types.check(text, variables, expecting: .bool)
  }

  private mutating func lower(_ checked: CheckedExpression, of subject: String) -> CompiledSelector {
    let scope = Lowering.Scope(home: subject, bindings: selectorBindings(of: subject))
    return CompiledSelector(node: lowering.condition(checked.root, of: checked, in: scope))
  }

  private mutating func compile(
    _ attestation: Attestation, _ rule: Rule, _ parent: OwnedRelation?
  ) -> CompiledAttestation? {
    let subject = rule.subject.value
    guard let checked = checkedSelector(attestation.subject, of: subject) else { return nil }
    let named = selectorBindings(of: subject).keys.filter { checked.root.mentions($0) }
    let whole = rule.attest?.whole?.value
    let isWhole = whole == nil || named.allSatisfy { $0 == whole }
    var parentSelector: CompiledSelector?
    if let owner = parent?.owner.name, named.allSatisfy({ $0 == owner }) {
      let scope = Lowering.Scope(entity: owner)
      parentSelector = CompiledSelector(node: lowering.condition(checked.root, of: checked, in: scope))
    }
    return CompiledAttestation(
      attestation: attestation, selector: lower(checked, of: subject), isWhole: isWhole,
      parentSelector: parentSelector)
  }
}
