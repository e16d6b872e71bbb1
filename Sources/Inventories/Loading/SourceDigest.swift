import Crypto
import Diagnostics

extension Source {
  /// SHA-256 of the bytes, in lower-case hexadecimal digits.
  /// - Complexity: O(bytes)
  var digest: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in SHA256.hash(data: bytes) { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }
}
