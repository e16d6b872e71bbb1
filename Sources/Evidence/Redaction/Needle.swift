import Schema
import Values

/// A spelling to be taken out of texts, compared without regard to case.
struct Needle: Sendable {
  let scalars: [Unicode.Scalar]
  let mark: String

  /// A spelling this short is taken out where it stands as a word only: it may be part of any other word by chance.
  static let shortest = 4

  init(_ text: String, mark: String) {
    scalars = text.unicodeScalars.map(Needle.folded)
    self.mark = mark
  }

  static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.value < 0x80 {
      return 0x41...0x5A ~= scalar.value ? Unicode.Scalar(UInt8(scalar.value + 32)) : scalar
    }
    let lower = scalar.properties.lowercaseMapping.unicodeScalars
    return lower.count == 1 ? lower.first ?? scalar : scalar
  }

  /// Whether it stands at an index of a folded text.
  func matches(_ text: [Unicode.Scalar], at start: Int) -> Bool {
    guard start + scalars.count <= text.count, text[start] == scalars[0] else { return false }
    for offset in 1..<max(1, scalars.count) where text[start + offset] != scalars[offset] { return false }
    guard scalars.count < Needle.shortest else { return true }
    return !Needle.isWord(text, start - 1) && !Needle.isWord(text, start + scalars.count)
  }

  private static func isWord(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
    guard text.indices.contains(index) else { return false }
    let properties = text[index].properties
    return properties.isAlphabetic || properties.numericType != nil
  }
}

extension Redactor {
  /// A text without withheld spellings and without credentials in URLs.
  /// - Complexity: O(length · needles)
  func mask(_ text: String, _ needles: [Needle]) -> String {
    let clean = Redactor.withoutCredentials(text)
    guard !needles.isEmpty || !secrets.isEmpty else { return clean }
    // Normalised, as the needles are; a text without a hit keeps its own.
    let composed = Array(Text.normalized(clean).unicodeScalars)
    let folded = composed.map(Needle.folded)
    var result = String.UnicodeScalarView()
    var isChanged = false
    var index = 0
    while index < folded.count {
      if let needle = secrets.needle(in: folded, at: index) ?? needles.first(where: { $0.matches(folded, at: index) }) {
        result.append(contentsOf: needle.mark.unicodeScalars)
        index += needle.scalars.count
        isChanged = true
      } else {
        result.append(composed[index])
        index += 1
      }
    }
    return isChanged ? String(result) : clean
  }

  // MARK: URLs

  /// Names of query parameters that carry a secret: cameras take `?user=admin&password=...`, meeting links `?pwd=...`.
  private static let secretParameters = [
    "passwd", "password", "passcode", "passphrase", "pass", "pwd", "psw", "pw", "secret", "token", "tk", "zak",
    "api_key", "apikey", "key", "auth",
  ]

  /// A text with the credentials in its URLs taken out: what stands before `@`, and the values of telling parameters.
  static func withoutCredentials(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: ":")), text.contains("://") else { return text }
    let plain = Redaction.withoutCredentials(text)
    guard plain.utf8.contains(UInt8(ascii: "=")) else { return plain }
    let bytes = Array(plain.utf8)
    var result: [UInt8] = []
    var isInURL = false
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte <= 0x20 || "\"'<>`".utf8.contains(byte) { isInURL = false }
      if byte == UInt8(ascii: ":"), index + 2 < bytes.count, bytes[index + 1] == 0x2F, bytes[index + 2] == 0x2F {
        isInURL = true
      }
      result.append(byte)
      index += 1
      guard isInURL, byte == UInt8(ascii: "="), isSecretParameter(result.dropLast()) else { continue }
      let end = bytes[index...].firstIndex { $0 <= 0x20 || "&;#\"'<>`".utf8.contains($0) } ?? bytes.count
      if end > index { result += Array(Redaction.mark.utf8) }
      index = end
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isSecretParameter(_ before: ArraySlice<UInt8>) -> Bool {
    let name = before.suffix { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || $0 == 0x5F }
    let text = String(decoding: name, as: UTF8.self).lowercased()
    return secretParameters.contains { text == $0 || text.hasSuffix("_" + $0) }
  }
}

extension ArraySlice {
  /// The longest end whose elements all satisfy a condition.
  fileprivate func suffix(while condition: (Element) -> Bool) -> ArraySlice {
    var start = endIndex
    while start > startIndex, condition(self[start - 1]) { start -= 1 }
    return self[start...]
  }
}
