import Values

/// What an evaluation did, node by node, in the order in which nodes were finished.
///
/// Inside a comprehension a node appears once for each element visited.
public final class Trace {
  /// A node and the value it had.
  public struct Step: Sendable {
    public var expression: Expression
    public var value: Value
    /// The comprehension variables in scope, innermost last.
    public var locals: [(name: String, value: Value)]
  }

  public private(set) var steps: [Step] = []
  /// How many steps were left out because there were too many.
  public private(set) var omittedCount = 0

  private let limit: Int

  /// An empty trace, for one evaluation.
  ///
  /// - Parameter limit: how many steps are kept, about. Beyond it only those outside every macro are, so that the
  ///   outermost values always stand in the trace.
  public init(limit: Int = .max) { self.limit = limit }

  var isFull: Bool { steps.count >= limit }

  /// Adds a node; called by the interpreter when the node is finished.
  public func record(_ expression: Expression, _ value: Value, locals: [(name: String, value: Value)]) {
    steps.append(Step(expression: expression, value: value, locals: locals))
  }

  func omit() { omittedCount += 1 }
}
