import Diagnostics

/// Lines of `key=value`, as cameras and recorders answer (`table.General.MachineName=...`): one paragraph, or several
/// with a blank line between them. A key may have dots and indices (`table.Users[0].Name`); a value has whatever stands
/// after the first `=`. Lines that begin with `#` or `;` are comments.
public enum KeyValueLines {
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
      let first = text.bytes[lines.range].first
      if lines.isBlank {
        builder.endStanza()
      } else if first == UInt8(ascii: "#") || first == UInt8(ascii: ";") {
        continue
      } else if let equals = lines.first(UInt8(ascii: "=")),
        case let key = lines.trimmed(lines.range.lowerBound..<equals), !key.isEmpty
      {
        let name = lines.text(key)
        if name.problem != nil { builder.spoil(lines.range) }
        builder.begin(name.text, lines.text(lines.trimmed(equals + 1..<lines.range.upperBound)), lines.range)
      } else {
        builder.spoil(lines.range)
      }
    }
    builder.endStanza()
    return StanzaFile(source: text, stanzas: builder.stanzas, diagnostics: builder.found.finished())
  }
}
