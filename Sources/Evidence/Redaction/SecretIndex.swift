/// Every secret of an inventory, found in a text in one pass: by its first scalars, then compared whole.
struct SecretIndex: Sendable {
  /// Shorter secrets are taken out of texts about their own row only: `admin` everywhere would leave no report.
  static let shortest = 6

  private var needles: [UInt64: [Needle]] = [:]
  /// A bit for the first two scalars of each: nearly everywhere in a text none begins.
  private var beginnings: SIMD4<UInt64> = .zero

  var isEmpty: Bool { needles.isEmpty }

  /// Takes a secret in; one that is too short is left out.
  mutating func insert(_ needle: Needle) {
    guard let key = SecretIndex.key(needle.scalars, at: 0) else { return }
    needles[key, default: []].append(needle)
    let beginning = SecretIndex.beginning(needle.scalars, at: 0)
    beginnings[beginning >> 6] |= 1 << UInt64(beginning & 63)
  }

  /// The longest secret that stands at an index of a folded text.
  /// - Complexity: O(1) where none begins alike
  func needle(in text: [Unicode.Scalar], at index: Int) -> Needle? {
    guard index + SecretIndex.shortest <= text.count else { return nil }
    let beginning = SecretIndex.beginning(text, at: index)
    guard beginnings[beginning >> 6] >> UInt64(beginning & 63) & 1 == 1,
      let key = SecretIndex.key(text, at: index), let candidates = needles[key]
    else { return nil }
    return candidates.filter { $0.matches(text, at: index) }.max { $0.scalars.count < $1.scalars.count }
  }

  /// The first two of six scalars, mixed into a number below 256.
  private static func beginning(_ text: [Unicode.Scalar], at index: Int) -> Int {
    Int((text[index].value &* 31 &+ text[index + 1].value) & 0xFF)
  }

  private static func key(_ text: [Unicode.Scalar], at index: Int) -> UInt64? {
    guard index + shortest <= text.count else { return nil }
    return text[index..<index + shortest].reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1.value)) &* 0x100_0000_01B3 }
  }
}
