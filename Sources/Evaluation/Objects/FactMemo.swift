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
  /// What was read is kept of facts that read no more; others are worked out again where it is noted.
  private static let mostReads = 64

  private var known: [Key: (value: Value, reads: [ReadLog.Read]?)] = [:]

  /// - Parameter log: where it is noted what is read; what was read once is then read each time.
  func value(of fact: FactKey, row: Int, _ log: ReadLog?, _ compute: () -> Value) -> Value {
    let key = Key(fact: fact, row: row)
    if let (value, reads) = known[key] {
      guard let log, log.isNoting else { return value }
      if let reads {
        log.read(reads)
        return value
      }
    }
    let (value, reads) = log?.record(compute) ?? (compute(), [])
    if known.count >= FactMemo.limit { known = [:] }
    if FactMemo.isKept(value) { known[key] = (value, reads.count <= FactMemo.mostReads ? reads : nil) }
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
