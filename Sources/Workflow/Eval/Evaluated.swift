import CEL
import Values

/// An expression with its value: what both formats of `kiem eval` show.
struct Evaluated {
  let expression: CheckedExpression
  let value: Value
  /// nil where none was asked for.
  let trace: Trace?
  /// nil where none was asked for.
  let cost: CostEstimate?

  /// How many steps a trace keeps.
  static let traceLimit = 100_000

  init(_ expression: CheckedExpression, _ variables: [String: Value], showsTrace: Bool, showsCost: Bool) {
    let trace = showsTrace ? Trace(limit: Evaluated.traceLimit) : nil
    self.expression = expression
    value = Interpreter().evaluate(expression, DictionaryActivation(variables), trace: trace)
    self.trace = trace
    cost = showsCost ? CostEstimate(of: expression) : nil
  }

  /// 0 for a value, 1 for an error, 2 for what is not known.
  var status: ExitStatus {
    switch value {
    case .failure: .failed
    case .unknown: .undecided
    default: .passed
    }
  }

  /// What the value is; `dyn` says nothing about it, so that there the value's own type is told too.
  var typeText: String {
    guard expression.type == .dyn, value.isKnown else { return expression.type.description }
    return "dyn, and this value \(value.runtimeType)"
  }
}

extension Unknown.Cause {
  /// The cause as a sentence without a full stop: "`camera.model` was collected, and is empty".
  var sentence: String {
    let name = attribute.isEmpty ? "this" : "`\(attribute)`" + (subject.isEmpty ? "" : " of `\(subject)`")
    let more = detail.isEmpty ? "" : ": \(detail)"
    let telling =
      switch code {
      case .conflict: "the sources disagree about \(name)"
      case .valueUnreadable: "\(name) cannot be read"
      case .sourceStale: "\(name) rests on data that is too old"
      case .sourcePartial: "\(name) may have more elements than it shows"
      case .attributeAbsent: "no value was given for \(name)"
      case .valueMissing: "\(name) is empty"
      case .noReference: "\(name) tells nothing about it"
      case .undecided: "the expression leaves it undecided"
      }
    return telling + more
  }
}
