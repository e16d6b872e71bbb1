import CEL
import Planning
import Values

/// The conditions of an expression of which both outcomes are worth seeing.
struct ConditionSites {
  struct Site {
    var node: Expression
    /// What it can come out as, so that each is worth seeing.
    var outcomes: [PolicyCoverage.Outcome]
  }

  private(set) var sites: [Site] = []
  private let expression: PolicyExpression
  private let facts: [FactKey: PolicyExpression]
  /// Of facts already looked into.
  private(set) var known: [FactKey: Reach]
  private var types: [Int: ValueType] { expression.checked.types }

  /// - Parameter isWhen: whether the whole is a condition of its own, as a `when` is; what decides a check is seen in
  ///   the rule's verdicts.
  init(_ expression: PolicyExpression, isWhen: Bool, facts: [FactKey: PolicyExpression], known: [FactKey: Reach] = [:])
  {
    self.expression = expression
    self.known = known
    self.facts = facts
    let root = expression.root
    if isWhen, Self.isLogical(root) { add(root) }
    collect(root, isCondition: isWhen)
  }

  private static func isLogical(_ node: Expression) -> Bool {
    guard case .call(let name, nil, _) = node.kind else { return false }
    return ["_&&_", "_||_", "!_", "_?_:_"].contains(name)
  }

  private mutating func add(_ node: Expression) {
    if case .literal = node.kind { return }
    let reach = reach(of: node, in: expression, depth: 0)
    var outcomes: [PolicyCoverage.Outcome] = []
    if reach.isTrue { outcomes.append(.true) }
    if reach.isFalse { outcomes.append(.false) }
    // What cannot be both ends undecided instead: that is its other outcome.
    if outcomes.count < 2 { outcomes.append(.unknown) }
    sites.append(Site(node: node, outcomes: outcomes))
  }

  /// Whether a condition can come out true, and whether false: `x || undecided('why')` is never false.
  struct Reach {
    var isTrue = true
    var isFalse = true
  }

  private mutating func reach(of node: Expression, in expression: PolicyExpression, depth: Int) -> Reach {
    guard depth < 250 else { return Reach() }
    switch node.kind {
    case .call("undecided", _, _): return Reach(isTrue: false, isFalse: false)
    case .call("_&&_", nil, let operands):
      let parts = operands.map { reach(of: $0, in: expression, depth: depth + 1) }
      return Reach(isTrue: parts.allSatisfy(\.isTrue), isFalse: parts.contains(where: \.isFalse))
    case .call("_||_", nil, let operands):
      let parts = operands.map { reach(of: $0, in: expression, depth: depth + 1) }
      return Reach(isTrue: parts.contains(where: \.isTrue), isFalse: parts.allSatisfy(\.isFalse))
    case .call("!_", nil, let operands):
      guard let operand = operands.first else { return Reach() }
      let inner = reach(of: operand, in: expression, depth: depth + 1)
      return Reach(isTrue: inner.isFalse, isFalse: inner.isTrue)
    case .call("_?_:_", nil, let operands) where operands.count == 3:
      let branches = operands.dropFirst().map { reach(of: $0, in: expression, depth: depth + 1) }
      return Reach(isTrue: branches.contains(where: \.isTrue), isFalse: branches.contains(where: \.isFalse))
    case .select(let operand, let field, _):
      guard case .object(let object)? = expression.type(operand), object.path.isEmpty,
        let fact = facts[FactKey(entity: object.name, name: field)]
      else { return Reach() }
      let key = FactKey(entity: object.name, name: field)
      // Facts read one another, and each twice what the next reads once: looked into once each.
      if let known = known[key] { return known }
      let reach = reach(of: fact.root, in: fact, depth: depth + 1)
      known[key] = reach
      return reach
    default: return Reach()
    }
  }

  private mutating func collect(_ node: Expression, isCondition: Bool) {
    switch node.kind {
    case .call("_&&_", nil, let operands), .call("_||_", nil, let operands), .call("!_", nil, let operands):
      for operand in operands { collect(operand, isCondition: true) }
    case .call("_?_:_", nil, let parts) where parts.count == 3:
      collect(parts[0], isCondition: true)
      let isBool = types[node.id] == .bool
      for part in parts.dropFirst() { collect(part, isCondition: isBool) }
    default:
      if isCondition { add(node) }
      for child in node.children { collect(child, isCondition: false) }
    }
  }
}
