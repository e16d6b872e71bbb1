/// Bytes that no instruction of a program tells apart, as one symbol each: most programs need few.
struct ByteClasses: Sendable {
  /// The class of every byte.
  let classOfByte: [UInt8]
  /// One byte of every class.
  let representatives: [UInt8]

  var count: Int { representatives.count }

  /// Linear in the program.
  init(_ program: PatternProgram) {
    // A class begins at every byte that is marked.
    var begins = Array(repeating: false, count: 257)
    func mark(_ low: UInt8, _ high: UInt8) {
      begins[Int(low)] = true
      begins[Int(high) + 1] = true
    }
    for instruction in program.instructions {
      if case .byte(let low, let high, _) = instruction { mark(low, high) }
    }
    for transition in program.transitions { mark(transition.low, transition.high) }
    if !program.places.isDisjoint(with: [.lineStart, .lineEnd]) { mark(10, 10) }
    if !program.places.isDisjoint(with: [.wordBoundary, .noWordBoundary]) {
      for range in ScalarClasses.word.ranges { mark(UInt8(range.lowerBound), UInt8(range.upperBound)) }
      mark(0x80, 0xBF)
    }
    begins[0] = true
    var classes: [UInt8] = []
    var first: [UInt8] = []
    for byte in 0..<256 {
      if begins[byte] { first.append(UInt8(byte)) }
      classes.append(UInt8(first.count - 1))
    }
    classOfByte = classes
    representatives = first
  }
}
