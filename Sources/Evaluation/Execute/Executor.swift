import CEL
import Planning
import Schema
import Tables
import Values

/// Runs a plan over an inventory: scan by scan, batch by batch, every node once.
///
/// What a predicate makes of a combination of values is decided once by the interpreter, when the executor is made, and
/// looked up per row; logic runs over words of 64 rows; aggregates read the bits of their children.
public final class Executor {
  /// A function that fills a batch of a node's column.
  private typealias Kernel = @Sendable (Range<Int>) -> Void

  private let scope: EvaluationScope
  private let workers: Workers
  private let columns: [TruthColumn]
  private let facts = ValueMemo()
  private var scans: [(entity: String, kernels: [Kernel])] = []

  /// Prepares a run: decides every predicate for every combination of values that occurs.
  ///
  /// - Parameter threads: how many batches may run at once; no result depends on it.
  /// - Complexity: O(leaves of predicates · rows), with the interpreter's work once per distinct combination of values
  public init(scope: EvaluationScope, threads: Int) {
    self.scope = scope
    workers = Workers(threads: threads)
    columns = scope.policy.graph.nodes.map { TruthColumn(count: scope.source.count(of: $0.home)) }
    let tables = ExecutionTables(scope: scope)
    let decisions = Decider(scope: scope, workers: workers).decisions(tables)
    for scan in scope.policy.plan.scans {
      scans.append((scan.entity, scan.nodes.map { kernel(of: $0, tables, decisions) }))
    }
  }

  /// The outcome of every node for every row of its home, by the node's index. Another run fills the same columns again.
  ///
  /// - Complexity: O(nodes · rows)
  public func run() -> [TruthColumn] {
    for scan in scans {
      workers.forEach(scope.source.batches(of: scan.entity)) { rows in
        for kernel in scan.kernels { kernel(rows) }
      }
    }
    return columns
  }

  private func kernel(
    of id: RuleGraph.NodeID, _ tables: ExecutionTables, _ decisions: [Int: Decisions]
  ) -> Kernel {
    let node = scope.policy.graph[id]
    let (result, columns) = (columns[id.index], columns)
    switch node.operation {
    case .and(let a, let b): return { result.and(columns[a.index], columns[b.index], $0) }
    case .or(let a, let b): return { result.or(columns[a.index], columns[b.index], $0) }
    case .not(let a): return { result.not(columns[a.index], $0) }
    case .equal(let a, let b): return { result.equal(columns[a.index], columns[b.index], $0) }
    case .conditional(let test, let yes, let no):
      return { result.conditional(columns[test.index], columns[yes.index], columns[no.index], $0) }
    case .follow(let step, let a):
      return follow(tables.targets(step, of: node.home), to: columns[a.index], result)
    case .aggregate(let aggregate): return self.aggregate(aggregate, of: node.home, result, tables)
    case .predicate(let predicate):
      guard let decided = decisions[id.index] else { return decide(predicate, result) }
      return { rows in result.gather(rows, decided.combinations.codes, decided.table) }
    }
  }

  private func follow(_ targets: [Int32], to argument: TruthColumn, _ result: TruthColumn) -> Kernel {
    { rows in
      targets.withUnsafeBufferPointer { targets in
        result.fill(rows) { row in
          let target = targets[row]
          if target >= 0 { return argument.bits(Int(target)) }
          return target == Link.null ? Truth.error.rawValue : Truth.unknown.rawValue
        }
      }
    }
  }

  private func aggregate(
    _ aggregate: RuleGraph.Aggregate, of entity: String, _ result: TruthColumn, _ tables: ExecutionTables
  ) -> Kernel {
    guard let relation = scope.policy.schema[entity]?.relation(aggregate.relation), let many = relation.many
    else { return { _ in } }
    let kernel = AggregateKernel(
      quantifier: aggregate.quantifier,
      adjacency: scope.source.adjacency(child: relation.entity, relation: many.via),
      closed: tables.closedRows(relation, of: entity, window: aggregate.window),
      window: aggregate.window.map { tables.within($0, relation, of: entity) },
      filter: aggregate.filter.map { columns[$0.index] }, body: aggregate.body.map { columns[$0.index] })
    return { kernel.fill(result, $0) }
  }

  // MARK: Predicates

  /// A predicate that reads more than attributes, row by row, or reads none.
  private func decide(_ predicate: RuleGraph.Predicate, _ result: TruthColumn) -> Kernel {
    let scope = scope
    guard predicate.leaves != nil else {
      return { rows in result.fill(rows) { scope.truth(of: predicate, row: $0).rawValue } }
    }
    let truth = result.count > 0 ? scope.truth(of: predicate, row: 0, facts: facts).rawValue : 0
    return { rows in result.fill(rows) { _ in truth } }
  }
}

extension EvaluationScope {
  /// The outcome of a stretch of CEL for a row, by the interpreter.
  func truth(of predicate: RuleGraph.Predicate, row: Int, facts: ValueMemo? = nil) -> Truth {
    let (program, bindings) = excerpt(predicate.excerpt)
    if bindings.count == 1, let (name, path) = bindings.first {
      let value = object(at: path, from: row, facts: facts)
      return Truth(program.evaluate(OneRowActivation(scope: self, name: name, row: value), trace: nil))
    }
    let variables = bindings.mapValues { object(at: $0, from: row, facts: facts) }
    return Truth(program.evaluate(RowActivation(scope: self, rows: variables), trace: nil))
  }

  /// The object at the end of a path of to-one relations.
  func object(at path: EntityPath, from row: Int, facts: ValueMemo? = nil) -> Value {
    var row = row
    for (entity, step) in zip(path.entities, path.steps) {
      switch target(step, of: entity, row: row) {
      case .row(let next): row = next
      case .null: return .null
      case .unknown(let unknown): return .unknown(unknown)
      }
    }
    return object(path.entity, row: row, log: nil, facts: facts)
  }
}

extension Truth {
  /// The outcome that a value is: a condition that yields something else than a bool is an error.
  init(_ value: Value) {
    switch value {
    case .bool(let value): self = value ? .true : .false
    case .unknown: self = .unknown
    default: self = .error
    }
  }
}
