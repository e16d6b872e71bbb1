import Values

/// The words of evaluation errors, in one place. Lower case, no full stop, what the user wrote in back-ticks.
extension Value {
  /// No overload of a function takes these values.
  static func noSuchOverload(_ function: String, _ arguments: [Value]) -> Value {
    let types = arguments.map { $0.runtimeType.description }.joined(separator: ", ")
    return .failure(Failure("no such overload: `\(function)` applied to (\(types))"))
  }

  static func overflow(_ what: String) -> Value { .failure(Failure("\(what) overflow")) }

  static func outOfRange(_ what: String) -> Value { .failure(Failure("\(what) out of range")) }

  static func noSuchKey(_ key: Value) -> Value { .failure(Failure("no such key: `\(ValueText.literal(key))`")) }

  static func indexOutOfRange(_ index: Int64) -> Value { .failure(Failure("index out of range: \(index)")) }

  /// A text that cannot be read as what it should be.
  static func unreadable(_ text: String, as what: String) -> Value {
    .failure(Failure("cannot read `\(ValueText.excerpt(text))` as \(what)"))
  }

  static func failed(_ message: String) -> Value { .failure(Failure(message)) }

  /// A cap was met. The cap is named, as DESIGN section 10 asks.
  static func capExceeded(_ cap: String, _ limit: Int) -> Value {
    .failure(Failure("evaluation stopped: more than \(limit) \(cap)"))
  }
}

extension Value {
  /// The type of a value when the program runs: `type(x)`. Element types are not looked at.
  public var runtimeType: ValueType {
    switch self {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .text: .text
    case .bytes: .bytes
    case .list: .list(.dyn)
    case .map: .map(.dyn, .dyn)
    case .timestamp: .timestamp
    case .duration: .duration
    case .date: .date
    case .version: .version
    case .ip: .ip
    case .cidr: .cidr
    case .type: .type(.dyn)
    case .optional: .optional(.dyn)
    case .object(let object): .object(object.type)
    case .unknown, .failure: .error
    }
  }
}

extension ValueType {
  /// The type as a value: `list` whatever its elements, as CEL compares types (`type([1]) == type(['a'])`).
  var denotation: ValueType {
    switch self {
    case .list: .list(.dyn)
    case .map: .map(.dyn, .dyn)
    case .type: .type(.dyn)
    case .optional: .optional(.dyn)
    case .vocabulary, .text: .string
    default: self
    }
  }

  /// The name of a type value: `list`, `google.protobuf.Timestamp`.
  var denotationName: String {
    switch self {
    case .list: "list"
    case .map: "map"
    case .type: "type"
    case .optional: "optional_type"
    default: denotation.description
    }
  }
}
