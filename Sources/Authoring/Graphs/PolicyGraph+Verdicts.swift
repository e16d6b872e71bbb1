import Evidence
import Schema

extension PolicyGraph {
  /// The graph with what a run came to: of the policy, of each clause and of each rule.
  ///
  /// - Parameter run: what names the run, for the heading.
  public func showing(_ summary: PolicySummary, run: String) -> PolicyGraph {
    var graph = self
    graph.run = run
    for index in nodes.indices {
      switch nodes[index].kind {
      case .policy: graph.nodes[index].outcome = Outcome(summary.verdict, isWaived: false, summary.counts)
      case .clause:
        guard let clause = summary.clauses.first(where: { $0.id == nodes[index].name }) else { continue }
        graph.nodes[index].outcome = Outcome(clause.verdict, isWaived: clause.isWaived, clause.counts)
      case .rule:
        guard let rule = summary.rules.first(where: { $0.id == nodes[index].name }) else { continue }
        let isWaived = rule.counts.waived > 0 && rule.counts.waived == rule.counts[.fail]
        graph.nodes[index].outcome = Outcome(rule.verdict, isWaived: isWaived, rule.counts)
      default: continue
      }
    }
    return graph
  }
}

extension PolicyGraph.Outcome {
  init(_ verdict: Verdict, isWaived: Bool, _ counts: VerdictCounts) {
    self.init(
      verdict: verdict, isWaived: isWaived,
      counts: Verdict.allCases.map { (verdict: $0, count: counts[$0]) }.filter { $0.count > 0 })
  }

  /// The counts in words: `2 pass, 1 fail`; empty where there was nothing to decide.
  public var summary: String {
    counts.map { "\($0.count) \($0.verdict.rawValue)" }.joined(separator: ", ") + (isWaived ? ", waived" : "")
  }
}
