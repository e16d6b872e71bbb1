import CEL
import Diagnostics
import Testing
import Values

/// Evaluates texts and writes the results as texts, so that a test is a table.
enum Evaluating {
  /// The value of an expression that is not checked, as text.
  static func unchecked(
    _ text: String, _ variables: [String: Value] = [:], limits: EvaluationLimits = .standard, trace: Trace? = nil
  ) -> String {
    let (parsed, problems) = Parser.parse(ExpressionSource(text))
    guard let parsed else { return "parser: \(problems.map(\.message).joined(separator: "; "))" }
    let interpreter = Interpreter(limits: limits)
    return write(interpreter.evaluate(parsed, DictionaryActivation(variables), trace: trace))
  }

  /// The value of an expression that is checked in an environment, as text.
  static func checked(_ text: String, _ environment: Environment, _ variables: [String: Value] = [:]) -> String {
    let (parsed, problems) = Parser.parse(ExpressionSource(text))
    guard let parsed else { return "parser: \(problems.map(\.message).joined(separator: "; "))" }
    let (checked, complaints) = Checker.check(parsed, in: environment)
    guard let checked else { return "checker: \(complaints.map(\.message).joined(separator: "; "))" }
    return write(Interpreter().evaluate(checked, DictionaryActivation(variables)))
  }

  /// Holds a table of `expression => result` against unchecked evaluation.
  static func expect(_ table: String, _ variables: [String: Value] = [:], _ place: SourceLocation = #_sourceLocation) {
    for line in table.split(separator: "\n") where !line.allSatisfy(\.isWhitespace) {
      let parts = line.split(separator: "=>", maxSplits: 1).map(String.init)
      #expect(parts.count == 2, "no `=>` in: \(line)", sourceLocation: place)
      guard parts.count == 2 else { continue }
      let expected = trimmed(parts[1])
      let actual = unchecked(trimmed(parts[0]), variables)
      #expect(actual == expected, "\(trimmed(parts[0]))", sourceLocation: place)
    }
  }

  private static func trimmed(_ text: String) -> String {
    let isSpace: (Character) -> Bool = { $0 == " " }
    return String(text.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }

  /// `1`, `1u`, `1.0`, `"a"`, `[1, 2, ...]` for an open list, `unknown(code attribute)`, `failure: words`.
  static func write(_ value: Value) -> String {
    switch value {
    case .null: return "null"
    case .bool(let value): return "\(value)"
    case .int(let value): return "\(value)"
    case .uint(let value): return "\(value)u"
    case .double(let value): return "\(value)"
    case .string(let value): return "\"\(value)\""
    case .text(let value): return "text(\(value.display))"
    case .bytes(let bytes): return "b\(bytes)"
    case .list(let list):
      return "[" + (list.elements.map(write) + (list.openness == nil ? [] : ["..."])).joined(separator: ", ") + "]"
    case .map(let map):
      return "{" + map.entries.map { "\(write($0.key)): \(write($0.value))" }.joined(separator: ", ") + "}"
    case .timestamp(let value): return value.description
    case .duration(let value): return value.description
    case .date(let value): return value.description
    case .version(let value): return "version(\(value.text))"
    case .ip(let value): return value.description
    case .cidr(let value): return value.description
    case .type(let value): return "type(\(value))"
    case .optional(let value): return value.map { "optional(\(write($0)))" } ?? "none"
    case .object(let object): return object.identity
    case .unknown(let unknown):
      let causes = unknown.causes.map { cause in
        [cause.code.rawValue, cause.attribute, cause.subject, cause.detail].filter { !$0.isEmpty }.joined(
          separator: " ")
      }
      return "unknown(\(causes.joined(separator: "; ")))"
    case .failure(let failure): return "failure: \(failure.message)"
    }
  }
}

/// An object of named members, for tests.
struct TestObject: ObjectValue {
  var name: String
  var subject: String
  var members: [String: Value]
  var absent: Set<String> = []

  var type: ObjectType { ObjectType(name) }
  var identity: String { "\(name) \(subject)" }

  func member(_ member: String) -> Value {
    if absent.contains(member) { return .unknown(Unknown(.attributeAbsent, "\(name).\(member)", subject: subject)) }
    return members[member] ?? .failure(Failure("\(name) has no attribute \(member)"))
  }

  func has(_ member: String) -> Value {
    if absent.contains(member) { return .unknown(Unknown(.attributeAbsent, "\(name).\(member)", subject: subject)) }
    switch members[member] {
    case .null?: return .false
    case .unknown(let unknown)? where unknown.code == .valueMissing: return .false
    case nil: return .failure(Failure("\(name) has no attribute \(member)"))
    default: return .true
    }
  }

  func call(_ method: String, _ arguments: [Value]) -> Value? {
    method == "row" ? .list(ListValue(arguments)) : nil
  }
}
