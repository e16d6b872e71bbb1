/// Runs a program's threads in step over the text, in order of preference (Pike's machine).
///
/// Every place of the text is visited once and every instruction at most once per place, so the time is proportional
/// to text times program whatever the pattern. It is the only engine that knows captures, and what the lazily built
/// automaton falls back to.
///
///     place:    0   1   2   3
///     text:     a   b   c
///     threads: [p] [q] [r] ─ match: threads behind the one that matched are cut, those before it go on
struct ThreadMachine {
  /// How much of a match is asked for.
  enum Demand {
    /// Only whether there is one.
    case existence
    /// Only whether it is the whole text.
    case wholeText
    /// The leftmost one and this many of its slots.
    case slots(Int)
  }

  /// A slot that was not reached.
  static let unset = -1

  private let program: PatternProgram
  private var walk: ThreadWalk
  private var current: ThreadList
  private var next: ThreadList
  /// Threads stepped since the machine was made.
  private(set) var steps = 0

  init(_ program: PatternProgram) {
    self.program = program
    walk = ThreadWalk(program)
    current = ThreadList(instructions: program.instructions.count)
    next = ThreadList(instructions: program.instructions.count)
  }

  /// The slots of the leftmost match at or after `start`, by preference among those that begin there; nil if there is
  /// none. Bytes before `start` are looked at for the conditions on places.
  mutating func run(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, demand: Demand, needle: LiteralNeedle? = nil
  ) -> [Int]? {
    var slotCount = 0
    if case .slots(let count) = demand { slotCount = min(count, program.slotCount) }
    var isWhole = false
    if case .wholeText = demand { isWhole = true }
    walk.slots = Array(repeating: Self.unset, count: slotCount)
    current.clear()
    next.clear()
    var found: [Int]?
    var position = start
    while true {
      if current.threads.isEmpty {
        if found != nil || isWhole && position > start { break }
        if let needle, needle.isPrefix, !isWhole {
          guard let place = needle.firstIndex(in: text, from: position) else { break }
          position = place
        }
      }
      let after: UInt8? = position < text.count ? text[position] : nil
      // A match never begins inside a character.
      if found == nil, !isWhole || position == start, !PatternPlace.isContinuation(after) {
        for slot in walk.slots.indices { walk.slots[slot] = Self.unset }
        walk.follow(program.start, into: &current, at: position, in: text)
      }
      steps &+= current.threads.count + 1
      for thread in current.threads.indices {
        let instruction = program.instructions[Int(current.threads[thread])]
        if case .match = instruction {
          if isWhole, after != nil { continue }
          found = Array(current.slots[thread * slotCount..<(thread + 1) * slotCount])
          if slotCount == 0 { return found }
          break
        }
        guard let after, let target = target(of: instruction, on: after) else { continue }
        for slot in walk.slots.indices { walk.slots[slot] = current.slots[thread * slotCount + slot] }
        walk.follow(target, into: &next, at: position + 1, in: text)
      }
      if after == nil { break }
      position += 1
      swap(&current, &next)
      next.clear()
    }
    return found
  }

  private func target(of instruction: PatternInstruction, on byte: UInt8) -> Int32? {
    program.transitions.withUnsafeBufferPointer { PatternProgram.target(of: instruction, on: byte, $0) }
  }
}
