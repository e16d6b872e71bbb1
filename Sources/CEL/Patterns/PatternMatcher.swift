/// Matches one pattern and keeps what it learns about it. For one thread at a time; `Pattern.makeMatcher()` makes it.
public final class PatternMatcher {
  private let shared: Pattern.Shared
  // Each engine is made when it is first needed.
  private var search: LazyAutomaton?
  private var whole: LazyAutomaton?
  private var machine: ThreadMachine?

  init(_ shared: Pattern.Shared) {
    self.shared = shared
  }

  /// Whether the pattern matches anywhere in the bytes. Linear.
  public func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = 0
    if let needle = shared.needle {
      guard let place = needle.firstIndex(in: bytes, from: 0) else { return false }
      if needle.isWhole { return true }
      if needle.isPrefix { start = place }
    }
    return matches(bytes, from: start)
  }

  /// Whether there is a match at or after `start`, where the needle has been taken into account.
  func matches(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    if search == nil {
      search = LazyAutomaton(shared.program, isWhole: false, cacheBytes: shared.limits.cacheBytes)
    }
    if let answer = search?.matches(bytes, from: start) { return answer }
    return withMachine { $0.run(bytes, from: start, demand: .existence, needle: shared.needle) != nil }
  }

  /// Whether the pattern matches the bytes from the first to the last. Linear.
  public func matchesWhole(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if whole == nil {
      whole = LazyAutomaton(shared.program, isWhole: true, cacheBytes: shared.limits.cacheBytes)
    }
    if let answer = whole?.matches(bytes, from: 0) { return answer }
    return withMachine { $0.run(bytes, from: 0, demand: .wholeText) != nil }
  }

  /// The slots of the leftmost match at or after `start`, and how many threads it took to find it.
  func slots(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, count: Int
  ) -> (slots: [Int]?, steps: Int) {
    if let needle = shared.needle, needle.firstIndex(in: bytes, from: start) == nil {
      return (nil, (bytes.count - start) / 8 + 1)
    }
    return withMachine { machine in
      let before = machine.steps
      let slots = machine.run(bytes, from: start, demand: .slots(count), needle: shared.needle)
      return (slots, machine.steps &- before)
    }
  }

  private func withMachine<Result>(_ body: (inout ThreadMachine) -> Result) -> Result {
    var machine = self.machine.take() ?? ThreadMachine(shared.program)
    defer { self.machine = machine }
    return body(&machine)
  }
}
