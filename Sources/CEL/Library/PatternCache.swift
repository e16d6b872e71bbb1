import Synchronization

/// The patterns that expressions used, compiled: a literal one is compiled once per context, whatever the number of
/// rows, and one that comes from data is kept as long as there is room.
final class PatternCache: Sendable {
  /// Patterns kept; when there are more, all are dropped, so that data cannot fill the memory.
  private static let capacity = 256

  private let compiled = Mutex<[String: Result<Pattern, PatternError>]>([:])

  func pattern(_ source: String) -> Result<Pattern, PatternError> {
    if let known = compiled.withLock({ $0[source] }) { return known }
    let result = Result { () throws(PatternError) in try Pattern(source) }
    compiled.withLock { patterns in
      if patterns.count >= Self.capacity { patterns.removeAll(keepingCapacity: true) }
      patterns[source] = result
    }
    return result
  }
}
