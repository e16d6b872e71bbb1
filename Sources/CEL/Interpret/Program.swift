import Values

/// An expression made ready to be evaluated many times: names, overloads, literals and patterns are resolved once.
public struct Program: Sendable {
  let root: any Node
  let slots: Int
  let setting: EvaluationSetting

  /// The value of the expression.
  ///
  /// - Parameter trace: records every node visited, if given; slower.
  /// - Returns: a value, `unknown` or `failure`; never a trap, whatever the expression and the values are.
  public func evaluate(_ activation: some Activation, trace: Trace? = nil) -> Value {
    var frame = Frame(activation: activation, setting: setting, slots: slots, trace: trace)
    return root.evaluate(&frame)
  }
}
