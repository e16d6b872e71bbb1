import Diagnostics
import Policies
import Schema
import Values

extension Diagnostic {
  static func factCycle(_ names: [String], at span: Span?) -> Diagnostic {
    let circle = (names + names.prefix(1)).map { "`\($0)`" }.joined(separator: " → ")
    return Diagnostic(
      .factCycle, "facts that need each other can have no value", at: span, label: circle,
      help: ["write one of them out of attributes alone"])
  }

  static func unknownParameter(_ name: String, of policy: String, names: [String], at span: Span) -> Diagnostic {
    let nearest = NameSuggestions.nearest(to: name, among: names)
    return Diagnostic(
      .unmatchedSetting, "`\(policy)` has no parameter `\(name)`", at: span,
      label: nearest.map { "did you mean `\($0)`?" } ?? "",
      help: names.isEmpty ? [] : ["its parameters are " + names.map { "`\($0)`" }.joined(separator: ", ")])
  }

  static func notInForce(_ policy: Policy, on day: CalendarDate) -> Diagnostic {
    let from = policy.validFrom.map { "from \($0)" }
    let to = policy.validTo.map { "to \($0)" }
    let interval = [from, to].compactMap { $0 }.joined(separator: " ")
    return Diagnostic(
      .policyNotInForce, .warning, "`\(policy.id)` is not in force on \(day)", at: policy.span,
      label: "valid \(interval)", help: ["it was evaluated all the same; choose another day with `--as-of`"])
  }

  static func unreadableParameter(
    _ name: String, _ type: AttributeType, _ reason: String, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .unreadableParameter, "the parameter `\(name)` cannot be set to this", at: span, label: reason,
      help: ["it is of type `\(type)`"])
  }
}
