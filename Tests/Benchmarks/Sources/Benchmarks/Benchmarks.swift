import CEL
import Diagnostics
import Values

/// Times the expression language: `swift run -c release --package-path Tests/Benchmarks`.
///
/// Prints microseconds per expression for parse, check, prepare and evaluate, rows per second of the interpreter for a
/// predicate over a million rows, what the columnar plan takes, and what each stage of a file that streams by costs a row;
/// `expressions`, `interpreter`, `plan` or `stages` as an argument prints that part alone. Times are processor time of
/// the thread, and each number is the best of several rounds: noise only ever adds.
@main enum Benchmarks {
  static func main() {
    let parts = Set(CommandLine.arguments.dropFirst())
    func isAsked(_ part: String) -> Bool { parts.isEmpty || parts.contains(part) }
    let environment = Environment(
      variables: ["software": .init(.object(ObjectType("software")))], objects: SoftwareSchema())
    if isAsked("expressions") {
      let table = SoftwareTable(rows: 1000)
      print("µs per expression".padded(70), "parse", "check", "prepare", "evaluate")
      for expression in expressions { measure(expression, environment, table) }
    }
    if isAsked("interpreter") {
      let table = SoftwareTable(rows: 1_000_000)
      print("\nrows per second, interpreter, \(table.count) rows")
      for expression in predicates { scan(expression, environment, table) }
    }
    if isAsked("plan") {
      PlanBenchmark.predicate(devices: 20_000, programs: 50)
      PlanBenchmark.rules(devices: 100_000, programs: 50)
    }
    if isAsked("stages") { StageBenchmark.run(devices: 4_000, programs: 50) }
  }

  private static let expressions = [
    "software.name == 'Zoom'",
    "software.version < version('6.0')",
    "software.name.matches('(?i)zoom') && version(software.version) < version('6.0')",
    "software.tags.exists(t, t.startsWith('meet')) && size(software.tags) < 10",
    "[1, 2, 3, 4, 5, 6, 7, 8].map(x, x * 2).filter(x, x > 6).all(x, x % 2 == 0)",
    "{'a': 1, 'b': 2}.a + (software.name.contains('o') ? 1 : 2)",
  ]

  private static let predicates = [
    "software.name == 'Zoom Workplace'",
    "software.name.matches('(?i)zoom')",
    "software.name.matches('(?i)zoom') && version(software.version) < version('6.0')",
    "mentions(software.name, 'zoom')",
    "software.tags.exists(t, t == 'meeting')",
  ]

  private static func measure(_ text: String, _ environment: Environment, _ table: SoftwareTable) {
    let source = ExpressionSource(text)
    guard let parsed = Parser.parse(source).0 else { return print("does not parse:", text) }
    let (checked, problems) = Checker.check(parsed, in: environment)
    guard let checked else { return print("does not check:", text, problems.map(\.message)) }
    let interpreter = Interpreter()
    let program = interpreter.prepare(checked)
    let activation = RowActivation(table: table, row: 0)
    let numbers = [
      microseconds { _ = Parser.parse(ExpressionSource(text)) },
      microseconds { _ = Checker.check(parsed, in: environment) },
      microseconds { _ = interpreter.prepare(checked) },
      microseconds { _ = program.evaluate(activation) },
    ]
    print(text.padded(70), numbers.map { "\(Double(Int($0 * 100)) / 100)" }.joined(separator: "  "))
  }

  private static func scan(_ text: String, _ environment: Environment, _ table: SoftwareTable) {
    guard let parsed = Parser.parse(ExpressionSource(text)).0,
      let checked = Checker.check(parsed, in: environment).0
    else { return print("does not check:", text) }
    let program = Interpreter().prepare(checked)
    var best = 0.0
    var hits = 0
    for _ in 0..<3 {
      hits = 0
      let start = Stopwatch.seconds()
      for row in 0..<table.count {
        if case .bool(true) = program.evaluate(RowActivation(table: table, row: row)) { hits += 1 }
      }
      best = max(best, Double(table.count) / (Stopwatch.seconds() - start))
    }
    print(text.padded(90), "\(Int(best / 1000)) k rows/s,", hits, "hits")
  }

  /// The best of five rounds of at least 20 ms.
  private static func microseconds(_ body: () -> Void) -> Double {
    var best = Double.infinity
    for _ in 0..<5 {
      var count = 0
      let start = Stopwatch.seconds()
      while (Stopwatch.seconds() - start) < 0.02 {
        for _ in 0..<20 { body() }
        count += 20
      }
      best = min(best, (Stopwatch.seconds() - start) / Double(count) * 1_000_000)
    }
    return best
  }
}
