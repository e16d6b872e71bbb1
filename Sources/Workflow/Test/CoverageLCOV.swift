import Authoring
import Schema

/// Coverage as LCOV tracefiles have it (geninfo(1)), so that editors and forges show it in the policy's file: a rule is
/// a function, a verdict or an outcome of a condition a branch. What is exempt is left out.
struct CoverageLCOV: CoverageFormat {
  let name = "lcov"

  func text(of coverage: [PolicyCoverage]) -> String { coverage.map(text).joined() }

  private func text(_ policy: PolicyCoverage) -> String {
    let rules = policy.rules.filter { $0.exemption == nil }
    let conditions = policy.conditions.filter { $0.exemption == nil }
    var lines = ["TN:\(policy.policy.id.map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined())"]
    lines.append("SF:\(policy.policy.span.source.path)")
    lines += rules.map { "FN:\($0.rule.span.line),\($0.rule.id)" }
    lines += rules.map { "FNDA:\($0.expectations),\($0.rule.id)" }
    lines += ["FNF:\(rules.count)", "FNH:\(rules.count { $0.expectations > 0 })"]
    var branches: [(line: Int, counts: [Int])] = rules.map { ($0.rule.span.line, $0.goals.map(\.count)) }
    branches += conditions.map { ($0.span.line, $0.goals.map(\.count)) }
    var hits: [Int: Int] = [:]
    var blocks: [Int: Int] = [:]
    for (line, counts) in branches {
      let sum = counts.reduce(0, +)
      hits[line] = max(hits[line] ?? 0, sum)
      let block = blocks[line, default: 0]
      blocks[line] = block + 1
      for (branch, count) in counts.enumerated() {
        lines.append("BRDA:\(line),\(block),\(branch),\(sum == 0 ? "-" : String(count))")
      }
    }
    let counts = branches.flatMap(\.counts)
    lines += ["BRF:\(counts.count)", "BRH:\(counts.count { $0 > 0 })"]
    lines += hits.sorted { $0.key < $1.key }.map { "DA:\($0.key),\($0.value)" }
    lines += ["LF:\(hits.count)", "LH:\(hits.values.count { $0 > 0 })", "end_of_record"]
    return lines.joined(separator: "\n") + "\n"
  }
}
