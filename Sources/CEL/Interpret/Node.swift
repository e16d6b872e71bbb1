import Values

/// A planned node: what an `Expression` node does when it is evaluated, with names, overloads and patterns resolved.
///
/// Nodes are immutable and shared by all evaluations of a program; what changes is in the `Frame`.
protocol Node: AnyObject, Sendable {
  var expression: Expression { get }

  /// The value of the node, without a trace of it.
  func compute(_ frame: inout Frame) -> Value
}

extension Node {
  /// The value of the node, recorded if there is a trace.
  @inline(__always)
  func evaluate(_ frame: inout Frame) -> Value {
    let begun = frame.isTracing ? frame.now : 0
    let value = compute(&frame)
    if frame.isTracing { frame.record(expression, value, begun: begun) }
    return value
  }
}

/// What one evaluation works with: the variables, the comprehension variables, the caps and the trace.
struct Frame {
  let activation: any Activation
  let setting: EvaluationSetting
  let isTracing: Bool
  private let trace: Trace?
  /// The values of comprehension variables by slot.
  var slots: [Value]
  /// The names in scope, for the trace only.
  private var scope: [(name: String, slot: Int)] = []
  private var iterationsLeft: Int

  init(activation: any Activation, setting: EvaluationSetting, slots: Int, trace: Trace?) {
    self.activation = activation
    self.setting = setting
    self.trace = trace
    self.isTracing = trace != nil
    self.slots = slots == 0 ? [] : Array(repeating: .null, count: slots)
    self.iterationsLeft = setting.limits.iterations
  }

  /// What the trace's clock tells.
  var now: Int { trace?.now ?? 0 }

  func record(_ expression: Expression, _ value: Value, begun: Int) {
    guard let trace else { return }
    if trace.isFull, !scope.isEmpty { return trace.omit() }
    trace.record(expression, value, locals: scope.map { ($0.name, slots[$0.slot]) }, begun: begun)
  }

  /// Brings a variable into scope, with a value.
  mutating func bind(_ variable: LocalVariable, _ value: Value) {
    slots[variable.slot] = value
    if isTracing { scope.append((variable.name, variable.slot)) }
  }

  mutating func unbind(_ count: Int) {
    if isTracing { scope.removeLast(count) }
  }

  /// Counts one element visited.
  /// - Returns: the failure once the cap is met.
  @inline(__always)
  mutating func countIteration() -> Value? {
    iterationsLeft -= 1
    return iterationsLeft >= 0 ? nil : .capExceeded("elements visited", setting.limits.iterations)
  }
}

/// What all evaluations of a program share. A class, so that starting an evaluation copies one reference.
final class EvaluationSetting: Sendable {
  let context: EvaluationContext
  let limits: EvaluationLimits

  init(context: EvaluationContext, limits: EvaluationLimits) {
    self.context = context
    self.limits = limits
  }
}

/// A comprehension variable and where its value stands in the frame.
struct LocalVariable: Sendable {
  let name: String
  let slot: Int
}
