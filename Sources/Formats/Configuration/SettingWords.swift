import Diagnostics

/// The words of a line, with quotes around or inside them, up to a comment.
struct SettingWords {
  private let lines: SettingLines
  private let range: Range<Int>
  private var index: Int
  private var openings = TemplateOpenings()
  /// Where the last word ended.
  private(set) var end: Int
  /// The comment at the line's end, once all words are read.
  private(set) var comment: Range<Int>?

  init(_ lines: SettingLines, _ range: Range<Int>) {
    self.lines = lines
    self.range = range
    index = range.lowerBound
    end = range.lowerBound
  }

  mutating func next() -> Range<Int>? {
    let bytes = lines.source.bytes
    while index < range.upperBound, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    guard index < range.upperBound, comment == nil else { return nil }
    if bytes[index] == UInt8(ascii: "#") || bytes[index] == UInt8(ascii: ";") {
      comment = index..<range.upperBound
      return nil
    }
    let start = index
    var quote: UInt8?
    // Template expressions have spaces of their own.
    while index < range.upperBound, quote != nil || bytes[index] != 0x20 && bytes[index] != 0x09 {
      let byte = bytes[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if let stop = expressionEnd() {
        index = stop
        continue
      }
      index += 1
    }
    end = index
    return start..<index
  }

  private mutating func expressionEnd() -> Int? {
    let stop = lines.source.bytes.withUnsafeBufferPointer { bytes in
      openings.expression(UnsafeBufferPointer(rebasing: bytes[..<range.upperBound]), at: index)
    }
    guard let stop, stop <= range.upperBound else { return nil }
    return stop
  }
}
