import Formats
import Planning
import Schema
import Tables
import Values

/// What is known of one entity once its file has gone by: nothing that grows with the rows of a list.
final class EntityState {
  let scan: StreamPlan.Scan
  let table: StreamedTable
  /// The subjects, of a keyed entity.
  let keys: KeyTable?
  var rows = 0
  /// By chunk: the rows before it.
  var rowsBefore: [Int] = []
  /// The scan that went through, by which its rows can be visited again.
  var chunkScan: ChunkScan?
  /// By node.
  var kept: [Int: KeptTruth]
  /// Names of subjects that no file describes, in the order in which children name them.
  private(set) var orphans: [StreamedTable.Name] = []
  private var orphanOfName: [String: Int] = [:]
  /// By child entity: what was met of the children.
  var children: [String: ChildrenMet] = [:]

  struct ChildrenMet {
    var scatter: Scatter
    /// The nodes of the aggregates, in the order in which the scatter has them.
    var nodes: [Int]
    /// Rows of which it is not known whose they are.
    var strays: Int
    /// Children on which a fail may rest.
    var witnesses: WitnessList
    /// Orphans that this child's rows name.
    var orphans: Int
  }

  init(_ scan: StreamPlan.Scan, _ table: StreamedTable) {
    self.scan = scan
    self.table = table
    keys = table.key == nil ? nil : KeyTable(table)
    kept = Dictionary(scan.kept.map { ($0, KeptTruth()) }, uniquingKeysWith: { first, _ in first })
  }

  /// Notes the rows before a chunk; chunks come in order, those without rows not at all.
  func note(chunk: Int, rowsBefore: Int) {
    while self.rowsBefore.count <= chunk { self.rowsBefore.append(rowsBefore) }
  }

  /// Rows and orphans.
  var count: Int { rows + orphans.count }

  /// The place of an orphan behind the rows.
  func place(ofOrphan name: StreamedTable.Name) -> Int {
    for form in [name.folded] + name.others {
      if let known = orphanOfName[form] { return rows + known }
    }
    orphanOfName[name.folded] = orphans.count
    orphans.append(name)
    return rows + orphans.count - 1
  }
}

/// The truth of a node for all rows so far, a bit pair each: blocks are appended wherever the last one ended.
struct KeptTruth {
  private(set) var trues: [UInt64] = []
  private(set) var falses: [UInt64] = []
  private(set) var count = 0

  /// - Precondition: bits beyond the rows are not set.
  mutating func append(_ trues: [UInt64], _ falses: [UInt64], rows: Int) {
    KeptTruth.append(trues, at: count, rows, to: &self.trues)
    KeptTruth.append(falses, at: count, rows, to: &self.falses)
    count += rows
  }

  private static func append(_ words: [UInt64], at count: Int, _ rows: Int, to target: inout [UInt64]) {
    let shift = UInt64(count & 63)
    let needed = (count + rows + 63) >> 6
    for word in words {
      if shift == 0 {
        target.append(word)
      } else {
        target[target.count - 1] |= word << shift
        target.append(word >> (64 - shift))
      }
    }
    if target.count > needed { target.removeLast(target.count - needed) }
  }

  /// As a column, with the same truth for everything behind the rows.
  func column(count total: Int, rest: Truth) -> TruthColumn {
    let column = TruthColumn(count: total)
    for index in trues.indices {
      column.trues[index] = trues[index]
      column.falses[index] = falses[index]
    }
    for row in count..<max(total, count) { column.set(row, rest) }
    return column
  }
}

extension TruthColumn {
  /// Sets one row that is still unknown.
  func set(_ row: Int, _ truth: Truth) {
    let bit: UInt64 = 1 << UInt64(row & 63)
    if truth.rawValue & 1 != 0 { trues[row >> 6] |= bit }
    if truth.rawValue & 2 != 0 { falses[row >> 6] |= bit }
  }
}
