import CEL
import Diagnostics
import Testing
import Values

@Suite struct CheckerTests {
  /// An expression over the sample schema, and its type.
  static let types: [(String, String)] = [
    ("camera.kind", "one of 'analog', 'ip', 'ptz'"),
    ("camera.kind == 'ip'", "bool"),
    ("camera.kind in ['ip', 'ptz']", "bool"),
    ("'night' in camera.modes", "bool"),
    ("camera.vendor == 'Hikvision' && camera.serial == camera.vendor", "bool"),
    ("camera.vendor.startsWith('Hik')", "bool"),
    ("camera.kind + '-' + camera.serial", "string"),
    ("camera.recorder == null", "bool"),
    ("null != camera.port", "bool"),
    ("camera.recorder.name == null", "bool"),
    ("camera.accounts.all(a, a.name != null)", "bool"),
    ("camera.password.state == 'changed' && camera.password.length >= params.min_length", "bool"),
    ("camera.accounts.filter(a, a.is_disabled).map(a, a.name)", "list(text)"),
    ("camera.accounts.transformMap(i, a, a.name)", "map(int, text)"),
    ("camera.is_live ? camera.port : null", "int"),
    ("camera.?recorder.name.orValue('none')", "string"),
    ("camera.firmware.version < version('5.4.1')", "bool"),
    ("camera.installed < run.as_of", "bool"),
    ("camera.port in params.ports", "bool"),
    ("camera.port < 1.5 || camera.size_bytes > 1", "bool"),
    ("vendors.row(camera.vendor).country", "text"),
    ("vendors.classify(camera) == ''", "bool"),
    ("unit.meetings.during(run.as_of, run.as_of).size()", "int"),
    ("cel.bind(k, camera.kind, k == 'ip' || k == 'ptz')", "bool"),
    ("[camera.kind, camera.vendor, 'x']", "list(string)"),
    ("[camera.kind, camera.vendor]", "list(text)"),
    ("[1, 'a', null]", "list(dyn)"),
    ("[camera.installed, null]", "list(date)"),
    ("[]", "list(dyn)"),
    ("{}", "map(dyn, dyn)"),
    ("{'a': [], 'b': [1]}", "map(string, list(int))"),
    ("[[], [1u]][0]", "list(uint)"),
    ("[1, 2].map(x, [x].map(x, string(x)))", "list(list(string))"),
    ("{'a': 1}.map(k, k)", "list(string)"),
    ("{'a': 1}.transformMapEntry(k, v, {v: k})", "map(int, string)"),
    ("optional.none().orValue(1)", "int"),
    ("optional.of(1).optMap(x, string(x))", "optional_type(string)"),
    ("{'a': {'b': 1u}}.?a.b", "optional_type(uint)"),
    ("type(1) == int && type('') != type([])", "bool"),
    ("math.greatest(1, 2)", "int"),
    ("dyn(1) + 'a'", "string"),
    ("dyn([1]) + ['a']", "list(dyn)"),
    ("[1] + dyn(['a'])", "list(dyn)"),
    ("has(camera.recorder.name) && given(camera.port)", "bool"),
    ("camera.tags['a'] + camera.tags.b", "string"),
  ]

  @Test(arguments: types)
  func `an expression has the type it should have`(_ text: String, _ type: String) throws {
    let parsed = try #require(Parser.parse(ExpressionSource(text)).0)
    let (checked, diagnostics) = Checker.check(parsed, in: SampleSchema.environment)
    #expect(checked?.type.description == type, "\(diagnostics.map(\.message))")
  }

  @Test func `names and calls are recorded with what they refer to`() throws {
    let parsed = try #require(Parser.parse(ExpressionSource("a.b.c.d < math.abs(-x) && int == type(x)")).0)
    let environment = Environment(variables: ["a.b.c": .init(.map(.string, .int)), "x": .init(.int)])
    let checked = try #require(Checker.check(parsed, in: environment).0)
    var told: [String] = []
    parsed.root.forEach { node in
      guard let reference = checked.references[node.id] else { return }
      told.append("\(Unparser.text(of: node)): \(reference)")
    }
    #expect(
      told == [
        #"a.b.c.d < math.abs(-x) && int == type(x): function("_&&_", overloads: ["logical_and"])"#,
        #"a.b.c.d < math.abs(-x): function("_<_", overloads: ["less_int64"])"#,
        #"a.b.c: variable("a.b.c")"#,
        #"math.abs(-x): function("math.abs", overloads: ["math_abs_int"])"#,
        #"-x: function("-_", overloads: ["negate_int64"])"#,
        #"x: variable("x")"#,
        #"int == type(x): function("_==_", overloads: ["equals"])"#,
        #"int: type(int)"#,
        #"type(x): function("type", overloads: ["type"])"#,
        #"x: variable("x")"#,
      ])
  }

  @Test func `overloads that only may apply are all recorded`() throws {
    let parsed = try #require(Parser.parse(ExpressionSource("d + d")).0)
    let environment = Environment(variables: ["d": .init(.dyn)])
    let checked = try #require(Checker.check(parsed, in: environment).0)
    guard case .function(_, let overloads)? = checked.references[parsed.root.id] else {
      Issue.record("no reference")
      return
    }
    #expect(overloads.count > 5 && checked.type == .dyn)
  }

  @Test func `macros in each other cost what they multiply to`() throws {
    let table: [(String, Int, Bool)] = [
      ("1 + 1", 0, false),
      ("[1, 2].all(x, x > 0)", 0, false),
      ("camera.accounts.all(a, a.is_disabled)", 1, false),
      ("camera.accounts.all(a, camera.accounts.exists(b, b.name == a.name))", 2, false),
      (
        "camera.accounts.all(a, camera.accounts.all(b, camera.accounts.all(c, camera.accounts.all(d, a.name != d.name))))",
        4, true
      ),
    ]
    var steps = 0
    for (text, nesting, isRefused) in table {
      let parsed = try #require(Parser.parse(ExpressionSource(text)).0)
      let checked = try #require(Checker.check(parsed, in: SampleSchema.environment).0)
      let estimate = CostEstimate(of: checked)
      #expect(estimate.nesting == nesting, "\(text)")
      #expect(estimate.depth >= nesting + 2, "\(text)")
      #expect(estimate.steps > steps, "\(text)")
      steps = estimate.steps
      #expect(CostEstimate.diagnostics(for: checked).map(\.code) == (isRefused ? [.celTooCostly] : []), "\(text)")
    }
  }

  @Test func `a deep tree is checked without a crash`() throws {
    let text = String(repeating: "[", count: 240) + "1" + String(repeating: "]", count: 240)
    let parsed = try #require(Parser.parse(ExpressionSource(text)).0)
    #expect(Checker.check(parsed, in: Environment()).0 != nil)
    let chain = Array(repeating: "camera.is_live", count: 3000).joined(separator: " || ")
    let long = try #require(Parser.parse(ExpressionSource(chain)).0)
    #expect(Checker.check(long, in: SampleSchema.environment).0?.type == .bool)
  }
}
