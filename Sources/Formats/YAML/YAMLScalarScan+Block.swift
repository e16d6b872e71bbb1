extension YAMLScalarScan {
  private enum Chomping { case strip, clip, keep }

  /// A literal or folded scalar, from its `|` or `>` on.
  ///
  /// - Parameter parentIndent: the column, from 0, of the innermost block collection around it; -1 without one.
  mutating func scanBlock(isFolded: Bool, parentIndent: Int) {
    let (chomping, increment) = header()
    var indent = increment > 0 ? max(parentIndent, 0) + increment : 0
    let start = index
    var leadingBreak: Range<Int>?
    var trailing = blankLines(&indent, parentIndent)
    var leadingBlank = false
    while trailing.column == indent, index < end {
      let startsBlank = isBlank(index)
      if let lineBreak = leadingBreak {
        if isFolded, lineBreak.count < 3, !leadingBlank, !startsBlank {
          if trailing.breaks.isEmpty { insert(0x20) }
        } else {
          emitBreak(lineBreak)
        }
      }
      for range in trailing.breaks { emitBreak(range) }
      leadingBlank = startsBlank
      let line = index
      while index < end, breakLength(index) == 0 { index += 1 }
      copy(line..<index)
      let length = breakLength(index)
      leadingBreak = length > 0 ? index..<index + length : nil
      index += length
      trailing = blankLines(&indent, parentIndent)
    }
    if chomping != .strip, let lineBreak = leadingBreak { emitBreak(lineBreak) }
    if chomping == .keep { for range in trailing.breaks { emitBreak(range) } }
    markEmpty(at: start)
  }

  /// Indicators, a comment and the line's end.
  private mutating func header() -> (Chomping, increment: Int) {
    var chomping = Chomping.clip
    var increment = 0
    index += 1
    while index < end, breakLength(index) == 0, !isBlank(index) {
      switch bytes[index] {
      case UInt8(ascii: "-"): chomping = .strip
      case UInt8(ascii: "+"): chomping = .keep
      case let byte where (0x31...0x39).contains(byte): increment = Int(byte - 0x30)
      default: break
      }
      index += 1
    }
    while index < end, breakLength(index) == 0 { index += 1 }
    index += breakLength(index)
    return (chomping, increment)
  }

  /// Passes over indentation and empty lines. Finds the indentation out (`indent` 0) from the first line that has text
  /// or the longest line of spaces before it.
  private mutating func blankLines(_ indent: inout Int, _ parentIndent: Int) -> (breaks: [Range<Int>], column: Int) {
    var breaks: [Range<Int>] = []
    var column = 0
    var longest = 0
    while true {
      while index < end, indent == 0 || column < indent, bytes[index] == 0x20 {
        index += 1
        column += 1
      }
      longest = max(longest, column)
      let length = breakLength(index)
      guard length > 0 else { break }
      breaks.append(index..<index + length)
      index += length
      column = 0
    }
    if indent == 0 { indent = max(longest, parentIndent + 1, 1) }
    return (breaks, column)
  }
}
