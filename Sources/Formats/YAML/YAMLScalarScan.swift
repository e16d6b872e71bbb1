import Diagnostics

/// Reads a scalar's raw text again, to learn where each byte of its content stands.
///
/// libyaml says what a scalar means and from where to where it reaches, but not which byte became which. The scan does
/// what libyaml's scanner does (folding of line breaks, escapes, indentation, chomping; the same idea of a line break)
/// and notes the pieces. The caller compares `text` with libyaml's value: if they differ, the map is not to be trusted.
struct YAMLScalarScan {
  let bytes: [UInt8]
  /// Where the scan may not go beyond.
  let end: Int
  var index: Int
  private(set) var text: [UInt8] = []
  private(set) var pieces: [SourceMap.Piece] = []

  /// - Parameter range: from the scalar's first byte (a quote or block indicator included) to its end.
  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    self.index = range.lowerBound
    self.end = min(range.upperBound, bytes.count)
  }

  /// The byte after the last one that contributed.
  var contentEnd: Int? { pieces.last.map { $0.original + $0.originalLength } }

  // MARK: the text and its pieces

  /// Takes bytes over as they are.
  mutating func copy(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    if let last = pieces.last, last.length == last.originalLength, last.derived + last.length == text.count,
      last.original + last.length == range.lowerBound
    {
      pieces[pieces.count - 1].length += range.count
      pieces[pieces.count - 1].originalLength += range.count
    } else {
      pieces.append(
        .init(derived: text.count, length: range.count, original: range.lowerBound, originalLength: range.count))
    }
    text.append(contentsOf: bytes[range])
  }

  /// Other bytes stand for these. Where both are as many, only the first becomes a piece: a piece of equal lengths
  /// means equal bytes.
  mutating func replace(_ range: Range<Int>, with new: [UInt8]) {
    if new.count != range.count {
      pieces.append(
        .init(derived: text.count, length: new.count, original: range.lowerBound, originalLength: range.count))
    } else if range.count > 1 {
      pieces.append(.init(derived: text.count, length: 1, original: range.lowerBound, originalLength: range.count))
    }
    text.append(contentsOf: new)
  }

  /// A byte that stands for nothing in particular: the space of a fold.
  mutating func insert(_ byte: UInt8) { text.append(byte) }

  /// Where an empty content would stand.
  mutating func markEmpty(at offset: Int) {
    guard text.isEmpty, pieces.isEmpty else { return }
    pieces.append(.init(derived: 0, length: 0, original: offset, originalLength: 0))
  }

  // MARK: characters

  func at(_ offset: Int) -> UInt8 { offset < end ? bytes[offset] : 0 }

  func isBlank(_ offset: Int) -> Bool { at(offset) == 0x20 || at(offset) == 0x09 }

  /// The length of the line break at an offset; 0 if there is none. libyaml breaks lines at NEL, LS and PS too.
  func breakLength(_ offset: Int) -> Int {
    guard offset < end else { return 0 }
    switch bytes[offset] {
    case 0x0A: return 1
    case 0x0D: return at(offset + 1) == 0x0A ? 2 : 1
    case 0xC2: return at(offset + 1) == 0x85 ? 2 : 0
    case 0xE2: return at(offset + 1) == 0x80 && (at(offset + 2) == 0xA8 || at(offset + 2) == 0xA9) ? 3 : 0
    default: return 0
    }
  }

  /// Whether a break becomes a line feed and so may fold; LS and PS stay what they are.
  private func folds(_ range: Range<Int>) -> Bool { range.count < 3 }

  mutating func emitBreak(_ range: Range<Int>) {
    if range.count == 3 || bytes[range.lowerBound] == 0x0A {
      copy(range)
    } else {
      replace(range, with: [0x0A])
    }
  }

  /// White space and line breaks between two words of a flow scalar: kept if on one line, else folded.
  ///
  /// - Parameter escapedBreak: the line was continued with a backslash, which leaves nothing.
  mutating func foldWhiteSpace(escapedBreak: Bool = false) {
    let start = index
    var breaks: [Range<Int>] = []
    while index < end {
      if isBlank(index) {
        index += 1
        continue
      }
      let length = breakLength(index)
      guard length > 0 else { break }
      breaks.append(index..<index + length)
      index += length
    }
    if escapedBreak {
      for range in breaks { emitBreak(range) }
      return
    }
    guard let first = breaks.first else {
      copy(start..<index)
      return
    }
    if !folds(first) {
      emitBreak(first)
    } else if breaks.count == 1 {
      insert(0x20)
    }
    for range in breaks.dropFirst() { emitBreak(range) }
  }
}
