import Formats
import Tables

/// What the chunks of a file together show of rows that repeat others of their parent, in another run than their own.
///
/// Runs of one parent are found by its name. Only where there are several, which lists in order show at borders of chunks
/// and nowhere else, their rows' hashes are held against each other; rows alike by that are read again.
struct RepetitionLedger {
  /// A run in a chunk.
  private struct Piece {
    /// Index into `chunks`.
    var place: Int32
    var begin: UInt32
    var end: UInt32
  }

  private var chunks: [(chunk: Int, sighting: RepetitionWatch.Sighting)] = []

  /// Texts of rows that are held against each other, in bytes, at most.
  private static let limit = 1 << 30

  mutating func take(_ sighting: RepetitionWatch.Sighting, chunk: Int) { chunks.append((chunk, sighting)) }

  /// The rows that say word for word what an earlier row of another run says, by chunk.
  /// - Throws: where rows cannot be read again, or there are too many.
  /// - Complexity: O(rows of parents with several runs)
  func repeats(_ scan: ChunkScan, _ watch: RepetitionWatch) throws(ScanFault) -> [Int: [UInt32]] {
    let suspects = suspects()
    if suspects.isEmpty { return [:] }
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

  /// The rows with a hash that a row of another run of their parent has too, by chunk.
  private func suspects() -> [Int: [UInt32]] {
    var found: [Int: [UInt32]] = [:]
    let table = HashTable()
    for pieces in scattered() {
      let alike = alike(pieces, table)
      if alike.isEmpty { continue }
      for piece in pieces {
        let (chunk, sighting) = chunks[Int(piece.place)]
        for row in piece.begin..<piece.end where alike.contains(sighting.hashes[Int(row)]) {
          found[chunk, default: []].append(row)
        }
      }
    }
    return found
  }

  /// The runs of each parent that has several.
  private func scattered() -> [[Piece]] {
    let count = chunks.reduce(0) { $0 + $1.sighting.runs.count }
    guard count > 1 else { return [] }
    var pieces: [Piece] = []
    var names: [UInt64] = []
    pieces.reserveCapacity(count)
    names.reserveCapacity(count)
    for (place, item) in chunks.enumerated() {
      let runs = item.sighting.runs
      for (index, run) in runs.enumerated() {
        let end = index + 1 < runs.count ? runs[index + 1].begin : UInt32(item.sighting.hashes.count)
        pieces.append(Piece(place: Int32(truncatingIfNeeded: place), begin: run.begin, end: end))
        names.append(run.name)
      }
    }
    // The last run of each name, and from each run the one before it.
    let mask = (1 << (Int.bitWidth - count.leadingZeroBitCount + 1)) - 1
    var last = [Int32](repeating: -1, count: mask + 1)
    var before = [Int32](repeating: -1, count: count)
    for (piece, name) in names.enumerated() {
      var index = Int(truncatingIfNeeded: name) & mask
      while last[index] >= 0, names[Int(last[index])] != name { index = (index + 1) & mask }
      before[piece] = last[index]
      last[index] = Int32(truncatingIfNeeded: piece)
    }
    var scattered: [[Piece]] = []
    for piece in last where piece >= 0 && before[Int(piece)] >= 0 {
      var own: [Piece] = []
      var next = piece
      while next >= 0 {
        own.append(pieces[Int(next)])
        next = before[Int(next)]
      }
      scattered.append(own)
    }
    return scattered
  }

  /// The hashes that several runs of a parent have.
  private func alike(_ pieces: [Piece], _ table: HashTable) -> Set<UInt32> {
    var alike: Set<UInt32> = []
    // Most parents have one long run and a few short ones: those are remembered, and the long one is held against them.
    let longest = pieces.indices.max { pieces[$0].end - pieces[$0].begin < pieces[$1].end - pieces[$1].begin } ?? 0
    table.begin(pieces.reduce(0) { $0 + Int($1.end - $1.begin) })
    for (index, piece) in pieces.enumerated() where index != longest {
      chunks[Int(piece.place)].sighting.hashes.withUnsafeBufferPointer { hashes in
        for row in Int(piece.begin)..<Int(piece.end) where hashes[row] != 0 {
          if !table.insert(hashes[row], piece: Int32(truncatingIfNeeded: index)) { alike.insert(hashes[row]) }
        }
      }
    }
    let piece = pieces[longest]
    chunks[Int(piece.place)].sighting.hashes.withUnsafeBufferPointer { hashes in
      for row in Int(piece.begin)..<Int(piece.end) where table.has(hashes[row]) { alike.insert(hashes[row]) }
    }
    return alike
  }
}

/// The hashes of some runs: open addressing, at most half full.
private final class HashTable {
  private var slots: [(hash: UInt32, piece: Int32)] = []
  private var mask = 0
  /// A bit for each of 64 kinds of hashes that are there: most that are not are told by it.
  private var kinds: UInt64 = 0

  /// Forgets everything, and makes room.
  func begin(_ count: Int) {
    mask = (1 << (Int.bitWidth - count.leadingZeroBitCount + 1)) - 1
    if slots.count <= mask { slots = Array(repeating: (0, 0), count: mask + 1) }
    for index in 0...mask { slots[index] = (0, 0) }
    kinds = 0
  }

  /// - Returns: false where another run has the hash.
  func insert(_ hash: UInt32, piece: Int32) -> Bool {
    kinds |= HashTable.kind(hash)
    var index = home(hash)
    while slots[index].hash != 0 {
      if slots[index].hash == hash { return slots[index].piece == piece }
      index = (index + 1) & mask
    }
    slots[index] = (hash, piece)
    return true
  }

  @inline(__always)
  func has(_ hash: UInt32) -> Bool {
    guard kinds & HashTable.kind(hash) != 0, hash != 0 else { return false }
    var index = home(hash)
    while slots[index].hash != 0 {
      if slots[index].hash == hash { return true }
      index = (index + 1) & mask
    }
    return false
  }

  /// The lowest bit of a hash is always set.
  @inline(__always)
  private static func kind(_ hash: UInt32) -> UInt64 { 1 &<< UInt64(hash &>> 26) }

  @inline(__always)
  private func home(_ hash: UInt32) -> Int { Int(hash &>> 1) & mask }
}
