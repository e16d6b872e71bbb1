import Evidence
import Formats
import Schema

/// A record's message with holes where it says what stands elsewhere in the record, so that records of one shape share
/// it.
///
/// A hole is one scalar of Unicode's private use area: U+E100 the subject's id, U+E101 its name, then three for each
/// observation: `file:line`, with the column in configuration files, its text in the file, its value. A text that holds such scalars itself, or a text for one of
/// the holes, is kept whole, behind U+E001.
struct MessageTemplate {
  private let holes: [(mark: [UInt8], text: [UInt8])]
  private let message: LocalizedText

  private static let observationLimit = 60

  init(_ record: EvidenceRecord) {
    var holes: [(mark: [UInt8], text: [UInt8])] = []
    for (index, observation) in record.observed.prefix(MessageTemplate.observationLimit).enumerated() {
      let base = 2 + 3 * index
      if let source = observation.source {
        holes.append((MessageTemplate.mark(base), Array(source.place.utf8)))
        holes.append((MessageTemplate.mark(base + 1), Array(source.raw.utf8)))
      }
      if case .string(let text) = observation.value {
        holes.append((MessageTemplate.mark(base + 2), Array(text.utf8)))
      }
    }
    holes.append((MessageTemplate.mark(1), Array(record.subject.name.utf8)))
    holes.append((MessageTemplate.mark(0), Array(record.subject.id.utf8)))
    // Shorter texts stand in words by chance; the longest first, so that one within another leaves it whole.
    self.holes = holes.enumerated()
      .filter { $0.element.text.count > 2 }
      .sorted { a, b in
        a.element.text.count == b.element.text.count
          ? a.offset < b.offset : a.element.text.count > b.element.text.count
      }
      .map(\.element)
    message = record.message
  }

  /// `[vi, en]`
  var json: JSONValue { [text(message.vi), text(message.en)] }

  private func text(_ text: String?) -> JSONValue {
    guard let text else { return .null }
    var bytes = Array(text.utf8)
    let private0 = UInt8(0xEE)
    if bytes.contains(private0) || holes.contains(where: { $0.text.contains(private0) }) {
      return .string("\u{E001}" + text)
    }
    for hole in holes { bytes = MessageTemplate.replacing(hole.text, in: bytes, with: hole.mark) }
    return .string(String(decoding: bytes, as: UTF8.self))
  }

  private static func mark(_ index: Int) -> [UInt8] {
    Array(String(Unicode.Scalar(UInt16(0xE100 + index)).map(Character.init) ?? "\u{E001}").utf8)
  }

  /// Every occurrence replaced that no digit follows: `a.csv:1` is not in `a.csv:12`.
  /// - Complexity: O(length of both) for texts that are met in practice
  private static func replacing(_ text: [UInt8], in bytes: [UInt8], with mark: [UInt8]) -> [UInt8] {
    guard bytes.count >= text.count, let first = text.first else { return bytes }
    var result: [UInt8] = []
    var copied = 0
    var index = 0
    let last = bytes.count - text.count
    while index <= last {
      guard bytes[index] == first, bytes[index..<index + text.count].elementsEqual(text) else {
        index += 1
        continue
      }
      let after = index + text.count
      if after < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[after]) {
        index += 1
        continue
      }
      result += bytes[copied..<index]
      result += mark
      copied = after
      index = after
    }
    return copied == 0 ? bytes : result + bytes[copied...]
  }
}
