/// One instruction of a pattern's program. Targets are indices into `PatternProgram.instructions`.
enum PatternInstruction: Hashable, Sendable {
  /// Takes one byte of `low...high`.
  case byte(low: UInt8, high: UInt8, next: Int32)
  /// Takes one byte that one of the program's transitions accepts: a step of a class with several continuations.
  case step(first: Int32, count: Int32)
  /// Goes both ways, the first preferred.
  case split(Int32, Int32)
  /// Goes on only where the condition holds.
  case place(PatternPlace, next: Int32)
  /// Notes the place reached in a slot: 2n for the start of group n, 2n + 1 for its end.
  case save(slot: Int32, next: Int32)
  case match
  case fail
}

/// One way on from a `step`.
struct ByteTransition: Hashable, Sendable {
  var low: UInt8
  var high: UInt8
  var next: Int32
}

/// A pattern as a nondeterministic automaton over bytes.
///
/// Classes of code points are compiled to the bytes of their UTF-8 encoding, so no engine decodes text and bytes that
/// are not UTF-8 simply match nothing.
struct PatternProgram: Sendable {
  var instructions: [PatternInstruction]
  /// The transitions of a `step` stand together, ascending and disjoint.
  var transitions: [ByteTransition]
  var start: Int32
  /// Two for the match as a whole and two for each capturing group.
  var slotCount: Int
  /// The conditions that occur.
  var places: PatternPlace

  /// Where the instruction leads on `byte`; nil if it takes no such byte.
  @inline(__always)
  static func target(
    of instruction: PatternInstruction, on byte: UInt8, _ transitions: UnsafeBufferPointer<ByteTransition>
  ) -> Int32? {
    switch instruction {
    case .byte(let low, let high, let next):
      return low <= byte && byte <= high ? next : nil
    case .step(let first, let count):
      for index in Int(first)..<Int(first) + Int(count) where byte <= transitions[index].high {
        return transitions[index].low <= byte ? transitions[index].next : nil
      }
      return nil
    default: return nil
    }
  }
}
