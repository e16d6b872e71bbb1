/// Matches one pattern and keeps what it learns about it. For one thread at a time; `Pattern.makeMatcher()` makes it.
public final class PatternMatcher {
  private let shared: Pattern.Shared
  private var machine: ThreadMachine?

  init(_ shared: Pattern.Shared) {
    self.shared = shared
  }

  /// Whether the pattern matches anywhere in the bytes. Linear.
  public func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if let needle = shared.needle {
      let isThere = needle.firstIndex(in: bytes, from: 0) != nil
      if needle.isWhole || !isThere { return isThere }
    }
    return withMachine { $0.run(bytes, from: 0, demand: .existence, needle: shared.needle) != nil }
  }

  /// Whether the pattern matches the bytes from the first to the last. Linear.
  public func matchesWhole(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    withMachine { $0.run(bytes, from: 0, demand: .wholeText) != nil }
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
