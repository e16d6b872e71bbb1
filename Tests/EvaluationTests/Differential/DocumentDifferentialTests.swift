import Diagnostics
import Planning
import Policies
import Schema
import Tables
import Testing
import Values

@testable import Evaluation

/// Over configuration files too the plan and the interpreter are two ways to one verdict, and what a replay names is
/// there.
struct DocumentDifferentialTests {
  private static func policy(_ conditions: [String]) throws -> CompiledPolicy {
    let span = World.span
    let rules = conditions.enumerated().map { index, text in
      var rule = Rule(
        id: "rule-\(index)", clauses: [Located("C1", span)], subject: Located("document", span), severity: .high,
        check: World.text(text), span: span)
      if index.isMultiple(of: 3) { rule.patterns = [Located("*.yml", span), Located("x/y/**", span)] }
      return rule
    }
    let clause = Clause(id: "C1", force: .mandatory, quote: Located("", span), span: span)
    let policy = Policy(
      id: "test", version: "1", advisory: Advisory(issuer: "", clauses: [clause], span: span), rules: rules, span: span)
    let (compiled, problems) = PolicyCompiler.compile(
      policy, schema: DocumentSite.schema, catalogs: [], tailoring: Tailoring(asOf: World.asOf))
    let costly = problems.filter { $0.code == .celTooCostly }
    if !costly.isEmpty {
      let refused = Set(costly.compactMap { $0.primary?.span.source.text(0..<Int.max) })
      return try Self.policy(conditions.filter { !refused.contains($0) })
    }
    return try #require(compiled, "\(problems.map { "\($0.message): \($0.primary?.span.source.text(0..<999) ?? "")" })")
  }

  private static func world(_ seed: Int) throws -> (CompiledPolicy, Inventory) {
    var make = RandomDocuments(seed: UInt64(seed) &+ 500)
    let files = (0..<12).map { make.file($0) }
    let conditions = (0..<12).map { _ in make.condition() }
    return (try policy(conditions), try DocumentSite.inventory(files))
  }

  @Test(arguments: 0..<60)
  func `plan and interpreter agree on random conditions over random files`(seed: Int) throws {
    let (policy, inventory) = try Self.world(seed)
    World.agree(policy, over: inventory, seed)
  }

  @Test(arguments: 0..<30)
  func `a replay comes to the verdict of the plan, and names what the file has`(seed: Int) throws {
    let (policy, inventory) = try Self.world(seed)
    let outcome = Evaluator.evaluate(policy, over: inventory, catalogs: [:])
    let replayer = Replayer(scope: outcome.scope)
    for rule in outcome.rules {
      for (row, verdict) in rule.verdicts.enumerated() {
        let replay = try #require(replayer.replay(rule.rule, row: row))
        let document = try #require(inventory.document(row))
        let about = "seed \(seed), \(rule.rule.id), \(document.path): \(rule.rule.rule.check?.text ?? "")"
        #expect(replay.verdict == verdict, "\(about)")
        for reading in replay.readings {
          guard let pointer = reading.key.pointer else { continue }
          #expect(document.has(pointer) != reading.isMissing, "\(about) \(pointer)")
          // The innermost only: nothing that is told holds something else that is.
          let holders = Reading.Key.holders(of: [reading])
          #expect(!replay.readings.contains { holders.contains($0.key) }, "\(about) \(pointer)")
        }
      }
    }
  }

  @Test func `the sample reaches every outcome`() throws {
    var verdicts: Set<Verdict> = []
    var hasWaived = false
    for seed in 0..<20 {
      let (policy, inventory) = try Self.world(seed)
      let outcome = Evaluator.evaluate(policy, over: inventory, catalogs: [:])
      for rule in outcome.rules {
        verdicts.formUnion(rule.verdicts)
        hasWaived = hasWaived || !rule.waived.isEmpty
      }
    }
    #expect(verdicts.isSuperset(of: [.pass, .fail, .unknown, .error, .notApplicable]))
    #expect(hasWaived)
  }
}
