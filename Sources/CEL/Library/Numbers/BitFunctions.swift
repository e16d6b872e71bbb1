import Values

/// The bit functions of cel-go's math extension.
enum BitFunctions {
  static let all: [FunctionDeclaration] = [
    pair("bitAnd", "Bitwise and.", { $0 & $1 }, { $0 & $1 }),
    pair("bitOr", "Bitwise or.", { $0 | $1 }, { $0 | $1 }),
    pair("bitXor", "Bitwise exclusive or.", { $0 ^ $1 }, { $0 ^ $1 }),
    FunctionDeclaration(
      "math.bitNot", "Every bit inverted.",
      [
        .of("math_bitNot_int_int", .int) { (value: Int64) -> Value in .int(~value) },
        .of("math_bitNot_uint_uint", .uint) { (value: UInt64) -> Value in .uint(~value) },
      ]),
    shift("bitShiftLeft", "The bits moved to the left; all out beyond 63.", { $0 << $1 }, { $0 << $1 }),
    // An int is shifted as the 64 bits that it is, zeros coming in from the left: cel-spec's math extension has
    // `math.bitShiftRight(-1024, 3)` positive.
    shift(
      "bitShiftRight", "The bits moved to the right, zeros coming in, also for negative ints; all out beyond 63.",
      { Int64(bitPattern: UInt64(bitPattern: $0) >> $1) }, { $0 >> $1 }),
  ]

  private static func pair(
    _ name: String, _ words: String, _ ints: @escaping @Sendable (Int64, Int64) -> Int64,
    _ uints: @escaping @Sendable (UInt64, UInt64) -> UInt64
  ) -> FunctionDeclaration {
    FunctionDeclaration(
      "math.\(name)", words,
      [
        .of("math_\(name)_int_int", .int) { (a: Int64, b: Int64) -> Value in .int(ints(a, b)) },
        .of("math_\(name)_uint_uint", .uint) { (a: UInt64, b: UInt64) -> Value in .uint(uints(a, b)) },
      ])
  }

  private static func shift(
    _ name: String, _ words: String, _ ints: @escaping @Sendable (Int64, Int64) -> Int64,
    _ uints: @escaping @Sendable (UInt64, Int64) -> UInt64
  ) -> FunctionDeclaration {
    let negative = Value.failed("math.\(name): negative offset")
    return FunctionDeclaration(
      "math.\(name)", words + " A negative distance is an error.",
      [
        .of("math_\(name)_int_int", .int) { (value: Int64, distance: Int64) -> Value in
          distance < 0 ? negative : .int(distance > 63 ? 0 : ints(value, distance))
        },
        .of("math_\(name)_uint_int", .uint) { (value: UInt64, distance: Int64) -> Value in
          distance < 0 ? negative : .uint(distance > 63 ? 0 : uints(value, distance))
        },
      ])
  }
}
