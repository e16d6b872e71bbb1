/// An XML document written piece by piece, so that a long one is never in memory as a whole.
///
///     var xml = XMLWriter()
///     xml.open("testsuites", [("name", "kiem")])
///     xml.element("property", [("name", "run"), ("value", digest)])
///     xml.close()
///
/// Elements stand line by line with two spaces of indentation, texts as they are. A scalar that XML 1.0 has no way to
/// write, such as most control characters, becomes U+FFFD.
public struct XMLWriter {
  /// An attribute; one whose value is nil is left out.
  public typealias Attribute = (name: String, value: String?)

  /// What has been written since the last `take`.
  public private(set) var bytes: [UInt8]
  private var names: [String] = []
  private var isEmpty = true

  /// Begins a document with its declaration: version 1.0, UTF-8.
  public init() { bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8) }

  /// Hands over what has been written, and forgets it.
  public mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// Opens an element that other elements stand in. Attributes come in the order given.
  public mutating func open(_ name: String, _ attributes: [Attribute] = []) {
    startTag(name, attributes)
    bytes += [UInt8(ascii: ">"), 0x0A]
    names.append(name)
  }

  /// Closes the element that was opened last.
  public mutating func close() {
    guard let name = names.popLast() else { return }
    indent()
    endTag(name)
  }

  /// An element with a text, or with none and written as `<name/>`.
  public mutating func element(_ name: String, _ attributes: [Attribute] = [], _ text: String = "") {
    startTag(name, attributes)
    if text.isEmpty {
      bytes += [UInt8(ascii: "/"), UInt8(ascii: ">"), 0x0A]
    } else {
      bytes.append(UInt8(ascii: ">"))
      append(text, isAttribute: false)
      endTag(name)
    }
  }

  private mutating func startTag(_ name: String, _ attributes: [Attribute]) {
    indent()
    bytes.append(UInt8(ascii: "<"))
    bytes += name.utf8
    for attribute in attributes {
      guard let value = attribute.value else { continue }
      bytes.append(0x20)
      bytes += attribute.name.utf8
      bytes += [UInt8(ascii: "="), UInt8(ascii: "\"")]
      append(value, isAttribute: true)
      bytes.append(UInt8(ascii: "\""))
    }
  }

  private mutating func endTag(_ name: String) {
    bytes += [UInt8(ascii: "<"), UInt8(ascii: "/")]
    bytes += name.utf8
    bytes += [UInt8(ascii: ">"), 0x0A]
  }

  private mutating func indent() {
    for _ in names { bytes += [0x20, 0x20] }
  }

  /// In attributes white space other than a space is written as a reference, since a reader would make spaces of it; a
  /// carriage return everywhere, since a reader would make a line feed of it.
  private mutating func append(_ text: String, isAttribute: Bool) {
    var text = text
    text.withUTF8 { utf8 in
      var start = 0
      var index = 0
      while index < utf8.count {
        let byte = utf8[index]
        var length = 1
        let replacement: StaticString?
        switch byte {
        case UInt8(ascii: "&"): replacement = "&amp;"
        case UInt8(ascii: "<"): replacement = "&lt;"
        case UInt8(ascii: ">"): replacement = "&gt;"
        case UInt8(ascii: "\""): replacement = isAttribute ? "&quot;" : nil
        case 0x09: replacement = isAttribute ? "&#9;" : nil
        case 0x0A: replacement = isAttribute ? "&#10;" : nil
        case 0x0D: replacement = "&#13;"
        case 0..<0x20: replacement = "\u{FFFD}"
        case 0xEF where index + 2 < utf8.count && utf8[index + 1] == 0xBF && utf8[index + 2] >= 0xBE:
          // U+FFFE and U+FFFF
          replacement = "\u{FFFD}"
          length = 3
        default: replacement = nil
        }
        if let replacement {
          bytes += utf8[start..<index]
          replacement.withUTF8Buffer { bytes += $0 }
          start = index + length
        }
        index += length
      }
      bytes += utf8[start...]
    }
  }
}
