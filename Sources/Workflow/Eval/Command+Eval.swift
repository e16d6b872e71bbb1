import CEL
import Diagnostics
import Values

extension Command {
  /// `kiem eval`: one expression over JSON, for trying out.
  ///
  ///     JSON, YAML, types ─ variables ─┐
  ///     expression ─ parse ─ check ────┴─ evaluate ─ text or JSON ─ exit status
  ///
  /// - Returns: `passed` for a value (whatever it is), `failed` for an evaluation error, `undecided` for what is not
  ///   known, `unusableData` for an expression that does not compile.
  public static func eval(_ request: EvalRequest, console: Console) -> ExitStatus {
    let variables = EvalVariables(request)
    var problems = variables.diagnostics
    let (parsed, syntax) = Parser.parse(ExpressionSource(request.expression))
    problems.add(contentsOf: syntax)
    var checked: CheckedExpression?
    if let parsed, variables.failure == nil {
      let (result, found) = Checker.check(parsed, in: Environment(variables: variables.types))
      problems.add(contentsOf: found)
      checked = result
    }
    console.show(problems)
    if let failure = variables.failure { return failure }
    guard let checked else { return .unusableData }

    let result = Evaluated(
      checked, variables.values, showsTrace: request.showsTrace, showsCost: request.showsCost)
    var bytes: [UInt8] =
      switch request.format {
      case .text: Array(EvalText.write(result).utf8)
      case .json: EvalJSON.write(result)
      }
    if let secrets = variables.secrets { bytes = Array(secrets.masked(String(decoding: bytes, as: UTF8.self)).utf8) }
    // A reader that has seen enough closes the pipe; the result is no other for that.
    _ = console.write(bytes)
    return result.status
  }
}
