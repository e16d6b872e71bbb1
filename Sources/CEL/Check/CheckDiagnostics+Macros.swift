import Diagnostics
import Values

/// Words on conditions, macros and optionals.
extension CheckDiagnostics {
  static func condition(
    _ span: Span, _ place: Checker.ConditionPlace, _ type: ValueType, text: String, origin: Diagnostic.Label?
  ) -> Diagnostic {
    let message =
      switch place {
      case .operand("!"): "`!` negates a condition, and this is \(article(type))"
      case .operand(let sign): "`\(sign)` joins conditions, and this is \(article(type))"
      case .condition(let macro): "the condition of `\(macro)` must be true or false, and this is \(article(type))"
      case .conditional: "what stands before `?` must be true or false, and this is \(article(type))"
      }
    return Diagnostic(
      .celConditionType, .error, message, at: span, also: origin.map { [$0] } ?? [], help: boolHelp(type, text))
  }

  /// How a condition is made of a value that is none.
  static func boolHelp(_ type: ValueType, _ text: String) -> [String] {
    let isShort = text.utf8.count <= 60 && !text.contains("\n")
    let x = isShort ? text : "x"
    switch type {
    case .int: return ["compare it: `\(x) != 0`"]
    case .uint: return ["compare it: `\(x) != 0u`"]
    case .double: return ["compare it: `\(x) != 0.0`"]
    case .vocabulary(let words): return words.first.map { ["compare it: `\(x) == '\($0)'`"] } ?? []
    case .string, .text: return ["compare it: `\(x) != ''`"]
    case .list, .map: return ["ask for its length, `size(\(x)) > 0`, or for an element: `\(x).exists(e, ...)`"]
    case .optional: return ["ask whether it is there: `\(x).hasValue()`"]
    case .object: return ["ask whether it is there: `\(x) != null`"]
    case .null: return ["null is neither true nor false"]
    default: return []
    }
  }

  static func notIterable(_ span: Span, _ macro: String, _ type: ValueType, origin: Diagnostic.Label?) -> Diagnostic {
    var help: [String] = []
    if case .optional = type {
      help = ["to work on the value of an optional, write `.optMap(x, ...)`"]
    } else if case .object(let object) = type {
      help = ["this is one `\(object)`, not a list of them; write the condition on it directly"]
    } else if type.isStringLike {
      help = ["a text is cut into a list with `.split(' ')`"]
    }
    return Diagnostic(
      .celNotIterable, .error, "`\(macro)` looks at the elements of a list or a map, and this is \(article(type))",
      at: span, also: origin.map { [$0] } ?? [], help: help)
  }

  static func branches(
    _ then: Span, _ thenType: ValueType, _ other: Span, _ otherType: ValueType, origins: [Diagnostic.Label]
  ) -> Diagnostic {
    Diagnostic(
      .celArgumentType, .error,
      "both cases of a conditional must have one type, found `\(thenType.words)` and `\(otherType.words)`", at: other,
      also: [.init(then, "this is \(article(thenType))")] + origins,
      help: ["`dyn(...)` around one of them leaves the type open until it is evaluated"])
  }

  static func entryExpected(_ span: Span, _ type: ValueType) -> Diagnostic {
    Diagnostic(
      .celArgumentType, .error, "`transformMapEntry` makes a map with one entry of each, and this is \(article(type))",
      at: span, help: ["write `{new key: new value}`"])
  }

  static func optionalExpected(_ span: Span, _ type: ValueType) -> Diagnostic {
    Diagnostic(
      .celArgumentType, .error, "`?` marks an optional value, and this is \(article(type))", at: span,
      help: ["leave the `?` away, or write `optional.of(...)`"])
  }

  static func optionalReceiver(_ span: Span, _ macro: String, _ type: ValueType) -> Diagnostic {
    Diagnostic(
      .celNotIterable, .error, "`\(macro)` works on an optional value, and this is \(article(type))", at: span,
      help: ["an optional comes from `.?field`, `[?index]` or `optional.of(...)`"])
  }

  static func flatMapResult(_ span: Span, _ type: ValueType) -> Diagnostic {
    Diagnostic(
      .celArgumentType, .error, "the last argument of `optFlatMap` must be an optional, and this is \(article(type))",
      at: span, help: ["for a plain value, write `optMap`"])
  }

  static func tooCostly(_ span: Span, steps: Int, limit: Int, nesting: Int) -> Diagnostic {
    Diagnostic(
      .celTooCostly, .error,
      "this expression may take about \(steps) steps for each subject, more than the \(limit) that one may take",
      at: span,
      help: nesting > 1
        ? ["macros stand \(nesting) deep in each other; filter the outer list first, or look rows up in a catalog"] : []
    )
  }

  static func tooDeepWithFacts(_ span: Span, depth: Int, limit: Int) -> Diagnostic {
    Diagnostic(
      .celTooDeep, .error,
      "this expression nests \(depth) levels deep with the facts that it reads, more than the limit of \(limit)",
      at: span,
      help: ["let facts read attributes rather than a chain of other facts"])
  }
}
