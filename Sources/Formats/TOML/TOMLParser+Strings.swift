import Diagnostics

extension TOMLParser {
  /// A string on one line, from its quote on: a basic one in `"`, with escapes, or a literal one in `'`.
  mutating func string(in quote: UInt8) throws(TOMLFailure) -> String {
    let start = index
    index += 1
    var text: [UInt8] = []
    while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D {
      switch bytes[index] {
      case quote:
        index += 1
        return String(decoding: text, as: UTF8.self)
      case 0x5C where quote == 0x22: try escape(&text)
      default: try character(&text)
      }
    }
    throw fail(TOMLDiagnostics.stringNotClosed(span(start..<start + 1)))
  }

  /// A string of several lines, from its three quotes on.
  mutating func longString(in quote: UInt8) throws(TOMLFailure) -> String {
    let start = index
    index += 3
    _ = takeBreak()
    var text: [UInt8] = []
    while index < bytes.count {
      switch bytes[index] {
      case quote:
        if closes(quote, &text) { return String(decoding: text, as: UTF8.self) }
      case 0x5C where quote == 0x22:
        if passContinuation() { continue }
        try escape(&text)
      case 0x0A, 0x0D: try lineBreak(&text)
      default: try character(&text)
      }
    }
    throw fail(TOMLDiagnostics.stringNotClosed(span(start..<start + 3)))
  }

  /// Takes a run of quotes: three close the string, and up to two before them belong to it.
  private mutating func closes(_ quote: UInt8, _ text: inout [UInt8]) -> Bool {
    var count = 0
    while count < 5, at(index + count) == quote { count += 1 }
    index += count
    text.append(contentsOf: repeatElement(quote, count: count < 3 ? count : count - 3))
    return count >= 3
  }

  /// A backslash at the line's end, and all white space and line breaks behind it.
  private mutating func passContinuation() -> Bool {
    var offset = index + 1
    while at(offset) == 0x20 || at(offset) == 0x09 { offset += 1 }
    guard at(offset) == 0x0A || at(offset) == 0x0D && at(offset + 1) == 0x0A else { return false }
    while [0x20, 0x09, 0x0A].contains(at(offset)) || at(offset) == 0x0D && at(offset + 1) == 0x0A { offset += 1 }
    index = offset
    return true
  }

  private mutating func lineBreak(_ text: inout [UInt8]) throws(TOMLFailure) {
    let start = index
    guard takeBreak() else { throw fail(TOMLDiagnostics.control(here)) }
    text.append(contentsOf: bytes[start..<index])
  }

  private mutating func character(_ text: inout [UInt8]) throws(TOMLFailure) {
    let byte = bytes[index]
    guard byte >= 0x20 && byte != 0x7F || byte == 0x09 else { throw fail(TOMLDiagnostics.control(here)) }
    text.append(byte)
    index += 1
  }

  private mutating func escape(_ text: inout [UInt8]) throws(TOMLFailure) {
    let start = index
    index += 2
    switch at(start + 1) {
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "r"): text.append(0x0D)
    case 0x22: text.append(0x22)
    case 0x5C: text.append(0x5C)
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      let length = at(start + 1) == UInt8(ascii: "u") ? 4 : 8
      guard index + length <= bytes.count,
        bytes[index..<index + length].allSatisfy({
          (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20)
        }),
        let value = UInt32(source.text(index..<index + length), radix: 16), let scalar = Unicode.Scalar(value)
      else { throw fail(TOMLDiagnostics.badEscape(span(start..<start + 2))) }
      text.append(contentsOf: String(scalar).utf8)
      index += length
    default: throw fail(TOMLDiagnostics.badEscape(span(start..<start + 2)))
    }
  }
}
