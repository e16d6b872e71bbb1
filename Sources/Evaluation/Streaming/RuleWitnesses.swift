import Planning

/// The children on which fails of one rule may rest.
struct RuleWitnesses {
  /// Those of one entity.
  private struct List {
    /// Between a line's subject and its row.
    let fileCell: [UInt8]
    let witnesses: WitnessList
    /// By aggregate: whether its children decide.
    let decides: [Bool]
  }

  private let lists: [List]

  /// - Parameters:
  ///   - nodes: the aggregates whose children decide.
  ///   - fileCells: by entity.
  init(_ state: EntityState, _ nodes: Set<Int>, fileCells: [String: [UInt8]]) {
    lists = state.children.sorted { $0.key < $1.key }.compactMap { entity, met in
      let decides = met.nodes.map { nodes.contains($0) }
      guard decides.contains(true) else { return nil }
      return List(fileCell: fileCells[entity] ?? [], witnesses: met.witnesses, decides: decides)
    }
  }

  /// Calls the body with those of a subject that are told: what stands before the row, the row from 0, what follows it.
  func each(_ subject: Int, _ body: ([UInt8], Int, UnsafeBufferPointer<UInt8>) -> Void) {
    var left = FindingTable.witnessLimit
    for list in lists {
      for entry in list.witnesses.entries(of: subject) where list.decides[Int(entry.aggregate)] {
        guard left > 0 else { return }
        left -= 1
        body(list.fileCell, entry.row, list.witnesses.text(of: entry))
      }
    }
  }
}
