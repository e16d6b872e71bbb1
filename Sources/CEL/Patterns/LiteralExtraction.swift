/// Finds the longest run of bytes that every match of a tree contains.
struct LiteralExtraction {
  private struct Run {
    var bytes: [UInt8] = []
    var masks: [UInt8] = []
    /// Whether nothing is taken before it.
    var isPrefix: Bool
  }

  /// A longer needle filters no better, and comparing it could make the search quadratic.
  private static let longest = 64

  private var current = Run(isPrefix: true)
  private var best = Run(isPrefix: false)
  /// Whether nothing but the runs has been met so far.
  private var isExact = true

  /// nil if no byte is certain. Linear in the tree.
  static func needle(of node: PatternNode) -> LiteralNeedle? {
    var extraction = LiteralExtraction()
    extraction.collect(node)
    extraction.endRun()
    let run = extraction.best
    guard !run.bytes.isEmpty else { return nil }
    return LiteralNeedle(bytes: run.bytes, masks: run.masks, isPrefix: run.isPrefix, isWhole: extraction.isExact)
  }

  private mutating func collect(_ node: PatternNode) {
    switch node {
    case .empty: break
    case .place: isExact = false
    case .scalar(let scalar):
      guard let scalar = Unicode.Scalar(scalar) else { return interrupt() }
      for byte in UTF8.encode(scalar) ?? .init() { append(byte, mask: 0) }
    case .set(let set):
      guard let letter = Self.asciiLetter(set) else { return interrupt() }
      append(letter, mask: 0x20)
    case .capture(_, let inner): collect(inner)
    case .concatenation(let parts):
      for part in parts { collect(part) }
    case .repetition(let inner, let least, _, _) where least > 0:
      // The first round continues the run; what comes after the last does not.
      collect(inner)
      interrupt()
    case .alternation, .repetition: interrupt()
    }
  }

  private mutating func append(_ byte: UInt8, mask: UInt8) {
    current.bytes.append(byte)
    current.masks.append(mask)
  }

  /// Something else may be taken here.
  private mutating func interrupt() {
    isExact = false
    endRun()
  }

  private mutating func endRun() {
    if current.bytes.count > Self.longest {
      current.bytes = Array(current.bytes.prefix(Self.longest))
      current.masks = Array(current.masks.prefix(Self.longest))
      isExact = false
    }
    if current.bytes.count > best.bytes.count { best = current }
    current = Run(isPrefix: false)
  }

  /// The lower case letter, if the set is an ASCII letter in both cases. (`k` and `s` have a third form and end a run.)
  private static func asciiLetter(_ set: ScalarSet) -> UInt8? {
    guard set.ranges.count == 2, let upper = set.ranges.first?.lowerBound, 0x41...0x5A ~= upper,
      set == ScalarSet([upper...upper, upper + 0x20...upper + 0x20])
    else { return nil }
    return UInt8(upper + 0x20)
  }
}

/// The bytes with which every text of ASCII begins that a pattern matches, letters of either case where it does not mind.
public struct LiteralBeginning: Sendable, Equatable {
  /// Letters in lower case where case is ignored.
  public private(set) var bytes: [UInt8] = []
  /// By byte: whether its case is ignored.
  public private(set) var ignoresCase: [Bool] = []
  private var isAnchored = false

  /// Nobody asks for more.
  private static let longest = 8

  /// nil if a match may begin behind the text's start, or with different bytes. Linear in the tree.
  init?(_ node: PatternNode) {
    _ = collect(node)
    guard isAnchored, !bytes.isEmpty else { return nil }
  }

  /// - Returns: whether it is certain what comes next.
  private mutating func collect(_ node: PatternNode) -> Bool {
    switch node {
    case .empty: return true
    case .place(let place):
      if bytes.isEmpty, place == .textStart { isAnchored = true }
      return true
    case .scalar(let scalar):
      guard scalar < 0x80 else { return false }
      return append(UInt8(scalar), ignoresCase: false)
    case .set(let set):
      let members = LiteralBeginning.ascii(set)
      switch members.count {
      case 1: return append(members[0], ignoresCase: false)
      case 2 where members[0] | 0x20 == members[1] && 0x41...0x5A ~= members[0]:
        return append(members[1], ignoresCase: true)
      default: return false
      }
    case .capture(_, let inner): return collect(inner)
    case .concatenation(let parts): return parts.allSatisfy { collect($0) }
    case .repetition(let inner, let least, _, _) where least > 0:
      _ = collect(inner)
      return false
    case .alternation, .repetition: return false
    }
  }

  /// The members of a set within ASCII, ascending; three of them where there are more.
  private static func ascii(_ set: ScalarSet) -> [UInt8] {
    var members: [UInt8] = []
    for range in set.ranges {
      for scalar in range.prefix(3) where scalar < 0x80 && members.count < 3 { members.append(UInt8(scalar)) }
    }
    return members
  }

  private mutating func append(_ byte: UInt8, ignoresCase: Bool) -> Bool {
    guard isAnchored, bytes.count < LiteralBeginning.longest else { return false }
    bytes.append(byte)
    self.ignoresCase.append(ignoresCase)
    return true
  }
}
