import Formats
import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Looks for rows that say word for word what an earlier row of their file says: those count once.
///
/// Rows of one parent mostly stand together, so they are held against each other, run by run, while they are in the
/// processor's caches. Runs of one parent that stand apart are held against each other by `RepetitionLedger`, by four
/// bytes a row.
///
///     TB-1,Zoom,5.0 ┐            TB-1,Zoom,5.0 ┐ runs
///     TB-1,Zalo,23  │ a run      TB-2,Zalo,23  ┘
///     TB-1,Zoom,5.0 ┘ repeats    TB-1,Zoom,5.0   TB-1 again: the ledger's
///
/// One belongs to one thread.
final class RepetitionWatch {
  /// Rows of one parent that stand together.
  struct Run: Sendable {
    enum Owner: Sendable, Equatable {
      /// A parent that a register describes: its row.
      case described(Int32)
      /// Any other, by the hash of what it is called.
      case other(UInt64)
    }

    var owner: Owner
    /// The first of them.
    var begin: UInt32
  }

  /// What was seen in a chunk.
  struct Sighting: Sendable {
    /// Rows that repeat an earlier one of their run: left out at once.
    var repeats: [UInt32] = []
    var runs: [Run] = []
    /// By row a hash of all it says, never 0; 0 for rows that are left out.
    var hashes: RowHashes

    /// The run of the same parent before one that is not the last, if it is not more than so many before it.
    func near(_ run: Int, _ most: Int) -> Int? {
      guard run < runs.count - 1 else { return nil }
      return (max(0, run - most)..<run).last { runs[$0].owner == runs[run].owner }
    }

    func rows(of run: Int) -> Range<Int> {
      Int(runs[run].begin)..<(run + 1 < runs.count ? Int(runs[run + 1].begin) : hashes.count)
    }
  }

  /// The cells that mean something, where not all do.
  private let cells: [Int]?
  /// Rows of the run at hand: open addressing by hash, a stamp above the hash; a slot with the stamp of an earlier run is
  /// free.
  private var slots: UnsafeMutablePointer<UInt64>
  private var rowOfSlot: UnsafeMutablePointer<UInt32>
  private var capacity = 1 << 10
  private var stamp: UInt32 = 0

  init(_ table: StreamedTable) {
    let known = table.members.compactMap { member in
      if case .cell(let cell) = member.field { cell } else { nil }
    }
    if case .cells(_, let count) = table.format, known.count < count { cells = known } else { cells = nil }
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: 0, count: capacity)
    rowOfSlot = .allocate(capacity: capacity)
  }

  deinit {
    slots.deallocate()
    rowOfSlot.deallocate()
  }

  /// - Parameters:
  ///   - runs: the rows with which runs begin, the first row among them.
  ///   - parents: of each row, those that are described below `count`; nil where rows have none: then the whole file is
  ///     one run.
  ///   - column: where parents are named.
  /// - Complexity: O(bytes of the rows)
  func look(
    at block: RowBlock, runs: [UInt32], parents: UnsafePointer<Int32>?, count: Int, column: Int
  ) -> Sighting {
    var sighting = Sighting(hashes: RowHashes(count: block.rows))
    guard let parents else {
      sighting.runs = [Run(owner: .other(0), begin: 0)]
      look(at: block, 0..<block.rows, sighting.hashes.base, &sighting.repeats)
      return sighting
    }
    sighting.runs.reserveCapacity(runs.count)
    for begin in runs {
      let row = Int(begin)
      let parent = parents[row]
      let isDescribed = parent >= 0 && Int(parent) < count
      let name = isDescribed ? nil : block.field(column, row)
      let owner: Run.Owner = isDescribed ? .described(parent) : .other(name.map { ByteHash.hash($0) } ?? 0)
      // Two ways to write one name begin no run.
      if sighting.runs.last?.owner != owner { sighting.runs.append(Run(owner: owner, begin: begin)) }
    }
    for run in sighting.runs.indices {
      look(at: block, sighting.rows(of: run), sighting.hashes.base, &sighting.repeats)
    }
    return sighting
  }

  private func look(
    at block: RowBlock, _ rows: Range<Int>, _ hashes: UnsafeMutablePointer<UInt32>, _ repeats: inout [UInt32]
  ) {
    begin(rows.count)
    let (slots, rowOfSlot, mask, stamp) = (slots, rowOfSlot, capacity &- 1, UInt64(stamp) &<< 32)
    for row in rows {
      let hash = self.hash(block, row)
      let short = UInt32(truncatingIfNeeded: hash &>> 32) | 1
      var index = Int(truncatingIfNeeded: hash) & mask
      hashes[row] = short
      while slots[index] &- stamp <= UInt64(UInt32.max) {
        if slots[index] == stamp | UInt64(short), isSame(block, Int(rowOfSlot[index]), row) {
          hashes[row] = 0
          repeats.append(UInt32(truncatingIfNeeded: row))
          break
        }
        index = (index &+ 1) & mask
      }
      if hashes[row] != 0 {
        slots[index] = stamp | UInt64(short)
        rowOfSlot[index] = UInt32(truncatingIfNeeded: row)
      }
    }
  }

  /// Makes all slots free, and enough of them for a run.
  private func begin(_ rows: Int) {
    if rows * 4 > capacity {
      slots.deallocate()
      rowOfSlot.deallocate()
      capacity = 1 << (Int.bitWidth - (rows * 4).leadingZeroBitCount)
      slots = .allocate(capacity: capacity)
      rowOfSlot = .allocate(capacity: capacity)
      stamp = .max
    }
    // After four thousand million runs old slots might seem to be of this one.
    if stamp == .max { slots.initialize(repeating: 0, count: capacity) }
    stamp = stamp == .max ? 1 : stamp + 1
  }

  // MARK: What a row says

  @inline(__always)
  private func hash(_ block: RowBlock, _ row: Int) -> UInt64 {
    guard let cells else { return ByteHash.hash(block.line(row)) }
    var state: UInt64 = 0
    for cell in cells { state = (state &* 0x9E37_79B9_7F4A_7C15) ^ ByteHash.hash(block.cell(cell, row)) }
    return state
  }

  private func isSame(_ block: RowBlock, _ a: Int, _ b: Int) -> Bool {
    guard let cells else { return RepetitionWatch.isSame(block.line(a), block.line(b)) }
    return cells.allSatisfy { RepetitionWatch.isSame(block.cell($0, a), block.cell($0, b)) }
  }

  private static func isSame(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
    guard a.count == b.count else { return false }
    guard let first = a.baseAddress, let second = b.baseAddress else { return true }
    return memcmp(first, second, a.count) == 0
  }

  /// Appends all that a row says: two rows say the same where this is the same.
  func appendWords(of block: RowBlock, _ row: Int, to bytes: ByteBuffer) {
    guard let cells else { return bytes.append(block.line(row)) }
    for cell in cells {
      let text = block.cell(cell, row)
      bytes.append(decimal: text.count)
      bytes.append(UInt8(ascii: ":"))
      bytes.append(text)
    }
  }
}
