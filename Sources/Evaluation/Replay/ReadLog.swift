import Values

/// What an evaluation read, in order, each thing once.
///
/// INVARIANT: one replay on one thread owns a log; that is why it may be shared by the objects of that replay.
final class ReadLog: @unchecked Sendable {
  private var reads: [Reading] = []
  private var seen: Set<Reading.Key> = []

  func read(_ entity: String, _ row: Int, _ name: String, _ value: Value) {
    let key = Reading.Key(entity: entity, row: row, name: name)
    if seen.insert(key).inserted { reads.append(Reading(key: key, value: value)) }
  }

  /// What `body` reads, and nothing read before.
  func collect(_ body: () -> Void) -> [Reading] {
    reads = []
    seen = []
    body()
    return reads
  }
}

/// A value that an evaluation read.
public struct Reading: Sendable {
  public struct Key: Hashable, Sendable {
    public var entity: String
    public var row: Int
    /// An attribute or a to-one relation.
    public var name: String
  }

  public let key: Key
  public let value: Value

  /// `entity.attribute`.
  public var name: String { "\(key.entity).\(key.name)" }
}
