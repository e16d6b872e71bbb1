import Values

/// The scalar values that expressions about single rows have, each worked out once: the conditions of several rules ask
/// for the same facts over and over, and whoever replays one asks for its parts.
///
/// INVARIANT: used by one thread at a time; that is why it may be shared by the objects that this thread makes.
final class ValueMemo: @unchecked Sendable {
  private struct Key: Hashable {
    var expression: Int
    var row: Int
  }

  /// So many values are kept; then it begins anew.
  private static let limit = 4096
  /// What was read is kept of expressions that read no more; others are worked out again where it is noted.
  private static let mostReads = 64

  private var known: [Key: (value: Value, reads: [ReadLog.Read]?)] = [:]

  /// - Parameters:
  ///   - expression: its number: a fact's own, or one behind those of all facts.
  ///   - log: where it is noted what is read; what was read once is then read each time.
  func value(of expression: Int, row: Int, _ log: ReadLog?, _ compute: () -> Value) -> Value {
    let key = Key(expression: expression, row: row)
    if let (value, reads) = known[key] {
      guard let log, log.isNoting else { return value }
      if let reads {
        log.read(reads)
        return value
      }
    }
    let (value, reads) = log?.record(most: ValueMemo.mostReads, compute) ?? (compute(), [])
    if known.count >= ValueMemo.limit { known = [:] }
    if ValueMemo.isKept(value) { known[key] = (value, reads) }
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
