import Diagnostics

/// A text file whose bytes have become UTF-8.
public struct DecodedText: Sendable {
  /// What told the encoding.
  public enum Origin: String, Sendable {
    /// Nothing says otherwise, and it is UTF-8 or, but for single places, seems to be.
    case standard
    /// A byte order mark.
    case mark
    /// NUL bytes beside each letter.
    case pattern
    /// A manifest, or the file itself.
    case declared
    /// Its letters: nothing else makes sense.
    case content
  }

  /// The text in UTF-8: the file itself, or what was made of it, under the same path. Where it is not well-formed, the
  /// file has bytes that are no text: whoever reads a value there takes it for unreadable, and never puts a replacement
  /// in its place.
  public var source: Source
  /// Where the text begins, behind a byte order mark.
  public var start: Int
  public var encoding: TextEncoding
  public var origin: Origin

  /// Decodes a file.
  ///
  /// A byte order mark decides, then what is declared, then NUL bytes; else it is UTF-8. A file that is not UTF-8 and
  /// can be nothing but Windows-1258 is taken for it, with a note. Any other stays as it is, and a warning tells which
  /// encodings would fit and what to write into a manifest.
  ///
  /// - Parameter declared: what a manifest says.
  /// - Returns: nil, with an error among the diagnostics, for UTF-32.
  /// - Complexity: O(bytes)
  public static func decode(
    _ source: Source, as declared: TextEncoding? = nil
  ) -> (text: DecodedText?, diagnostics: DiagnosticList) {
    var found = LimitedDiagnostics()
    let text = decode(source, as: declared, &found)
    return (text, found.finished())
  }

  static func decode(
    _ source: Source, as declared: TextEncoding?, _ found: inout LimitedDiagnostics
  ) -> DecodedText? {
    if let (encoding, mark) = TextEncoding.marked(source.bytes) {
      if let declared, declared != encoding { found.add(TextDiagnostics.mark(source, encoding, declared: declared)) }
      return made(source, encoding, mark, .mark, &found)
    }
    if let declared { return made(source, declared, 0, .declared, &found) }
    let (encoding, _) = TextEncoding.detect(source.bytes)
    if encoding != .utf8 { return made(source, encoding, 0, .pattern, &found) }
    let (census, isVietnamese) = source.bytes.withUnsafeBufferPointer { bytes -> (LegacyTextCensus?, Bool) in
      guard UTF8Scan.firstInvalid(bytes, 0..<bytes.count) != nil else { return (nil, false) }
      let census = LegacyTextCensus(bytes)
      return (census, census.isVietnamese(bytes))
    }
    guard let census else { return DecodedText(source: source, start: 0, encoding: .utf8, origin: .standard) }
    if isVietnamese {
      found.add(TextDiagnostics.certain(source, .windows1258))
      return made(source, .windows1258, 0, .content, &found)
    }
    found.add(TextDiagnostics.notUTF8(source, census))
    return DecodedText(source: source, start: 0, encoding: .utf8, origin: .standard)
  }

  private static func made(
    _ source: Source, _ encoding: TextEncoding, _ mark: Int, _ origin: Origin, _ found: inout LimitedDiagnostics
  ) -> DecodedText? {
    let bytes: [UInt8]
    switch encoding {
    case .utf8:
      let isValid = source.bytes.withUnsafeBufferPointer { UTF8Scan.firstInvalid($0, mark..<$0.count) == nil }
      if !isValid, origin == .declared || origin == .mark { found.add(TextDiagnostics.notAsDeclared(source, encoding)) }
      return DecodedText(source: source, start: mark, encoding: encoding, origin: origin)
    case .utf32:
      found.add(TextDiagnostics.utf32(source))
      return nil
    case .utf16LittleEndian, .utf16BigEndian:
      bytes = TextEncoding.decodeUTF16(source.bytes[mark...], bigEndian: encoding == .utf16BigEndian)
    case .windows1258, .windows1252, .latin1:
      let isUTF8 = source.bytes.withUnsafeBufferPointer { bytes in
        bytes.contains { $0 >= 0x80 } && UTF8Scan.firstInvalid(bytes, 0..<bytes.count) == nil
      }
      if isUTF8 { found.add(TextDiagnostics.declaredButUTF8(source, encoding)) }
      bytes = SingleByteText.decode(source.bytes[...], encoding)
    }
    let text = Source(path: source.path, bytes: bytes, isConfidential: source.isConfidential)
    if bytes.withUnsafeBufferPointer({ UTF8Scan.firstInvalid($0, 0..<$0.count) }) != nil {
      found.add(TextDiagnostics.notAsDeclared(source, encoding))
    }
    return DecodedText(source: text, start: 0, encoding: encoding, origin: origin)
  }
}
