import CEL
import Diagnostics
import Planning
import Policies
import Schema
import Values

/// What lints look at: one policy with everything that belongs to it, compiled.
public struct LintContext {
  public let loaded: LoadedPolicy
  public let profile: LoadedProfile?
  public let asOf: CalendarDate
  /// Those that documents declare.
  public let adapters: [AdapterDeclaration]
  /// Facts by entity and name, then rules in the order of the policy.
  let expressions: [PolicyExpression]
  /// Of the policy's own file.
  let remarks: Remarks

  var policy: Policy { loaded.policy }
  var schema: InventorySchema { loaded.schema }

  init(
    _ loaded: LoadedPolicy, compiled: CompiledPolicy, profile: LoadedProfile?, adapters: [AdapterDeclaration],
    asOf: CalendarDate
  ) {
    self.loaded = loaded
    self.profile = profile
    self.asOf = asOf
    self.adapters = adapters
    expressions = PolicyExpression.all(of: compiled)
    remarks = Remarks(loaded.source)
  }

  /// The expressions of rules, `when` before `check`.
  var conditions: [PolicyExpression] {
    expressions.filter { if case .fact = $0.role { false } else { true } }
  }

  func fact(_ key: FactKey) -> PolicyExpression? {
    expressions.first { if case .fact(let own, _) = $0.role { own == key } else { false } }
  }
}

/// A checked expression of a policy, and where it stands.
struct PolicyExpression {
  enum Role {
    case fact(FactKey, Fact)
    case when(Rule)
    case check(Rule)
  }

  let role: Role
  /// The entity that it is about, which is also its variable.
  let entity: String
  let text: ExpressionText
  let checked: CheckedExpression

  var root: Expression { checked.root }

  /// From the key to the end.
  var place: Span {
    guard case .fact(_, let fact) = role, fact.span.source === text.span.source else { return text.span }
    let lower = min(fact.span.range.lowerBound, text.span.range.lowerBound)
    return Span(source: text.span.source, range: lower..<text.span.range.upperBound)
  }

  func span(_ expression: Expression) -> Span { checked.parsed.source.span(expression.range) }

  func type(_ expression: Expression) -> ValueType? { checked.types[expression.id] }

  static func all(of compiled: CompiledPolicy) -> [PolicyExpression] {
    var all: [PolicyExpression] = []
    for group in compiled.policy.facts {
      for fact in group.facts {
        let key = FactKey(entity: group.entity.value, name: fact.name)
        guard let checked = compiled.facts[key] else { continue }
        let role = Role.fact(key, fact)
        all.append(PolicyExpression(role: role, entity: key.entity, text: fact.expression, checked: checked))
      }
    }
    for rule in compiled.rules {
      if let when = rule.when, let text = rule.rule.when {
        let role = Role.when(rule.rule)
        all.append(PolicyExpression(role: role, entity: rule.subject, text: text, checked: when.expression))
      }
      if let check = rule.check, let text = rule.rule.check {
        let role = Role.check(rule.rule)
        all.append(PolicyExpression(role: role, entity: rule.subject, text: text, checked: check.expression))
      }
    }
    return all
  }
}

/// What a selection reads.
enum Member {
  case attribute(entity: String, AttributeDeclaration)
  case fact(FactKey)
  case parameter(String)
}

extension LintContext {
  /// What `operand.field` reads, by the operand's type.
  func member(_ operand: Expression, _ field: String, in expression: PolicyExpression) -> Member? {
    guard case .object(let object)? = expression.type(operand) else { return nil }
    if object == ObjectType("params") { return .parameter(field) }
    guard let entity = schema[object.name] else { return nil }
    if let attribute = entity.attribute((object.path + [field]).joined(separator: ".")) {
      // What a file does not have is not there: that is no silence.
      if attribute.type == .data { return nil }
      return .attribute(entity: entity.name, attribute)
    }
    guard object.path.isEmpty, policy.facts(of: entity.name).contains(where: { $0.name == field }) else { return nil }
    return .fact(FactKey(entity: entity.name, name: field))
  }

  /// What a node of an expression reads, if it is a selection or a question of presence.
  func member(_ node: Expression, in expression: PolicyExpression) -> Member? {
    switch node.kind {
    case .select(let operand, let field, _): member(operand, field, in: expression)
    case .presence(_, let operand, let field, _): member(operand, field, in: expression)
    default: nil
    }
  }

  /// What a stretch of an expression reads.
  func members(_ node: Expression, in expression: PolicyExpression) -> [Member] {
    var members: [Member] = []
    node.forEach { inner in if let member = member(inner, in: expression) { members.append(member) } }
    return members
  }
}
