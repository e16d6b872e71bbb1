import Formats
import Tables

/// Looks at chunks once more that have gone by: what it sees of one is what was seen of it then. One for each thread.
final class RepetitionReader {
  let watch: RepetitionWatch
  private let probe: ParentProbe?
  /// Where parents are named.
  private let column: Int
  /// How many parents are described.
  private let described: Int
  private var parents: [Int32] = []

  /// - Parameters:
  ///   - members: the columns of blocks.
  ///   - relation: by which rows hang on a parent.
  ///   - keys: the parents'.
  init(_ table: StreamedTable, members: [String], relation: String?, keys: KeyTable?) {
    watch = RepetitionWatch(table)
    column = relation.flatMap { members.firstIndex(of: $0) } ?? 0
    described = keys?.count ?? 0
    if let keys, let member = relation.flatMap({ table.member($0) }) {
      probe = ParentProbe(table, member, keys: keys)
    } else {
      probe = nil
    }
  }

  /// - Complexity: O(bytes of the rows)
  func look(at block: RowBlock, _ chunk: Int) throws(ScanFault) -> RepetitionWatch.Sighting {
    guard let probe else { return watch.look(at: block, runs: [], parents: nil, count: 0, column: 0) }
    if parents.count < block.rows { parents = [Int32](repeating: ParentProbe.unknown, count: block.rows) }
    var fault: ScanFault?
    let sighting: RepetitionWatch.Sighting? = parents.withUnsafeMutableBufferPointer { parents in
      guard let base = parents.baseAddress else { return nil }
      do throws(ScanFault) {
        try probe.probe(block, column, chunk: chunk, into: base) { _ in }
        return watch.look(
          at: block, runs: probe.runs, parents: UnsafePointer(base), count: described, column: column)
      } catch {
        fault = error
        return nil
      }
    }
    if let fault { throw fault }
    return sighting ?? RepetitionWatch.Sighting(hashes: RowHashes(count: 0))
  }
}
