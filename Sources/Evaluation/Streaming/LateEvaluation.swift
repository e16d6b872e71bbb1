import Formats
import Planning
import Schema
import Tables
import Values

/// Evaluates what waited for the children of an entity: over all subjects at once, orphans behind the rows.
struct LateEvaluation {
  private let graph: RuleGraph
  private var columns: [Int: TruthColumn] = [:]

  init(plan: StreamPlan, state: EntityState, sources: [InventorySource], absent: (Int) -> Truth) {
    graph = plan.policy.graph
    let all = 0..<state.count
    for (node, kept) in state.kept { columns[node] = kept.column(count: state.count, rest: absent(node)) }
    let notes = plan.notes
    for (index, node) in graph.nodes.enumerated() where plan.isLate[index] && node.home == state.scan.entity {
      if notes.constants[index] == nil, notes.same[index] != index, let known = columns[notes.same[index]] {
        columns[index] = known
        continue
      }
      let result = TruthColumn(count: state.count)
      func column(_ id: RuleGraph.NodeID) -> TruthColumn {
        guard let constant = notes.constants[id.index] else {
          return columns[notes.same[id.index]] ?? columns[id.index] ?? TruthColumn(count: state.count)
        }
        let column = TruthColumn(count: state.count)
        column.fill(all) { _ in constant.rawValue }
        return column
      }
      if notes.constants[index] != nil {
        columns[index] = column(RuleGraph.NodeID(index))
        continue
      }
      switch node.operation {
      case .and(let a, let b): result.and(column(a), column(b), all)
      case .or(let a, let b): result.or(column(a), column(b), all)
      case .not(let a): result.not(column(a), all)
      case .equal(let a, let b): result.equal(column(a), column(b), all)
      case .conditional(let test, let yes, let no): result.conditional(column(test), column(yes), column(no), all)
      case .aggregate(let aggregate):
        LateEvaluation.fill(result, aggregate, index, plan: plan, state: state, sources: sources)
      case .follow, .predicate: break
      }
      columns[index] = result
    }
  }

  private static func fill(
    _ result: TruthColumn, _ aggregate: RuleGraph.Aggregate, _ node: Int, plan: StreamPlan, state: EntityState,
    sources: [InventorySource]
  ) {
    guard let relation = plan.policy.schema[state.scan.entity]?.relation(aggregate.relation),
      let child = plan.inventory.table(relation.entity)
    else { return }
    let met = state.children[relation.entity]
    let closed = StreamCoverage.closed(relation, child, met, owner: state, sources: sources)
    guard let met, let place = met.nodes.firstIndex(of: node) else { return }
    result.fill(0..<state.count) { row in
      let isNamed = row < met.scatter.seen.count && met.scatter.seen[row] != 0
      let isOpen: Bool =
        switch closed {
        case .everybody: false
        case .named: !isNamed
        case .nobody: true
        }
      return met.scatter.outcome(place, row, aggregate.quantifier, isOpen: isOpen).rawValue
    }
  }

  /// What gives the verdict of a rule about each row.
  func verdicts(_ rule: CompiledRule) -> (_ row: Int) -> Verdict {
    let when = rule.when.flatMap { columns[$0.node.index] }
    let check = rule.check.flatMap { columns[$0.node.index] }
    return { row in rule.verdict(when: when?[row] ?? .true, check: check?[row] ?? .unknown) }
  }
}

/// The sources of a streamed inventory, of which no rows are in memory.
struct StreamedSources: RowlessSource {
  let inventory: StreamedInventory

  var schema: InventorySchema { inventory.schema }
  var sources: [InventorySource] { inventory.sources }
  var zone: String { inventory.zone }

  func count(of entity: String) -> Int { 0 }
  func batches(of entity: String) -> [Range<Int>] { [] }
  func column(_ attribute: String, of entity: String) -> Column { .absent("\(entity).\(attribute)", rows: 0) }
}
