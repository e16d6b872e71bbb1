/// A program's deterministic automaton, built state by state as texts ask for them: answers whether there is a match,
/// with one table access per byte once the states are known.
///
/// A state is a set of instructions. Conditions on places that depend on the byte to come stay in the set until it is
/// known; the state then remembers what kind of byte came before.
///
///     table:   class 0   class 1   …   end of text
///       0      (dead: no match can follow)
///       1      (matched)
///       2      state 2 ── …
///
/// States are named by the index of their row. The cache is bounded: when it is full all states are dropped, and if
/// that happens again after little text, the caller has to use the program's threads instead.
struct LazyAutomaton {
  /// What came before a state, where its pending conditions ask for it.
  private enum Before: UInt8 {
    case textStart, newline, word, other

    init(_ byte: UInt8?, _ places: PatternPlace) {
      switch byte {
      case nil: self = places.isDisjoint(with: .behind) ? .other : .textStart
      case 10: self = places.contains(.lineStart) ? .newline : .other
      case let byte:
        let asksForWords = !places.isDisjoint(with: [.wordBoundary, .noWordBoundary])
        self = asksForWords && PatternPlace.isWord(byte) ? .word : .other
      }
    }

    /// A byte of the kind.
    var byte: UInt8? {
      switch self {
      case .textStart: nil
      case .newline: 10
      case .word: 0x61
      case .other: 0x20
      }
    }
  }

  private struct State: Hashable {
    /// Ascending; instructions that take a byte, conditions that wait for the next one, and a match of the whole text.
    var members: [Int32]
    /// Nil if no condition waits, so that states that behave alike are one.
    var before: Before?
  }

  private static let unknown: Int32 = -1
  private static let dead: Int32 = 0

  private let program: PatternProgram
  private let classes: ByteClasses
  /// Whether only a match from the start to the end of the text counts.
  private let isWhole: Bool
  private let cacheBytes: Int
  /// Columns of the table: the classes and the end of the text.
  private let stride: Int
  private let matched: Int32
  /// Whether a match may still begin in a text after which no thread is left.
  private var canRevive = true

  private var table: [Int32] = []
  private var states: [State] = []
  private var rows: [State: Int32] = [:]
  private var starts: [Int32] = []
  private var bytesUsed = 0
  /// Bytes of text read since states were last dropped, not counting the call at work.
  private var bytesRead = 0
  private var drops = 0

  private var settled: ThreadList
  private var stepped: ThreadList
  private var walk: StateWalk

  init(_ program: PatternProgram, isWhole: Bool, cacheBytes: Int) {
    self.program = program
    self.isWhole = isWhole
    self.cacheBytes = cacheBytes
    classes = ByteClasses(program)
    stride = classes.count + 1
    matched = Int32(stride)
    walk = StateWalk(program)
    settled = ThreadList(instructions: program.instructions.count)
    stepped = ThreadList(instructions: program.instructions.count)
    drop()
    canRevive = [PatternPlace.newline, 0x20].contains { byte in
      stepped.clear()
      begin(after: byte)
      return !stepped.threads.isEmpty
    }
  }

  /// Whether there is a match at or after `start`; nil if the cache is too small for this program and text.
  mutating func matches(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool? {
    var base = start
    var position = start
    defer { bytesRead &+= position - base }
    var state = startState(after: start > 0 ? text[start - 1] : nil)
    while state > matched {
      follow(text, &position, &state)
      let isAtEnd = position == text.count
      let column = isAtEnd ? classes.count : Int(classes.classOfByte[Int(text[position])])
      var next = table[Int(state) + column]
      if next == Self.unknown {
        let dropsBefore = drops
        let (read, count) = (bytesRead + position - base, states.count)
        next = advance(state, column)
        if drops == dropsBefore {
          table[Int(state) + column] = next
        } else {
          base = position
          bytesRead = 0
          if read < 10 * count { return nil }
        }
      }
      state = next
      position += 1
    }
    return state == matched
  }

  /// Goes through states that are known, up to the end of the text or a state that is not, is dead or has matched.
  @inline(__always)
  private func follow(_ text: UnsafeBufferPointer<UInt8>, _ position: inout Int, _ state: inout Int32) {
    table.withUnsafeBufferPointer { table in
      classes.classOfByte.withUnsafeBufferPointer { classOfByte in
        var (index, row) = (position, state)
        while index < text.count {
          let next = table[Int(row) &+ Int(classOfByte[Int(text[index])])]
          if next <= matched { break }
          row = next
          index &+= 1
        }
        (position, state) = (index, row)
      }
    }
  }

  // MARK: States

  private mutating func startState(after byte: UInt8?) -> Int32 {
    let before = Before(byte, program.places)
    let known = starts[Int(before.rawValue)]
    if known != Self.unknown { return known }
    stepped.clear()
    begin(after: byte)
    let state = row(after: byte)
    starts[Int(before.rawValue)] = state
    return state
  }

  /// The state after `state` has seen a byte of the column's class, or the end of the text.
  private mutating func advance(_ state: Int32, _ column: Int) -> Int32 {
    let state = states[Int(state) / stride - 2]
    let byte: UInt8? = column < classes.count ? classes.representatives[column] : nil
    var members = state.members
    if let before = state.before {
      let holding = PatternPlace.holding(before: before.byte, after: byte)
      settled.clear()
      for member in state.members { walk.add(member, to: &settled, holding: holding, waiting: []) }
      members = settled.threads
    }
    // Instruction 0 is the match.
    if members.contains(0), !isWhole || byte == nil { return matched }
    guard let byte else { return Self.dead }
    stepped.clear()
    for member in members {
      let instruction = program.instructions[Int(member)]
      let target = program.transitions.withUnsafeBufferPointer {
        PatternProgram.target(of: instruction, on: byte, $0)
      }
      if let target { arrive(at: target, after: byte) }
    }
    if !isWhole { begin(after: byte) }
    return row(after: byte)
  }

  private mutating func begin(after byte: UInt8?) {
    arrive(at: program.start, after: byte)
  }

  private mutating func arrive(at instruction: Int32, after byte: UInt8?) {
    let holding = PatternPlace.holding(before: byte, after: 0x20).intersection(.behind)
    walk.add(instruction, to: &stepped, holding: holding, waiting: PatternPlace.all.subtracting(.behind))
  }

  /// The row of the state that `stepped` makes up.
  private mutating func row(after byte: UInt8?) -> Int32 {
    let members = stepped.threads.sorted()
    if members.first == 0, !isWhole { return matched }
    if members.isEmpty, isWhole || !canRevive { return Self.dead }
    let isWaiting = members.contains { if case .place = program.instructions[Int($0)] { true } else { false } }
    let state = State(members: members, before: isWaiting ? Before(byte, program.places) : nil)
    if let known = rows[state] { return known }
    // What a state takes, the entry in the dictionary roughly included.
    let size = 4 * stride + 4 * members.count + 160
    if bytesUsed + size > cacheBytes, !states.isEmpty { drop() }
    bytesUsed += size
    let row = Int32(table.count)
    table.append(contentsOf: repeatElement(Self.unknown, count: stride))
    states.append(state)
    rows[state] = row
    return row
  }

  private mutating func drop() {
    table = Array(repeating: Self.unknown, count: 2 * stride)
    states.removeAll(keepingCapacity: true)
    rows.removeAll(keepingCapacity: true)
    starts = Array(repeating: Self.unknown, count: 4)
    bytesUsed = 0
    drops += 1
  }
}

/// Follows the ways from an instruction that take no byte, where the next byte may not be known yet.
private struct StateWalk {
  let program: PatternProgram
  private var stack: [Int32] = []

  init(_ program: PatternProgram) {
    self.program = program
  }

  /// Adds what is behind an instruction. Conditions in `waiting` are kept, of the others those in `holding` are passed.
  mutating func add(
    _ instruction: Int32, to list: inout ThreadList, holding: PatternPlace, waiting: PatternPlace
  ) {
    stack.append(instruction)
    while let index = stack.popLast() {
      guard list.visit(index) else { continue }
      switch program.instructions[Int(index)] {
      case .split(let first, let second):
        stack.append(second)
        stack.append(first)
      case .save(_, let next): stack.append(next)
      case .place(let place, let next):
        if waiting.contains(place) {
          list.append(index, slots: [])
        } else if holding.contains(place) {
          stack.append(next)
        }
      case .byte, .step, .match: list.append(index, slots: [])
      case .fail: break
      }
    }
  }
}
