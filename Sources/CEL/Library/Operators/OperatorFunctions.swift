import Values

/// The operators. Those that are not strict (`&&`, `||`, `?:`) are evaluated by the interpreter itself; their
/// declarations serve the checker and the reference.
enum OperatorFunctions {
  static let all: [FunctionDeclaration] = [
    conditional, and, or, not, equals, differs, less, lessOrEqual, greater, greaterOrEqual, add, subtract, multiply,
    divide, remainder, negate, contains, index, optionalIndex,
  ]

  private static let a = ValueType.parameter("A")
  private static let b = ValueType.parameter("B")

  private static let conditional = FunctionDeclaration(
    "_?_:_",
    "Conditional: the second operand where the condition is true, the third where it is false. Only that one is evaluated.",
    [
      Overload("conditional", [.bool, a, a], a) { arguments, _ in
        guard arguments.count == 3, case .bool(let holds) = arguments[0] else {
          return .noSuchOverload("_?_:_", arguments)
        }
        return holds ? arguments[1] : arguments[2]
      }
    ])

  private static let and = FunctionDeclaration(
    "_&&_", "And: false wins over unknown, and unknown over an error, whichever side it is on.",
    [.binary("logical_and", [.bool, .bool], .bool) { logic($0, $1, deciding: false) }])

  private static let or = FunctionDeclaration(
    "_||_", "Or: true wins over unknown, and unknown over an error, whichever side it is on.",
    [.binary("logical_or", [.bool, .bool], .bool) { logic($0, $1, deciding: true) }])

  private static func logic(_ a: Value, _ b: Value, deciding: Bool) -> Value {
    var fold = LogicFold(deciding: deciding)
    let name = deciding ? "_||_" : "_&&_"
    if fold.take(a, in: name) || fold.take(b, in: name) { return .bool(deciding) }
    return fold.result()
  }

  private static let not = FunctionDeclaration(
    "!_", "Not.", [.of("logical_not", .bool) { (value: Bool) -> Value in .bool(!value) }])

  private static let equals = FunctionDeclaration(
    "_==_",
    "Equality. Numbers compare by their value whatever their types, text folded, lists and maps by their elements.",
    [.binary("equals", [a, a], .bool, open: true) { CELEquality.equals($0, $1) }])

  private static let differs = FunctionDeclaration(
    "_!=_", "The opposite of `==`.",
    [.binary("not_equals", [a, a], .bool, open: true) { CELEquality.differs($0, $1) }])

  private static let less = order("_<_", "less", "Less than") { CELOrdering.less($0, $1) }
  private static let lessOrEqual = order("_<=_", "less_equals", "Less than or equal to") {
    CELOrdering.lessOrEqual($0, $1)
  }
  private static let greater = order("_>_", "greater", "Greater than") { CELOrdering.greater($0, $1) }
  private static let greaterOrEqual = order("_>=_", "greater_equals", "Greater than or equal to") {
    CELOrdering.greaterOrEqual($0, $1)
  }

  private static func order(
    _ name: String, _ id: String, _ words: String, _ operation: @escaping @Sendable (Value, Value) -> Value
  ) -> FunctionDeclaration {
    let pairs: [(String, ValueType, ValueType)] = [
      ("bool", .bool, .bool), ("int64", .int, .int), ("int64_double", .int, .double), ("int64_uint64", .int, .uint),
      ("uint64", .uint, .uint), ("uint64_double", .uint, .double), ("uint64_int64", .uint, .int),
      ("double", .double, .double), ("double_int64", .double, .int), ("double_uint64", .double, .uint),
      ("string", .string, .string), ("text", .text, .text), ("bytes", .bytes, .bytes),
      ("timestamp", .timestamp, .timestamp), ("duration", .duration, .duration), ("date", .date, .date),
      ("version", .version, .version),
    ]
    return FunctionDeclaration(
      name,
      "\(words). Numbers compare by their value whatever their types, strings by code points, text folded, versions by their scheme; versions of two schemes are unknown against each other.",
      pairs.map { .binary("\(id)_\($0.0)", [$0.1, $0.2], .bool, operation) })
  }

  private static let add = FunctionDeclaration(
    "_+_", "Sum; concatenation of strings, bytes and lists. Overflow is an error.",
    arithmetic("add", [.int, .uint, .double, .string, .bytes]) { Arithmetic.add($0, $1) } + [
      .binary("add_list", [.list(a), .list(a)], .list(a), open: true) { Arithmetic.add($0, $1) },
      .binary("add_timestamp_duration", [.timestamp, .duration], .timestamp) { Arithmetic.add($0, $1) },
      .binary("add_duration_timestamp", [.duration, .timestamp], .timestamp) { Arithmetic.add($0, $1) },
      .binary("add_duration_duration", [.duration, .duration], .duration) { Arithmetic.add($0, $1) },
    ])

  private static let subtract = FunctionDeclaration(
    "_-_", "Difference. Overflow is an error.",
    arithmetic("subtract", [.int, .uint, .double]) { Arithmetic.subtract($0, $1) } + [
      .binary("subtract_timestamp_timestamp", [.timestamp, .timestamp], .duration) { Arithmetic.subtract($0, $1) },
      .binary("subtract_timestamp_duration", [.timestamp, .duration], .timestamp) { Arithmetic.subtract($0, $1) },
      .binary("subtract_duration_duration", [.duration, .duration], .duration) { Arithmetic.subtract($0, $1) },
    ])

  private static let multiply = FunctionDeclaration(
    "_*_", "Product. Overflow is an error.",
    arithmetic("multiply", [.int, .uint, .double]) { Arithmetic.multiply($0, $1) })

  private static let divide = FunctionDeclaration(
    "_/_", "Quotient; of integers cut off towards zero, where division by zero is an error.",
    arithmetic("divide", [.int, .uint, .double]) { Arithmetic.divide($0, $1) })

  private static let remainder = FunctionDeclaration(
    "_%_", "Remainder, with the sign of the first operand. Modulus by zero is an error.",
    arithmetic("modulo", [.int, .uint]) { Arithmetic.remainder($0, $1) })

  private static let negate = FunctionDeclaration(
    "-_", "Negation. Overflow is an error.",
    [
      .of("negate_int64", .int) { (value: Int64) -> Value in Arithmetic.negate(.int(value)) },
      .of("negate_double", .double) { (value: Double) -> Value in .double(-value) },
    ])

  private static let contains = FunctionDeclaration(
    "@in",
    "Whether a list has an equal element, or a map such a key. In an open list: true, or unknown.",
    [
      .binary("in_list", [a, .list(a)], .bool, open: true) { Indexing.contains($0, in: $1) },
      .binary("in_map", [a, .map(a, b)], .bool) { Indexing.contains($0, in: $1) },
    ])

  private static let index = FunctionDeclaration(
    "_[_]",
    "An element of a list by its position from 0, or a value of a map by its key. It is an error if there is none.",
    [
      .binary("index_list", [.list(a), .int], a) { Indexing.index($0, $1) },
      .binary("index_map", [.map(a, b), a], b) { Indexing.index($0, $1) },
      .binary("optional_list_index_int", [.optional(.list(a)), .int], .optional(a)) { Indexing.index($0, $1) },
      .binary("optional_map_index_value", [.optional(.map(a, b)), a], .optional(b)) { Indexing.index($0, $1) },
    ])

  private static let optionalIndex = FunctionDeclaration(
    "_[?_]", "As an index, but an optional: `none` where there is no such element.",
    [
      .binary("list_optindex_optional_int", [.list(a), .int], .optional(a)) { Indexing.optionalIndex($0, $1) },
      .binary("optional_list_optindex_optional_int", [.optional(.list(a)), .int], .optional(a)) {
        Indexing.optionalIndex($0, $1)
      },
      .binary("map_optindex_optional_value", [.map(a, b), a], .optional(b)) { Indexing.optionalIndex($0, $1) },
      .binary("optional_map_optindex_optional_value", [.optional(.map(a, b)), a], .optional(b)) {
        Indexing.optionalIndex($0, $1)
      },
    ])

  private static func arithmetic(
    _ id: String, _ types: [ValueType], _ operation: @escaping @Sendable (Value, Value) -> Value
  ) -> [Overload] {
    let names: [ValueType: String] = [
      .int: "int64", .uint: "uint64", .double: "double", .string: "string", .bytes: "bytes",
    ]
    return types.map { type in .binary("\(id)_\(names[type] ?? "\(type)")", [type, type], type, operation) }
  }
}
