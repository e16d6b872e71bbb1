extension Pattern {
  /// A short text that the pattern matches as a whole, for examples in messages: of `(sysinternals )?zoomit.*` it is
  /// `zoomit`. nil where none was found, as for a pattern with places that shut each other out.
  ///
  /// - Complexity: O(pattern)
  public var sample: String? {
    var parser = PatternParser(source, limits: .standard)
    guard let node = try? parser.parse() else { return nil }
    var scalars = String.UnicodeScalarView()
    Self.append(node, to: &scalars)
    let text = String(scalars)
    return matchesWhole(text) ? text : nil
  }

  /// No sample needs to be longer.
  private static let sampleLimit = 1000

  private static func append(_ node: PatternNode, to text: inout String.UnicodeScalarView) {
    guard text.count < sampleLimit else { return }
    switch node {
    case .empty, .place: return
    case .scalar(let value): if let scalar = Unicode.Scalar(value) { text.append(scalar) }
    case .set(let set): if let scalar = plainest(of: set) { text.append(scalar) }
    case .capture(_, let inner): append(inner, to: &text)
    case .concatenation(let parts): for part in parts { append(part, to: &text) }
    case .alternation(let branches): if let first = branches.first { append(first, to: &text) }
    case .repetition(let inner, let least, _, _): for _ in 0..<min(least, sampleLimit) { append(inner, to: &text) }
    }
  }

  /// A letter or digit if the set has one, else its first member.
  private static func plainest(of set: ScalarSet) -> Unicode.Scalar? {
    for value: UInt32 in [0x61, 0x30, 0x20, 0x41] where set.ranges.contains(where: { $0.contains(value) }) {
      return Unicode.Scalar(value)
    }
    return set.ranges.lazy.compactMap { Unicode.Scalar($0.lowerBound) }.first
  }
}
