import Formats

/// What the chunks of a file together show of rows that repeat others of their parent, in another run than their own.
///
/// Where the rows of each parent stand together, as lists in order have them, a run goes on in the next chunk at most: its
/// two ends are held against each other, and one number is kept for its parent. What was seen of the chunk is set aside
/// (`SightingArchive`), in a file where it is much. Where a parent comes again after others, hashes of its rows are kept
/// from there on, four bytes a row and some for each run; what was set aside is held against them in the end.
///
///     chunk 0          chunk 1                  chunk 2
///     TB-1 TB-1 TB-2 │ TB-2 TB-3 TB-3 TB-4 … │ … TB-1
///               ╰──────╯ compared at once         ╰ kept; chunk 0 is looked at again
///
/// So memory follows the rows that come late, not those that stand together. In a chunk where a quarter of the rows or
/// more come late all are kept. Of a run over several chunks four bytes a row are in memory until it ends: of an entity
/// without parents, which is one run, until the end of the file.
final class RepetitionLedger {
  typealias Owner = RepetitionWatch.Run.Owner

  /// Hashes of rows of a chunk that are kept until the end.
  struct Store {
    var place: Int32
    var hashes: RowHashes
    /// With which index each run begins and with which row; none where an index is a row.
    var runs: [(index: UInt32, row: UInt32)] = []

    func row(_ index: UInt32) -> UInt32 {
      guard let last = runs.last(where: { $0.index <= index }) else { return index }
      return last.row + (index - last.index)
    }
  }

  /// What is remembered of each chunk.
  struct Note {
    var chunk: Int
    /// The owner of its first run.
    var first: Owner
    /// Whether that run goes on from the chunk before.
    var continues: Bool
    /// What was kept when it came by; -1 for nothing.
    var store: Int32 = -1
    /// Whether all runs are kept, except maybe one that goes on from the chunk before.
    var isWhole = false
    var isFirstKept = false
    /// Whether it has to be looked at again.
    var isLost = false
    var archived = SightingArchive.Place.nowhere
  }

  /// What is known of a parent.
  struct Last {
    var raw: Int32

    static let none = Last(raw: -1)
    /// All its runs are kept or in chunks that are lost; this is its last piece.
    static func piece(_ number: Int) -> Last { Last(raw: Int32(truncatingIfNeeded: number)) }
    /// It had one run, of which nothing is kept, and which ended in this place.
    static func gone(_ place: Int) -> Last { Last(raw: Int32(truncatingIfNeeded: -2 - place)) }

    var isNone: Bool { raw == -1 }
    var piece: Int32? { raw >= 0 ? raw : nil }
    var place: Int? { raw < -1 ? -2 - Int(raw) : nil }
  }

  struct Parents {
    /// Those that a register describes.
    var described: [Last]
    /// By the hash of what others are called.
    var others: [UInt64: Last] = [:]

    subscript(owner: Owner) -> Last {
      get {
        switch owner {
        case .described(let parent): described[Int(parent)]
        case .other(let name): others[name] ?? .none
        }
      }
      set {
        switch owner {
        case .described(let parent): described[Int(parent)] = newValue
        case .other(let name): others[name] = newValue
        }
      }
    }
  }

  private(set) var notes: [Note] = []
  private(set) var stores: [Store] = []
  private(set) var pieces: [RunComparison.Piece] = []
  private(set) var parents: Parents
  let archive: SightingArchive
  /// The run that ended the last chunk, with all that went before it in other chunks.
  private var open: (owner: Owner, parts: [(place: Int, row: UInt32, hashes: RowHashes, range: Range<Int>)])?
  /// Rows alike in what stands together but in one run, by place.
  private(set) var alikeNearby: [(place: Int, row: UInt32)] = []

  /// Bytes of what was seen that are in memory at most: two million rows in order.
  private static let memory = 8 << 20
  /// A run of a parent so few runs after another of it is held against that one at once: a stray row stood between.
  private static let near = 8

  /// - Parameters:
  ///   - parents: how many parents are described.
  ///   - memory: bytes of what was seen that may be in memory.
  ///   - folder: where a file may be made for the rest.
  init(parents: Int, memory: Int = RepetitionLedger.memory, folder: String = SpoolFile.folder) {
    self.parents = Parents(described: [Last](repeating: .none, count: parents))
    archive = SightingArchive(memory: memory, folder: folder)
  }

  /// Hashes that are in memory, for whoever watches it.
  var hashesKept: Int {
    let open = open?.parts.reduce(0) { $0 + $1.hashes.count } ?? 0
    return stores.reduce(archive.hashesKept + open) { $0 + $1.hashes.count }
  }

  // MARK: While chunks go by

  /// Takes in what was seen in the next chunk.
  /// - Complexity: O(runs); O(rows) where parents come again
  func take(_ sighting: RepetitionWatch.Sighting, chunk: Int) {
    guard let first = sighting.runs.first else { return }
    let place = notes.count
    let continues = open.map { $0.owner == first.owner } ?? false
    notes.append(Note(chunk: chunk, first: first.owner, continues: continues))
    var kept: [Int] = []
    /// Runs with one of their parent that is near.
    var near: [(run: Int, before: Int)] = []
    /// Rows of parents that were met before another.
    var again = 0
    for (index, run) in sighting.runs.enumerated() {
      let known = parents[run.owner]
      let goesOn = index == 0 && continues
      guard goesOn ? known.piece != nil : !known.isNone else {
        parents[run.owner] = .gone(place)
        continue
      }
      if let gone = known.place {
        if gone == place, let before = sighting.near(index, RepetitionLedger.near),
          !continues || run.owner != first.owner
        {
          near.append((index, before))
          continue
        }
        lose(run.owner, from: gone)
      }
      keep(sighting, index)
      kept.append(index)
      if !goesOn { again += sighting.rows(of: index).count }
    }
    if again > 0, again * 4 >= sighting.hashes.count {
      keepOthers(sighting, kept, place)
    } else {
      notes[place].isFirstKept = kept.first == 0
    }
    if !kept.isEmpty {
      notes[place].store = Int32(truncatingIfNeeded: stores.count)
      store(sighting, kept, place, isWhole: notes[place].isWhole)
    }
    if !near.isEmpty { compare(near, sighting, place) }
    if !notes[place].isWhole || !notes[place].isFirstKept { notes[place].archived = archive.add(sighting) }
    goOn(sighting, place, continues)
  }

  /// Holds runs against others of their parents in the same chunk.
  private func compare(_ near: [(run: Int, before: Int)], _ sighting: RepetitionWatch.Sighting, _ place: Int) {
    var pieces: [RunComparison.Piece] = []
    var runs: [Int] = []
    var isFollowed: [Bool] = []
    func add(_ run: Int, before: Int) {
      let rows = sighting.rows(of: run)
      pieces.append(
        RunComparison.Piece(
          place: 0, begin: UInt32(rows.lowerBound), end: UInt32(rows.upperBound),
          before: Int32(truncatingIfNeeded: before)))
      runs.append(run)
      isFollowed.append(false)
    }
    for (run, before) in near {
      // Runs come in order: the piece of one that is near is among the last.
      if !runs.suffix(RepetitionLedger.near * 2).contains(before) { add(before, before: -1) }
      guard let number = runs.lastIndex(of: before) else { continue }
      isFollowed[number] = true
      add(run, before: number)
    }
    let comparison = RunComparison(pieces, [sighting.hashes])
    for number in pieces.indices where !isFollowed[number] { comparison.compare(from: Int32(number)) }
    alikeNearby += comparison.alike.map { (place, $0.row) }
  }

  /// Holds the parts of a run that goes over borders against each other when it ends.
  private func goOn(_ sighting: RepetitionWatch.Sighting, _ place: Int, _ continues: Bool) {
    let runs = sighting.runs
    if continues, notes[place].isFirstKept {
      // What is kept is held against everything else of its parent in the end.
      close()
      open = (runs[0].owner, [])
    } else if continues {
      open?.parts.append((place, 0, sighting.hashes, sighting.rows(of: 0)))
    }
    guard runs.count > 1 || !continues else { return }
    close()
    let owner = runs[runs.count - 1].owner
    open = (owner, [])
    guard parents[owner].piece == nil else { return }
    let rows = sighting.rows(of: runs.count - 1)
    // The hashes of the chunk are not to be held for those of its last run.
    let hashes = runs.count == 1 ? sighting.hashes : RowHashes(sighting.hashes, rows)
    open?.parts.append((place, UInt32(rows.lowerBound), hashes, 0..<rows.count))
  }

  func close() {
    let parts = open?.parts ?? []
    open = nil
    guard parts.count > 1 else { return }
    let pieces = parts.enumerated().map { index, part in
      RunComparison.Piece(
        place: Int32(truncatingIfNeeded: index), begin: UInt32(part.range.lowerBound),
        end: UInt32(part.range.upperBound),
        before: Int32(truncatingIfNeeded: index - 1))
    }
    let comparison = RunComparison(pieces, parts.map(\.hashes))
    comparison.compare(from: Int32(truncatingIfNeeded: pieces.count - 1))
    alikeNearby += comparison.alike.map { place, index in
      let part = parts[Int(place)]
      return (part.place, part.row + index - UInt32(part.range.lowerBound))
    }
  }

  /// Notes that a run which ended in a place has to be read again, wherever it began.
  private func lose(_ owner: Owner, from end: Int) {
    var place = end
    notes[place].isLost = true
    while notes[place].continues, notes[place].first == owner, place > 0 {
      place -= 1
      notes[place].isLost = true
    }
  }

  /// Makes a run the last piece of its owner, with the numbers of its rows for indices.
  private func keep(_ sighting: RepetitionWatch.Sighting, _ index: Int) {
    let (owner, rows) = (sighting.runs[index].owner, sighting.rows(of: index))
    let piece = RunComparison.Piece(
      place: Int32(truncatingIfNeeded: stores.count), begin: UInt32(rows.lowerBound), end: UInt32(rows.upperBound),
      before: parents[owner].piece ?? -1)
    parents[owner] = .piece(pieces.count)
    pieces.append(piece)
  }

  /// Keeps the runs of a chunk that are not kept yet, but for one that goes on from a chunk of which nothing is kept.
  private func keepOthers(_ sighting: RepetitionWatch.Sighting, _ kept: [Int], _ place: Int) {
    var some = kept[...]
    for (index, run) in sighting.runs.enumerated() {
      if some.first == index {
        some.removeFirst()
      } else if index > 0 || !notes[place].continues || parents[run.owner].piece != nil {
        keep(sighting, index)
      }
    }
    notes[place].isWhole = true
    notes[place].isFirstKept = parents[sighting.runs[0].owner].piece != nil
    // Runs that were gone and came again within the chunk.
    notes[place].isLost = false
  }

  /// Stores the hashes of runs that are kept, the last pieces so far.
  private func store(_ sighting: RepetitionWatch.Sighting, _ kept: [Int], _ place: Int, isWhole: Bool) {
    var store = Store(place: Int32(truncatingIfNeeded: place), hashes: sighting.hashes)
    if !isWhole {
      store.hashes = RowHashes(count: kept.reduce(0) { $0 + sighting.rows(of: $1).count })
      var count = 0
      for (number, index) in zip((pieces.count - kept.count)..., kept) {
        let rows = sighting.rows(of: index)
        (store.hashes.base + count).initialize(from: sighting.hashes.base + rows.lowerBound, count: rows.count)
        store.runs.append((UInt32(count), UInt32(rows.lowerBound)))
        (pieces[number].begin, pieces[number].end) = (UInt32(count), UInt32(count + rows.count))
        count += rows.count
      }
    }
    stores.append(store)
  }

  /// Keeps runs of a chunk that had gone by.
  func keepAgain(_ runs: [Int], _ sighting: RepetitionWatch.Sighting, _ place: Int) {
    for index in runs { keep(sighting, index) }
    store(sighting, runs, place, isWhole: runs.count == sighting.runs.count)
  }
}
