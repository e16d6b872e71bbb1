import Diagnostics
import Values

/// How much work an expression may be, before anything is known about the data.
///
/// A step is one node evaluated once. The body of a macro counts once for each element: as many as a list literal has,
/// else `assumedSize`. Functions that read whole texts (`matches`, `contains`, `split`, ...) count ten. The estimate is
/// for comparing and for a cap; it is no bound, since a list may have more than `assumedSize` elements.
public struct CostEstimate: Sendable, Hashable {
  /// The elements that a list of unknown length is taken to have.
  public static let assumedSize = 100

  /// Steps that a rule's expression may take for one subject: four macros in each other pass it.
  public static let defaultLimit = 50_000_000

  /// Steps for one evaluation, `Int.max` where there are more.
  public let steps: Int
  /// How many macros over lists of unknown length stand in each other at most.
  public let nesting: Int

  /// Estimates a checked expression.
  /// - Complexity: O(nodes)
  public init(of checked: CheckedExpression) { self = CostEstimate.estimate(checked.root) }

  private init(steps: Int, nesting: Int) {
    self.steps = steps
    self.nesting = nesting
  }

  /// What there is to say about an expression that may cost more than `limit` steps.
  public static func diagnostics(
    for checked: CheckedExpression, limit: Int = CostEstimate.defaultLimit
  ) -> [Diagnostic] {
    let estimate = CostEstimate(of: checked)
    guard estimate.steps > limit else { return [] }
    let span = checked.parsed.source.span(checked.root.range)
    return [CheckDiagnostics.tooCostly(span, steps: estimate.steps, limit: limit, nesting: estimate.nesting)]
  }

  private static let textFunctions: Set<String> = [
    "matches", "contains", "mentions", "split", "replace", "indexOf", "lastIndexOf", "normalized", "format", "extract",
    "extractAll",
  ]

  private static func estimate(_ expression: Expression) -> CostEstimate {
    switch expression.kind {
    case .comprehension(let comprehension):
      let operand = estimate(comprehension.operand)
      let size = elementCount(comprehension.operand)
      var body = CostEstimate(steps: 1, nesting: 0)
      for part in [comprehension.condition, comprehension.transform].compactMap({ $0 }) {
        body = body.adding(estimate(part))
      }
      let repeated = body.steps.multipliedReportingOverflow(by: max(size.count, 1))
      let inner = CostEstimate(
        steps: repeated.overflow ? .max : repeated.partialValue, nesting: body.nesting + (size.isKnown ? 0 : 1))
      return operand.adding(inner)
    case .call(let name, _, _) where textFunctions.contains(name):
      return total(expression, own: 10)
    default: return total(expression, own: 1)
    }
  }

  private static func total(_ expression: Expression, own: Int) -> CostEstimate {
    expression.children.reduce(CostEstimate(steps: own, nesting: 0)) { $0.adding(estimate($1)) }
  }

  private func adding(_ other: CostEstimate) -> CostEstimate {
    let (sum, overflow) = steps.addingReportingOverflow(other.steps)
    return CostEstimate(steps: overflow ? .max : sum, nesting: max(nesting, other.nesting))
  }

  private static func elementCount(_ expression: Expression) -> (count: Int, isKnown: Bool) {
    switch expression.kind {
    case .list(let items, _): (items.count, true)
    case .map(let entries): (entries.count, true)
    case .comprehension(let comprehension):
      switch comprehension.macro {
      case .filter, .map, .transformList, .transformMap, .transformMapEntry: elementCount(comprehension.operand)
      default: (1, true)
      }
    default: (assumedSize, false)
    }
  }
}
