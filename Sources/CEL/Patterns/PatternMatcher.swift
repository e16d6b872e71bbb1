/// Matches one pattern and keeps what it learns about it. For one thread at a time; `Pattern.makeMatcher()` makes it.
public final class PatternMatcher {
  // Not the pattern's shared part itself: that keeps idle matchers, and both would keep each other.
  private let program: PatternProgram
  private let needle: LiteralNeedle?
  private let limits: PatternLimits
  // Each engine is made when it is first needed.
  private var search: LazyAutomaton?
  private var whole: LazyAutomaton?
  private var machine: ThreadMachine?

  init(_ shared: Pattern.Shared) {
    program = shared.program
    needle = shared.needle
    limits = shared.limits
  }

  /// Whether the pattern matches anywhere in the bytes. Linear.
  public func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = 0
    if let needle {
      guard let place = needle.firstIndex(in: bytes, from: 0) else { return false }
      if needle.isWhole { return true }
      if needle.isPrefix { start = place }
    }
    return matches(bytes, from: start)
  }

  /// Whether there is a match at or after `start`, where the needle has been taken into account.
  func matches(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    if search == nil {
      search = LazyAutomaton(program, isWhole: false, cacheBytes: limits.cacheBytes)
    }
    if let answer = search?.matches(bytes, from: start) { return answer }
    return withMachine { $0.run(bytes, from: start, demand: .existence, needle: needle) != nil }
  }

  /// Whether the pattern matches the bytes from the first to the last. Linear.
  public func matchesWhole(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if whole == nil {
      whole = LazyAutomaton(program, isWhole: true, cacheBytes: limits.cacheBytes)
    }
    if let answer = whole?.matches(bytes, from: 0) { return answer }
    return withMachine { $0.run(bytes, from: 0, demand: .wholeText) != nil }
  }

  /// The slots of the leftmost match at or after `start`, and how many threads it took to find it.
  func slots(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, count: Int
  ) -> (slots: [Int]?, steps: Int) {
    if let needle, needle.firstIndex(in: bytes, from: start) == nil {
      return (nil, (bytes.count - start) / 8 + 1)
    }
    return withMachine { machine in
      let before = machine.steps
      let slots = machine.run(bytes, from: start, demand: .slots(count), needle: needle)
      return (slots, machine.steps &- before)
    }
  }

  private func withMachine<Result>(_ body: (inout ThreadMachine) -> Result) -> Result {
    var machine = self.machine.take() ?? ThreadMachine(program)
    defer { self.machine = machine }
    return body(&machine)
  }
}
