import Formats

/// What was seen in chunks, set aside for whoever has to ask again: in memory as long as some megabytes suffice, else in a
/// file without a name, so that memory does not grow with the rows of a list.
///
/// INVARIANT: written by one thread; read by any number once `close` was called.
final class SightingArchive: @unchecked Sendable {
  /// Where something was put.
  enum Place {
    case memory(Int)
    case file(Int, runs: Int, rows: Int)
    /// Not set aside: there is no room for it anywhere.
    case nowhere
  }

  /// A run as it stands in the file.
  private struct StoredRun {
    var name: UInt64
    var begin: UInt32
    var isDescribed: UInt32

    init(_ run: RepetitionWatch.Run) {
      begin = run.begin
      switch run.owner {
      case .described(let parent): (name, isDescribed) = (UInt64(UInt32(bitPattern: parent)), 1)
      case .other(let name): (self.name, isDescribed) = (name, 0)
      }
    }

    var run: RepetitionWatch.Run {
      let parent = Int32(bitPattern: UInt32(truncatingIfNeeded: name))
      return RepetitionWatch.Run(owner: isDescribed == 1 ? .described(parent) : .other(name), begin: begin)
    }
  }

  private var kept: [RepetitionWatch.Sighting] = []
  /// Where those went that were in memory at first.
  private var moved: [Place] = []
  /// Bytes that may still be kept in memory.
  private var room: Int
  private let folder: String
  private var file: SpoolFile?
  private var isOpened = false

  /// - Parameters:
  ///   - memory: bytes that may be kept in memory.
  ///   - folder: where a file may be made for the rest.
  init(memory: Int, folder: String) {
    room = memory
    self.folder = folder
  }

  /// The hashes that are in memory.
  var hashesKept: Int { kept.reduce(0) { $0 + $1.hashes.count } }

  func add(_ sighting: RepetitionWatch.Sighting) -> Place {
    let bytes = sighting.hashes.count * 4 + sighting.runs.count * MemoryLayout<RepetitionWatch.Run>.stride + 128
    if bytes <= room, !isOpened {
      room -= bytes
      kept.append(RepetitionWatch.Sighting(runs: sighting.runs, hashes: sighting.hashes))
      return .memory(kept.count - 1)
    }
    if !isOpened {
      (file, isOpened) = (SpoolFile(in: folder), true)
      if file != nil {
        moved = kept.map { write($0) }
        kept = []
      }
    }
    return write(sighting)
  }

  private func write(_ sighting: RepetitionWatch.Sighting) -> Place {
    guard let file else { return .nowhere }
    let runs = sighting.runs.map { StoredRun($0) }
    let begin = runs.withUnsafeBytes { file.append($0) }
    let hashes = file.append(UnsafeRawBufferPointer(start: sighting.hashes.base, count: sighting.hashes.count * 4))
    guard let begin, hashes != nil else { return .nowhere }
    return .file(begin, runs: runs.count, rows: sighting.hashes.count)
  }

  /// After this nothing is added any more.
  func close() { file?.flush() }

  /// What was set aside; nil where it is not there.
  func sighting(at place: Place) -> RepetitionWatch.Sighting? {
    switch place {
    case .nowhere: return nil
    case .memory(let index): return moved.isEmpty ? kept[index] : self.sighting(at: moved[index])
    case .file(let begin, let runs, let rows):
      guard let file else { return nil }
      let empty = StoredRun(RepetitionWatch.Run(owner: .other(0), begin: 0))
      var stored = [StoredRun](repeating: empty, count: runs)
      let hasRuns = stored.withUnsafeMutableBytes { file.read($0, at: begin) }
      let sighting = RepetitionWatch.Sighting(runs: stored.map(\.run), hashes: RowHashes(count: rows))
      let memory = UnsafeMutableRawBufferPointer(start: sighting.hashes.base, count: rows * 4)
      let hasHashes = file.read(memory, at: begin + runs * MemoryLayout<StoredRun>.stride)
      return hasRuns && hasHashes ? sighting : nil
    }
  }
}
