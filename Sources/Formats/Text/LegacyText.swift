import Diagnostics

/// Text files in an encoding of one byte a character, for readers that know UTF-8 and UTF-16 only.
public enum LegacyText {
  /// The text of a file in UTF-8, with a note that says so, if it is declared to be in such an encoding or can be nothing
  /// but Windows-1258; nil for any other file, which is to be read as it stands.
  ///
  /// - Parameter declared: what a manifest says.
  /// - Complexity: O(bytes)
  public static func decode(
    _ source: Source, as declared: TextEncoding? = nil
  ) -> (source: Source, diagnostics: DiagnosticList)? {
    guard declared?.isSingleByte ?? true, TextEncoding.marked(source.bytes) == nil else { return nil }
    let isUTF8 = source.bytes.withUnsafeBufferPointer { UTF8Scan.firstInvalid($0, 0..<$0.count) == nil }
    guard !isUTF8, TextEncoding.detect(source.bytes).encoding == .utf8 else { return nil }
    if declared == nil {
      let isVietnamese = source.bytes.withUnsafeBufferPointer { LegacyTextCensus($0).isVietnamese($0) }
      guard isVietnamese else { return nil }
    }
    let (text, found) = DecodedText.decode(source, as: declared)
    guard let text, text.encoding.isSingleByte else { return nil }
    return (text.source, found)
  }
}
