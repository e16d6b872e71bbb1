import Planning
import Schema
import Tables

extension StreamPlan: CustomStringConvertible {
  /// The plan for people: each scan with what it reads, decides, keeps and hands to parents, then what waits.
  ///
  ///     stream device from devices.csv
  ///       read       id, uses
  ///       decide     R03: when -, check n4
  ///       keep       n0
  ///     late device
  ///       decide     R01: when n0, check n3
  ///     passes constant folding, common sub-expressions, column pruning, predicate order
  ///       n2 = true
  public var description: String {
    var lines: [String] = []
    for scan in scans {
      lines.append("stream \(scan.entity) from \(path(of: scan))")
      lines.append("  read       \(scan.members.joined(separator: ", "))")
      if let parent = scan.parent { lines.append("  parent     \(parent.entity) by \(parent.relation)") }
      lines += scan.rules.map { "  decide     \(describe($0))" }
      if !scan.kept.isEmpty { lines.append("  keep       \(scan.kept.map { "n\($0)" }.joined(separator: " "))") }
      lines += scan.aggregates.map { "  scatter    n\($0) to \(policy.graph.nodes[$0].home)" }
    }
    for scan in scans where !scan.lateRules.isEmpty {
      lines.append("late \(scan.entity)")
      lines += scan.lateRules.map { "  decide     \(describe($0))" }
    }
    lines.append("nodes")
    lines += policy.graph.canonicalForm.split(separator: "\n").map { "  \($0)" }
    let found = notes.text(policy.graph)
    if !found.isEmpty {
      lines.append("passes \(PlanPassCatalog.all.map { $0.name }.joined(separator: ", "))")
      lines += found.split(separator: "\n").map { "  \($0)" }
    }
    return lines.joined(separator: "\n")
  }

  func path(of scan: Scan) -> String {
    inventory.table(scan.entity).map { inventory.sources[$0.source].path } ?? "-"
  }

  private func describe(_ rule: Int) -> String {
    let compiled = policy.rules[rule]
    func node(_ condition: CompiledCondition?) -> String { condition.map { "n\($0.node.index)" } ?? "-" }
    return "\(compiled.id): when \(node(compiled.when)), check \(node(compiled.check))"
  }
}
