import Dispatch
import Synchronization

/// A piece of work on another thread, while who began it goes on with another one.
///
/// Where no thread has begun it when its outcome is asked for, whoever asks does it; where one has, whoever asks does
/// other pieces meanwhile: nobody waits while there is something to do.
public final class Background<Value: Sendable>: Sendable {
  private enum State {
    case waiting(@Sendable () -> Value)
    case running
    case made(Value)
    case taken
  }

  private let state: Mutex<State>
  private let done = DispatchGroup()

  /// Begins the work.
  public init(_ make: @escaping @Sendable () -> Value) {
    state = Mutex(.waiting(make))
    done.enter()
    BackgroundWork.add { [self] in run() }
  }

  /// What came of it, as soon as it is there.
  /// - Precondition: nobody has taken it.
  public func value() -> Value { outcome(isTaken: false) }

  /// The same, given away: whoever has it has the only one, and may change it without a copy.
  /// - Precondition: nobody has taken it.
  public func take() -> Value { outcome(isTaken: true) }

  private func outcome(isTaken: Bool) -> Value {
    finish()
    return state.withLock { state in
      guard case .made(let value) = state else { preconditionFailure("asked for what somebody has taken") }
      if isTaken { state = .taken }
      return value
    }
  }

  /// Sees to it that the work is done.
  private func finish() {
    run()
    while state.withLock({ if case .running = $0 { true } else { false } }), let other = BackgroundWork.next() {
      other()
    }
    done.wait()
  }

  /// Does the work, unless somebody has begun it.
  private func run() {
    guard let value = made() else { return }
    state.withLock { $0 = .made(value) }
    done.leave()
  }

  /// What comes of the work; nil where somebody has begun it. What the work holds is let go before anybody is told that
  /// it is done: it may be no longer there then.
  private func made() -> Value? {
    let make = state.withLock { state -> (@Sendable () -> Value)? in
      guard case .waiting(let make) = state else { return nil }
      state = .running
      return make
    }
    return make.map { $0() }
  }
}
