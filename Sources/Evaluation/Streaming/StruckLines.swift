/// Lines of a table of findings that are to be taken out again.
struct StruckLines {
  /// As they stand in the table, in its order.
  let bytes: [UInt8]

  /// What is left of a part of the table without them; nil where not all of them stand in it.
  /// - Complexity: O(bytes)
  func leave(of part: [UInt8]) -> [UInt8]? {
    var left: [UInt8] = []
    left.reserveCapacity(part.count)
    var next = StruckLines.line(of: bytes, 0)
    var begin = 0
    while begin < part.count {
      let line = StruckLines.line(of: part, begin)
      if !next.isEmpty, part[line] == bytes[next] {
        next = StruckLines.line(of: bytes, next.upperBound)
      } else {
        left += part[line]
      }
      begin = line.upperBound
    }
    return next.isEmpty ? left : nil
  }

  /// The line that begins at a place (RFC 4180): a line break between quotes ends none.
  private static func line(of bytes: [UInt8], _ begin: Int) -> Range<Int> {
    var (place, isQuoted, isCellStart) = (begin, false, true)
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if isQuoted {
        // Of two quotes in a cell the second opens again what the first seemed to close.
        isQuoted = byte != UInt8(ascii: "\"")
        isCellStart = !isQuoted
      } else if byte == 0x0A {
        break
      } else {
        isQuoted = byte == UInt8(ascii: "\"") && isCellStart
        isCellStart = byte == UInt8(ascii: ",")
      }
    }
    return begin..<place
  }
}
