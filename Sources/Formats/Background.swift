import Dispatch
import Synchronization

/// A piece of work on another thread, while who began it goes on with another one.
public final class Background<Value: Sendable>: Sendable {
  private let made = Mutex<Value?>(nil)
  private let work = DispatchGroup()

  /// Begins the work.
  public init(_ make: @escaping @Sendable () -> Value) {
    DispatchQueue.global(qos: .userInitiated).async(group: work) { [self] in
      let value = make()
      made.withLock { $0 = value }
    }
  }

  /// What came of it, as soon as it is there.
  public func value() -> Value {
    work.wait()
    guard let value = made.withLock({ $0 }) else { preconditionFailure("the group was left before its work was done") }
    return value
  }
}
