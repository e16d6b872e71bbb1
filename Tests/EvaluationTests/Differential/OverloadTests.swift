import CEL
import Planning
import Tables
import Testing
import Values

@testable import Evaluation

/// Whatever the function library can do over an entity, the plan can do, with the same result: expressions are made from
/// the declarations themselves, so that a function is tested here by being declared.
struct OverloadTests {
  /// Always unknown, by what it is for.
  private static let neverDecides: Set<String> = ["undecided_string"]

  @Test(arguments: FunctionCatalog.all.map(\.name))
  func `plan and interpreter agree on every overload of`(name: String) throws {
    let function = try #require(FunctionCatalog.all.first { $0.name == name })
    for overload in function.overloads {
      var exercised = false
      var decided = Self.neverDecides.contains(overload.id)
      // Each round has other arguments and other rows; few functions need a second one to come to a decision.
      for round in 0..<12 where round < 2 || !(exercised && decided) {
        let seed = round
        let (policy, inventory) = try Self.world(seed, 3) { expressions, entity in
          expressions.condition(about: entity, calling: name, overload)
        }
        exercised = exercised || policy.rules.contains { $0.check.map { Self.calls(overload.id, in: $0) } ?? false }
        let truths = World.agree(policy, over: inventory, seed)
        decided = decided || truths.contains { !$0.isDisjoint(with: [.true, .false]) }
      }
      #expect(exercised, "no expression calls `\(overload.id)`")
      #expect(decided, "no expression with `\(overload.id)` comes to a decision")
    }
  }

  @Test(arguments: MacroSample.all)
  func `plan and interpreter agree on every macro`(macro: MacroSample) throws {
    var isDecided = false
    for seed in 0..<8 {
      let (policy, inventory) = try Self.world(seed, 4) { $0.condition(about: $1, using: macro) }
      let truths = World.agree(policy, over: inventory, seed)
      isDecided = isDecided || truths.contains { !$0.isDisjoint(with: [.true, .false]) }
    }
    #expect(isDecided, "no expression with `\(macro.name)` comes to a decision")
  }

  private static func world(
    _ seed: Int, _ count: Int, _ make: (inout TypedExpressions, String) -> String
  ) throws -> (CompiledPolicy, Inventory) {
    var expressions = TypedExpressions(seed: UInt64(seed) &+ 77)
    let conditions = (0..<count).map { index in
      let entity = index % 3 == 2 ? "software" : "device"
      return (entity: entity, text: make(&expressions, entity))
    }
    var random = RandomSource(seed: UInt64(seed))
    return (try World.policy(conditions), RandomInventory.make(&random, rows: 6))
  }

  private static func calls(_ overload: String, in condition: CompiledCondition) -> Bool {
    condition.expression.references.values.contains { reference in
      if case .function(_, let overloads) = reference { return overloads.contains(overload) }
      return false
    }
  }
}
