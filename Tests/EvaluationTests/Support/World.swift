import Diagnostics
import Planning
import Policies
import Schema
import Tables
import Testing
import Values

@testable import Evaluation

/// Policies about the entities of `RandomInventory`, made of conditions in text.
enum World {
  static let span = RandomInventory.span
  static let asOf = CalendarDate(dayNumber: 20_000)

  /// A policy with a rule for each condition, and with these facts.
  static func policy(
    _ conditions: [(entity: String, text: String)], facts: [(entity: String, name: String, text: String)] = []
  ) throws -> CompiledPolicy {
    let (compiled, diagnostics) = compile(conditions, facts)
    let problems = diagnostics.map { "\($0.message): \($0.primary?.span.source.text(0..<999) ?? "")" }
    return try #require(compiled, "\(problems.joined(separator: "\n"))")
  }

  private static func compile(
    _ conditions: [(entity: String, text: String)], _ facts: [(entity: String, name: String, text: String)]
  ) -> (CompiledPolicy?, [Diagnostic]) {
    let span = RandomInventory.span
    let rules = conditions.enumerated().map { index, condition in
      Rule(
        id: "rule-\(index)", clauses: [], subject: Located(condition.entity, span), severity: .high,
        check: text(condition.text), span: span)
    }
    let policy = Policy(
      id: "test", version: "1", advisory: Advisory(issuer: "", clauses: [], span: span),
      freshness: [FreshnessLimit(section: Located("software.machine", span), days: 30)],
      facts: facts.map { fact in
        EntityFacts(
          entity: Located(fact.entity, span), facts: [Fact(name: fact.name, expression: text(fact.text), span: span)])
      }, rules: rules, span: span)
    return PolicyCompiler.compile(
      policy, schema: RandomInventory.schema, catalogs: [], tailoring: Tailoring(asOf: asOf))
  }

  static func text(_ text: String) -> ExpressionText {
    let source = Source(path: "<test>", text: text)
    return ExpressionText(
      text: text, map: .identity(source), span: Span(source: source, range: 0..<text.utf8.count), style: .plain)
  }

  /// A policy of random conditions, without those that the limit on costs refuses.
  static func random(seed: UInt64, rules count: Int) throws -> CompiledPolicy {
    var expressions = RandomExpressions(seed: seed)
    var facts: [(String, String, String)] = []
    for entity in ["unit", "software", "device"] {
      for _ in 0..<2 {
        let fact = expressions.fact(about: entity)
        facts.append((entity, fact.name, fact.text))
      }
    }
    let conditions = (0..<count).map { index in
      let entity = ["device", "software", "unit"][index % 3]
      return (entity, expressions.condition(about: entity))
    }
    let costly = compile(conditions, facts).1.filter { $0.code == .celTooCostly }
    let refused = Set(costly.compactMap { $0.primary?.span.source.text(0..<Int.max) })
    return try policy(conditions.filter { !refused.contains($0.1) }, facts: facts)
  }

  /// Runs the plan and the interpreter over an inventory, and demands the same of both.
  ///
  /// - Returns: which truths each rule's condition came to.
  @discardableResult
  static func agree(_ policy: CompiledPolicy, over inventory: Inventory, _ seed: Int) -> [Set<Truth>] {
    let scope = EvaluationScope(policy: policy, source: inventory, catalogs: [:])
    let columns = Executor(scope: scope, threads: 1).run()
    return policy.rules.map { rule in
      guard let check = rule.check else { return [] }
      let program = scope.interpreter.prepare(check.expression)
      var truths: Set<Truth> = []
      for row in 0..<inventory.count(of: rule.subject) {
        let rows = [rule.subject: scope.object(rule.subject, row: row)]
        let expected = Truth(program.evaluate(RowActivation(scope: scope, rows: rows)))
        let planned = columns[check.node.index][row]
        truths.insert(planned)
        if planned != expected {
          Issue.record(
            "seed \(seed), \(rule.subject) \(row): the plan says \(planned), the interpreter \(expected): \(rule.rule.check?.text ?? "")"
          )
        }
      }
      return truths
    }
  }
}
