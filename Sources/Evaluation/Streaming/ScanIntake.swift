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
  private(set) var witnesses: [(witness: ScanWorker.Witness, thread: Int)] = []
  let text = ByteBuffer()
  private let line = ByteBuffer(capacity: 1 << 16)
  /// How many witnesses each parent has so far: no more are kept than are told.
  private var told: [Told: Int] = [:]

  private struct Told: Hashable {
    var aggregate: Int
    var parent: Int32
    var thread: Int
  }

  init(state: EntityState?, sinks: [FindingSink]) {
    self.state = state
    self.sinks = sinks
    written = sinks.map { _ in 0 }
  }

  mutating func take(_ output: ScanWorker.Output, _ rowsBefore: Int) {
    guard fault == nil else { return }
    for (place, lines) in output.lines.enumerated() where lines.bytes.count > 0 {
      line.removeAll()
      lines.write(rowsBefore: rowsBefore, to: line)
      sinks[place].write(line.bytes)
      written[place] += line.count
    }
    guard let state else { return }
    state.note(chunk: output.chunk, rowsBefore: rowsBefore)
    if let keys = output.keys, let table = state.keys {
      do throws(ScanFault) {
        var begin = 0
        for (end, kind) in output.keyEnds {
          let key = UnsafeBufferPointer(start: UnsafePointer(keys.base) + begin, count: Int(end) - begin)
          try table.add(key, kind: kind)
          begin = Int(end)
        }
      } catch {
        fault = error
      }
    }
    for (node, bits) in zip(state.scan.kept, output.kept) {
      state.kept[node]?.append(bits.trues, bits.falses, rows: output.rows)
    }
    take(output.witnesses, output, rowsBefore)
  }

  private mutating func take(_ found: [ScanWorker.Witness], _ output: ScanWorker.Output, _ rowsBefore: Int) {
    guard let bytes = output.witnessText else { return }
    for var witness in found {
      // An orphan has a number in each thread; it is told more often than others at worst, and cut when it is told.
      let key = Told(
        aggregate: witness.aggregate, parent: witness.parent, thread: output.thread)
      let count = told[key, default: 0]
      guard count < FindingTable.witnessLimit else { continue }
      told[key] = count + 1
      let begin = text.count
      text.append(bytes.base + witness.text.lowerBound, witness.text.count)
      witness.text = begin..<text.count
      witness.row += rowsBefore
      witnesses.append((witness, output.thread))
    }
  }
}
