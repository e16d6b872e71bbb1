import Values

/// Optional values: `optional.of`, `or`, `value` and the like. `a.?b`, `a[?b]`, `optMap` and `optFlatMap` are syntax.
enum OptionalFunctions {
  static let all: [FunctionDeclaration] = [
    of, ofNonZeroValue, none, value, hasValue, or, orValue, unwrap, unwrapMember, first, last,
  ]

  private static let v = ValueType.parameter("V")

  private static let of = FunctionDeclaration(
    "optional.of", "An optional with a value.",
    [.of("optional_of", takes: [v], open: true, .optional(v)) { (value: Value) -> Value in .optional(value) }])

  private static let ofNonZeroValue = FunctionDeclaration(
    "optional.ofNonZeroValue", "An optional with a value, or `none` if that is null, false, zero or empty.",
    [
      .of("optional_ofNonZeroValue", takes: [v], .optional(v)) { (value: Value) -> Value in
        .optional(isZero(value) ? nil : value)
      }
    ])

  private static let none = FunctionDeclaration(
    "optional.none", "The optional without a value.",
    [Overload("optional_none", [], .optional(v)) { _, _ in .optional(nil) }])

  private static let value = FunctionDeclaration(
    "value", "The value of an optional; an error where it has none.",
    [
      .of("optional_value", member: true, takes: [.optional(v)], v) { (value: Value) -> Value in
        guard case .optional(let inner) = value else { return .noSuchOverload("value", [value]) }
        return inner ?? .failed("optional.none() has no value")
      }
    ])

  private static let hasValue = FunctionDeclaration(
    "hasValue", "Whether an optional has a value.",
    [
      .of("optional_hasValue", member: true, takes: [.optional(v)], .bool) { (value: Value) -> Value in
        guard case .optional(let inner) = value else { return .noSuchOverload("hasValue", [value]) }
        return .bool(inner != nil)
      }
    ])

  private static let or = FunctionDeclaration(
    "or", "The optional itself if it has a value, otherwise the other one, which only then is evaluated.",
    [
      .of("optional_or_optional", member: true, takes: [.optional(v), .optional(v)], .optional(v)) {
        (value: Value, other: Value) -> Value in
        if case .optional(nil) = value { return other }
        return value
      }
    ])

  private static let orValue = FunctionDeclaration(
    "orValue", "The value of the optional, otherwise the other value, which only then is evaluated.",
    [
      .of("optional_orValue_value", member: true, takes: [.optional(v), v], v) {
        (value: Value, other: Value) -> Value in
        if case .optional(let inner?) = value { return inner }
        return other
      }
    ])

  private static let unwrap = FunctionDeclaration(
    "optional.unwrap", "The values of those optionals of a list that have one.",
    [.of("optional_unwrap", takes: [.list(.optional(v))], open: true, .list(v), unwrapped)])

  private static let unwrapMember = FunctionDeclaration(
    "unwrapOpt", "The values of those optionals of a list that have one.",
    [.of("optional_unwrapOpt", member: true, takes: [.list(.optional(v))], open: true, .list(v), unwrapped)])

  @Sendable private static func unwrapped(_ list: ListValue) -> Value {
    var values: [Value] = []
    for element in list.elements {
      guard case .optional(let inner) = element else { return .noSuchOverload("optional.unwrap", [element]) }
      if let inner { values.append(inner) }
    }
    return .list(ListValue(values, openness: list.openness))
  }

  private static let first = FunctionDeclaration(
    "first", "An optional with the first element of a list.",
    [
      .of("list_first", member: true, takes: [.list(v)], .optional(v)) { (list: ListValue) -> Value in
        .optional(list.elements.first)
      }
    ])

  private static let last = FunctionDeclaration(
    "last", "An optional with the last element of a list.",
    [
      .of("list_last", member: true, takes: [.list(v)], .optional(v)) { (list: ListValue) -> Value in
        .optional(list.elements.last)
      }
    ])

  private static func isZero(_ value: Value) -> Bool {
    switch value {
    case .null: true
    case .bool(let value): !value
    case .int(let value): value == 0
    case .uint(let value): value == 0
    case .double(let value): value == 0
    case .string(let value): value.isEmpty
    case .text(let value): value.display.isEmpty
    case .bytes(let value): value.isEmpty
    case .list(let list): list.elements.isEmpty
    case .map(let map): map.entries.isEmpty
    case .timestamp(let time): time.seconds == 0 && time.nanoseconds == 0
    case .duration(let span): span == .zero
    case .optional(let inner): inner == nil
    default: false
    }
  }
}
