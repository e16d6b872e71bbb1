import Dispatch
import Synchronization

/// A piece of work on another thread, while who began it goes on with another one.
///
/// Where no thread has begun it when its outcome is asked for, whoever asks does it: nobody ever waits for a free thread.
public final class Background<Value: Sendable>: Sendable {
  private enum State {
    case waiting(@Sendable () -> Value)
    case running
    case made(Value)
  }

  private let state: Mutex<State>
  private let done = DispatchGroup()

  /// Begins the work.
  public init(_ make: @escaping @Sendable () -> Value) {
    state = Mutex(.waiting(make))
    done.enter()
    DispatchQueue.global(qos: .userInitiated).async { [self] in run() }
  }

  /// What came of it, as soon as it is there.
  public func value() -> Value {
    run()
    done.wait()
    return state.withLock { state in
      guard case .made(let value) = state else { preconditionFailure("the group was left before the work was done") }
      return value
    }
  }

  /// Does the work, unless somebody has begun it.
  private func run() {
    let make = state.withLock { state -> (@Sendable () -> Value)? in
      guard case .waiting(let make) = state else { return nil }
      state = .running
      return make
    }
    guard let make else { return }
    let value = make()
    state.withLock { $0 = .made(value) }
    done.leave()
  }
}
