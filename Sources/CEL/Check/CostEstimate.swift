import Diagnostics
import Values

/// How much work an expression may be, and how deep its nodes stand in each other, before anything is known about the
/// data.
///
/// A step is one node evaluated once, those of the facts it reads among them. The body of a macro counts once for each element: as many as a list literal has,
/// else `assumedSize`. Functions that read whole texts (`matches`, `contains`, `split`, ...) count ten. The estimate is
/// for comparing and for a cap; it is no bound, since a list may have more than `assumedSize` elements.
public struct CostEstimate: Sendable, Hashable {
  /// The elements that a list of unknown length is taken to have.
  public static let assumedSize = 100

  /// Steps that a rule's expression may take for one subject: four macros in each other pass it.
  public static let defaultLimit = 50_000_000

  /// Levels of an expression and the facts that it reads, over all of which its evaluation recurses. More than the
  /// parser allows one expression, so that facts can be made of facts.
  public static let depthLimit = 500

  /// Steps for one evaluation, `Int.max` where there are more.
  public let steps: Int
  /// How many macros over lists of unknown length stand in each other at most.
  public let nesting: Int
  /// How many nodes stand in each other at most, those of the facts among them.
  public let depth: Int

  /// What reading a member costs beyond the step of reading it; nil for a value that is there.
  public typealias MemberCost = (_ type: ObjectType, _ name: String) -> CostEstimate?

  /// Estimates a checked expression.
  ///
  /// - Parameter member: the estimates of members that are expressions themselves, such as facts.
  /// - Complexity: O(nodes)
  public init(of checked: CheckedExpression, member: @escaping MemberCost = { _, _ in nil }) {
    self = Estimation(types: checked.types, member: member).estimate(checked.root)
  }

  fileprivate init(steps: Int, nesting: Int = 0, depth: Int = 0) {
    self.steps = steps
    self.nesting = nesting
    self.depth = depth
  }

  /// What there is to say about an expression that may cost more than `limit` steps, or that is too deep with the facts
  /// that it reads.
  public static func diagnostics(
    for checked: CheckedExpression, limit: Int = CostEstimate.defaultLimit,
    member: @escaping MemberCost = { _, _ in nil }
  ) -> [Diagnostic] {
    let estimate = CostEstimate(of: checked, member: member)
    let span = checked.parsed.source.span(checked.root.range)
    var found: [Diagnostic] = []
    if estimate.steps > limit {
      found.append(
        CheckDiagnostics.tooCostly(span, steps: estimate.steps, limit: limit, nesting: estimate.nesting))
    }
    if estimate.depth > depthLimit {
      found.append(CheckDiagnostics.tooDeepWithFacts(span, depth: estimate.depth, limit: depthLimit))
    }
    return found
  }

  fileprivate func adding(_ other: CostEstimate) -> CostEstimate {
    let (sum, overflow) = steps.addingReportingOverflow(other.steps)
    return CostEstimate(
      steps: overflow ? .max : sum, nesting: max(nesting, other.nesting), depth: max(depth, other.depth))
  }
}

/// Walks an expression; a type of its own so that the walk need not hand on what it looks up.
private struct Estimation {
  let types: [Int: ValueType]
  let member: CostEstimate.MemberCost

  private static let textFunctions: Set<String> = [
    "matches", "contains", "mentions", "split", "replace", "indexOf", "lastIndexOf", "normalized", "format", "extract",
    "extractAll",
  ]

  func estimate(_ expression: Expression) -> CostEstimate {
    let bare = bareEstimate(expression)
    return CostEstimate(steps: bare.steps, nesting: bare.nesting, depth: bare.depth + 1)
  }

  private func bareEstimate(_ expression: Expression) -> CostEstimate {
    switch expression.kind {
    case .comprehension(let comprehension):
      let operand = estimate(comprehension.operand)
      let size = Estimation.elementCount(comprehension.operand)
      var body = CostEstimate(steps: 1)
      for part in [comprehension.condition, comprehension.transform].compactMap({ $0 }) {
        body = body.adding(estimate(part))
      }
      let repeated = body.steps.multipliedReportingOverflow(by: max(size.count, 1))
      let inner = CostEstimate(
        steps: repeated.overflow ? .max : repeated.partialValue, nesting: body.nesting + (size.isKnown ? 0 : 1),
        depth: body.depth)
      return operand.adding(inner)
    case .call(let name, _, _) where Estimation.textFunctions.contains(name):
      return total(expression, own: 10)
    case .select(let operand, let field, _), .presence(_, let operand, let field, _):
      let own = total(expression, own: 1)
      guard case .object(let type)? = types[operand.id], let cost = member(type, field) else { return own }
      return own.adding(cost)
    default: return total(expression, own: 1)
    }
  }

  private func total(_ expression: Expression, own: Int) -> CostEstimate {
    expression.children.reduce(CostEstimate(steps: own)) { $0.adding(estimate($1)) }
  }

  /// How many elements a macro goes over, and whether the expression says so itself.
  private static func elementCount(_ expression: Expression) -> (count: Int, isKnown: Bool) {
    switch expression.kind {
    case .list(let items, _): (items.count, true)
    case .map(let entries): (entries.count, true)
    case .comprehension(let comprehension):
      switch comprehension.macro {
      case .filter, .map, .transformList, .transformMap, .transformMapEntry: elementCount(comprehension.operand)
      default: (1, true)
      }
    default: (CostEstimate.assumedSize, false)
    }
  }
}
