import Values

/// `+`, `-`, `*`, `/`, `%` and negation. Integers overflow into a failure, doubles follow IEEE 754, times stay within
/// the years 0001 to 9999 and durations within 64 bits of nanoseconds.
enum Arithmetic {
  static func add(_ a: Value, _ b: Value) -> Value {
    switch (a, b) {
    case (.int(let a), .int(let b)): return checked(a.addingReportingOverflow(b))
    case (.uint(let a), .uint(let b)): return checked(a.addingReportingOverflow(b))
    case (.double(let a), .double(let b)): return .double(a + b)
    case (.string, .string), (.text, .string), (.string, .text), (.text, .text):
      return concatenate(a.plainText ?? "", b.plainText ?? "")
    case (.bytes(let a), .bytes(let b)):
      return a.count + b.count > SizeLimit.bytes ? SizeLimit.tooManyBytes : .bytes(a + b)
    case (.list(let a), .list(let b)):
      if a.elements.count + b.elements.count > SizeLimit.elements { return SizeLimit.tooManyElements }
      return .list(ListValue(a.elements + b.elements, openness: Unknown.merging(a.openness, b.openness)))
    case (.timestamp(let time), .duration(let span)), (.duration(let span), .timestamp(let time)):
      return timestamp(time.adding(span))
    case (.duration(let a), .duration(let b)): return duration(a.adding(b))
    default: return .noSuchOverload("_+_", [a, b])
    }
  }

  static func subtract(_ a: Value, _ b: Value) -> Value {
    switch (a, b) {
    case (.int(let a), .int(let b)): checked(a.subtractingReportingOverflow(b))
    case (.uint(let a), .uint(let b)): checked(a.subtractingReportingOverflow(b))
    case (.double(let a), .double(let b)): .double(a - b)
    case (.timestamp(let a), .timestamp(let b)): duration(a.since(b))
    case (.timestamp(let time), .duration(let span)): timestamp(time.subtracting(span))
    case (.duration(let a), .duration(let b)): duration(a.subtracting(b))
    default: .noSuchOverload("_-_", [a, b])
    }
  }

  static func multiply(_ a: Value, _ b: Value) -> Value {
    switch (a, b) {
    case (.int(let a), .int(let b)): checked(a.multipliedReportingOverflow(by: b))
    case (.uint(let a), .uint(let b)): checked(a.multipliedReportingOverflow(by: b))
    case (.double(let a), .double(let b)): .double(a * b)
    default: .noSuchOverload("_*_", [a, b])
    }
  }

  static func divide(_ a: Value, _ b: Value) -> Value {
    switch (a, b) {
    case (.int(let a), .int(let b)): b == 0 ? divisionByZero : checked(a.dividedReportingOverflow(by: b))
    case (.uint(let a), .uint(let b)): b == 0 ? divisionByZero : .uint(a / b)
    case (.double(let a), .double(let b)): .double(a / b)
    default: .noSuchOverload("_/_", [a, b])
    }
  }

  static func remainder(_ a: Value, _ b: Value) -> Value {
    switch (a, b) {
    case (.int(let a), .int(let b)): b == 0 ? remainderByZero : checked(a.remainderReportingOverflow(dividingBy: b))
    case (.uint(let a), .uint(let b)): b == 0 ? remainderByZero : .uint(a % b)
    default: .noSuchOverload("_%_", [a, b])
    }
  }

  static func negate(_ a: Value) -> Value {
    switch a {
    case .int(let a): checked(Int64(0).subtractingReportingOverflow(a))
    case .double(let a): .double(-a)
    default: .noSuchOverload("-_", [a])
    }
  }

  static func not(_ a: Value) -> Value {
    if case .bool(let a) = a { return .bool(!a) }
    return .noSuchOverload("!_", [a])
  }

  private static let divisionByZero = Value.failed("division by zero")
  private static let remainderByZero = Value.failed("modulus by zero")

  private static func timestamp(_ time: Timestamp?) -> Value { time.map(Value.timestamp) ?? .outOfRange("timestamp") }

  private static func duration(_ span: Duration?) -> Value { span.map(Value.duration) ?? .outOfRange("duration") }

  private static func concatenate(_ a: String, _ b: String) -> Value {
    a.utf8.count + b.utf8.count > SizeLimit.bytes ? SizeLimit.tooManyBytes : .string(a + b)
  }

  private static func checked(_ result: (partialValue: Int64, overflow: Bool)) -> Value {
    result.overflow ? .overflow("integer") : .int(result.partialValue)
  }

  private static func checked(_ result: (partialValue: UInt64, overflow: Bool)) -> Value {
    result.overflow ? .overflow("unsigned integer") : .uint(result.partialValue)
  }
}

extension Value {
  /// The characters of a string or a text.
  var plainText: String? {
    switch self {
    case .string(let value): value
    case .text(let value): value.display
    default: nil
    }
  }
}
