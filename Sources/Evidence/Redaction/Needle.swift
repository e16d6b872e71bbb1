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
  /// A text without withheld spellings, credentials in URLs and secrets in remarks.
  /// - Complexity: O(length · needles)
  func mask(_ text: String, _ needles: [Needle]) -> String {
    let clean = Redaction.withoutSecrets(text)
    guard !needles.isEmpty || !secrets.isEmpty else { return clean }
    // Normalised, as the needles are; a text without a hit keeps its own.
    let normalized = Text.normalized(clean)
    var folded: [Unicode.Scalar] = []
    folded.reserveCapacity(normalized.utf8.count)
    for scalar in normalized.unicodeScalars { folded.append(Needle.folded(scalar)) }
    var composed: [Unicode.Scalar] = []
    var result = String.UnicodeScalarView()
    var copied = 0
    var index = 0
    while index < folded.count {
      guard
        let needle = secrets.needle(in: folded, at: index) ?? needles.first(where: { $0.matches(folded, at: index) })
      else {
        index += 1
        continue
      }
      if composed.isEmpty { composed = Array(normalized.unicodeScalars) }
      for scalar in composed[copied..<index] { result.append(scalar) }
      for scalar in needle.mark.unicodeScalars { result.append(scalar) }
      index += needle.scalars.count
      copied = index
    }
    if copied == 0 { return clean }
    for scalar in composed[copied...] { result.append(scalar) }
    return String(result)
  }
}
