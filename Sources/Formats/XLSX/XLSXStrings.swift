import Diagnostics

/// The texts that the cells of a workbook share.
enum XLSXStrings {
  /// Reads the part with shared texts; whether the limit on their bytes was met.
  static func read(_ reader: inout XMLPullReader, limit: Int) -> (strings: [XMLText], isCut: Bool) {
    var strings: [XMLText] = []
    var size = 0
    while let event = reader.next() {
      guard event == .startElement, reader.isNamed("si") else { continue }
      let text = richText(&reader)
      size += text.text.utf8.count + 32
      guard size <= limit else { return (strings, true) }
      strings.append(text)
    }
    return (strings, false)
  }

  /// The characters of an element with runs of formatted text (`si`, `is`), to its end; how it is to be pronounced is
  /// left out.
  static func richText(_ reader: inout XMLPullReader) -> XMLText {
    var result = XMLText("")
    let level = reader.depth
    while let event = reader.next() {
      switch event {
      case .endElement where reader.depth == level: return unescaped(result)
      case .startElement where reader.isNamed("rPh"): reader.skipElement()
      case .startElement where reader.isNamed("t"):
        let piece = characters(&reader)
        result.text += piece.text
        result.problem = result.problem ?? piece.problem
      default: break
      }
    }
    result.problem = result.problem ?? "the text breaks off"
    return result
  }

  /// The characters of an element, to its end.
  static func characters(_ reader: inout XMLPullReader) -> XMLText {
    var result = XMLText("")
    let level = reader.depth
    while let event = reader.next() {
      if event == .endElement, reader.depth == level { return result }
      guard event == .text else { continue }
      let piece = reader.text()
      result.text += piece.text
      result.problem = result.problem ?? piece.problem
    }
    result.problem = result.problem ?? "the text breaks off"
    return result
  }

  /// `_x000D_` is the character of that number: the way in which the format spells what XML cannot.
  static func unescaped(_ text: XMLText) -> XMLText {
    guard text.text.contains("_x") else { return text }
    let bytes = Array(text.text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "_"), index + 6 < bytes.count, bytes[index + 1] == UInt8(ascii: "x"),
        bytes[index + 6] == UInt8(ascii: "_"),
        let value = UInt32(String(decoding: bytes[index + 2..<index + 6], as: UTF8.self), radix: 16),
        let scalar = Unicode.Scalar(value), bytes[index + 2] != UInt8(ascii: "+")
      {
        result.append(contentsOf: String(Character(scalar)).utf8)
        index += 7
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return XMLText(String(decoding: result, as: UTF8.self), problem: text.problem)
  }
}
