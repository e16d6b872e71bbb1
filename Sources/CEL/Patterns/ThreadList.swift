/// The threads at one place of the text, by preference, and every instruction passed through to find them.
struct ThreadList {
  /// The instructions at which threads wait for a byte or have matched.
  private(set) var threads: [Int32] = []
  /// The slots of all threads, one after the other.
  private(set) var slots: [Int] = []
  /// INVARIANT: `index` has been visited if `visited[places[index]] == index`; `places` needs no clearing.
  private var visited: [Int32] = []
  private var places: [Int32]

  init(instructions: Int) {
    places = Array(repeating: 0, count: instructions)
  }

  /// Notes the instruction; false if it was noted before. O(1).
  mutating func visit(_ instruction: Int32) -> Bool {
    let place = Int(places[Int(instruction)])
    if place < visited.count, visited[place] == instruction { return false }
    places[Int(instruction)] = Int32(visited.count)
    visited.append(instruction)
    return true
  }

  mutating func append(_ instruction: Int32, slots new: [Int]) {
    threads.append(instruction)
    if !new.isEmpty { slots.append(contentsOf: new) }
  }

  /// O(1)
  mutating func clear() {
    threads.removeAll(keepingCapacity: true)
    slots.removeAll(keepingCapacity: true)
    visited.removeAll(keepingCapacity: true)
  }
}

/// Follows the ways from an instruction that take no byte.
struct ThreadWalk {
  /// What is still to do.
  private enum Step {
    case follow(Int32)
    case restore(slot: Int, Int)
  }

  let program: PatternProgram
  /// The slots of the thread that is being followed.
  var slots: [Int] = []
  private var stack: [Step] = []

  init(_ program: PatternProgram) {
    self.program = program
  }

  /// Adds the threads that wait behind `instruction` to `list`, preferred ones first. At most linear in the program.
  mutating func follow(
    _ instruction: Int32, into list: inout ThreadList, at position: Int, in text: UnsafeBufferPointer<UInt8>
  ) {
    walk(instruction, into: &list, at: position, in: text)
    while let step = stack.popLast() {
      switch step {
      case .restore(let slot, let value): slots[slot] = value
      case .follow(let instruction): walk(instruction, into: &list, at: position, in: text)
      }
    }
  }

  private mutating func walk(
    _ instruction: Int32, into list: inout ThreadList, at position: Int, in text: UnsafeBufferPointer<UInt8>
  ) {
    var index = instruction
    while list.visit(index) {
      switch program.instructions[Int(index)] {
      case .split(let preferred, let other):
        stack.append(.follow(other))
        index = preferred
      case .save(let slot, let next):
        if Int(slot) < slots.count {
          stack.append(.restore(slot: Int(slot), slots[Int(slot)]))
          slots[Int(slot)] = position
        }
        index = next
      case .place(let place, let next):
        let before = position > 0 ? text[position - 1] : nil
        let after = position < text.count ? text[position] : nil
        guard PatternPlace.holding(before: before, after: after).contains(place) else { return }
        index = next
      case .byte, .step, .match: return list.append(index, slots: slots)
      case .fail: return
      }
    }
  }
}
