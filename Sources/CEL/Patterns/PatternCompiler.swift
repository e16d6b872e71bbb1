/// Turns a tree into a program, from the end to the start: every node is compiled for the instruction that follows it.
struct PatternCompiler {
  private let limits: PatternLimits
  private let source: Range<Int>
  private var instructions: [PatternInstruction] = [.match]
  private var transitions: [ByteTransition] = []
  private var places: PatternPlace = []
  /// Repetitions are written out, so that one class is often compiled many times.
  private var sequences: [ScalarSet: ByteSequences] = [:]

  private init(limits: PatternLimits, source: Range<Int>) {
    self.limits = limits
    self.source = source
  }

  /// Throws only if the program would be too large. Linear in its size.
  static func compile(
    _ node: PatternNode, groups: Int, limits: PatternLimits, source: Range<Int>
  ) throws(PatternError) -> PatternProgram {
    var compiler = PatternCompiler(limits: limits, source: source)
    let end = try compiler.emit(.save(slot: 1, next: 0))
    let body = try compiler.compile(node, next: end)
    let start = try compiler.emit(.save(slot: 0, next: body))
    return PatternProgram(
      instructions: compiler.instructions, transitions: compiler.transitions, start: start,
      slotCount: 2 * (groups + 1), places: compiler.places)
  }

  private mutating func emit(_ instruction: PatternInstruction) throws(PatternError) -> Int32 {
    if instructions.count >= limits.instructions || transitions.count > 8 * limits.instructions {
      throw .tooManyInstructions(limit: limits.instructions, at: source)
    }
    instructions.append(instruction)
    return Int32(instructions.count - 1)
  }

  private mutating func compile(_ node: PatternNode, next: Int32) throws(PatternError) -> Int32 {
    switch node {
    case .empty: return next
    case .scalar(let scalar):
      guard let byte = UInt8(exactly: scalar), byte < 0x80 else { return try compile(ScalarSet(scalar), next: next) }
      return try emit(.byte(low: byte, high: byte, next: next))
    case .set(let set): return try compile(set, next: next)
    case .place(let place):
      places.formUnion(place)
      return try emit(.place(place, next: next))
    case .capture(let group, let inner):
      let end = try emit(.save(slot: Int32(2 * group + 1), next: next))
      let body = try compile(inner, next: end)
      return try emit(.save(slot: Int32(2 * group), next: body))
    case .concatenation(let parts):
      var entry = next
      for part in parts.reversed() { entry = try compile(part, next: entry) }
      return entry
    case .alternation(let branches):
      guard let last = branches.last else { return next }
      var entry = try compile(last, next: next)
      for branch in branches.dropLast().reversed() {
        let preferred = try compile(branch, next: next)
        entry = try emit(.split(preferred, entry))
      }
      return entry
    case .repetition(let inner, let least, let most, let isGreedy):
      return try compile(inner, least, most, isGreedy, next: next)
    }
  }

  /// `x{2,4}` is `xx(x(x)?)?`, `x{2,}` is `xx+`.
  private mutating func compile(
    _ inner: PatternNode, _ least: Int, _ most: Int?, _ isGreedy: Bool, next: Int32
  ) throws(PatternError) -> Int32 {
    var entry = next
    var required = least
    if let most {
      for _ in 0..<max(most - least, 0) {
        let body = try compile(inner, next: entry)
        entry = try emit(choice(body, next, isGreedy))
      }
    } else if least > 0 {
      entry = try compileLoop(inner, isGreedy, next: next)
      required -= 1
    } else if inner.canBeEmpty {
      // As in RE2, `x*` is `(x+)?` here: with the loop's own choice alone, `(|a)*` could never take its empty branch.
      let body = try compileLoop(inner, isGreedy, next: next)
      entry = try emit(choice(body, next, isGreedy))
    } else {
      let loop = try emit(.fail)
      let body = try compile(inner, next: loop)
      instructions[Int(loop)] = choice(body, next, isGreedy)
      entry = loop
    }
    for _ in 0..<required { entry = try compile(inner, next: entry) }
    return entry
  }

  /// `x+`
  private mutating func compileLoop(
    _ inner: PatternNode, _ isGreedy: Bool, next: Int32
  ) throws(PatternError) -> Int32 {
    let loop = try emit(.fail)
    let body = try compile(inner, next: loop)
    instructions[Int(loop)] = choice(body, next, isGreedy)
    return body
  }

  private func choice(_ body: Int32, _ next: Int32, _ isGreedy: Bool) -> PatternInstruction {
    isGreedy ? .split(body, next) : .split(next, body)
  }

  private mutating func compile(_ set: ScalarSet, next: Int32) throws(PatternError) -> Int32 {
    if let last = set.ranges.last, last.upperBound < 0x80 {
      // INVARIANT: a set's ranges do not touch, so that none of these could be one.
      return try emit(set.ranges.lazy.map { (UInt8($0.lowerBound), UInt8($0.upperBound), next) })
    }
    let automaton: ByteSequences
    if let known = sequences[set] {
      automaton = known
    } else {
      automaton = ByteSequences(set)
      sequences[set] = automaton
    }
    if automaton.nodes.isEmpty { return try emit(.fail) }
    var emitted: [Int32] = []
    for edges in automaton.nodes {
      emitted.append(try emit(edges.lazy.map { ($0.low, $0.high, $0.child < 0 ? next : emitted[$0.child]) }))
    }
    return emitted.last ?? next
  }

  /// One byte of some ranges, each with what follows it.
  private mutating func emit(
    _ steps: some Collection<(low: UInt8, high: UInt8, next: Int32)>
  ) throws(PatternError) -> Int32 {
    if steps.count == 1, let only = steps.first {
      return try emit(.byte(low: only.low, high: only.high, next: only.next))
    }
    let first = Int32(transitions.count)
    for step in steps { transitions.append(ByteTransition(low: step.low, high: step.high, next: step.next)) }
    return try emit(.step(first: first, count: Int32(steps.count)))
  }
}
