/// Caps on one evaluation. Each cap has a failure that names it (DESIGN section 10).
public struct EvaluationLimits: Sendable {
  /// How deeply the nodes of an expression may be nested. The parser's own cap is lower;
  /// this one guards against trees that were made some other way.
  public var depth: Int
  /// How many elements all comprehensions of one evaluation may visit together.
  public var iterations: Int

  /// Caps that no sensible rule meets.
  public init(depth: Int = 400, iterations: Int = 10_000_000) {
    self.depth = depth
    self.iterations = iterations
  }

  /// The caps of a run.
  public static let standard = EvaluationLimits()
}
