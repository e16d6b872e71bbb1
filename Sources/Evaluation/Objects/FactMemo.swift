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

  private var known: [Key: Value] = [:]

  func value(of fact: FactKey, row: Int, _ compute: () -> Value) -> Value {
    let key = Key(fact: fact, row: row)
    if let value = known[key] { return value }
    let value = compute()
    switch value {
    // They may hold whoever holds this.
    case .object, .list, .map, .optional: return value
    default: break
    }
    if known.count >= FactMemo.limit { known = [:] }
    known[key] = value
    return value
  }
}
