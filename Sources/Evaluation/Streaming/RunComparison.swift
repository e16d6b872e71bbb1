/// Hashes of rows that stand together.
///
/// INVARIANT: written before it is handed to anybody else.
final class RowHashes: @unchecked Sendable {
  let base: UnsafeMutablePointer<UInt32>
  let count: Int

  init(count: Int) {
    self.count = count
    base = .allocate(capacity: count)
  }

  /// A copy of some.
  init(_ other: RowHashes, _ rows: Range<Int>) {
    count = rows.count
    base = .allocate(capacity: count)
    base.initialize(from: other.base + rows.lowerBound, count: count)
  }

  deinit { base.deallocate() }
}

/// Holds the runs of one parent against each other; one for each thread.
final class RunComparison {
  /// A run, or as much of it as stands in one chunk.
  struct Piece: Sendable {
    /// Index into the hashes, and a range of them.
    var place: Int32
    var begin: UInt32
    var end: UInt32
    /// The piece before it of the same parent; -1 where it is the first.
    var before: Int32 = -1
  }

  private let pieces: [Piece]
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
  /// Rows with a hash that another piece has, by place and index there.
  private(set) var alike: [(place: Int32, row: UInt32)] = []
  private var shared: Set<UInt32> = []

  init(_ pieces: [Piece], _ hashes: [RowHashes]) {
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
    takeShared(from: first)
  }

  private func takeShared(from first: Int32) {
    guard !shared.isEmpty else { return }
    each(from: first) { _, piece in
      let hashes = hashes[Int(piece.place)].base
      for row in piece.begin..<piece.end where shared.contains(hashes[Int(row)]) { alike.append((piece.place, row)) }
    }
    shared.removeAll()
  }

  /// Holds rows that are in no piece against the pieces of their parent.
  /// - Parameter first: the parent's last piece.
  /// - Returns: the rows that are alike to one of a piece; those of pieces are among `alike`.
  func compare(_ hashes: RowHashes, _ rows: Range<Int>, with first: Int32) -> [Int] {
    var count = 0
    each(from: first) { _, piece in count += Int(piece.end - piece.begin) }
    (others, own) = (0, 0)
    clear(count)
    each(from: first) { number, piece in remember(piece, number) }
    var found: [Int] = []
    for row in rows where kinds & RunComparison.kind(hashes.base[row]) != 0 && has(hashes.base[row]) {
      found.append(row)
      shared.insert(hashes.base[row])
    }
    takeShared(from: first)
    return found
  }

  /// Whether the pieces of a parent have no more rows than that.
  /// - Complexity: O(limit)
  func hasNoMore(than limit: Int, from first: Int32) -> Bool {
    var (number, count) = (first, 0)
    while number >= 0, count <= limit {
      let piece = pieces[Int(number)]
      count += Int(piece.end - piece.begin)
      number = piece.before
    }
    return count <= limit
  }

  @inline(__always)
  private func each(from first: Int32, _ body: (Int32, Piece) -> Void) {
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

  private func remember(_ piece: Piece, _ number: Int32) {
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
