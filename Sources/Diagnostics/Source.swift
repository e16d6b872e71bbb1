/// A text that diagnostics can point into: a policy file, an inventory file, an expression given on the command line.
///
/// A source owns its bytes and knows where its lines begin; positions elsewhere are byte offsets into it.
/// Two sources are the same only if they are the same object.
public final class Source: Sendable {
  /// The path as the user named it, or a name in angle brackets for text that came from no file.
  public let path: String

  /// The whole text, as read.
  public let bytes: [UInt8]

  /// The byte offset at which each line begins; never empty.
  public let lineStarts: [Int]

  /// Whether its text may hold what nobody should read in a message: an inventory's rows have passwords in them.
  /// Diagnostics then name the place and show no line.
  public let isConfidential: Bool

  public init(path: String, bytes: [UInt8], isConfidential: Bool = false) {
    self.path = path
    self.isConfidential = isConfidential
    self.bytes = bytes
    lineStarts = bytes.withUnsafeBufferPointer(Source.lineStarts)
  }

  private static func lineStarts(_ bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
    var starts = [0]
    var index = 0
    while index < bytes.count {
      // Eight bytes without a line break, as most are: bytes equal to one of them are zero after the exclusive or.
      if index + 8 <= bytes.count {
        let word = UnsafeRawPointer(bytes.baseAddress!).loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let (feeds, returns) = (word ^ 0x0A0A_0A0A_0A0A_0A0A, word ^ 0x0D0D_0D0D_0D0D_0D0D)
        let ones: UInt64 = 0x0101_0101_0101_0101
        let zeros = (feeds &- ones) & ~feeds | (returns &- ones) & ~returns
        let breaks = zeros & 0x8080_8080_8080_8080
        index += breaks.trailingZeroBitCount / 8
        if breaks == 0 { continue }
      }
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\n") {
        starts.append(index)
      } else if byte == UInt8(ascii: "\r"), index == bytes.count || bytes[index] != UInt8(ascii: "\n") {
        starts.append(index)
      }
    }
    return starts
  }

  public convenience init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// The same text, confidential.
  public var confidential: Source { Source(path: path, bytes: bytes, isConfidential: true) }

  /// The same text, of which lines may be shown.
  public var open: Source { Source(path: path, bytes: bytes) }

  /// The place of a byte offset. Offsets past the end stand at the end.
  ///
  /// - Complexity: O(log lines + length of the line)
  public func position(at offset: Int) -> Position {
    let offset = min(max(offset, 0), bytes.count)
    let line = line(at: offset)
    // Every byte but a continuation begins a scalar.
    let column = bytes[lineStarts[line - 1]..<offset].reduce(1) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    return Position(line: line, column: column)
  }

  /// The line (1-based) of a byte offset.
  ///
  /// - Complexity: O(log lines)
  public func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The text of a line (1-based), without its line break; empty for a line that is not there.
  public func line(_ number: Int) -> String {
    guard number >= 1, number <= lineStarts.count else { return "" }
    let start = lineStarts[number - 1]
    var end = number < lineStarts.count ? lineStarts[number] : bytes.count
    while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The text between two byte offsets.
  public func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }
}

/// A line and a column for people: both count from 1, columns in Unicode scalars.
public struct Position: Hashable, Sendable, Comparable, CustomStringConvertible {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (a: Position, b: Position) -> Bool { (a.line, a.column) < (b.line, b.column) }

  public var description: String { "\(line):\(column)" }
}

/// A stretch of a source, as a half-open range of byte offsets. An empty range is a point.
public struct Span: Hashable, Sendable {
  public let source: Source
  public var range: Range<Int>

  public init(source: Source, range: Range<Int>) {
    self.source = source
    self.range = range
  }

  public var start: Position { source.position(at: range.lowerBound) }
  /// The line of its start: less work than the whole position.
  public var line: Int { source.line(at: range.lowerBound) }
  public var end: Position { source.position(at: range.upperBound) }
  public var text: String { source.text(range) }

  public static func == (a: Span, b: Span) -> Bool { a.source === b.source && a.range == b.range }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(source))
    hasher.combine(range)
  }
}
