import Crypto
import Formats

/// SHA-256 digests as evidence writes them: 64 lower-case hexadecimal digits.
public enum ContentDigest {
  /// The digest of bytes.
  public static func sha256(_ bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(data: bytes)) }

  /// The digest of a value's canonical JSON (RFC 8785).
  public static func sha256(_ value: JSONValue) -> String { sha256(JSONWriter.canonical(value)) }

  /// Bytes as lower-case hexadecimal digits.
  static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in digest { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }
}
