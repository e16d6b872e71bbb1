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

/// The pieces of work that wait for a thread, and the threads that do them beside whoever asks for an outcome.
public enum BackgroundWork {
  private struct State {
    var waiting: ArraySlice<@Sendable () -> Void> = []
    /// Threads that do them.
    var threads = 0
    var limit = Processors.count - 1
  }

  private static let state = Mutex(State())

  /// Limits how many threads work in all: with one, everything is done when it is asked for, by whoever asks.
  public static func limit(threads: Int) { state.withLock { $0.limit = max(0, threads - 1) } }

  /// Does the same work on several threads, the caller's among them, and returns when all are through with it: each
  /// takes of what there is to do until there is no more.
  public static func share(_ threads: Int, _ work: @escaping @Sendable () -> Void) {
    let others = (1..<max(1, threads)).map { _ in Background(work) }
    work()
    for other in others { other.value() }
  }

  static func add(_ work: @escaping @Sendable () -> Void) {
    let needsThread = state.withLock { state in
      // Where no thread will come for it, whoever asks does it.
      guard state.limit > 0 else { return false }
      state.waiting.append(work)
      guard state.threads < state.limit else { return false }
      state.threads += 1
      return true
    }
    if needsThread { DispatchQueue.global(qos: .userInitiated).async { doAll() } }
  }

  /// The piece that waits longest; nil if none does.
  static func next() -> (@Sendable () -> Void)? { state.withLock { $0.waiting.popFirst() } }

  private static func doAll() {
    ProcessMemory.reserve()
    while true {
      let work = state.withLock { state in
        let work = state.waiting.popFirst()
        if work == nil { state.threads -= 1 }
        return work
      }
      guard let work else { return }
      work()
    }
  }
}
