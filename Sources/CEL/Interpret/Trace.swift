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
    /// What the trace's clock told when the node was begun and when it was finished.
    public var time: Range<Int>
  }

  public private(set) var steps: [Step] = []
  /// How many steps were left out because there were too many.
  public private(set) var omittedCount = 0

  private let limit: Int
  private let clock: (() -> Int)?

  /// An empty trace, for one evaluation.
  ///
  /// - Parameters:
  ///   - limit: how many steps are kept, about. Beyond it only those outside every macro are, so that the outermost
  ///     values always stand in the trace.
  ///   - clock: tells how far something has come that the evaluation drives, such as a log of what it reads. It never
  ///     goes back.
  public init(limit: Int = .max, clock: (() -> Int)? = nil) {
    self.limit = limit
    self.clock = clock
  }

  var isFull: Bool { steps.count >= limit }

  /// What the clock tells; 0 without one.
  var now: Int { clock?() ?? 0 }

  /// Adds a node; called by the interpreter when the node is finished.
  /// - Parameter begun: what `now` was when the node was begun.
  func record(_ expression: Expression, _ value: Value, locals: [(name: String, value: Value)], begun: Int) {
    steps.append(Step(expression: expression, value: value, locals: locals, time: begun..<now))
  }

  func omit() { omittedCount += 1 }
}
