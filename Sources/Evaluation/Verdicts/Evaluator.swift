import Diagnostics
import Planning
import Policies
import Schema
import Tables
import Values

/// Evaluates compiled policies: the plan's bits become verdicts, with stand-ins, attestations and waivers.
public enum Evaluator {
  /// Evaluates one policy over one inventory.
  ///
  /// - Parameters:
  ///   - catalogs: the catalogs that the policy uses, by name.
  ///   - threads: how many batches may run at once; no result depends on it.
  public static func evaluate(
    _ policy: CompiledPolicy, over source: any BatchSource, catalogs: [String: any ObjectValue], threads: Int = 1
  ) -> PolicyOutcome {
    let scope = EvaluationScope(policy: policy, source: source, catalogs: catalogs)
    let columns = Executor(scope: scope, threads: threads).run()
    var diagnostics: [Diagnostic] = []
    var reached: Set<RegisterPlace> = []
    var unreached: [(origin: RegisterPlace, problem: Diagnostic)] = []
    let rules = policy.rules.map { rule in
      var judgement = RuleJudgement(rule: rule, scope: scope, columns: columns)
      let outcome = judgement.outcome()
      diagnostics += judgement.diagnostics
      reached.formUnion(judgement.reached)
      unreached += judgement.unreached
      return outcome
    }
    for (origin, problem) in unreached where reached.insert(origin).inserted {
      var problem = problem
      problem.message = "\(origin): \(problem.message)"
      diagnostics.append(problem)
    }
    let clauses = policy.policy.advisory.clauses.map { ClauseOutcome($0, rules) }
    return PolicyOutcome(scope: scope, rules: rules, clauses: clauses, diagnostics: diagnostics)
  }
}
