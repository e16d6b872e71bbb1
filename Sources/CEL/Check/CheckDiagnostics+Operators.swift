import Diagnostics
import Values

extension CheckDiagnostics {
  /// How a value becomes one of another type: a sentence, and for a literal the literal that was meant.
  typealias Conversion = (help: String, fix: Diagnostic.Fix?)

  /// The two sides of a comparison that cannot be made.
  struct Comparison {
    var span: Span
    var sign: String
    var left: String
    var leftSpan: Span
    var leftType: ValueType
    var right: String
    var rightSpan: Span
    var rightType: ValueType
    var conversion: Conversion?
    var origins: [Diagnostic.Label]

    var labels: [Diagnostic.Label] {
      [
        .init(leftSpan, "this is \(article(leftType))"), .init(rightSpan, "this is \(article(rightType))"),
      ] + origins
    }
  }

  /// An operator as it is written.
  static func sign(_ name: String) -> String {
    switch name {
    case "@in": "in"
    case "_?_:_": "? :"
    default: String(name.filter { $0 != "_" })
    }
  }

  // MARK: Comparisons

  static func incomparable(_ sides: Comparison) -> Diagnostic {
    Diagnostic(
      .celIncomparable, .error, "`\(sides.leftType.words)` and `\(sides.rightType.words)` are never equal",
      at: sides.span, also: sides.labels, help: sides.conversion.map { [$0.help] } ?? nullHelp(sides),
      fix: sides.conversion?.fix)
  }

  private static func nullHelp(_ sides: Comparison) -> [String] {
    guard sides.leftType == .null || sides.rightType == .null else { return [] }
    return ["only attributes, objects and optional things may be null"]
  }

  static func unordered(_ sides: Comparison) -> Diagnostic {
    if sides.leftType == sides.rightType || (sides.leftType.isStringLike && sides.rightType.isStringLike) {
      return Diagnostic(
        .celArgumentType, .error, "values of type `\(sides.leftType.words)` have no order", at: sides.span,
        also: sides.origins, help: ["`<`, `<=`, `>` and `>=` order numbers, strings, days, instants and versions"])
    }
    return Diagnostic(
      .celIncomparable, .error,
      "`\(sides.sign)` cannot order `\(sides.leftType.words)` against `\(sides.rightType.words)`", at: sides.span,
      also: sides.labels, help: sides.conversion.map { [$0.help] } ?? [], fix: sides.conversion?.fix)
  }

  static func dateAndTimestamp(_ sides: Comparison) -> Diagnostic {
    let (day, instant) = sides.leftType == .date ? (sides.left, sides.right) : (sides.right, sides.left)
    return Diagnostic(
      .celDateAndTimestamp, .error, "a day is not compared with an instant", at: sides.span, also: sides.labels,
      help: [
        "say which day the instant falls on: `date(\(instant))`",
        "to count the days between them, write `days_between(\(day), date(\(instant)))`",
      ])
  }

  static func versionAndString(_ sides: Comparison, string: String, _ span: Span) -> Diagnostic {
    Diagnostic(
      .celVersionAndString, .error, "a version is not compared with a string: `'10.0'` comes before `'9.0'` as text",
      at: sides.span, also: sides.labels, help: ["write `version(\(string))`"],
      fix: .init(span, "version(\(string))"))
  }

  /// A comparison of a string with a value that a function reads from one.
  static func unreadString(
    _ sides: Comparison, string: String, _ span: Span, type: ValueType, reader function: String
  ) -> Diagnostic {
    let name =
      switch type {
      case .date: "a day"
      case .timestamp: "an instant"
      case .duration: "a length of time"
      default: article(type)
      }
    return Diagnostic(
      .celIncomparable, .error, "\(name) is not compared with a string", at: sides.span, also: sides.labels,
      help: ["write `\(function)(\(string))`"], fix: .init(span, "\(function)(\(string))"))
  }

  static func chain(_ span: Span, _ whole: String) -> Diagnostic {
    Diagnostic(
      .celChainedComparison, .error, "comparisons do not chain: the first one yields true or false", at: span,
      help: ["write `\(whole)`"], fix: .init(span, whole))
  }

  static func negatedOperand(
    _ span: Span, _ type: ValueType, sign: String, whole: String, fix: Diagnostic.Fix
  ) -> Diagnostic {
    Diagnostic(
      .celConditionType, .error, "`!` binds more strongly than `\(sign)`, and \(article(type)) cannot be negated",
      at: span, help: ["write `\(whole)`"], fix: fix)
  }

  static func notInVocabulary(
    _ span: Span, _ word: String, attribute: String, words: [String], origin: Diagnostic.Label?
  ) -> Diagnostic {
    var message = "`'\(word)'` is not among the values of `\(attribute)`"
    let nearest = NameSuggestions.nearest(to: word, among: words)
    if let nearest { message += "; did you mean `'\(nearest)'`?" }
    return Diagnostic(
      .celNotInVocabulary, .error, message, at: span, also: origin.map { [$0] } ?? [],
      help: ["the values are \(list(words, limit: 12))"], fix: nearest.map { .init(span, LiteralText.string($0)) })
  }

  // MARK: Membership and indexes

  static func neverIn(
    _ span: Span, _ type: ValueType, _ container: Span, _ element: ValueType, isMap: Bool, conversion: Conversion?,
    origin: Diagnostic.Label?
  ) -> Diagnostic {
    let what = isMap ? "among the keys of a map by" : "in a list of"
    return Diagnostic(
      .celIncomparable, .error, "\(article(type)) is never \(what) `\(element.words)`", at: span,
      also: [.init(container, "this holds `\(element.words)`")] + (origin.map { [$0] } ?? []),
      help: conversion.map { [$0.help] } ?? [], fix: conversion?.fix)
  }

  static func notAContainer(
    _ span: Span, _ type: ValueType, element: String, elementType: ValueType, container: String,
    origin: Diagnostic.Label?
  ) -> Diagnostic {
    var help: [String] = []
    if type.isStringLike, elementType == .ip {
      help = ["whether a network has an address: `cidr(\(container)).containsIP(\(element))`"]
    } else if type.isStringLike {
      help = ["whether a text has a part: `\(container).contains(\(element))`"]
    } else if type == .cidr {
      help = ["whether a network has an address: `\(container).containsIP(\(element))`"]
    } else if case .object = type {
      help = ["whether an attribute is there: `has(\(container).attribute)`"]
    } else {
      help = ["a list of one value is written `[\(container)]`"]
    }
    return Diagnostic(
      .celArgumentType, .error, "`in` needs a list or a map on its right, found \(article(type))", at: span,
      also: origin.map { [$0] } ?? [], help: help)
  }

  static func index(
    _ operandSpan: Span, _ operand: String, _ type: ValueType, _ span: Span, _ index: String, _ indexType: ValueType,
    origin: Diagnostic.Label?
  ) -> Diagnostic {
    let also = origin.map { [$0] } ?? []
    switch type {
    case .list, .optional(.list):
      return Diagnostic(
        .celArgumentType, .error, "a list is indexed by `int`, found `\(indexType.words)`", at: span, also: also)
    case .map(let key, _), .optional(.map(let key, _)):
      return Diagnostic(
        .celArgumentType, .error, "the keys of this map are `\(key.words)`, found `\(indexType.words)`", at: span,
        also: [.init(operandSpan, "this is \(article(type))")] + also)
    case .object:
      let name = index.filter { $0 != "'" && $0 != "\"" }
      return Diagnostic(
        .celArgumentType, .error, "`\(operand)` has attributes, and no index", at: operandSpan, also: also,
        help: ["write `\(operand).\(name)`"])
    default:
      let help = type.isStringLike ? ["a part of a text is `\(operand).substring(start, end)`"] : []
      return Diagnostic(
        .celArgumentType, .error, "\(article(type)) has no index", at: operandSpan, also: also, help: help)
    }
  }

  // MARK: Arithmetic

  static func arithmetic(
    _ span: Span, _ sign: String, _ left: Span, _ leftType: ValueType, _ right: Span, _ rightType: ValueType,
    conversion: Conversion?, origins: [Diagnostic.Label]
  ) -> Diagnostic {
    var help = conversion.map { [$0.help] } ?? []
    if leftType == .date || rightType == .date {
      help = ["days between two days are counted by `days_between(a, b)`"]
    } else if sign == "+", leftType.isStringLike != rightType.isStringLike {
      help = ["texts are joined with `+`, and `string(...)` makes a text of something else"]
    } else if sign == "%", leftType == .double || rightType == .double {
      help = ["the remainder is defined for `int` and `uint`"]
    }
    let message =
      leftType == rightType
      ? "`\(sign)` does not work on `\(leftType.words)`"
      : "`\(sign)` does not work on `\(leftType.words)` and `\(rightType.words)`"
    return Diagnostic(
      .celArgumentType, .error, message, at: span,
      also: [.init(left, "this is \(article(leftType))"), .init(right, "this is \(article(rightType))")] + origins,
      help: help, fix: help == conversion.map { [$0.help] } ? conversion?.fix : nil)
  }

  static func negation(_ span: Span, _ type: ValueType, origin: Diagnostic.Label?) -> Diagnostic {
    let help =
      type == .bool
      ? ["a condition is negated with `!`"] : type == .uint ? ["a `uint` is never negative; use `int(...)`"] : []
    return Diagnostic(
      .celArgumentType, .error, "`-` needs a number, found \(article(type))", at: span,
      also: origin.map { [$0] } ?? [], help: help)
  }

  // MARK: Conversions

  /// How an expression of one type becomes another: the words, and the literal that was meant if it is one.
  static func conversion(
    _ expression: Expression, _ type: ValueType, to wanted: ValueType
  ) -> (help: String, replacement: String?)? {
    if case .literal(let value) = expression.kind, let literal = converted(value, to: wanted) {
      return ("write `\(literal)`", literal)
    }
    if case .literal(.string) = expression.kind, wanted.isNumeric || wanted == .bool { return nil }
    switch (type, wanted) {
    case (_, .string) where type.isNumeric || type == .bool: return ("`string(...)` makes it a string", nil)
    case (_, .double) where type == .int || type == .uint: return ("`double(...)` makes it a double", nil)
    case (.double, .int), (.double, .uint): return nil
    case (.int, .uint): return ("`uint(...)` makes it a uint", nil)
    case (.uint, .int): return ("`int(...)` makes it an int", nil)
    case (_, .int) where type.isStringLike: return ("`int(...)` reads a number", nil)
    case (.optional, _): return ("an optional yields its value with `.orValue(...)` or `.value()`", nil)
    default: return nil
    }
  }

  private static func converted(_ value: Value, to type: ValueType) -> String? {
    switch (value, type) {
    case (.int(let number), .double): return LiteralText.text(of: .double(Double(number)))
    case (.int(let number), .uint): return UInt64(exactly: number).map { "\($0)u" }
    case (.uint(let number), .int): return Int64(exactly: number).map { String($0) }
    case (.double(let number), .int): return Int64(exactly: number).map { String($0) }
    case (.string(let text), .int): return Int64(text).map { String($0) }
    case (.string(let text), .double):
      guard let number = Double(text), number.isFinite else { return nil }
      return LiteralText.text(of: .double(number))
    case (.string("true"), .bool): return "true"
    case (.string("false"), .bool): return "false"
    case (.int(let number), .string), (.int(let number), .text): return "'\(number)'"
    case (.bool(let truth), .string), (.bool(let truth), .text): return "'\(truth)'"
    default: return nil
    }
  }
}
