import CEL
import Diagnostics
import Planning
import Policies
import Schema
import Tables
import Testing
import Values

@testable import Evaluation

/// The plan and the interpreter are two ways to the same verdict: whatever the condition, whatever is missing.
struct DifferentialTests {
  @Test(arguments: 0..<60)
  func `plan and interpreter agree on random conditions over random tables`(seed: Int) throws {
    var random = RandomSource(seed: UInt64(seed))
    let inventory = RandomInventory.make(&random, rows: 4 + random.below(30))
    let (policy, texts) = try World.policy(seed: UInt64(seed) &+ 1000, rules: 14)
    let scope = EvaluationScope(policy: policy, source: inventory, catalogs: [:])
    let columns = Executor(scope: scope, threads: 1).run()
    for (rule, text) in zip(policy.rules, texts) {
      guard let check = rule.check else { continue }
      for row in 0..<inventory.count(of: rule.subject) {
        let activation = RowActivation(scope: scope, rows: [rule.subject: scope.object(rule.subject, row: row)])
        let expected = Truth(scope.interpreter.evaluate(check.expression, activation))
        let planned = columns[check.node.index][row]
        #expect(planned == expected, "seed \(seed), \(rule.subject) \(row): \(text)")
      }
    }
  }

  @Test(arguments: [1, 2, 3, 8])
  func `the number of threads changes no bit`(threads: Int) throws {
    var random = RandomSource(seed: 7)
    let inventory = RandomInventory.make(&random, rows: 400)
    let (policy, _) = try World.policy(seed: 7, rules: 14)
    let scope = EvaluationScope(policy: policy, source: inventory, catalogs: [:])
    let alone = Executor(scope: scope, threads: 1).run()
    let together = Executor(scope: scope, threads: threads).run()
    for (a, b) in zip(alone, together) {
      #expect(a.count == b.count)
      let differing = (0..<a.count).first { a[$0] != b[$0] }
      #expect(differing == nil)
    }
  }

  @Test func `the sample of conditions reaches every outcome and every way of evaluation`() throws {
    var outcomes: Set<Truth> = []
    var operations: Set<String> = []
    for seed in 0..<20 {
      var random = RandomSource(seed: UInt64(seed))
      let inventory = RandomInventory.make(&random, rows: 20)
      let (policy, _) = try World.policy(seed: UInt64(seed) &+ 1000, rules: 14)
      let scope = EvaluationScope(policy: policy, source: inventory, catalogs: [:])
      for column in Executor(scope: scope, threads: 1).run() {
        outcomes.formUnion((0..<column.count).map { column[$0] })
      }
      for node in policy.graph.nodes {
        switch node.operation {
        case .and: operations.insert("and")
        case .or: operations.insert("or")
        case .not: operations.insert("not")
        case .conditional: operations.insert("conditional")
        case .follow: operations.insert("follow")
        case .aggregate(let aggregate): operations.insert(aggregate.window == nil ? "aggregate" : "window")
        case .predicate(let predicate):
          operations.insert(predicate.leaves.map { $0.count > 1 ? "combination" : "predicate" } ?? "row by row")
        }
      }
    }
    #expect(outcomes.count == Truth.allCases.count)
    #expect(
      operations.sorted() == [
        "aggregate", "and", "combination", "conditional", "follow", "not", "or", "predicate", "row by row", "window",
      ])
  }
}

/// Policies made of random conditions.
enum World {
  static func policy(seed: UInt64, rules count: Int) throws -> (CompiledPolicy, [String]) {
    var expressions = RandomExpressions(seed: seed)
    let span = RandomInventory.span
    var facts: [EntityFacts] = []
    for entity in ["unit", "software", "device"] {
      let made = (0..<2).map { _ in expressions.fact(about: entity) }
      facts.append(
        EntityFacts(
          entity: Located(entity, span), facts: made.map { Fact(name: $0.name, expression: text($0.text), span: span) })
      )
    }
    var rules: [Rule] = []
    var texts: [String] = []
    for index in 0..<count {
      let entity = ["device", "software", "unit"][index % 3]
      let condition = expressions.condition(about: entity)
      texts.append(condition)
      rules.append(
        Rule(
          id: "rule-\(index)", clauses: [], subject: Located(entity, span), severity: .high, check: text(condition),
          span: span))
    }
    let policy = Policy(
      id: "test", version: "1", advisory: Advisory(issuer: "", clauses: [], span: span),
      freshness: [FreshnessLimit(section: Located("software.machine", span), days: 30)], facts: facts, rules: rules,
      span: span)
    let (compiled, diagnostics) = PolicyCompiler.compile(
      policy, schema: RandomInventory.schema, catalogs: [], tailoring: Tailoring(asOf: CalendarDate(dayNumber: 20_000)))
    let problem = diagnostics.first.map { "\($0.message): \($0.primary?.span.source.text(0..<999) ?? "")" }
    return (try #require(compiled, "\(problem ?? "no policy")"), texts)
  }

  private static func text(_ text: String) -> ExpressionText {
    let source = Source(path: "<test>", text: text)
    return ExpressionText(
      text: text, map: .identity(source), span: Span(source: source, range: 0..<text.utf8.count), style: .plain)
  }
}
