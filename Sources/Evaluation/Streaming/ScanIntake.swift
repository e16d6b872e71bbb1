import Formats
import Planning
import Schema
import Tables
import Values

/// Takes in what comes of chunks, in the order of the file.
struct ScanIntake {
  /// nil where only lines are taken.
  let state: EntityState?
  let sinks: [FindingSink]
  private(set) var fault: ScanFault?
  /// Bytes written to each sink.
  private(set) var written: [Int]
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
    let names = output.orphans.map { spelling(of: $0) }
    for (place, lines) in output.lines.enumerated() where lines.bytes.count > 0 {
      line.removeAll()
      lines.write(rowsBefore: rowsBefore, names: names, to: line)
      sinks[place].write(line.bytes)
      written[place] += line.count
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

  /// How the file spells an orphan first.
  private mutating func spelling(of name: StreamedTable.Name) -> String {
    for form in [name.folded] + name.others {
      if let known = spellings[form] { return known }
    }
    spellings[name.folded] = name.display
    return name.display
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
