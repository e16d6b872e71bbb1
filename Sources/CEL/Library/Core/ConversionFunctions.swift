import Values

/// Conversions between CEL's types, and `type` and `dyn`. A value that does not fit is an error.
enum ConversionFunctions {
  static let all: [FunctionDeclaration] = [bool, int, uint, double, string, bytes, type, dyn]

  private static let bool = FunctionDeclaration(
    "bool", "Reads `true`, `t`, `1`, `false`, `f`, `0`, also as `True` and `TRUE`; other text is an error.",
    [
      .of("bool_to_bool", .bool) { (value: Bool) -> Value in .bool(value) },
      .of("string_to_bool", .bool) { (text: String) -> Value in
        switch text {
        case "1", "t", "T", "true", "TRUE", "True": .true
        case "0", "f", "F", "false", "FALSE", "False": .false
        default: .unreadable(text, as: "a bool")
        }
      },
    ])

  private static let int = FunctionDeclaration(
    "int",
    "An integer: of a double cut off towards zero, of a timestamp the seconds since 1970, of a duration the nanoseconds. Out of range is an error.",
    [
      .of("int64_to_int64", .int) { (value: Int64) -> Value in .int(value) },
      .of("uint64_to_int64", .int) { (value: UInt64) -> Value in
        Int64(exactly: value).map(Value.int) ?? .outOfRange("integer")
      },
      .of("double_to_int64", .int) { (value: Double) -> Value in
        // Both bounds are excluded, as in the specification's own cases: -2^63 as a double may stand for a number below.
        value > -9_223_372_036_854_775_808 && value < 9_223_372_036_854_775_808
          ? .int(Int64(value)) : .outOfRange("integer")
      },
      .of("string_to_int64", .int) { (text: String) -> Value in
        Int64(text).map(Value.int) ?? .unreadable(text, as: "an int")
      },
      .of("timestamp_to_int64", .int) { (time: Timestamp) -> Value in .int(time.seconds) },
      .of("duration_to_int64", .int) { (span: Duration) -> Value in
        Int64(exactly: span.totalNanoseconds).map(Value.int) ?? .outOfRange("integer")
      },
    ])

  private static let uint = FunctionDeclaration(
    "uint", "An unsigned integer. A negative number, or one out of range, is an error.",
    [
      .of("uint64_to_uint64", .uint) { (value: UInt64) -> Value in .uint(value) },
      .of("int64_to_uint64", .uint) { (value: Int64) -> Value in
        UInt64(exactly: value).map(Value.uint) ?? .outOfRange("unsigned integer")
      },
      .of("double_to_uint64", .uint) { (value: Double) -> Value in
        value >= 0 && value < 18_446_744_073_709_551_616 ? .uint(UInt64(value)) : .outOfRange("unsigned integer")
      },
      .of("string_to_uint64", .uint) { (text: String) -> Value in
        guard text.utf8.first != UInt8(ascii: "+"), let value = UInt64(text) else {
          return .unreadable(text, as: "a uint")
        }
        return .uint(value)
      },
    ])

  private static let double = FunctionDeclaration(
    "double", "A double; of an integer beyond 2^53 the nearest one. Reads `NaN`, `Infinity` and `-Infinity` too.",
    [
      .of("double_to_double", .double) { (value: Double) -> Value in .double(value) },
      .of("int64_to_double", .double) { (value: Int64) -> Value in .double(Double(value)) },
      .of("uint64_to_double", .double) { (value: UInt64) -> Value in .double(Double(value)) },
      .of("string_to_double", .double) { (text: String) -> Value in
        guard let value = Double(text) else { return .unreadable(text, as: "a double") }
        let names = text.unicodeScalars.contains { "iI".unicodeScalars.contains($0) }
        return value.isInfinite && !names ? .outOfRange("double") : .double(value)
      },
    ])

  private static let string = FunctionDeclaration(
    "string", "The text of a value. Bytes must be UTF-8.",
    [
      stringOf("string_to_string", .string), stringOf("text_to_string", .text), stringOf("bool_to_string", .bool),
      stringOf("int64_to_string", .int), stringOf("uint64_to_string", .uint),
      stringOf("double_to_string", .double), stringOf("bytes_to_string", .bytes),
      stringOf("timestamp_to_string", .timestamp), stringOf("duration_to_string", .duration),
      stringOf("date_to_string", .date), stringOf("version_to_string", .version), stringOf("ip_to_string", .ip),
      stringOf("cidr_to_string", .cidr),
    ])

  private static func stringOf(_ id: String, _ type: ValueType) -> Overload {
    .of(id, takes: [type], .string) { (value: Value) -> Value in
      if let text = ValueText.string(value) { return .string(text) }
      if case .bytes = value { return .failed("invalid UTF-8 in bytes, cannot convert to string") }
      return .noSuchOverload("string", [value])
    }
  }

  private static let bytes = FunctionDeclaration(
    "bytes", "The UTF-8 bytes of a string.",
    [
      .of("bytes_to_bytes", .bytes) { (value: [UInt8]) -> Value in .bytes(value) },
      .of("string_to_bytes", .bytes) { (text: String) -> Value in .bytes(Array(text.utf8)) },
    ])

  private static let type = FunctionDeclaration(
    "type", "The type of a value when the expression is evaluated, as a value: `type(1) == int`.",
    [
      .of("type", takes: [.parameter("A")], open: true, .type(.parameter("A"))) { (value: Value) -> Value in
        .type(value.runtimeType.denotation)
      }
    ])

  private static let dyn = FunctionDeclaration(
    "dyn", "The value itself, of which the checker forgets the type.",
    [.of("to_dyn", takes: [.parameter("A")], open: true, .dyn) { (value: Value) -> Value in value }])
}
