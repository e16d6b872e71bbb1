import CScan
import Dispatch
import Synchronization

/// The pieces of work that wait for a thread, and the threads that do them beside whoever asks for an outcome.
///
/// The threads are the program's own. Those of a dispatch queue come with a third one that watches over them and with
/// timers, which a run of 20 ms has no time for.
public enum BackgroundWork {
  private struct State {
    var waiting: ArraySlice<@Sendable () -> Void> = []
    /// Threads that do them.
    var threads = 0
    /// Those of them that sleep until there is something to do.
    var sleepers = 0
    var limit = Processors.count - 1
  }

  private enum Turn {
    case work(@Sendable () -> Void)
    case sleep
    case end
  }

  private static let state = Mutex(State())
  private static let awake = DispatchSemaphore(value: 0)

  /// Limits how many threads work in all: with one, everything is done when it is asked for, by whoever asks.
  public static func limit(threads: Int) { state.withLock { $0.limit = max(0, threads - 1) } }

  /// Does the same work on several threads, the caller's among them, and returns when all are through with it: each
  /// takes of what there is to do until there is no more.
  public static func share(_ threads: Int, _ work: @escaping @Sendable () -> Void) {
    let others = (1..<max(1, threads)).map { _ in Background(work) }
    work()
    for other in others { other.value() }
  }

  /// Does pieces of work by their numbers, on the caller's thread and on those that are there, and returns when all are
  /// done. As Dispatch's `concurrentPerform`, whose threads begin anew for each scan and wait for a tick as they do.
  public static func forEach(_ count: Int, _ work: @Sendable (Int) -> Void) {
    let threads = min(count, state.withLock { $0.limit } + 1)
    guard threads > 1 else { return (0..<count).forEach(work) }
    withoutActuallyEscaping(work) { work in
      let next = Mutex(0..<count)
      share(threads) {
        while let number = next.withLock({ $0.popFirst() }) { work(number) }
      }
    }
  }

  /// The piece that waits longest; nil if none does.
  static func next() -> (@Sendable () -> Void)? { state.withLock { $0.waiting.popFirst() } }

  static func add(_ work: @escaping @Sendable () -> Void) {
    let (isAsleep, needsThread) = state.withLock { state -> (Bool, Bool) in
      // Where no thread will come for it, whoever asks does it.
      guard state.limit > 0 else { return (false, false) }
      state.waiting.append(work)
      if state.sleepers > 0 {
        state.sleepers -= 1
        return (true, false)
      }
      guard state.threads < state.limit else { return (false, false) }
      state.threads += 1
      return (false, true)
    }
    if isAsleep { awake.signal() }
    if needsThread, !kiem_start_thread({ BackgroundWork.doAll(besides: Int(bitPattern: $0)) }) {
      state.withLock { $0.threads -= 1 }
    }
  }

  /// What a thread does for as long as the program runs, or until fewer of them are wanted.
  /// - Parameter processor: the one that runs whoever began the thread.
  private static func doAll(besides processor: Int) -> UnsafeMutableRawPointer? {
    kiem_leave_processor(processor)
    ProcessMemory.reserve()
    while true {
      let turn = state.withLock { state -> Turn in
        if state.threads > state.limit {
          state.threads -= 1
          return .end
        }
        if let work = state.waiting.popFirst() { return .work(work) }
        state.sleepers += 1
        return .sleep
      }
      switch turn {
      case .work(let work): work()
      case .sleep: awake.wait()
      case .end: return nil
      }
    }
  }
}
