import Formats
import Planning
import Schema
import Tables
import Values

/// Takes in what comes of chunks, in the order of the file.
struct ScanIntake {
  /// nil where only lines are taken.
  private let state: EntityState?
  private let sinks: [FindingSink]
  private(set) var fault: ScanFault?
  /// Bytes written to each sink.
  private(set) var written: [Int]
  /// By chunk what was written before it, where rows may turn out to repeat others.
  private var writtenBefore: [[Int]] = []
  let witnesses = WitnessList()
  /// nil where repetitions are known.
  let repetitions: RepetitionLedger?
  private let line = ByteBuffer(capacity: 1 << 16)
  /// How the file spells orphans first, by what they compare as.
  private var spellings: [String: String] = [:]
  /// How many witnesses each parent has so far, by aggregate and parent: no more are kept than are told.
  private var told: [[UInt8]] = []
  private let parents: Int
  /// The same of orphans.
  private var toldOfOrphan: [Told: UInt8] = [:]

  private struct Told: Hashable {
    var aggregate: Int
    var parent: Int32
    var thread: Int
  }

  /// - Parameters:
  ///   - parents: how many parents are described.
  ///   - watchesRepetitions: whether rows are held against those of other chunks.
  init(state: EntityState?, parents: Int = 0, sinks: [FindingSink], watchesRepetitions: Bool = false) {
    self.state = state
    self.parents = parents
    self.sinks = sinks
    repetitions = watchesRepetitions ? RepetitionLedger(parents: parents) : nil
    written = sinks.map { _ in 0 }
  }

  mutating func take(_ output: ScanWorker.Output, _ rowsBefore: Int) {
    guard fault == nil else { return }
    for name in output.newOrphans { _ = spelling(of: name) }
    if repetitions != nil {
      while writtenBefore.count <= output.chunk { writtenBefore.append(written) }
    }
    for place in sinks.indices where output.lines[place].bytes.count > 0 {
      let bytes = lines(of: output, place, rowsBefore)
      sinks[place].write(bytes)
      written[place] += bytes.count
    }
    guard let state else { return }
    state.note(chunk: output.chunk, rowsBefore: rowsBefore)
    if let seen = output.repetitions { repetitions?.take(seen, chunk: output.chunk) }
    if let keys = output.keys, let table = state.keys {
      if rowsBefore == 0, let layout = state.chunkScan?.layout, let file = state.chunkScan?.file {
        table.reserve(output.rows * layout.chunks(size: file.size))
      }
      do throws(ScanFault) {
        try table.add(keys)
      } catch {
        fault = error
      }
    }
    for (node, bits) in zip(state.scan.kept, output.kept) {
      state.kept[node]?.append(bits.trues, bits.falses, rows: output.rows)
    }
    take(output.witnesses, output, rowsBefore)
  }

  /// The lines of a chunk for a sink, until the next ones are asked for.
  private mutating func lines(of output: ScanWorker.Output, _ place: Int, _ rowsBefore: Int) -> UnsafeRawBufferPointer {
    line.removeAll()
    output.lines[place].write(rowsBefore: rowsBefore, names: output.orphans.map { spelling(of: $0) }, to: line)
    return line.bytes
  }

  // MARK: What is taken back

  /// Takes back what rows brought that turned out to repeat earlier ones.
  /// - Parameters:
  ///   - outputs: what comes of those rows alone, in the order of chunks.
  ///   - before: bytes written to each sink before the file.
  /// - Returns: false where that cannot be done; then nothing of the file may be kept.
  mutating func takeBack(_ outputs: [ScanWorker.Output], before: [Int]) -> Bool {
    guard let state else { return false }
    var places: [Int] = []
    for output in outputs {
      let rowsBefore = state.rowsBefore[output.chunk]
      let kept = witnesses.places(of: rowsBefore..<(rowsBefore + output.rows))
      let repeated = Set(output.witnesses.map { Child(aggregate: $0.aggregate, row: $0.row + rowsBefore) })
      for place in kept where !repeated.isEmpty {
        let entry = witnesses.entries[place]
        guard repeated.contains(Child(aggregate: Int(entry.aggregate), row: entry.row)) else { continue }
        // One that was let go, since there were enough, would have to take its place.
        guard !hasEnough(Int(entry.aggregate), entry.parent, Int(entry.thread)) else { return false }
        places.append(place)
      }
    }
    witnesses.remove(places)
    return sinks.indices.allSatisfy { strike(outputs, $0, before: before[$0]) }
  }

  private struct Child: Hashable {
    var aggregate: Int
    var row: Int
  }

  /// Strikes out lines in what was written to a sink.
  private mutating func strike(_ outputs: [ScanWorker.Output], _ place: Int, before: Int) -> Bool {
    guard let state else { return false }
    var parts: [Range<Int>] = []
    var struck: [StruckLines] = []
    for output in outputs where output.lines[place].bytes.count > 0 {
      let next = output.chunk + 1
      let end = next < writtenBefore.count ? writtenBefore[next][place] : written[place]
      parts.append((before + writtenBefore[output.chunk][place])..<(before + end))
      struck.append(StruckLines(bytes: Array(lines(of: output, place, state.rowsBefore[output.chunk]))))
    }
    guard !parts.isEmpty else { return true }
    var isWhole = true
    sinks[place].revise(parts) { part, bytes in
      let rest = struck[part].leave(of: bytes)
      isWhole = isWhole && rest != nil
      return rest ?? bytes
    }
    written[place] -= struck.reduce(0) { $0 + $1.bytes.count }
    return isWhole
  }

  // MARK: Orphans and witnesses

  /// How the file spells an orphan first.
  private mutating func spelling(of name: StreamedTable.Name) -> String {
    for form in [name.folded] + name.others {
      if let known = spellings[form] { return known }
    }
    spellings[name.folded] = name.display
    return name.display
  }

  /// Whether a parent has as many witnesses as are told.
  private func hasEnough(_ aggregate: Int, _ parent: Int32, _ thread: Int) -> Bool {
    let count =
      Int(parent) < parents
      ? told[aggregate][Int(parent)]
      : toldOfOrphan[Told(aggregate: aggregate, parent: parent, thread: thread)] ?? 0
    return count >= FindingTable.witnessLimit
  }

  /// Counts a witness of a parent.
  private mutating func isWanted(_ witness: ScanWorker.Witness, _ thread: Int) -> Bool {
    while told.count <= witness.aggregate { told.append([UInt8](repeating: 0, count: parents)) }
    let parent = Int(witness.parent)
    if parent < parents {
      guard told[witness.aggregate][parent] < FindingTable.witnessLimit else { return false }
      told[witness.aggregate][parent] += 1
      return true
    }
    // An orphan has a number in each thread; it is told more often than others at worst, and cut when it is told.
    let key = Told(aggregate: witness.aggregate, parent: witness.parent, thread: thread)
    let count = toldOfOrphan[key, default: 0]
    guard count < FindingTable.witnessLimit else { return false }
    toldOfOrphan[key] = count + 1
    return true
  }

  private mutating func take(_ found: [ScanWorker.Witness], _ output: ScanWorker.Output, _ rowsBefore: Int) {
    guard let bytes = output.witnessText else { return }
    bytes.reserve(ByteDictionary.room)
    for witness in found where isWanted(witness, output.thread) {
      witnesses.add(witness, rowsBefore: rowsBefore, thread: output.thread, bytes.base)
    }
  }
}
