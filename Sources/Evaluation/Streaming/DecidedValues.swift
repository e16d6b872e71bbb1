import Synchronization
import Tables

/// What all threads together have made of the distinct values of one column: each is decided by the thread that meets it
/// first, and looked up by the others.
///
/// It costs a lock and a look-up, where deciding reads the value and runs the interpreter. What was decided depends on the
/// bytes only, so it does not matter who was first.
///
/// INVARIANT: everything mutable is touched within the lock.
final class DecidedValues: @unchecked Sendable {
  private let lock = Mutex(())
  private let dictionary = ByteDictionary()
  /// By node, then by number of the value.
  private var truths: [Int: [UInt8]] = [:]

  /// Values of a column with more distinct ones than this takes, in bytes, are decided by each thread.
  private static let limit = 16 << 20
  private static let open: UInt8 = 0xFF

  /// Hands out what is known of some codes.
  /// - Returns: the codes of which nothing is known.
  func take(_ codes: [UInt32], of coder: ColumnCoder, node: Int, known: (UInt32, UInt8) -> Void) -> [UInt32] {
    lock.withLock { _ in
      guard let truths = truths[node] else { return codes }
      var rest: [UInt32] = []
      for code in codes {
        guard code > 0, let number = coder.bytes(of: code, { dictionary.find($0, $1, kind: $2) }),
          Int(number) < truths.count, truths[Int(number)] != DecidedValues.open
        else {
          rest.append(code)
          continue
        }
        known(code, truths[Int(number)])
      }
      return rest
    }
  }

  /// Notes what was decided.
  func note(_ codes: [UInt32], of coder: ColumnCoder, node: Int, _ decided: [UInt8]) {
    lock.withLock { _ in
      guard dictionary.bytes < DecidedValues.limit else { return }
      var own = truths.removeValue(forKey: node) ?? []
      for (code, truth) in zip(codes, decided) where code > 0 {
        let number = Int(coder.bytes(of: code) { dictionary.code($0, $1, kind: $2) })
        if number >= own.count {
          own.append(contentsOf: repeatElement(DecidedValues.open, count: max(number + 1, own.count * 2) - own.count))
        }
        own[number] = truth
      }
      truths[node] = own
    }
  }
}
