import CEL
import Testing
import Values

@Suite struct FunctionCatalogTests {
  @Test func `every function is declared once, documented, and its overloads have names of their own`() {
    var names: Set<String> = []
    var ids: Set<String> = []
    for declaration in FunctionCatalog.all {
      #expect(names.insert(declaration.name).inserted, "\(declaration.name) is declared twice")
      #expect(!declaration.documentation.isEmpty && declaration.documentation.hasSuffix("."), "\(declaration.name)")
      #expect(!declaration.overloads.isEmpty, "\(declaration.name)")
      for overload in declaration.overloads {
        #expect(ids.insert(overload.id).inserted, "\(overload.id) is there twice")
        #expect(!overload.isMember || !overload.parameters.isEmpty, "\(overload.id)")
      }
    }
    #expect(FunctionLibrary.standard.names.count == names.count)
  }

  /// Values of every kind, with those at the edges.
  private static let values: [Value] = {
    let texts = ["", "a", "é", "-1", "%s%d%.2f", "(a+)+", "[", "2026-05-01", "+07:00", "1.2.3", "10.0.0.0/8", "\\1"]
    var values: [Value] = texts.map(Value.string) + texts.prefix(3).map { .text(Text($0)) }
    values += [.null, .true, .false, .bytes([]), .bytes([0xFF, 0x41])]
    values += [Int64.min, -1, 0, 1, 64, Int64.max].map(Value.int) + [UInt64.min, 1, .max].map(Value.uint)
    let doubles: [Double] = [
      0, -0.0, 1.5, -1.5, .nan, .infinity, -.infinity, 1e308, .leastNonzeroMagnitude, 9_223_372_036_854_775_808,
    ]
    values += doubles.map(Value.double)
    values += [.timestamp(.earliest), .timestamp(.latest), .duration(.zero)]
    values += [Duration(totalNanoseconds: Int128(Int64.max)), Duration(totalNanoseconds: Int128(Int64.min))].compactMap
    {
      $0.map(Value.duration)
    }
    values += [.date(.earliest), .date(.latest), .optional(nil), .optional(.int(1)), .type(.int)]
    values += [Version("1.0").map(Value.version), Version("1.0", scheme: .deb).map(Value.version)].compactMap { $0 }
    values += [IPAddress("::1").map(Value.ip), CIDR("10.0.0.0/33").map(Value.cidr), CIDR("::/0").map(Value.cidr)]
      .compactMap { $0 }
    values += [.list(ListValue([])), .list(ListValue([.int(2), .int(1), .string("x")]))]
    values += [.list(ListValue([.list(ListValue([.double(.nan)])), .null]))]
    values += [.list(ListValue([.string("b")], openness: Unknown(.sourcePartial, "a.b")))]
    values += [MapValue([.init(key: .string("a"), value: .int(1))]).map(Value.map)].compactMap { $0 }
    return values
  }()

  @Test func `no overload fails to answer, whatever it is called with`() {
    let context = EvaluationContext()
    for declaration in FunctionCatalog.all {
      for overload in declaration.overloads {
        var calls = 0
        for arguments in Self.arguments(of: overload) {
          calls += 1
          _ = overload.evaluate(arguments, context)
        }
        #expect(calls > 0, "\(overload.id) was never called")
        // Not what it is declared for, and too few: still no trap.
        _ = overload.evaluate([], context)
        _ = overload.evaluate(overload.parameters.map { _ in .null }, context)
      }
    }
  }

  /// All combinations of values that the parameters take, thinned where there are many.
  private static func arguments(of overload: Overload) -> [[Value]] {
    var rows: [[Value]] = [[]]
    for type in overload.parameters {
      let fitting = values.filter { fits($0, type) }
      var next: [[Value]] = []
      for row in rows { for value in fitting { next.append(row + [value]) } }
      let step = max(1, next.count / 400)
      rows = stride(from: 0, to: next.count, by: step).map { next[$0] }
    }
    return rows
  }

  private static func fits(_ value: Value, _ type: ValueType) -> Bool {
    switch (type, value) {
    case (.dyn, _), (.parameter, _), (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double),
      (.string, .string), (.text, .text), (.bytes, .bytes), (.timestamp, .timestamp), (.duration, .duration),
      (.date, .date), (.version, .version), (.ip, .ip), (.cidr, .cidr), (.list, .list), (.map, .map),
      (.type, .type), (.optional, .optional):
      true
    default: false
    }
  }

  @Test func `the reference shows every function with its signatures`() {
    let page = FunctionReference.markdown()
    for declaration in FunctionCatalog.all { #expect(page.contains(declaration.documentation), "\(declaration.name)") }
    for line in [
      "- `string.split(string, int) -> list(string)`", "- `int + int -> int`", "- `!bool -> bool`", "- `-int -> int`",
      "- `A in list(A) -> bool`", "- `bool ? A : A -> A`", "- `list(A)[int] -> A`",
      "- `math.greatest(int, ...) -> int`", "- `version(string, string) -> version`", "## `in`", "## `+`",
    ] {
      #expect(page.contains(line + "\n"), "\(line)")
    }
  }
}
