import Planning
import Testing
import Values

@testable import Evaluation

/// The plan and the interpreter are two ways to the same verdict: whatever the condition, whatever is missing.
struct DifferentialTests {
  @Test(arguments: 0..<50)
  func `plan and interpreter agree on random conditions over random tables`(seed: Int) throws {
    var random = RandomSource(seed: UInt64(seed))
    let inventory = RandomInventory.make(&random, rows: 4 + random.below(30))
    World.agree(try World.random(seed: UInt64(seed) &+ 1000, rules: 14), over: inventory, seed)
  }

  @Test func `plan and interpreter agree over more rows than a batch`() throws {
    var random = RandomSource(seed: 3)
    let inventory = RandomInventory.make(&random, rows: 150)
    World.agree(try World.random(seed: 4000, rules: 14), over: inventory, 3)
  }

  @Test(arguments: [1, 2, 3, 8])
  func `the number of threads changes no bit`(threads: Int) throws {
    var random = RandomSource(seed: 7)
    let inventory = RandomInventory.make(&random, rows: 130)
    let policy = try World.random(seed: 7, rules: 14)
    let scope = EvaluationScope(policy: policy, source: inventory, catalogs: [:])
    let alone = Executor(scope: scope, threads: 1).run()
    let together = Executor(scope: scope, threads: threads).run()
    for (a, b) in zip(alone, together) {
      #expect(a.count == b.count)
      let differing = (0..<a.count).first { a[$0] != b[$0] }
      #expect(differing == nil)
    }
  }

  @Test func `a second run fills the same columns with the same bits`() throws {
    var random = RandomSource(seed: 8)
    let inventory = RandomInventory.make(&random, rows: 100)
    let policy = try World.random(seed: 8, rules: 14)
    let executor = Executor(
      scope: EvaluationScope(policy: policy, source: inventory, catalogs: [:]), threads: 1)
    let first = executor.run().map { column in (0..<column.count).map { column[$0] } }
    let second = executor.run().map { column in (0..<column.count).map { column[$0] } }
    #expect(first == second)
  }

  @Test func `the sample of conditions reaches every outcome and every way of evaluation`() throws {
    var outcomes: Set<Truth> = []
    var operations: Set<String> = []
    for seed in 0..<20 {
      var random = RandomSource(seed: UInt64(seed))
      let inventory = RandomInventory.make(&random, rows: 20)
      let policy = try World.random(seed: UInt64(seed) &+ 1000, rules: 14)
      let scope = EvaluationScope(policy: policy, source: inventory, catalogs: [:])
      for column in Executor(scope: scope, threads: 1).run() {
        outcomes.formUnion(Truth.allCases.filter { column.count(of: $0) > 0 })
      }
      for node in policy.graph.nodes { operations.formUnion(words(node.operation)) }
    }
    #expect(outcomes.count == Truth.allCases.count)
    #expect(
      operations.sorted() == [
        "all", "and", "at least", "attribute", "combination", "conditional", "constant", "equal", "exactly", "exists",
        "exists_one", "filter", "follow", "link", "not", "or", "row", "row by row", "window",
      ])
  }

  private func words(_ operation: RuleGraph.Operation) -> [String] {
    switch operation {
    case .and: return ["and"]
    case .or: return ["or"]
    case .not: return ["not"]
    case .equal: return ["equal"]
    case .conditional: return ["conditional"]
    case .follow: return ["follow"]
    case .aggregate(let aggregate):
      let quantifier =
        switch aggregate.quantifier {
        case .exists: "exists"
        case .all: "all"
        case .existsOne: "exists_one"
        case .atLeast: "at least"
        case .exactly: "exactly"
        }
      return [quantifier] + (aggregate.window == nil ? [] : ["window"]) + (aggregate.filter == nil ? [] : ["filter"])
    case .predicate(let predicate):
      guard let leaves = predicate.leaves else { return ["row by row"] }
      let kinds = leaves.map { leaf in
        switch leaf.kind {
        case .attribute: "attribute"
        case .link: "link"
        case .row: "row"
        }
      }
      return kinds + (leaves.isEmpty ? ["constant"] : leaves.count > 1 ? ["combination"] : [])
    }
  }
}
