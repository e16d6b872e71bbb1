import Diagnostics

/// Text files as UTF-8.
public enum TextReader {
  /// The text of a file, decoded from UTF-16 where it is that, without a byte order mark; the source itself where
  /// nothing has to change. Nil for UTF-32 and for bytes that are no text.
  /// - Complexity: O(bytes) where it is decoded, else O(1)
  public static func read(_ source: Source) -> Source? {
    let (encoding, mark) = TextEncoding.detect(source.bytes)
    let bytes: [UInt8]
    switch encoding {
    case .utf8:
      guard !RecordReader.isBinary(source) else { return nil }
      if mark == 0 { return source }
      bytes = Array(source.bytes[mark...])
    case .utf16LittleEndian, .utf16BigEndian:
      bytes = TextEncoding.decodeUTF16(source.bytes[mark...], bigEndian: encoding == .utf16BigEndian)
    case .utf32, .windows1258, .windows1252, .latin1: return nil
    }
    return Source(path: source.path, bytes: bytes, isConfidential: source.isConfidential)
  }
}
