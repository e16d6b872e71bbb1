import CEL
import Diagnostics
import Evaluation
import Planning
import Policies
import Schema
import Tables
import Values

/// Times whole rules through the columnar plan: from columns in memory to a verdict for every subject.
enum PlanBenchmark {
  /// Rules over a relation, over a parent, and over rows alone.
  private static let rules: [(subject: String, check: String)] = [
    ("software", "software.name.matches('(?i)zoom') && software.version < version('6.0')"),
    ("software", "software.device.managed || software.name != 'Zoom'"),
    ("software", "software.name == software.publisher"),
    ("device", "!device.software.exists(s, s.name.matches('(?i)zoom') && s.version < version('6.0'))"),
    ("device", "device.software.all(s, s.state == 'residual' || s.version > version('0.1'))"),
    ("device", "device.software.exists(s, s.version > device.build && s.state == 'residual')"),
    ("device", "device.software.during(date('2024-09-01'), date('2024-09-30')).exists(s, s.name == 'Zalo')"),
    ("device", "size(device.software) > 10"),
    ("device", "device.software.exists_one(s, s.name == 'Zalo')"),
    ("device", "device.software.filter(s, s.state == 'residual').exists(s, s.name == 'Zalo')"),
  ]

  static func rules(devices: Int, programs: Int) {
    let inventory = SyntheticInventory.make(devices: devices, programs: programs)
    print("\nms per rule, plan with verdicts, \(devices) devices with \(programs) programs each, one thread")
    for rule in rules {
      guard let policy = compile([rule]) else { continue }
      let time = Stopwatch.best(rounds: 3) {
        _ = Evaluator.evaluate(policy, over: inventory, catalogs: [:]).rules[0].tally
      }
      print("\(rule.subject): \(rule.check)".padded(110), (time * 1000).rounded(to: 1).led(9))
    }
  }

  /// One predicate over rows alone, by the plan and by the interpreter: what deciding each distinct value costs, and then
  /// each row.
  static func predicate(devices: Int, programs: Int) {
    let text = #"software.name.matches("(?i)zoom") && version(software.version) < version("6.0")"#
    let inventory = SyntheticInventory.make(devices: devices, programs: programs)
    guard let policy = compile([("software", text)]), let check = policy.rules[0].check else { return }
    let scope = EvaluationScope(policy: policy, source: inventory, catalogs: [:])
    let rows = inventory.count(of: "software")
    let executor = Executor(scope: scope, threads: 1)
    let preparing = Stopwatch.best { _ = Executor(scope: scope, threads: 1) }
    let running = Stopwatch.best(rounds: 50) { _ = executor.run() }
    let hits = executor.run()[check.node.index].count(of: .true)
    let program = Interpreter().prepare(check.expression)
    var interpreted = 0
    let interpreting = Stopwatch.best(rounds: 3) {
      interpreted = 0
      for row in 0..<rows {
        let software = RowActivation(object: scope.object("software", row: row))
        if case .bool(true) = program.evaluate(software) { interpreted += 1 }
      }
    }
    print("\n\(text), \(rows) rows, one thread")
    print("hits, plan and interpreter".padded(50), hits, interpreted)
    print("plan, decide distinct values and find them, ms".padded(50), (preparing * 1000).rounded(to: 2))
    print("plan, each further run over the rows, ms".padded(50), (running * 1000).rounded(to: 3))
    print("plan, steady state, M rows/s".padded(50), (Double(rows) / running / 1e6).rounded(to: 0))
    print("plan, first run included, M rows/s".padded(50), (Double(rows) / (preparing + running) / 1e6).rounded(to: 0))
    print("interpreter, M rows/s".padded(50), (Double(rows) / interpreting / 1e6).rounded(to: 2))
    print("ratio, first run included".padded(50), (interpreting / (preparing + running)).rounded(to: 0))
  }

  /// `software`, for the interpreter.
  private struct RowActivation: Activation {
    let object: Value
    func value(of variable: String) -> Value? { variable == "software" ? object : nil }
  }

  static func compile(
    _ rules: [(subject: String, check: String)], _ schema: InventorySchema = SyntheticInventory.schema
  ) -> CompiledPolicy? {
    let span = SyntheticInventory.span
    let policy = Policy(
      id: "benchmark", version: "1", advisory: Advisory(issuer: "", clauses: [], span: span),
      rules: rules.enumerated().map { index, rule in
        Rule(
          id: "rule-\(index)", clauses: [], subject: Located(rule.subject, span), severity: .high,
          check: text(rule.check), span: span)
      }, span: span)
    let (compiled, problems) = PolicyCompiler.compile(
      policy, schema: schema, catalogs: [], tailoring: Tailoring(asOf: SyntheticInventory.asOf))
    for problem in problems { print("does not compile:", problem.message) }
    return compiled
  }

  private static func text(_ text: String) -> ExpressionText {
    let source = Source(path: "<benchmark>", text: text)
    return ExpressionText(
      text: text, map: .identity(source), span: Span(source: source, range: 0..<text.utf8.count), style: .plain)
  }
}
