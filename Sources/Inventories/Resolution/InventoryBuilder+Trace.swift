import Schema
import Tables

extension InventoryBuilder {
  /// Keeps how the records of an entity were read and resolved.
  mutating func keepTrace(of entity: EntityType, rows: [[UInt32]]) {
    guard keepsTrace, let draft = drafts[entity.name] else { return }
    var rowOfRecord = [Int](repeating: -1, count: draft.count)
    for (row, records) in rows.enumerated() {
      for record in records { rowOfRecord[Int(record)] = row }
    }
    var ranks: [[String]] = []
    if case .keys(let keys) = entity.identity { ranks = keys }
    let reader = KeyReader(draft, links: targets[entity.name] ?? [:], registers: registers)
    let keys = ranks.map { rank in (0..<draft.count).map { reader.keys(rank, of: $0) } }
    trace.entities[entity.name] = ResolutionTrace.Entity(
      draft: draft, keys: keys, ranks: ranks, rowOfRecord: rowOfRecord, repetitions: draft.repetitions(),
      targets: targets[entity.name] ?? [:])
  }
}
