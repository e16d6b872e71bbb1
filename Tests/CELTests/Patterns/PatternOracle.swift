/// A pattern as a tree of its own, with a matcher that tries one way after the other: shares nothing with the engine,
/// neither parser nor UTF-8 nor automata, and takes exponential time.
indirect enum OraclePattern {
  case character(Unicode.Scalar)
  case folded(Unicode.Scalar)
  case oneOf([Unicode.Scalar], negated: Bool)
  case anyButNewline
  case place(String)
  case group(Int, OraclePattern)
  case sequence([OraclePattern])
  case choice([OraclePattern])
  case repetition(OraclePattern, least: Int, most: Int?, greedy: Bool)

  static let orbits: [[Unicode.Scalar]] = [["k", "K", "\u{212A}"], ["a", "A"], ["ử", "Ử"], ["b", "B"], ["é", "É"]]

  /// As RE2 writes it. Groups are numbered in the order of their parentheses, which `group` must follow.
  var source: String {
    switch self {
    case .character(let scalar): Self.quoted(scalar)
    case .folded(let scalar): "(?i:\(Self.quoted(scalar)))"
    case .oneOf(let scalars, let negated): "[\(negated ? "^" : "")\(scalars.map(Self.quoted).joined())]"
    case .anyButNewline: "."
    case .place(let place): place
    case .group(_, let inner): "(\(inner.source))"
    case .sequence(let parts): "(?:\(parts.map(\.source).joined()))"
    case .choice(let branches): "(?:\(branches.map(\.source).joined(separator: "|")))"
    case .repetition(let inner, let least, let most, let greedy):
      "(?:\(inner.source))" + Self.operatorText(least, most) + (greedy ? "" : "?")
    }
  }

  private static func operatorText(_ least: Int, _ most: Int?) -> String {
    switch (least, most) {
    case (0, nil): "*"
    case (1, nil): "+"
    case (0, 1): "?"
    case (_, nil): "{\(least),}"
    case (_, let most?): least == most ? "{\(least)}" : "{\(least),\(most)}"
    }
  }

  private static func quoted(_ scalar: Unicode.Scalar) -> String {
    scalar == "\n" ? "\\n" : String(Character(scalar))
  }

  var canBeEmpty: Bool {
    switch self {
    case .character, .folded, .oneOf, .anyButNewline: false
    case .place: true
    case .group(_, let inner): inner.canBeEmpty
    case .sequence(let parts): parts.allSatisfy(\.canBeEmpty)
    case .choice(let branches): branches.contains(where: \.canBeEmpty)
    case .repetition(let inner, let least, _, _): least == 0 || inner.canBeEmpty
    }
  }

  /// Whether a loop goes around something that can be empty. What its groups hold then depends on the order in which
  /// an engine gives up, which is not the oracle's business.
  var hasEmptyLoop: Bool {
    switch self {
    case .character, .folded, .oneOf, .anyButNewline, .place: false
    case .group(_, let inner): inner.hasEmptyLoop
    case .sequence(let parts), .choice(let parts): parts.contains(where: \.hasEmptyLoop)
    case .repetition(let inner, _, let most, _): inner.hasEmptyLoop || most == nil && inner.canBeEmpty
    }
  }
}

/// Runs an `OraclePattern` over a text.
struct Oracle {
  typealias Slots = [Int?]
  typealias Next = (Int, Slots) -> Slots?

  let text: [Unicode.Scalar]
  /// The UTF-8 offset of every scalar, and of the end.
  let offsets: [Int]
  let groups: Int

  init(_ text: String, groups: Int) {
    self.text = Array(text.unicodeScalars)
    self.groups = groups
    var offsets = [0]
    for scalar in self.text { offsets.append(offsets[offsets.count - 1] + String(Character(scalar)).utf8.count) }
    self.offsets = offsets
  }

  /// UTF-8 ranges of group 0 and the others of the leftmost match.
  func firstMatch(_ pattern: OraclePattern) -> [Range<Int>?]? {
    for start in 0...text.count {
      let slots = run(pattern, start, Array(repeating: nil, count: 2 * groups + 2)) { end, slots in
        var slots = slots
        (slots[0], slots[1]) = (start, end)
        return slots
      }
      guard let slots else { continue }
      return (0...groups).map { group in
        guard let start = slots[2 * group], let end = slots[2 * group + 1] else { return nil }
        return offsets[start]..<offsets[end]
      }
    }
    return nil
  }

  func matchesWhole(_ pattern: OraclePattern) -> Bool {
    run(pattern, 0, Array(repeating: nil, count: 2 * groups + 2)) { end, slots in end == text.count ? slots : nil }
      != nil
  }

  private func run(_ pattern: OraclePattern, _ at: Int, _ slots: Slots, _ next: Next) -> Slots? {
    switch pattern {
    case .character(let scalar): return take(at, slots, next) { $0 == scalar }
    case .folded(let scalar):
      let orbit = OraclePattern.orbits.first { $0.contains(scalar) } ?? [scalar]
      return take(at, slots, next) { orbit.contains($0) }
    case .oneOf(let scalars, let negated): return take(at, slots, next) { scalars.contains($0) != negated }
    case .anyButNewline: return take(at, slots, next) { $0 != "\n" }
    case .place(let place): return holds(place, at) ? next(at, slots) : nil
    case .group(let group, let inner):
      var opened = slots
      opened[2 * group] = at
      return run(inner, at, opened) { end, slots in
        var closed = slots
        closed[2 * group + 1] = end
        return next(end, closed)
      }
    case .sequence(let parts): return run(parts[...], at, slots, next)
    case .choice(let branches):
      for branch in branches {
        if let found = run(branch, at, slots, next) { return found }
      }
      return nil
    case .repetition(let inner, let least, let most, let greedy):
      return runLoop(inner, least, most, greedy, at, slots, isFirst: true, next)
    }
  }

  private func run(_ parts: ArraySlice<OraclePattern>, _ at: Int, _ slots: Slots, _ next: Next) -> Slots? {
    guard let first = parts.first else { return next(at, slots) }
    return run(first, at, slots) { run(parts.dropFirst(), $0, $1, next) }
  }

  private func runLoop(
    _ inner: OraclePattern, _ least: Int, _ most: Int?, _ greedy: Bool, _ at: Int, _ slots: Slots, isFirst: Bool,
    _ next: Next
  ) -> Slots? {
    if most == 0 { return next(at, slots) }
    func around() -> Slots? {
      run(inner, at, slots) { end, slots in
        // An empty round ends an unbounded loop if it is the first, and is no round at all afterwards.
        if most == nil, least <= 1, end == at { return isFirst ? next(end, slots) : nil }
        return runLoop(
          inner, max(0, least - 1), most.map { $0 - 1 }, greedy, end, slots, isFirst: least > 1, next)
      }
    }
    if least > 0 { return around() }
    return greedy ? around() ?? next(at, slots) : next(at, slots) ?? around()
  }

  private func take(
    _ at: Int, _ slots: Slots, _ next: Next, _ accepts: (Unicode.Scalar) -> Bool
  ) -> Slots? {
    at < text.count && accepts(text[at]) ? next(at + 1, slots) : nil
  }

  private func holds(_ place: String, _ at: Int) -> Bool {
    func isWord(_ index: Int) -> Bool {
      guard text.indices.contains(index) else { return false }
      let properties = text[index].properties
      return text[index].isASCII && (properties.isAlphabetic || properties.numericType != nil || text[index] == "_")
    }
    switch place {
    case "^", "\\A": return at == 0
    case "$", "\\z": return at == text.count
    case "(?m:^)": return at == 0 || text[at - 1] == "\n"
    case "(?m:$)": return at == text.count || text[at] == "\n"
    case "\\b": return isWord(at - 1) != isWord(at)
    default: return isWord(at - 1) == isWord(at)
    }
  }
}
