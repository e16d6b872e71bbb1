/// The syntax tree of a pattern, after flags, case and classes have been resolved: what is left are sets of code
/// points, places and structure.
indirect enum PatternNode: Sendable {
  /// Matches the empty text, anywhere.
  case empty
  /// One code point of the set; the empty set matches nothing.
  case set(ScalarSet)
  /// One code point, kept apart from `set` because most of a pattern is this.
  case scalar(UInt32)
  case place(PatternPlace)
  case capture(group: Int, PatternNode)
  case concatenation([PatternNode])
  /// In order of preference.
  case alternation([PatternNode])
  /// `most` is nil for no bound.
  case repetition(PatternNode, least: Int, most: Int?, greedy: Bool)

  /// Whether the empty text matches, if all its places are given. Linear in the size of the tree.
  var canBeEmpty: Bool {
    switch self {
    case .empty, .place: true
    case .set, .scalar: false
    case .capture(_, let inner): inner.canBeEmpty
    case .concatenation(let parts): parts.allSatisfy(\.canBeEmpty)
    case .alternation(let branches): branches.contains(where: \.canBeEmpty)
    case .repetition(let inner, let least, _, _): least == 0 || inner.canBeEmpty
    }
  }
}

/// A condition on the place between two bytes.
///
/// Several of them as a set say which conditions hold somewhere. `textStart` and `lineStart` depend on the byte before
/// only, `textEnd` and `lineEnd` on the byte after, the others on both.
struct PatternPlace: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  static let textStart = PatternPlace(rawValue: 1)
  static let lineStart = PatternPlace(rawValue: 2)
  static let textEnd = PatternPlace(rawValue: 4)
  static let lineEnd = PatternPlace(rawValue: 8)
  /// RE2's `\b`: between an ASCII word character and something else.
  static let wordBoundary = PatternPlace(rawValue: 16)
  /// RE2's `\B`, and never inside a character.
  static let noWordBoundary = PatternPlace(rawValue: 32)

  static let all: PatternPlace = [.textStart, .lineStart, .textEnd, .lineEnd, .wordBoundary, .noWordBoundary]
  /// What is decided by the byte before.
  static let behind: PatternPlace = [.textStart, .lineStart]

  /// The conditions that hold between `before` and `after`; nil stands for the start and the end of the text.
  static func holding(before: UInt8?, after: UInt8?) -> PatternPlace {
    var places: PatternPlace = []
    if before == nil { places.insert(.textStart) }
    if before == nil || before == newline { places.insert(.lineStart) }
    if after == nil { places.insert(.textEnd) }
    if after == nil || after == newline { places.insert(.lineEnd) }
    if isWord(before) != isWord(after) {
      places.insert(.wordBoundary)
    } else if !isContinuation(after) {
      places.insert(.noWordBoundary)
    }
    return places
  }

  static let newline: UInt8 = 10

  static func isWord(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    switch byte {
    case 48...57, 65...90, 95, 97...122: return true
    default: return false
    }
  }

  /// Whether the byte stands inside a UTF-8 sequence and so has no place before it.
  static func isContinuation(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return byte & 0xC0 == 0x80
  }
}
