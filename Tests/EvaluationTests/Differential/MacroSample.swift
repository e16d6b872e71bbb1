import Testing
import Values

/// A way to use a macro, and what makes an expression with it.
struct MacroSample: Sendable, CustomTestStringConvertible {
  /// The macro as the reference calls it.
  let name: String
  let make: @Sendable (inout TypedExpressions) -> (text: String, type: ValueType)

  init(_ name: String, _ make: @escaping @Sendable (inout TypedExpressions) -> (String, ValueType)) {
    self.name = name
    self.make = make
  }

  var testDescription: String { name }

  static let all: [MacroSample] = quantifiers + collections + maps + others

  private static let quantifiers: [MacroSample] = ["all", "exists", "exists_one", "existsOne"].flatMap { name in
    [
      MacroSample("\(name)(v, p)") { make in
        let (range, element) = make.range()
        let v = make.fresh()
        return (make.with([(v, element)]) { "\(range).\(name)(\(v), \($0.bool(2)))" }, .bool)
      },
      MacroSample("\(name)(i, v, p)") { make in
        let (range, element) = make.range()
        let (i, v) = (make.fresh(), make.fresh())
        return (make.with([(i, .int), (v, element)]) { "\(range).\(name)(\(i), \(v), \($0.bool(2)))" }, .bool)
      },
    ]
  }

  private static let collections: [MacroSample] = [
    MacroSample("filter") { make in
      let (range, element) = make.range()
      let v = make.fresh()
      return (make.with([(v, element)]) { "\(range).filter(\(v), \($0.bool(2))).size()" }, .int)
    },
    MacroSample("map(v, x)") { make in
      let (range, element) = make.range()
      let v = make.fresh()
      return (make.with([(v, element)]) { "\(range).map(\(v), \($0.value(of: .int, 1)))" }, .list(.int))
    },
    MacroSample("map(v, p, x)") { make in
      let (range, element) = make.range()
      let v = make.fresh()
      return (
        make.with([(v, element)]) { "\(range).map(\(v), \($0.bool(1)), \($0.value(of: .string, 1)))" }, .list(.string)
      )
    },
    MacroSample("transformList(i, v, x)") { make in
      let (range, element) = make.range()
      let (i, v) = (make.fresh(), make.fresh())
      return (
        make.with([(i, .int), (v, element)]) { "\(range).transformList(\(i), \(v), \($0.value(of: .int, 1)))" },
        .list(.int)
      )
    },
    MacroSample("transformList(i, v, p, x)") { make in
      let (range, element) = make.range()
      let (i, v) = (make.fresh(), make.fresh())
      return (
        make.with([(i, .int), (v, element)]) {
          "\(range).transformList(\(i), \(v), \($0.bool(1)), \($0.value(of: .int, 1)))"
        }, .list(.int)
      )
    },
    MacroSample("sortBy") { make in
      let (range, element) = make.range()
      let (v, w) = (make.fresh(), make.fresh())
      let sorted = make.with([(v, element)]) { "\(range).sortBy(\(v), \($0.value(of: .int, 1)))" }
      return (make.with([(w, element)]) { "\(sorted).map(\(w), \($0.value(of: .int, 1)))" }, .list(.int))
    },
  ]

  private static let maps: [MacroSample] = ["transformMap", "transformMapEntry"].flatMap { name in
    [false, true].map { hasFilter in
      MacroSample("\(name)(k, v, \(hasFilter ? "p, " : "")x)") { make in
        let range = make.value(of: .map(.string, .int), 1)
        let (k, v) = (make.fresh(), make.fresh())
        let body = make.with([(k, .string), (v, .int)]) { make in
          let value = make.value(of: .int, 1)
          return (hasFilter ? "\(make.bool(1)), " : "") + (name == "transformMap" ? value : "{\(k): \(value)}")
        }
        return ("\(range).\(name)(\(k), \(v), \(body))", .map(.string, .int))
      }
    }
  }

  private static let others: [MacroSample] = [
    MacroSample("all over a map") { make in
      let range = make.value(of: .map(.string, .int), 1)
      let (k, v) = (make.fresh(), make.fresh())
      return (make.with([(k, .string), (v, .int)]) { "\(range).all(\(k), \(v), \($0.bool(2)))" }, .bool)
    },
    MacroSample("optMap") { make in
      let operand = make.value(of: .optional(.int), 1)
      let v = make.fresh()
      return (
        make.with([(v, .int)]) { "(\(operand)).optMap(\(v), \($0.value(of: .int, 1))).orValue(3)" }, .int
      )
    },
    MacroSample("optFlatMap") { make in
      let operand = make.value(of: .optional(.int), 1)
      let v = make.fresh()
      return (
        make.with([(v, .int)]) { "(\(operand)).optFlatMap(\(v), \($0.value(of: .optional(.int), 1))).hasValue()" },
        .bool
      )
    },
    MacroSample("cel.bind") { make in
      let value = make.value(of: .int, 1)
      let v = make.fresh()
      return (make.with([(v, .int)]) { "cel.bind(\(v), \(value), \($0.bool(2)))" }, .bool)
    },
    MacroSample("has, given") { make in
      let name = make.rowName
      return ("has(\(name).\(make.attribute)) == given(\(name).\(make.attribute))", .bool)
    },
    MacroSample("optional elements and entries") { make in
      let (a, b) = (make.value(of: .optional(.int), 1), make.value(of: .optional(.int), 1))
      return ("size([?\(a), 2]) + size({?'k': \(b)})", .int)
    },
  ]
}
