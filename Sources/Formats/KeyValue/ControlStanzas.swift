import Diagnostics

/// Paragraphs of `Name: value` with a blank line between them, as in Debian's control files (`/var/lib/dpkg/status`)
/// and mail headers (RFC 822). A line that begins with white space goes on with the field above it; a lone `.` there is
/// an empty line.
public enum ControlStanzas {
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
    while lines.next() {
      if lines.isBlank {
        builder.endStanza()
      } else if lines.isIndented, builder.isOpen {
        let content = lines.trimmed(lines.range.lowerBound + 1..<lines.range.upperBound)
        let piece = lines.text(content)
        builder.extend(piece.text == "." ? TextPiece("") : piece, lines.range)
      } else if let colon = lines.first(UInt8(ascii: ":")), isName(text.bytes[lines.range.lowerBound..<colon]) {
        let name = String(decoding: text.bytes[lines.range.lowerBound..<colon], as: UTF8.self)
        let value = lines.trimmed(colon + 1..<lines.range.upperBound)
        builder.begin(name, lines.text(value), lines.range.lowerBound..<max(value.upperBound, colon + 1))
      } else {
        builder.spoil(lines.range)
      }
    }
    builder.endStanza()
    return StanzaFile(source: text, stanzas: builder.stanzas, diagnostics: builder.found.finished())
  }

  /// Printable ASCII without a space.
  static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
    !bytes.isEmpty && bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }
}
