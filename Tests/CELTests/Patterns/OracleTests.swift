import CEL
import Testing

/// The engines against a matcher that shares nothing with them, on random patterns and texts.
@Suite struct PatternOracleTests {
  @Test(arguments: 0..<12)
  func `all engines agree with the oracle`(seed: Int) throws {
    var random = RandomPatterns(seed: UInt64(seed))
    var small = PatternLimits.standard
    // Room for a handful of states: they are dropped all the time, and the threads have to take over.
    small.cacheBytes = 1_200
    for _ in 0..<150 {
      let (tree, groups) = random.pattern()
      let source = tree.source
      let pattern = try Pattern(source)
      let cramped = try Pattern(source, limits: small)
      for _ in 0..<4 {
        let text = random.text()
        let oracle = Oracle(text, groups: groups)
        let expected = oracle.firstMatch(tree)
        let comment: Comment = "seed \(seed), pattern \(source), text \(text.debugDescription)"
        let found = pattern.firstMatch(in: text)?.ranges
        if tree.hasEmptyLoop {
          #expect(found?.first == expected?.first, comment)
        } else {
          #expect(found == expected, comment)
        }
        #expect(pattern.matches(text) == (expected != nil), comment)
        #expect(cramped.matches(text) == (expected != nil), comment)
        let isWhole = oracle.matchesWhole(tree)
        #expect(pattern.matchesWhole(text) == isWhole, comment)
        #expect(cramped.matchesWhole(text) == isWhole, comment)
      }
    }
  }
}

/// Random trees and texts over a small alphabet that has every length of UTF-8 and of case orbits.
struct RandomPatterns {
  private static let alphabet: [Unicode.Scalar] = [
    "a", "b", "a", "b", "K", "k", "\u{212A}", "é", "É", "ử", "Ử", "\u{1F600}", "\n", " ", "_",
  ]
  private static let places = ["^", "$", "(?m:^)", "(?m:$)", "\\b", "\\B", "\\A", "\\z"]

  private var generator: SplitMix
  private var groups = 0

  init(seed: UInt64) {
    generator = SplitMix(state: seed)
  }

  mutating func pattern() -> (OraclePattern, groups: Int) {
    groups = 0
    let tree = tree(depth: 4)
    return (tree, groups)
  }

  mutating func text() -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...9, using: &generator) { text.unicodeScalars.append(scalar()) }
    return text
  }

  private mutating func scalar() -> Unicode.Scalar {
    Self.alphabet.randomElement(using: &generator) ?? "a"
  }

  private mutating func scalars() -> [Unicode.Scalar] {
    (0..<Int.random(in: 1...3, using: &generator)).map { _ in scalar() }
  }

  private mutating func trees(_ depth: Int) -> [OraclePattern] {
    (0..<Int.random(in: 1...3, using: &generator)).map { _ in tree(depth: depth - 1) }
  }

  private mutating func tree(depth: Int) -> OraclePattern {
    switch Int.random(in: 0..<(depth == 0 ? 7 : 15), using: &generator) {
    case 0, 1, 2: return .character(scalar())
    case 3: return .folded(scalar())
    case 4: return .oneOf(scalars(), negated: Bool.random(using: &generator))
    case 5: return .anyButNewline
    case 6: return .place(Self.places.randomElement(using: &generator) ?? "^")
    case 7, 8:
      groups += 1
      let group = groups
      return .group(group, tree(depth: depth - 1))
    case 9, 10: return .sequence(trees(depth))
    case 11, 12: return .choice(trees(depth))
    default:
      let bounds: [(Int, Int?)] = [(0, nil), (1, nil), (0, 1), (2, nil), (0, 2), (1, 3), (2, 2)]
      let (least, most) = bounds.randomElement(using: &generator) ?? (0, nil)
      return .repetition(
        tree(depth: depth - 1), least: least, most: most, greedy: Int.random(in: 0..<4, using: &generator) > 0)
    }
  }
}

/// Steele, Lea and Flood's generator: the same numbers on every machine.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
