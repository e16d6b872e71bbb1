import Diagnostics

extension JSONParser {
  /// A string, from its opening quote on.
  mutating func string() -> JSONNode? {
    let start = index
    index += 1
    let content = index
    while index < end {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        index += 1
        return node(String(utf8: UnsafeBufferPointer(rebasing: bytes[content..<index - 1])), start, content..<index - 1)
      }
      if byte == UInt8(ascii: "\\") || byte < 0x20 { return longString(start, content) }
      index += 1
    }
    fail(JSONDiagnostics.stringNotClosed(span(start..<start + 1)))
    return nil
  }

  private mutating func node(_ text: String?, _ start: Int, _ content: Range<Int>) -> JSONNode {
    let span = span(start..<index)
    if let text { return JSONNode(kind: .string(text), span: span) }
    found.add(JSONDiagnostics.invalidUTF8(span))
    let lossy = String(decoding: UnsafeBufferPointer(rebasing: bytes[content]), as: UTF8.self)
    return JSONNode(kind: .unreadable(lossy, reason: "not UTF-8"), span: span)
  }

  /// A string with an escape, or with a character that must be one.
  private mutating func longString(_ start: Int, _ content: Int) -> JSONNode? {
    var text = Array(bytes[content..<index])
    var hasLoneSurrogate = false
    while index < end {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        if hasLoneSurrogate {
          let span = span(start..<index)
          found.add(JSONDiagnostics.loneSurrogate(span))
          return JSONNode(
            kind: .unreadable(String(decoding: text, as: UTF8.self), reason: "half a surrogate pair"), span: span)
        }
        if let valid = String(validating: text, as: UTF8.self) { return node(valid, start, content..<index - 1) }
        found.add(JSONDiagnostics.invalidUTF8(span(start..<index)))
        return JSONNode(
          kind: .unreadable(String(decoding: text, as: UTF8.self), reason: "not UTF-8"), span: span(start..<index))
      case UInt8(ascii: "\\"):
        guard escape(&text, &hasLoneSurrogate) else { return nil }
      case 0..<0x20:
        if byte == 0x0A || byte == 0x0D {
          fail(JSONDiagnostics.stringNotClosed(span(start..<start + 1)))
        } else {
          fail(JSONDiagnostics.control(span(index..<index + 1), byte))
        }
        return nil
      default:
        text.append(byte)
        index += 1
      }
    }
    fail(JSONDiagnostics.stringNotClosed(span(start..<start + 1)))
    return nil
  }

  /// Reads an escape; false if there is none such.
  private mutating func escape(_ text: inout [UInt8], _ hasLoneSurrogate: inout Bool) -> Bool {
    let start = index
    index += 2
    switch at(start + 1) {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(at(start + 1))
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      guard let unit = hexadecimal() else { return badEscape(start) }
      var value = unit
      if (0xD800..<0xDC00).contains(unit), at(index) == UInt8(ascii: "\\"), at(index + 1) == UInt8(ascii: "u") {
        let second = index
        index += 2
        if let low = hexadecimal(), (0xDC00..<0xE000).contains(low) {
          value = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
        } else {
          index = second
        }
      }
      let scalar = Unicode.Scalar(value)
      if scalar == nil { hasLoneSurrogate = true }
      text.append(contentsOf: String(scalar ?? "\u{FFFD}").utf8)
    default: return badEscape(start)
    }
    return true
  }

  private mutating func badEscape(_ start: Int) -> Bool {
    index = min(index, end)
    fail(JSONDiagnostics.badEscape(span(start..<min(start + 2, end))))
    return false
  }

  /// The four digits at the index.
  private mutating func hexadecimal() -> UInt32? {
    var value: UInt32 = 0
    guard index + 4 <= end else { return nil }
    for offset in 0..<4 {
      let digit: UInt8
      switch bytes[index + offset] {
      case let byte where (0x30...0x39).contains(byte): digit = byte - 0x30
      case let byte where (0x61...0x66).contains(byte | 0x20): digit = (byte | 0x20) - 0x61 + 10
      default: return nil
      }
      value = value << 4 | UInt32(digit)
    }
    index += 4
    return value
  }
}
