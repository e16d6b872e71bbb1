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

  static func compile(_ rules: [(subject: String, check: String)]) -> CompiledPolicy? {
    let span = SyntheticInventory.span
    let policy = Policy(
      id: "benchmark", version: "1", advisory: Advisory(issuer: "", clauses: [], span: span),
      rules: rules.enumerated().map { index, rule in
        Rule(
          id: "rule-\(index)", clauses: [], subject: Located(rule.subject, span), severity: .high,
          check: text(rule.check), span: span)
      }, span: span)
    let (compiled, problems) = PolicyCompiler.compile(
      policy, schema: SyntheticInventory.schema, catalogs: [], tailoring: Tailoring(asOf: SyntheticInventory.asOf))
    for problem in problems { print("does not compile:", problem.message) }
    return compiled
  }

  private static func text(_ text: String) -> ExpressionText {
    let source = Source(path: "<benchmark>", text: text)
    return ExpressionText(
      text: text, map: .identity(source), span: Span(source: source, range: 0..<text.utf8.count), style: .plain)
  }
}
