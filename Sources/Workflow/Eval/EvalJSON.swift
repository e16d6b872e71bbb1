import CEL
import Evidence
import Formats
import Values

/// The result of `kiem eval` for programs: one object.
///
/// `outcome` is `value`, `unknown` or `error`. A value stands there twice: as JSON, where a text, a day and a version
/// are all strings, and as CEL writes it (`literal`), where they are not.
enum EvalJSON {
  /// How long a literal is in the trace.
  private static let literalLimit = 1000

  static func write(_ result: Evaluated) -> [UInt8] {
    var members: [(String, JSONValue)] = [
      ("expression", .string(result.expression.parsed.source.text)),
      ("type", .string(result.expression.type.description)),
    ]
    switch result.value {
    case .unknown(let unknown):
      members.append(("outcome", "unknown"))
      members.append(("unknown", .array(unknown.causes.map(cause))))
    case .failure(let failure):
      members.append(("outcome", "error"))
      members.append(("error", .string(failure.message)))
    default:
      members.append(("outcome", "value"))
      members.append(("value", JSONValue(result.value)))
      members.append(("literal", .string(ValueLiteral.text(of: result.value))))
    }
    if let cost = result.cost {
      members.append(("cost", ["steps": .int(Int64(clamping: cost.steps)), "nesting": .int(Int64(cost.nesting))]))
    }
    if let trace = result.trace {
      var texts: [Int: String] = [:]
      members.append(("trace", .array(trace.steps.map { step($0, &texts) })))
      members.append(("omitted_steps", .int(Int64(trace.omittedCount))))
    }
    return JSONWriter.pretty(.object(members))
  }

  private static func cause(_ cause: Unknown.Cause) -> JSONValue {
    [
      "code": .string(cause.code.rawValue), "attribute": .string(cause.attribute),
      "subject": .string(cause.subject), "detail": .string(cause.detail),
    ]
  }

  /// A sub-expression that was evaluated, by its bytes in the expression, with the variables of the macros around it.
  private static func step(_ step: Trace.Step, _ texts: inout [Int: String]) -> JSONValue {
    let text = texts[step.expression.id] ?? Unparser.text(of: step.expression)
    texts[step.expression.id] = text
    // Of two variables of one name the inner one hides the other.
    var variables: [(String, JSONValue)] = []
    for local in step.locals {
      variables.removeAll { $0.0 == local.name }
      variables.append((local.name, literal(local.value)))
    }
    let range = step.expression.range
    return [
      "expression": .string(text), "start": .int(Int64(range.lowerBound)), "end": .int(Int64(range.upperBound)),
      "literal": literal(step.value), "variables": .object(variables),
    ]
  }

  private static func literal(_ value: Value) -> JSONValue {
    .string(ValueLiteral.text(of: value, limit: literalLimit))
  }
}
