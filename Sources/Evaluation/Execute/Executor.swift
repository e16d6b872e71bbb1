import CEL
import Planning
import Schema
import Tables
import Values

/// Runs a plan over an inventory: scan by scan, batch by batch, every node once.
///
/// What a predicate makes of a combination of values is decided once by the interpreter and looked up per row; logic runs
/// over words of 64 rows; aggregates read the bits of their children.
struct Executor {
  let scope: EvaluationScope
  let workers: Workers

  init(scope: EvaluationScope, threads: Int) {
    self.scope = scope
    workers = Workers(threads: threads)
  }

  /// The outcome of every node for every row of its home, by the node's index.
  ///
  /// - Complexity: O(nodes · rows), with the interpreter's work once per distinct combination of values
  func run() -> [TruthColumn] {
    let graph = scope.policy.graph
    let columns = graph.nodes.map { TruthColumn(count: scope.source.count(of: $0.home)) }
    for scan in scope.policy.plan.scans {
      let kernels = scan.nodes.map { kernel(of: $0, columns: columns) }
      workers.forEach(scope.source.batches(of: scan.entity)) { rows in
        for kernel in kernels { kernel(rows) }
      }
    }
    return columns
  }

  /// A function that fills a batch of a node's column.
  private typealias Kernel = @Sendable (Range<Int>) -> Void

  private func kernel(of id: RuleGraph.NodeID, columns: [TruthColumn]) -> Kernel {
    let node = scope.policy.graph[id]
    let result = columns[id.index]
    switch node.operation {
    case .and(let a, let b): return { result.and(columns[a.index], columns[b.index], $0) }
    case .or(let a, let b): return { result.or(columns[a.index], columns[b.index], $0) }
    case .not(let a): return { result.not(columns[a.index], $0) }
    case .conditional(let test, let yes, let no):
      return { result.conditional(columns[test.index], columns[yes.index], columns[no.index], $0) }
    case .follow(let step, let a):
      return follow(step, of: node.home, to: columns[a.index], result)
    case .aggregate(let aggregate):
      return self.aggregate(aggregate, of: node.home, body: columns[aggregate.body.index], result)
    case .predicate(let predicate): return decide(predicate, of: node.home, result)
    }
  }

  private func follow(
    _ step: EntityPath.Step, of entity: String, to argument: TruthColumn, _ result: TruthColumn
  ) -> Kernel {
    let scope = scope
    return { rows in
      result.fill(rows) { row in
        switch scope.target(step, of: entity, row: row) {
        case .row(let target): argument[target]
        case .null: .error
        case .unknown: .unknown
        }
      }
    }
  }

  /// `exists` and `all` over the children of each row: the fold of CEL's `||` or `&&`, with one more unknown element
  /// where the relation is open.
  private func aggregate(
    _ aggregate: RuleGraph.Aggregate, of entity: String, body: TruthColumn, _ result: TruthColumn
  ) -> Kernel {
    guard let relation = scope.policy.schema[entity]?.relation(aggregate.relation) else { return { _ in } }
    let scope = scope
    let adjacency = scope.source.adjacency(child: relation.entity, relation: relation.many?.via ?? "")
    let isExists = aggregate.quantifier == .exists
    let period = aggregate.window.map { ($0.from, $0.to) }
    return { rows in
      result.fill(rows) { row in
        var total: Truth = isExists ? .false : .true
        for child in adjacency?[row] ?? [] {
          var truth = body[Int(child)]
          if let window = aggregate.window {
            switch scope.isWithin(window, relation, child: Int(child)) {
            case .true: break
            case .false: continue
            case .unknown, .error: truth = .unknown
            }
          }
          total = isExists ? total || truth : total && truth
        }
        let decided: Truth = isExists ? .true : .false
        guard total != decided, scope.openness(relation, of: entity, row: row, period: period) != nil else {
          return total
        }
        return isExists ? total || .unknown : total && .unknown
      }
    }
  }

  // MARK: Predicates

  private func decide(_ predicate: RuleGraph.Predicate, of entity: String, _ result: TruthColumn) -> Kernel {
    let scope = scope
    guard let leaves = predicate.leaves else {
      return { rows in result.fill(rows) { scope.truth(of: predicate, row: $0) } }
    }
    let combinations = Combinations(leaves, of: entity, scope: scope)
    var table = [UInt8](repeating: 0, count: combinations.count)
    for (code, row) in combinations.representatives.enumerated() {
      table[code] = scope.truth(of: predicate, row: row).rawValue
    }
    let truths = table
    return { rows in
      combinations.codes.withUnsafeBufferPointer { codes in
        truths.withUnsafeBufferPointer { table in
          guard let codes = codes.baseAddress, let table = table.baseAddress else { return }
          result.gather(rows, codes: codes, table: table)
        }
      }
    }
  }
}

extension EvaluationScope {
  /// The outcome of a stretch of CEL for a row, by the interpreter.
  func truth(of predicate: RuleGraph.Predicate, row: Int) -> Truth {
    let bindings = policy.graph.excerpts[predicate.excerpt].bindings
    let variables = bindings.mapValues { object(at: $0, from: row, log: nil) }
    let program = excerptProgram(predicate.excerpt)
    return Truth(program.evaluate(RowActivation(scope: self, rows: variables), trace: nil))
  }

  /// The object at the end of a path of to-one relations.
  func object(at path: EntityPath, from row: Int, log: ReadLog?) -> Value {
    var row = row
    for (entity, step) in zip(path.entities, path.steps) {
      switch target(step, of: entity, row: row) {
      case .row(let next): row = next
      case .null: return .null
      case .unknown(let unknown): return .unknown(unknown)
      }
    }
    return object(path.entity, row: row, log: log)
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
