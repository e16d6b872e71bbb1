import Formats
import Synchronization
import Tables

extension RepetitionLedger {
  /// Texts of rows that are held against each other, in bytes, at most.
  private static let limit = 1 << 30

  /// The rows that say word for word what an earlier row of another run says, by chunk.
  /// - Parameter newReader: makes what looks at chunks again; one for each thread.
  /// - Throws: where rows cannot be read again, or there are too many.
  /// - Complexity: O(rows of parents with several runs)
  func repeats(
    _ scan: ChunkScan, threads: Int, _ newReader: @Sendable () -> RepetitionReader
  ) throws(ScanFault) -> [Int: [UInt32]] {
    let suspects = try suspects(threads) { chunks, take throws(ScanFault) in
      let reader = newReader()
      try scan.revisit(chunks) { block, chunk throws(ScanFault) in take(chunk, try reader.look(at: block, chunk)) }
    }
    if suspects.isEmpty { return [:] }
    ProcessMemory.giveBack()
    let watch = newReader().watch
    var repeats: [Int: [UInt32]] = [:]
    let known = ByteDictionary()
    let words = ByteBuffer(capacity: 1 << 12)
    try scan.revisit(suspects.keys.sorted()) { block, chunk throws(ScanFault) in
      for row in suspects[chunk] ?? [] where Int(row) < block.rows {
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

  /// Reads chunks again and hands in what is seen: of those of which it was not set aside.
  typealias Revisit =
    @Sendable (_ chunks: [Int], _ take: (Int, RepetitionWatch.Sighting) -> Void) throws(ScanFault) -> Void

  /// The rows with a hash that a row of another run of their parent has too, by chunk and in order.
  /// - Complexity: O(rows of parents with several runs)
  func suspects(_ threads: Int, _ revisit: Revisit) throws(ScanFault) -> [Int: [UInt32]] {
    close()
    var (rows, ofStores) = try lookAgain(threads, revisit)
    rows += alikeNearby
    ofStores += alike(threads)
    var found: [Int: [UInt32]] = [:]
    for (place, row) in rows { found[notes[place].chunk, default: []].append(row) }
    for (place, index) in ofStores {
      let store = stores[Int(place)]
      found[notes[Int(store.place)].chunk, default: []].append(store.row(index))
    }
    return found.mapValues { rows in
      // A row may be alike with one nearby and with one far away; whose thread was first shows nowhere.
      var single: [UInt32] = []
      for row in rows.sorted() where row != single.last { single.append(row) }
      return single
    }
  }

  /// What is alike in several pieces that are kept.
  private func alike(_ threads: Int) -> [(place: Int32, row: UInt32)] {
    if pieces.isEmpty { return [] }
    let last = parents.described + parents.others.values
    let (pieces, hashes) = (self.pieces, stores.map(\.hashes))
    let share = (last.count + threads - 1) / threads
    let found = Mutex<[(place: Int32, row: UInt32)]>([])
    BackgroundWork.forEach(threads) { thread in
      let comparison = RunComparison(pieces, hashes)
      for index in min(thread * share, last.count)..<min((thread + 1) * share, last.count) {
        if let piece = last[index].piece, pieces[Int(piece)].before >= 0 { comparison.compare(from: piece) }
      }
      let own = comparison.alike
      if !own.isEmpty { found.withLock { $0 += own } }
    }
    return found.withLock { $0 }
  }

  // MARK: What had gone by

  /// What is found in chunks that are looked at again.
  private struct Again {
    /// Rows that had gone by, by place.
    var rows: [(place: Int, row: UInt32)] = []
    /// Rows of stores.
    var ofStores: [(place: Int32, row: UInt32)] = []
    var fault: ScanFault?
  }

  /// Holds runs that had gone by when their parents came again against what was kept of those.
  ///
  /// A parent had one run that had gone by, which was held against itself: it is compared chunk by chunk, and nothing
  /// of it is kept but where much more came again than had gone by.
  private func lookAgain(
    _ threads: Int, _ revisit: Revisit
  ) throws(ScanFault) -> (rows: [(place: Int, row: UInt32)], ofStores: [(place: Int32, row: UInt32)]) {
    let lost = self.notes.indices.filter { self.notes[$0].isLost }
    guard !lost.isEmpty else { return ([], []) }
    archive.close()
    let (notes, parents, pieces, stores, archive) = (self.notes, self.parents, self.pieces, self.stores, self.archive)
    let hashes = stores.map(\.hashes)
    let share = (lost.count + threads - 1) / threads
    let found = Mutex(Again())
    let keeping = Keeping(ledger: self)
    BackgroundWork.forEach(threads) { thread in
      let comparison = RunComparison(pieces, hashes)
      var own = Again()
      func look(at sighting: RepetitionWatch.Sighting, _ place: Int) {
        let note = notes[place]
        let begins = note.store >= 0 && !note.isWhole ? Set(stores[Int(note.store)].runs.map(\.row)) : []
        var large: [Int] = []
        for (index, run) in sighting.runs.enumerated() {
          guard let piece = parents[run.owner].piece else { continue }
          if note.isWhole ? index > 0 || note.isFirstKept : begins.contains(run.begin) { continue }
          let rows = sighting.rows(of: index)
          if comparison.hasNoMore(than: rows.count + 64, from: piece) {
            for row in comparison.compare(sighting.hashes, rows, with: piece) {
              own.rows.append((place, UInt32(truncatingIfNeeded: row)))
            }
          } else {
            large.append(index)
          }
        }
        if !large.isEmpty { keeping.keep(large, sighting, place) }
      }
      var missing: [Int: Int] = [:]
      for place in lost[min(thread * share, lost.count)..<min((thread + 1) * share, lost.count)] {
        if let sighting = archive.sighting(at: notes[place].archived) {
          look(at: sighting, place)
        } else {
          missing[notes[place].chunk] = place
        }
      }
      do throws(ScanFault) {
        if !missing.isEmpty {
          try revisit(missing.keys.sorted()) { chunk, sighting in
            if let place = missing[chunk] { look(at: sighting, place) }
          }
        }
      } catch {
        own.fault = error
      }
      found.withLock { all in
        all.rows += own.rows
        all.ofStores += comparison.alike
        all.fault = all.fault ?? own.fault
      }
    }
    let all = found.withLock { $0 }
    if let fault = all.fault { throw fault }
    return (all.rows, all.ofStores)
  }

  /// INVARIANT: what the ledger keeps is changed within the lock; threads that look at chunks look at what it kept before.
  private final class Keeping: @unchecked Sendable {
    private let ledger: RepetitionLedger
    private let lock = Mutex(())

    init(ledger: RepetitionLedger) { self.ledger = ledger }

    func keep(_ runs: [Int], _ sighting: RepetitionWatch.Sighting, _ place: Int) {
      lock.withLock { _ in ledger.keepAgain(runs, sighting, place) }
    }
  }
}
