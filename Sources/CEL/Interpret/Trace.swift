import Values

/// What an evaluation did, node by node, in the order in which nodes were finished.
///
/// Inside a comprehension a node appears once for each element visited.
public final class Trace {
  public struct Step: Sendable {
    public var expression: Expression
    public var value: Value
    /// The comprehension variables in scope, innermost last.
    public var locals: [(name: String, value: Value)]
  }

  public private(set) var steps: [Step] = []

  public init() {}

  public func record(_ expression: Expression, _ value: Value, locals: [(name: String, value: Value)]) {
    steps.append(Step(expression: expression, value: value, locals: locals))
  }
}
