import Values

/// The math extension of cel-go.
enum MathFunctions {
  static let all: [FunctionDeclaration] = [greatest, least] + rounding + tests + [abs, sign, sqrt] + BitFunctions.all

  private static let greatest = extreme("greatest", "@max", "The greatest") { $0 == .greater }
  private static let least = extreme("least", "@min", "The least") { $0 == .less }

  /// `math.greatest` and `math.least`. As in cel-go, numbers of one type keep it, and of several types give `dyn`; the
  /// first of equal ones is taken.
  private static func extreme(
    _ name: String, _ id: String, _ words: String, _ replaces: @escaping @Sendable (Ordering) -> Bool
  ) -> FunctionDeclaration {
    @Sendable func choose(_ values: [Value]) -> Value {
      guard var best = values.first else { return .failed("math.\(name) needs at least one number") }
      for value in values.dropFirst() {
        switch NumberLine.compare(value, best) {
        case .ordered(let order): if replaces(order) { best = value }
        case .unordered: continue
        case .notNumbers: return .noSuchOverload("math.\(name)", values)
        }
      }
      switch best {
      case .int, .uint, .double: return best
      default: return .noSuchOverload("math.\(name)", values)
      }
    }
    let numbers: [(name: String, type: ValueType)] = [("int", .int), ("uint", .uint), ("double", .double)]
    var overloads: [Overload] = []
    for number in numbers {
      overloads.append(
        Overload("math_\(id)_\(number.name)", [number.type], variadic: true, number.type) { arguments, _ in
          choose(arguments)
        })
    }
    for first in numbers {
      for second in numbers where first.name != second.name {
        overloads.append(
          Overload("math_\(id)_\(first.name)_\(second.name)", [first.type, second.type], .dyn) { arguments, _ in
            choose(arguments)
          })
      }
    }
    overloads.append(
      Overload("math_\(id)_numbers", [.dyn, .dyn, .dyn], variadic: true, .dyn) { arguments, _ in choose(arguments) })
    for number in numbers {
      overloads.append(
        .of("math_\(id)_list_\(number.name)", takes: [.list(number.type)], number.type) { (list: ListValue) -> Value in
          choose(list.elements)
        })
    }
    return FunctionDeclaration(
      "math.\(name)", "\(words) of some numbers, or of the numbers of a list that is not empty.", overloads)
  }

  private static let rounding: [FunctionDeclaration] = [
    ofDouble("math.ceil", "math_ceil_double", "The next whole number upwards.") { .double($0.rounded(.up)) },
    ofDouble("math.floor", "math_floor_double", "The next whole number downwards.") { .double($0.rounded(.down)) },
    ofDouble("math.round", "math_round_double", "The nearest whole number, halves away from zero.") {
      .double($0.rounded(.toNearestOrAwayFromZero))
    },
    ofDouble("math.trunc", "math_trunc_double", "The whole number towards zero.") {
      .double($0.rounded(.towardZero))
    },
  ]

  private static let tests: [FunctionDeclaration] = [
    ofDouble("math.isInf", "math_isInf_double", "Whether a double is infinite.", .bool) { .bool($0.isInfinite) },
    ofDouble("math.isNaN", "math_isNaN_double", "Whether a double is not a number.", .bool) { .bool($0.isNaN) },
    ofDouble("math.isFinite", "math_isFinite_double", "Whether a double is neither infinite nor NaN.", .bool) {
      .bool($0.isFinite)
    },
  ]

  private static func ofDouble(
    _ name: String, _ id: String, _ words: String, _ result: ValueType = .double,
    _ body: @escaping @Sendable (Double) -> Value
  ) -> FunctionDeclaration {
    FunctionDeclaration(name, words, [.of(id, result) { (value: Double) -> Value in body(value) }])
  }

  private static let abs = FunctionDeclaration(
    "math.abs", "The absolute value. Of the smallest int it is an error.",
    [
      .of("math_abs_double", .double) { (value: Double) -> Value in .double(value.magnitude) },
      .of("math_abs_int", .int) { (value: Int64) -> Value in
        value == .min ? .overflow("integer") : .int(Swift.abs(value))
      },
      .of("math_abs_uint", .uint) { (value: UInt64) -> Value in .uint(value) },
    ])

  private static let sign = FunctionDeclaration(
    "math.sign", "-1, 0 or 1, in the type of the number; NaN of NaN.",
    [
      .of("math_sign_double", .double) { (value: Double) -> Value in
        .double(value.isNaN ? value : value > 0 ? 1 : value < 0 ? -1 : 0)
      },
      .of("math_sign_int", .int) { (value: Int64) -> Value in .int(value.signum()) },
      .of("math_sign_uint", .uint) { (value: UInt64) -> Value in .uint(value == 0 ? 0 : 1) },
    ])

  private static let sqrt = FunctionDeclaration(
    "math.sqrt", "The square root; NaN of a negative number.",
    [
      .of("math_sqrt_double", .double) { (value: Double) -> Value in .double(value.squareRoot()) },
      .of("math_sqrt_int", .double) { (value: Int64) -> Value in .double(Double(value).squareRoot()) },
      .of("math_sqrt_uint", .double) { (value: UInt64) -> Value in .double(Double(value).squareRoot()) },
    ])
}
