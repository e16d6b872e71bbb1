import Diagnostics

/// The answer of `rpm -qai`: a block of `Name        : value` lines for each package, each block beginning with `Name`
/// and ending in a free text after `Description :`. Older versions put two fields on a line.
public enum PackageBlocks {
  /// Reads a file.
  /// - Complexity: O(bytes)
  public static func read(_ source: Source) -> StanzaFile {
    var found = LimitedDiagnostics()
    let decoded = DecodedText.decode(source, as: nil, &found)
    guard let text = decoded?.source, let start = decoded?.start else {
      return StanzaFile(source: source, stanzas: [], diagnostics: found.finished(), isWhole: false)
    }
    var builder = StanzaBuilder(text, found: found)
    var lines = TextLines(text, from: start)
    var isDescription = false
    while lines.next() {
      let field = field(text.bytes, lines.range)
      if let field, field.name == "Name" {
        builder.endStanza()
        isDescription = false
      }
      if isDescription {
        builder.extend(lines.text(lines.range), lines.range)
      } else if let field {
        isDescription = field.name == "Description"
        add(field, lines, text.bytes, &builder)
      } else if !lines.isBlank {
        builder.spoil(lines.range)
      }
    }
    builder.endStanza()
    return StanzaFile(source: text, stanzas: builder.stanzas, diagnostics: builder.found.finished())
  }

  private static func add(
    _ field: (name: String, value: Int), _ lines: TextLines, _ bytes: [UInt8], _ builder: inout StanzaBuilder
  ) {
    let value = field.value..<lines.range.upperBound
    guard let second = secondField(bytes, value) else {
      builder.begin(field.name, lines.text(lines.trimmed(value)), lines.range)
      return
    }
    let first = lines.range.lowerBound..<second.start
    builder.begin(field.name, lines.text(lines.trimmed(field.value..<second.start)), first)
    let rest = second.start..<lines.range.upperBound
    builder.begin(second.name, lines.text(lines.trimmed(second.value..<rest.upperBound)), rest)
  }

  /// `Name`, padded to at least eleven places before the colon; the place after the colon.
  private static func field(_ bytes: [UInt8], _ range: Range<Int>) -> (name: String, value: Int)? {
    let head = bytes[range].prefix(16)
    guard let colon = head.firstIndex(of: UInt8(ascii: ":")), colon - range.lowerBound >= 11 else { return nil }
    let name = bytes[range.lowerBound..<colon]
    guard let first = name.first, (0x41...0x5A).contains(first),
      name.allSatisfy({ $0 == 0x20 || (0x41...0x5A).contains($0 & 0xDF) })
    else { return nil }
    return (String(decoding: name, as: UTF8.self).split(separator: " ").joined(separator: " "), colon + 1)
  }

  private static let secondNames = ["Relocations", "Vendor", "Build Date", "Build Host", "Source RPM", "License"]

  /// The field that begins in the middle of a line, as older versions of the tool print.
  private static func secondField(
    _ bytes: [UInt8], _ range: Range<Int>
  ) -> (name: String, start: Int, value: Int)? {
    var place = range.lowerBound + 1
    while place < range.upperBound {
      // A second field stands after at least two spaces.
      if bytes[place - 1] == 0x20, bytes[place] != 0x20, place >= range.lowerBound + 2, bytes[place - 2] == 0x20 {
        for name in secondNames where bytes[place..<range.upperBound].starts(with: (name + ":").utf8) {
          return (name, place, place + name.utf8.count + 1)
        }
      }
      place += 1
    }
    return nil
  }
}
