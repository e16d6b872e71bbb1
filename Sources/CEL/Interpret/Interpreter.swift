import Values

/// Evaluates CEL expressions over a tree, with unknowns and failures as values (DESIGN section 2).
///
/// `prepare` resolves names, overloads and patterns once; a `Program` is then evaluated as often as needed, from any
/// thread. It is the oracle for the columnar plan, and what makes the evidence of a finding.
///
/// - In `&&` and `||`, `all` and `exists`, a deciding value wins over unknown, and unknown over failure.
/// - In everything else failure wins over unknown, and unknowns are merged.
/// - An open list is one that may have more elements than it shows (`ListValue.openness`): `exists` over it is true or
///   unknown, `all` false or unknown, `exists_one` false or unknown, `in` true or unknown; `filter`, `map` and `+` hand
///   openness on, as do `distinct`, `flatten`, `reverse`, `sort` and `sortBy`; the functions on sets answer what the
///   elements shown decide; everything else about it is unknown.
/// - `has` and `given` of a field of null are false where the type says that the null is an absent relation; elsewhere
///   `has` fails, as CEL has it, and `given` is false.
/// - A text compares folded, also with a string; functions that take a string see its display form.
public struct Interpreter: Sendable {
  public let functions: FunctionLibrary
  public let context: EvaluationContext
  public let limits: EvaluationLimits

  /// Thread-safe; patterns compiled for one program are kept for the next.
  public init(
    functions: FunctionLibrary = .standard, context: EvaluationContext = .init(), limits: EvaluationLimits = .standard
  ) {
    self.functions = functions
    self.context = context
    self.limits = limits
  }

  /// Makes a checked expression ready to be evaluated.
  public func prepare(_ checked: CheckedExpression) -> Program {
    var planner = Planner(
      functions: functions, context: context, limits: limits, container: "", checked: checked)
    return planner.program(checked.root)
  }

  /// Makes an expression ready that was not checked: names and overloads are resolved when it is evaluated.
  public func prepare(_ parsed: ParsedExpression, container: String = "") -> Program {
    var planner = Planner(
      functions: functions, context: context, limits: limits, container: container, checked: nil)
    return planner.program(parsed.root)
  }

  /// The value of a checked expression. To evaluate it often, `prepare` it.
  public func evaluate(_ checked: CheckedExpression, _ activation: some Activation, trace: Trace? = nil) -> Value {
    prepare(checked).evaluate(activation, trace: trace)
  }

  /// The value of an expression that was not checked.
  public func evaluate(
    _ parsed: ParsedExpression, container: String = "", _ activation: some Activation, trace: Trace? = nil
  ) -> Value {
    prepare(parsed, container: container).evaluate(activation, trace: trace)
  }
}
