import Formats
import Tables

/// Children on which fails of their parents may rest, with what is told of each.
///
/// There may be twenty for every parent (`FindingTable.witnessLimit`), and most say what others say: a text that many
/// have stands here once, and one of them takes 24 bytes.
///
/// INVARIANT: changed by one thread at a time, and by nobody once they are brought together.
final class WitnessList {
  struct Entry {
    /// Of the child, in its file.
    var row: Int
    /// Whose child it is: in the numbers of the thread that met it, and of all once they are brought together.
    var parent: Int32
    /// The number of its text.
    fileprivate var text: UInt32
    var aggregate: UInt32
    fileprivate(set) var thread: UInt32
  }

  private(set) var entries: [Entry] = []
  /// Texts with numbers from 0 on, as long as there are not too many.
  private let texts = ByteDictionary(capacity: 64)
  /// Those behind them, one after the other.
  private let others = ByteBuffer(capacity: 64)
  private var ends: [Int] = []

  /// Of more different texts each stands here on its own.
  private static let mostTexts = 1 << 14

  /// - Parameters:
  ///   - rowsBefore: what is to be added to its row.
  ///   - bytes: where its text stands.
  /// - Precondition: `ByteDictionary.room` bytes behind the text can be read.
  func add(_ witness: ScanWorker.Witness, rowsBefore: Int, thread: Int, _ bytes: UnsafePointer<UInt8>) {
    entries.append(
      Entry(
        row: witness.row + rowsBefore, parent: witness.parent,
        text: number(bytes + witness.text.lowerBound, witness.text.count),
        aggregate: UInt32(truncatingIfNeeded: witness.aggregate), thread: UInt32(truncatingIfNeeded: thread)))
  }

  private func number(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt32 {
    if texts.count < WitnessList.mostTexts { return texts.code(bytes, count) }
    if let known = texts.find(bytes, count) { return known }
    others.append(bytes, count)
    ends.append(others.count)
    return UInt32(truncatingIfNeeded: texts.count + ends.count - 1)
  }

  /// What is told of a witness, until the next one is added.
  func text(of entry: Entry) -> UnsafeBufferPointer<UInt8> {
    let number = Int(entry.text)
    if number < texts.count { return texts.string(entry.text).bytes }
    let begin = number > texts.count ? ends[number - texts.count - 1] : 0
    return UnsafeBufferPointer(start: others.base + begin, count: ends[number - texts.count] - begin)
  }

  /// Those of rows of one chunk, until witnesses are brought together: chunks are added in their order.
  /// - Parameter rows: all rows of the chunk.
  /// - Complexity: O(log n)
  func places(of rows: Range<Int>) -> Range<Int> {
    let begin = first { entries[$0].row >= rows.lowerBound }
    return begin..<max(begin, first { entries[$0].row >= rows.upperBound })
  }

  /// Takes some away again.
  /// - Parameter places: in order.
  func remove(_ places: [Int]) {
    guard var kept = places.first else { return }
    var left = places[...]
    for place in kept..<entries.count {
      if left.first == place {
        left.removeFirst()
      } else {
        entries[kept] = entries[place]
        kept += 1
      }
    }
    entries.removeLast(entries.count - kept)
  }

  /// The first place of which something is so that is so of all behind it.
  private func first(_ isBehind: (Int) -> Bool) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// Brings those of all threads together, by parent; those of one parent by aggregate and row.
  /// - Parameter place: the number of a thread's parent among all.
  /// - Complexity: O(n log n); O(n) where they are in order
  func bringTogether(_ place: (_ thread: Int, _ parent: Int) -> Int) {
    for index in entries.indices {
      entries[index].parent = Int32(
        truncatingIfNeeded: place(Int(entries[index].thread), Int(entries[index].parent)))
    }
    entries.sort { ($0.parent, $0.aggregate, $0.row) < ($1.parent, $1.aggregate, $1.row) }
  }

  /// The witnesses of a parent.
  /// - Precondition: they were brought together.
  /// - Complexity: O(log n)
  func entries(of parent: Int) -> ArraySlice<Entry> {
    entries[first { Int(entries[$0].parent) >= parent }...].prefix { Int($0.parent) == parent }
  }
}
