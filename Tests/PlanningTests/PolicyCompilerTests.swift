import Diagnostics
import Formats
import Planning
import Policies
import Schema
import Testing
import Values

/// What the compiler makes of policies as a whole, and what it says is wrong with them.
struct PolicyCompilerTests {
  /// The facts of a policy, and what is said of them.
  private static let cycles: [(facts: String, words: String)] = [
    ("device: {a: device.a}", "facts that need each other can have no value: `device.a` → `device.a`"),
    (
      "device: {a: device.b, b: '!device.a'}",
      "facts that need each other can have no value: `device.a` → `device.b` → `device.a`"
    ),
    (
      "device: {a: device.unit.a}, unit: {a: 'unit.devices.exists(d, d.a)'}",
      "facts that need each other can have no value: `device.a` → `unit.a` → `device.a`"
    ),
    ("device: {a: device.b, b: device.ram > 1, c: device.a && device.b}", ""),
  ]

  @Test(arguments: cycles)
  func `facts that need each other are named`(facts: String, words: String) throws {
    let (policy, problems) = try Sample.compile(
      "facts: {\(facts)}\nrules: [{id: r, clause: C1, subject: device, severity: high, check: device.managed}]")
    let cycles = problems.filter { $0.code == .factCycle }
    #expect(cycles.map { "\($0.message): \($0.primary?.text ?? "")" }.joined(separator: "\n") == words)
    #expect((policy == nil) == !words.isEmpty)
  }

  @Test func `a bad pattern is told beside what else is wrong with the expression`() throws {
    let (_, problems) = try Sample.compile(
      "rules: [{id: r, clause: C1, subject: device, severity: high, check: \"device.nope || 'a'.matches('(a')\"}]")
    #expect(problems.map(\.code) == [.celUnknownAttribute, .celPattern])
  }

  private static let parameters = """
    parameters:
      least: {type: int, default: 4, doc: {en: least}}
      scope: {type: list<text>, default: [mail], doc: {en: scope}}
    """

  /// A setting of the parameter `least` or another, and what comes of it.
  private static let settings: [(policy: String?, name: String, text: String, result: String)] = [
    (nil, "least", "7", "7"),
    ("sample", "least", "7", "7"),
    ("another", "least", "7", "4"),
    (nil, "lest", "7", "`sample` has no parameter `lest`: did you mean `least`?"),
    (nil, "least", "many", "the parameter `least` cannot be set to this"),
    (nil, "least", "", "the parameter `least` cannot be set to this: there is no value"),
  ]

  @Test(arguments: settings)
  func `a profile sets parameters`(policy: String?, name: String, text: String, result: String) throws {
    let source = Source(path: "profile.yaml", text: text)
    let span = Span(source: source, range: 0..<text.utf8.count)
    let setting = ParameterSetting(
      policy: policy.map { Located($0, span) }, name: Located(name, span),
      raw: text.isEmpty ? RawValue.null : RawValue.string(text), span: span)
    let (compiled, problems) = try Sample.compile(
      "\(Self.parameters)\nrules: [{id: r, clause: C1, subject: device, severity: high, check: device.ram > params.least}]",
      tailoring: Tailoring(asOf: Sample.day("2026-01-01"), parameters: [setting]))
    if let compiled {
      #expect("\(compiled.parameters["least"] ?? Value.null)".contains(result))
      #expect(problems.isEmpty)
    } else {
      let words = problems.map { "\($0.message): \($0.primary?.text ?? "")" }
      #expect(words.joined(separator: "\n").hasPrefix(result))
    }
  }

  @Test func `everything that is wrong is told at once`() throws {
    let (policy, problems) = try Sample.compile(
      """
      facts: {device: {a: device.rum > 1}}
      rules:
        - {id: r, clause: C1, subject: device, severity: high, when: device.hots == 'x', check: device.ram > 'x'}
        - {id: s, clause: C1, subject: unit, severity: high, check: unit.size +}
      """)
    #expect(policy == nil)
    #expect(problems.count == 4, "\(problems.map(\.message))")
  }

  @Test(arguments: ["cam-pha-2020-online-meetings", "ninh-binh-2699-cameras"])
  func `no rule of a shipped policy is decided row by row`(id: String) throws {
    let library = PolicyLibrary.load(["\(Sample.packageRoot)/policies/\(id)"], files: .disk)
    let loaded = try #require(library.policies.first)
    let (compiled, problems) = PolicyCompiler.compile(
      loaded.policy, schema: loaded.schema, catalogs: loaded.catalogs,
      tailoring: Tailoring(asOf: Sample.day("2026-05-01")))
    let policy = try #require(compiled, "\(problems.map(\.message))")
    let rowByRow = policy.graph.nodes.compactMap { node -> String? in
      guard case .predicate(let predicate) = node.operation, predicate.leaves == nil else { return nil }
      return policy.graph.excerpts[predicate.excerpt].text
    }
    #expect(rowByRow.isEmpty)
  }
}
