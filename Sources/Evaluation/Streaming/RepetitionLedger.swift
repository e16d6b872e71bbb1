import Dispatch
import Formats
import Synchronization
import Tables

/// What the chunks of a file together show of rows that repeat others of their parent, in another run than their own.
///
/// Only where a parent has several runs, which lists in order show at borders of chunks and nowhere else, are their rows'
/// hashes held against each other; rows alike by that are read again.
final class RepetitionLedger {
  /// A run in a chunk.
  struct Piece: Sendable {
    /// Index into the chunks.
    var place: Int32
    var begin: UInt32
    var end: UInt32
    /// The run before it of the same parent; -1 where it is the first.
    var before: Int32 = -1
  }

  private var chunks: [(chunk: Int, hashes: RowHashes)] = []
  private var pieces: [Piece] = []
  /// The last run of each parent that a register describes; -1 where it has none.
  private var last: [Int32]
  /// The last run of others, by the hash of what they are called.
  private var lastOfOther: [UInt64: Int32] = [:]

  /// Texts of rows that are held against each other, in bytes, at most.
  private static let limit = 1 << 30

  /// - Parameter parents: how many parents are described.
  init(parents: Int) { last = [Int32](repeating: -1, count: parents) }

  /// Takes in what was seen in a chunk.
  /// - Complexity: O(runs)
  func take(_ sighting: RepetitionWatch.Sighting, chunk: Int) {
    let place = Int32(truncatingIfNeeded: chunks.count)
    chunks.append((chunk, sighting.hashes))
    for (index, run) in sighting.runs.enumerated() {
      let end = index + 1 < sighting.runs.count ? sighting.runs[index + 1].begin : UInt32(sighting.hashes.count)
      let number = Int32(truncatingIfNeeded: pieces.count)
      var piece = Piece(place: place, begin: run.begin, end: end)
      switch run.owner {
      case .described(let parent):
        piece.before = last[Int(parent)]
        last[Int(parent)] = number
      case .other(let name):
        piece.before = lastOfOther[name] ?? -1
        lastOfOther[name] = number
      }
      pieces.append(piece)
    }
  }

  /// The rows that say word for word what an earlier row of another run says, by chunk.
  /// - Throws: where rows cannot be read again, or there are too many.
  /// - Complexity: O(rows of parents with several runs)
  func repeats(
    _ scan: ChunkScan, _ watch: @autoclosure () -> RepetitionWatch, threads: Int
  ) throws(ScanFault) -> [Int: [UInt32]] {
    let suspects = suspects(threads)
    if suspects.isEmpty { return [:] }
    let watch = watch()
    var repeats: [Int: [UInt32]] = [:]
    let known = ByteDictionary()
    let words = ByteBuffer(capacity: 1 << 12)
    try scan.revisit(suspects.keys.sorted()) { block, chunk throws(ScanFault) in
      for row in (suspects[chunk] ?? []).sorted() where Int(row) < block.rows {
        words.removeAll()
        watch.appendWords(of: block, Int(row), to: words)
        words.reserve(ByteDictionary.room)
        let count = known.count
        if known.code(words.base, words.count) < count { repeats[chunk, default: []].append(row) }
        guard known.bytes < RepetitionLedger.limit else { throw .odd("very many rows that repeat others") }
      }
    }
    return repeats
  }

  /// The rows with a hash that a row of another run of their parent has too, by chunk; in no order.
  func suspects(_ threads: Int) -> [Int: [UInt32]] {
    let last = self.last + lastOfOther.values
    let (pieces, hashes) = (self.pieces, chunks.map(\.hashes))
    let share = (last.count + threads - 1) / threads
    let found = Mutex<[(place: Int32, row: UInt32)]>([])
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      let comparison = RunComparison(pieces, hashes)
      for index in min(thread * share, last.count)..<min((thread + 1) * share, last.count) {
        let piece = last[index]
        if piece >= 0, pieces[Int(piece)].before >= 0 { comparison.compare(from: piece) }
      }
      let own = comparison.alike
      if !own.isEmpty { found.withLock { $0 += own } }
    }
    // Whose thread was first shows nowhere: rows are sorted before they are read.
    return Dictionary(grouping: found.withLock { $0 }) { chunks[Int($0.place)].chunk }.mapValues { $0.map(\.row) }
  }
}

/// Hashes of the rows of a chunk.
///
/// INVARIANT: written before it is handed to anybody else.
final class RowHashes: @unchecked Sendable {
  let base: UnsafeMutablePointer<UInt32>
  let count: Int

  init(count: Int) {
    self.count = count
    base = .allocate(capacity: count)
  }

  deinit { base.deallocate() }
}

/// Holds the runs of one parent against each other; one for each thread.
final class RunComparison {
  private let pieces: [RepetitionLedger.Piece]
  private let hashes: [RowHashes]
  /// Hashes of all runs but the longest, with the run they were met in: open addressing, at most half full.
  private var slots: UnsafeMutablePointer<(hash: UInt32, piece: Int32)>
  private var capacity = 1 << 8
  private var mask = 0
  private var used = 0
  /// A bit for each of 64 kinds of hashes that are there: most that are not are told by it.
  private var kinds: UInt64 = 0
  /// Which hashes are remembered: those whose bits from the 23rd on, as many as are set in `others`, are `own`.
  private var others: UInt32 = 0
  private var own: UInt32 = 0
  /// Rows with a hash that another run has.
  private(set) var alike: [(place: Int32, row: UInt32)] = []
  private var shared: Set<UInt32> = []

  init(_ pieces: [RepetitionLedger.Piece], _ hashes: [RowHashes]) {
    self.pieces = pieces
    self.hashes = hashes
    slots = .allocate(capacity: capacity)
  }

  deinit { slots.deallocate() }

  /// Hashes that are remembered at once: of more rows a part is taken after the other.
  static let most = 1 << 20

  /// - Parameter first: the last run of a parent; the others are found from it.
  func compare(from first: Int32) {
    // Most parents have one long run and a few short ones: those are remembered, and the long one is held against them.
    var (longest, rows) = (first, 0)
    each(from: first) { number, piece in
      rows += Int(piece.end - piece.begin)
      if piece.end - piece.begin > pieces[Int(longest)].end - pieces[Int(longest)].begin { longest = number }
    }
    let long = pieces[Int(longest)]
    rows -= Int(long.end - long.begin)
    let halvings = rows <= RunComparison.most ? 0 : Int.bitWidth - (rows / RunComparison.most).leadingZeroBitCount
    let parts = 1 << min(halvings, 9)
    for part in 0..<parts {
      (others, own) = (UInt32(parts - 1), UInt32(part))
      clear(parts == 1 ? rows : rows / parts * 2)
      each(from: first) { number, piece in
        if number != longest { remember(piece, number) }
      }
      let hashes = hashes[Int(long.place)].base
      for row in Int(long.begin)..<Int(long.end) where kinds & RunComparison.kind(hashes[row]) != 0 {
        if has(hashes[row]) { shared.insert(hashes[row]) }
      }
    }
    guard !shared.isEmpty else { return }
    each(from: first) { _, piece in
      let hashes = hashes[Int(piece.place)].base
      for row in piece.begin..<piece.end where shared.contains(hashes[Int(row)]) { alike.append((piece.place, row)) }
    }
    shared.removeAll()
  }

  @inline(__always)
  private func each(from first: Int32, _ body: (Int32, RepetitionLedger.Piece) -> Void) {
    var number = first
    while number >= 0 {
      let piece = pieces[Int(number)]
      body(number, piece)
      number = piece.before
    }
  }

  private func clear(_ rows: Int) {
    let size = 1 << (Int.bitWidth - rows.leadingZeroBitCount + 1)
    if size > capacity {
      slots.deallocate()
      capacity = size
      slots = .allocate(capacity: size)
    }
    slots.initialize(repeating: (0, 0), count: size)
    mask = size - 1
    used = 0
    kinds = 0
  }

  private func remember(_ piece: RepetitionLedger.Piece, _ number: Int32) {
    let all = hashes[Int(piece.place)].base
    for row in Int(piece.begin)..<Int(piece.end) where all[row] != 0 && all[row] &>> 23 & others == own {
      let hash = all[row]
      kinds |= RunComparison.kind(hash)
      var index = home(hash)
      while slots[index].hash != 0, slots[index].hash != hash { index = (index + 1) & mask }
      if slots[index].hash == 0 {
        // A part that is larger than any should be: whoever has no place is looked at in any case.
        guard used * 2 <= mask else {
          shared.insert(hash)
          continue
        }
        slots[index] = (hash, number)
        used += 1
      }
      if slots[index].piece != number { shared.insert(hash) }
    }
  }

  private func has(_ hash: UInt32) -> Bool {
    if hash == 0 { return false }
    var index = home(hash)
    while slots[index].hash != 0, slots[index].hash != hash { index = (index + 1) & mask }
    return slots[index].hash == hash
  }

  /// The lowest bit of a hash is always set.
  @inline(__always)
  private static func kind(_ hash: UInt32) -> UInt64 { 1 &<< UInt64(hash &>> 26) }

  @inline(__always)
  private func home(_ hash: UInt32) -> Int { Int(hash &>> 1) & mask }
}
