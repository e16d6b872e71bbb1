import Planning
import Synchronization
import Values

/// The truth of a predicate for each combination of values that occurs.
struct Decisions: Sendable {
  let combinations: Combinations
  let table: [UInt8]
}

/// Decides the predicates over attributes, each once for every combination of values, by the interpreter.
struct Decider: Sendable {
  let scope: EvaluationScope
  let workers: Workers

  /// What the predicates of a plan come to, by node: those of one entity after each other, since they ask for the same
  /// facts, and entities beside each other.
  func decisions(_ tables: ExecutionTables) -> [Int: Decisions] {
    let groups = scope.policy.plan.scans.map { scan in
      scan.nodes.compactMap { id -> (node: Int, predicate: RuleGraph.Predicate, combinations: Combinations)? in
        guard case .predicate(let predicate) = scope.policy.graph[id].operation, let leaves = predicate.leaves,
          !leaves.isEmpty
        else { return nil }
        return (id.index, predicate, tables.combinations(of: leaves))
      }
    }
    let decided = Mutex<[Int: Decisions]>([:])
    workers.forEach(groups.indices.map { $0..<$0 + 1 }) { group in
      let facts = ValueMemo()
      for (node, predicate, combinations) in groups[group.lowerBound] {
        let decisions = Decisions(combinations: combinations, table: table(of: predicate, combinations, facts))
        decided.withLock { $0[node] = decisions }
      }
    }
    return decided.withLock { $0 }
  }

  private func table(
    of predicate: RuleGraph.Predicate, _ combinations: Combinations, _ facts: ValueMemo
  ) -> [UInt8] {
    let rows = combinations.representatives
    let batches = stride(from: 0, to: rows.count, by: 512).map { $0..<min($0 + 512, rows.count) }
    let scope = scope
    return [UInt8](unsafeUninitializedCapacity: rows.count) { buffer, count in
      buffer.initialize(repeating: 0)
      let table = Shared(buffer)
      workers.forEach(batches) { codes in
        // Several batches may be worked on at once.
        let facts = batches.count > 1 ? ValueMemo() : facts
        for code in codes where rows[code] >= 0 {
          table.buffer[code] = scope.truth(of: predicate, row: Int(rows[code]), facts: facts).rawValue
        }
      }
      count = rows.count
    }
  }

  /// INVARIANT: no two batches write the same byte.
  private struct Shared: @unchecked Sendable {
    let buffer: UnsafeMutableBufferPointer<UInt8>
    init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }
  }
}
