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
/// Rows of one parent mostly stand together, so they are held against each other, run by run, and nothing has to be
/// remembered of a run that is over. What tells rows apart is a hash of some of their bytes; rows alike by that are
/// compared.
///
///     TB-1,Zoom,5.0 ┐            TB-1,Zoom,5.0 ┐
///     TB-1,Zalo,23  │ a run      TB-2,Zalo,23  ┘ runs
///     TB-1,Zoom,5.0 ┘ repeats    TB-1,Zoom,5.0   a name that has had a run: scattered, look at the whole file
final class RepetitionWatch {
  /// Among which rows repetitions are looked for.
  enum Reach: Sendable {
    case runs
    case file
  }

  /// A row and the hash of all it says.
  struct HashedRow: Sendable {
    var hash: UInt64
    var row: UInt32
  }

  /// What was seen in a chunk, for `RepetitionLedger`.
  struct Sighting: Sendable {
    /// Rows that repeat an earlier one of their run: left out at once.
    var repeats: [UInt32] = []
    /// The runs' names, by hash.
    var runs: [UInt64] = []
    /// The rows of the first run, which may go on from the chunk before; of all runs, where the whole file is looked at.
    var first: [HashedRow] = []
    /// The rows of the last run, which may go on in the next chunk.
    var last: [HashedRow] = []
  }

  private let reach: Reach
  /// The cells that mean something, where not all do.
  private let cells: [Int]?
  /// Rows of the run at hand by hash, open addressing; a slot of an earlier run is free.
  private var slots: [(stamp: UInt32, row: UInt32, hash: UInt64)] = Array(repeating: (0, 0, 0), count: 256)
  private var stamp: UInt32 = 0

  init(_ table: StreamedTable, reach: Reach) {
    self.reach = reach
    let known = table.members.compactMap { member in
      if case .cell(let cell) = member.field { cell } else { nil }
    }
    if case .cells(_, let count) = table.format, known.count < count { cells = known } else { cells = nil }
  }

  /// - Parameters:
  ///   - runs: the rows with which runs begin, the first row among them.
  ///   - column: where runs have their names.
  /// - Complexity: O(rows), and the bytes of the first run and the last
  func look(at block: RowBlock, runs: [UInt32], column: Int?) -> Sighting {
    var sighting = Sighting()
    guard reach == .runs, let column else {
      sighting.first = hashed(block, 0..<block.rows)
      return sighting
    }
    sighting.runs.reserveCapacity(runs.count)
    for (index, begin) in runs.enumerated() {
      let rows = Int(begin)..<(index + 1 < runs.count ? Int(runs[index + 1]) : block.rows)
      let name = block.field(column, rows.lowerBound)
      sighting.runs.append(name.flatMap { ByteDictionary.hash($0) } ?? 0)
      if rows.count > 1 { look(at: block, rows, &sighting.repeats) }
    }
    guard let last = runs.last else { return sighting }
    sighting.first = hashed(block, 0..<(runs.count > 1 ? Int(runs[1]) : block.rows))
    if runs.count > 1 { sighting.last = hashed(block, Int(last)..<block.rows) }
    return sighting
  }

  private func hashed(_ block: RowBlock, _ rows: Range<Int>) -> [HashedRow] {
    rows.map { HashedRow(hash: hash(block, $0), row: UInt32(truncatingIfNeeded: $0)) }
  }

  private func look(at block: RowBlock, _ rows: Range<Int>, _ repeats: inout [UInt32]) {
    if rows.count * 2 > slots.count {
      slots = Array(repeating: (0, 0, 0), count: 1 << (Int.bitWidth - rows.count.leadingZeroBitCount + 1))
      stamp = 0
    }
    // After four thousand million runs old slots might seem to be of this one.
    if stamp == .max { slots = Array(repeating: (0, 0, 0), count: slots.count) }
    stamp = stamp == .max ? 1 : stamp + 1
    let mask = slots.count - 1
    slots.withUnsafeMutableBufferPointer { slots in
      for row in rows {
        let hash = cells == nil ? sample(block.line(row)) : self.hash(block, row)
        var index = Int(truncatingIfNeeded: hash) & mask
        while slots[index].stamp == stamp {
          if slots[index].hash == hash, isSame(block, Int(slots[index].row), row) { break }
          index = (index + 1) & mask
        }
        if slots[index].stamp == stamp {
          repeats.append(UInt32(truncatingIfNeeded: row))
        } else {
          slots[index] = (stamp, UInt32(truncatingIfNeeded: row), hash)
        }
      }
    }
  }

  /// A hash of 32 bytes here and there.
  @inline(__always)
  private func sample(_ line: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard let base = line.baseAddress, line.count > 64 else { return ByteDictionary.hash(line) }
    let count = line.count
    let bytes = UnsafeRawPointer(base)
    let a = bytes.loadUnaligned(fromByteOffset: count &>> 2, as: UInt64.self)
    let b = bytes.loadUnaligned(fromByteOffset: count &>> 1, as: UInt64.self)
    let c = bytes.loadUnaligned(fromByteOffset: count &- (count &>> 2) &- 8, as: UInt64.self)
    let d = bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
    let product = (a ^ (c &<< 1 | c &>> 63)).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    let other = (b ^ (d &<< 1 | d &>> 63)).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low ^ other.high ^ other.low
  }

  private func hash(_ block: RowBlock, _ row: Int) -> UInt64 {
    guard let cells else { return ByteDictionary.hash(block.line(row)) }
    var state: UInt64 = 0
    for cell in cells { state = (state &* 0x9E37_79B9_7F4A_7C15) ^ ByteDictionary.hash(block.cell(cell, row)) }
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
}

/// What the chunks of a file together show of repeated rows, taken in order.
struct RepetitionLedger {
  /// Rows to be left out by a further scan, by chunk: those of which the chunk alone does not show that they repeat others.
  private(set) var repeats: [Int: [UInt32]] = [:]
  /// Whether rows of one parent stand apart: then runs do not show all repetitions.
  private(set) var isScattered = false
  /// Names that have had a run, or the rows of the whole file.
  private var known = WordSet()
  /// The run that the last chunk ended with.
  private var open: (name: UInt64, rows: Set<UInt64>)?

  mutating func take(_ sighting: RepetitionWatch.Sighting, chunk: Int) {
    guard !isScattered else { return }
    var found: [UInt32] = []
    defer { if !found.isEmpty { repeats[chunk, default: []] += found } }
    guard let first = sighting.runs.first else {
      for row in sighting.first where !known.insert(row.hash) { found.append(row.row) }
      return
    }
    var goesOn = false
    if let open, open.name == first {
      goesOn = true
      let known = Set(sighting.repeats)
      for row in sighting.first where open.rows.contains(row.hash) && !known.contains(row.row) { found.append(row.row) }
    }
    for name in sighting.runs.dropFirst(goesOn ? 1 : 0) where !known.insert(name) {
      isScattered = true
      return
    }
    if sighting.runs.count == 1 {
      open = (first, (goesOn ? open?.rows ?? [] : []).union(sighting.first.map(\.hash)))
    } else {
      open = (sighting.runs.last ?? first, Set(sighting.last.map(\.hash)))
    }
  }
}

/// A set of words: open addressing, three quarters full at most, nothing but the words in memory.
struct WordSet {
  private var words = [UInt64](repeating: 0, count: 1 << 10)
  private var count = 0
  private var hasZero = false

  /// Whether the word was not there before.
  mutating func insert(_ word: UInt64) -> Bool {
    if word == 0 {
      defer { hasZero = true }
      return !hasZero
    }
    var index = home(of: word)
    while words[index] != 0 {
      if words[index] == word { return false }
      index = (index + 1) & (words.count - 1)
    }
    words[index] = word
    count += 1
    if count * 4 > words.count * 3 { grow() }
    return true
  }

  private func home(of word: UInt64) -> Int {
    Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) &>> 32) & (words.count - 1)
  }

  private mutating func grow() {
    let old = words
    words = [UInt64](repeating: 0, count: old.count * 2)
    for word in old where word != 0 {
      var index = home(of: word)
      while words[index] != 0 { index = (index + 1) & (words.count - 1) }
      words[index] = word
    }
  }
}
