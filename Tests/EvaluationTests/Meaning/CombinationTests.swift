import Planning
import Policies
import Schema
import Testing
import Values

@testable import Evaluation

/// Rules combine into clauses, and clauses into policies (DESIGN section 2.8).
struct CombinationTests {
  /// The conditions of a clause's rules about one device, and what the clause comes to; with `any` too.
  private static let clauses: [(checks: [String], all: Verdict, any: Verdict)] = [
    (["true"], .pass, .pass), (["false"], .fail, .fail), (["true", "false"], .fail, .pass),
    (["true", "device.ram > 1"], .unknown, .pass), (["false", "device.ram > 1"], .fail, .fail),
    (["device.ram > 1", "1 / 0 > 1"], .error, .error), (["true", "1 / 0 > 1"], .error, .pass),
    (["false", "1 / 0 > 1"], .fail, .fail), ([], .informational, .informational),
  ]

  @Test(arguments: clauses)
  func `the strongest verdict of a clause's rules is the clause's`(
    checks: [String], all: Verdict, any: Verdict
  ) throws {
    #expect(try Self.outcome(checks, isAny: false).clauses[0].verdict == all)
    #expect(try Self.outcome(checks, isAny: true).clauses[0].verdict == any)
    #expect(try Self.outcome(checks.reversed(), isAny: false).clauses[0].verdict == all)
  }

  @Test func `a rule that only informs takes no part`() throws {
    let outcome = try Self.outcome(["true"], informing: ["false"], isAny: false)
    #expect(outcome.clauses[0].verdict == .pass)
    #expect(outcome.rules[1].verdict == .informational)
  }

  private static func outcome(
    _ checks: [String], informing: [String] = [], isAny: Bool
  ) throws -> PolicyOutcome {
    let span = RandomInventory.span
    let clause = Clause(id: "C1", force: .mandatory, quote: Located("", span), isAny: isAny, span: span)
    let rules = (checks + informing).enumerated().map { index, check in
      Rule(
        id: "rule-\(index)", clauses: [Located("C1", span)], subject: Located("device", span), severity: .high,
        check: World.text("device.managed && \(check)"), isInformational: index >= checks.count, span: span)
    }
    let policy = Policy(
      id: "test", version: "1", advisory: Advisory(issuer: "", clauses: [clause], span: span), rules: rules, span: span)
    let compiled = PolicyCompiler.compile(
      policy, schema: Site.schema, catalogs: [], tailoring: Tailoring(asOf: World.asOf)
    ).0
    return Evaluator.evaluate(
      try #require(compiled), over: try Site.inventory("device | managed\npc | true"), catalogs: [:])
  }
}
