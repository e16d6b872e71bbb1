import Planning
import Values

/// The scalar values of facts about rows, each worked out once: the conditions of several rules, and the parts of one
/// that is replayed, ask for the same few over and over.
///
/// INVARIANT: used by one thread at a time; that is why it may be shared by the objects that this thread makes.
final class FactMemo: @unchecked Sendable {
  private struct Key: Hashable {
    var fact: FactKey
    var row: Int
  }

  /// So many values are kept; then it begins anew.
  private static let limit = 4096
  /// A fact that reads more is worked out each time.
  private static let mostReads = 64

  private var known: [Key: Value] = [:]
  /// The values that were worked out while somebody wanted to know what is read, with what was.
  private var read: [Key: (value: Value, reads: [ReadLog.Read])] = [:]

  /// - Parameter log: where reads are noted, if anybody wants to know: all of them each time.
  func value(of fact: FactKey, row: Int, _ log: ReadLog?, _ compute: () -> Value) -> Value {
    let key = Key(fact: fact, row: row)
    if let log, log.isCollecting {
      if let (value, reads) = read[key] {
        log.read(reads)
        return value
      }
      let (value, reads) = log.record(compute)
      if read.count >= FactMemo.limit { read = [:] }
      if FactMemo.isKept(value), reads.count <= FactMemo.mostReads { read[key] = (value, reads) }
      return value
    }
    if let value = known[key] { return value }
    let value = compute()
    if known.count >= FactMemo.limit { known = [:] }
    if FactMemo.isKept(value) { known[key] = value }
    return value
  }

  /// Not of what may hold whoever holds this.
  private static func isKept(_ value: Value) -> Bool {
    switch value {
    case .object, .list, .map, .optional: false
    default: true
    }
  }
}
