/// Reads RE2's syntax into a tree.
///
/// The parser keeps its own stack of open groups, so depth of nesting costs no call stack. The tree's height is capped
/// too, since later passes recurse over it.
struct PatternParser {
  /// What `(?imsU)` switches on.
  struct Flags: OptionSet {
    let rawValue: UInt8
    static let fold = Flags(rawValue: 1)
    static let multiline = Flags(rawValue: 2)
    static let dotAll = Flags(rawValue: 4)
    static let ungreedy = Flags(rawValue: 8)
  }

  /// A node with what the caps need to know of it.
  struct Item {
    var node: PatternNode
    var height = 1
    /// The product of the counts of repetitions within each other.
    var factor = 1
  }

  /// An open group, or the pattern as a whole.
  private struct Frame {
    /// The number of a capturing group.
    var group: Int?
    var opening: Range<Int>
    /// The flags to go back to.
    var flags: Flags
    var branches: [Item] = []
    var items: [Item] = []
  }

  let bytes: [UInt8]
  let limits: PatternLimits
  var position = 0
  var flags: Flags = []
  var groupNames: [String?] = [nil]
  private var frames: [Frame] = []
  /// Where the repetition operator that ended just here began.
  private var repetition: Int?
  private var rangeCount = 0

  init(_ source: String, flags: Flags = [], limits: PatternLimits) {
    bytes = Array(source.utf8)
    self.flags = flags
    self.limits = limits
    frames = [Frame(group: nil, opening: 0..<0, flags: flags)]
  }

  /// The tree of the whole pattern. Linear in the source, but for the ranges of named classes.
  mutating func parse() throws(PatternError) -> PatternNode {
    if bytes.count > limits.sourceBytes {
      throw .sourceTooLong(limit: limits.sourceBytes, at: limits.sourceBytes..<bytes.count)
    }
    while position < bytes.count {
      let start = position
      let previous = repetition
      repetition = nil
      switch bytes[position] {
      case UInt8(ascii: "("): try openGroup()
      case UInt8(ascii: ")"): try closeGroup()
      case UInt8(ascii: "|"):
        position += 1
        finishBranch()
      case UInt8(ascii: "*"):
        position += 1
        try repeatLast(0, nil, from: start, after: previous)
      case UInt8(ascii: "+"):
        position += 1
        try repeatLast(1, nil, from: start, after: previous)
      case UInt8(ascii: "?"):
        position += 1
        try repeatLast(0, 1, from: start, after: previous)
      case UInt8(ascii: "{"):
        if let (least, most) = counts() {
          try repeatLast(least, most, from: start, after: previous)
        } else {
          position += 1
          append(literal(UInt32(UInt8(ascii: "{"))))
        }
      default: try parseAtom()
      }
    }
    guard frames.count == 1 else { throw .missingParenthesis(at: frames[frames.count - 1].opening) }
    finishBranch()
    return alternation(frames[0].branches).node
  }

  private mutating func parseAtom() throws(PatternError) {
    switch bytes[position] {
    case UInt8(ascii: "."):
      position += 1
      append(.set(flags.contains(.dotAll) ? .all : .allButNewline))
    case UInt8(ascii: "^"):
      position += 1
      append(.place(flags.contains(.multiline) ? .lineStart : .textStart))
    case UInt8(ascii: "$"):
      position += 1
      append(.place(flags.contains(.multiline) ? .lineEnd : .textEnd))
    case UInt8(ascii: "["): append(.set(try parseClass()))
    case UInt8(ascii: "\\"): try parseBackslash()
    default: append(literal(takeScalar()))
    }
  }

  /// `\` outside a class: a place, a class, quoted text, or an escaped character.
  private mutating func parseBackslash() throws(PatternError) {
    if let place = takePlace() { return append(.place(place)) }
    if peek(1) == UInt8(ascii: "C") { throw .anyByte(at: position..<position + 2) }
    if peek(1) == UInt8(ascii: "Q") { return quote() }
    if let set = try takeNamedClass() { return append(.set(set)) }
    append(literal(try takeEscape()))
  }

  private mutating func takePlace() -> PatternPlace? {
    let place: PatternPlace
    switch peek(1) {
    case UInt8(ascii: "A"): place = .textStart
    case UInt8(ascii: "z"): place = .textEnd
    case UInt8(ascii: "b"): place = .wordBoundary
    case UInt8(ascii: "B"): place = .noWordBoundary
    default: return nil
    }
    position += 2
    return place
  }

  /// `\Q…\E`, or to the end of the pattern.
  private mutating func quote() {
    position += 2
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "\\"), peek(1) == UInt8(ascii: "E") {
        position += 2
        return
      }
      append(literal(takeScalar()))
    }
  }

  // MARK: Structure

  private mutating func append(_ node: PatternNode) {
    frames[frames.count - 1].items.append(Item(node: node))
  }

  private mutating func finishBranch() {
    let last = frames.count - 1
    frames[last].branches.append(concatenation(frames[last].items))
    frames[last].items = []
  }

  private func concatenation(_ items: [Item]) -> Item {
    let kept = items.filter { if case .empty = $0.node { false } else { true } }
    guard kept.count > 1 else { return kept.first ?? Item(node: .empty) }
    return combine(kept, .concatenation(kept.map(\.node)))
  }

  /// Branches of one character each become one set: fewer instructions, the same meaning, since none is longer.
  private func alternation(_ items: [Item]) -> Item {
    if items.count == 1 { return items[0] }
    var ranges: [ClosedRange<UInt32>] = []
    for item in items {
      switch item.node {
      case .scalar(let scalar): ranges.append(scalar...scalar)
      case .set(let set): ranges += set.ranges
      default: return combine(items, .alternation(items.map(\.node)))
      }
    }
    return Item(node: .set(ScalarSet(ranges)))
  }

  private func combine(_ items: [Item], _ node: PatternNode) -> Item {
    Item(
      node: node, height: 1 + (items.map(\.height).max() ?? 0), factor: items.map(\.factor).max() ?? 1)
  }

  mutating func pushGroup(_ group: Int?, opening: Range<Int>, flags inner: Flags) throws(PatternError) {
    if frames.count > limits.nesting { throw .tooDeeplyNested(limit: limits.nesting, at: opening) }
    frames.append(Frame(group: group, opening: opening, flags: flags))
    flags = inner
  }

  private mutating func closeGroup() throws(PatternError) {
    guard frames.count > 1 else { throw .unexpectedParenthesis(at: position..<position + 1) }
    position += 1
    finishBranch()
    let frame = frames.removeLast()
    flags = frame.flags
    var item = alternation(frame.branches)
    if let group = frame.group {
      item.node = .capture(group: group, item.node)
      item.height += 1
    }
    frames[frames.count - 1].items.append(item)
  }

  // MARK: Repetition

  private mutating func repeatLast(
    _ least: Int, _ most: Int?, from start: Int, after previous: Int?
  ) throws(PatternError) {
    let operatorText = text(start..<position)
    var isGreedy = !flags.contains(.ungreedy)
    if peek(0) == UInt8(ascii: "?") {
      position += 1
      isGreedy.toggle()
    }
    if let previous { throw .nestedRepetition(text(previous..<position), at: previous..<position) }
    let last = frames.count - 1
    guard var item = frames[last].items.popLast() else {
      throw .missingRepetitionOperand(operatorText, at: start..<position)
    }
    if let most, most < least {
      throw .repetitionCount(operatorText, limit: limits.repetition, at: start..<position)
    }
    let count = most ?? least
    item.factor = count == 0 && most != nil ? 1 : min(item.factor, Self.largestCount) * max(count, 1)
    if max(least, count) > limits.repetition || item.factor > limits.repetition {
      throw .repetitionCount(operatorText, limit: limits.repetition, at: start..<position)
    }
    item.height += 1
    // A group adds at most four levels: itself, branches, a sequence, a repetition. Only `x*(?i)*(?i)*…` adds more.
    if item.height > 4 * min(limits.nesting, Self.largestCount) + 16 {
      throw .tooDeeplyNested(limit: limits.nesting, at: start..<position)
    }
    if case .empty = item.node {
    } else {
      item.node = .repetition(item.node, least: least, most: most, greedy: isGreedy)
    }
    frames[last].items.append(item)
    repetition = start
  }

  /// `{n}`, `{n,}` or `{n,m}`; nil, with nothing taken, if it is not one: then `{` stands for itself. Large
  /// numbers saturate.
  private mutating func counts() -> (least: Int, most: Int?)? {
    var index = position + 1
    guard let least = number(&index) else { return nil }
    var most: Int? = least
    if index < bytes.count, bytes[index] == UInt8(ascii: ",") {
      index += 1
      if index < bytes.count, bytes[index] == UInt8(ascii: "}") {
        most = nil
      } else {
        guard let number = number(&index) else { return nil }
        most = number
      }
    }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "}") else { return nil }
    position = index + 1
    return (least, most)
  }

  /// Where numbers saturate, so that no limit makes arithmetic overflow.
  private static let largestCount = 1_000_000

  /// A decimal number without superfluous zeros.
  private func number(_ index: inout Int) -> Int? {
    let start = index
    var value = 0
    while index < bytes.count, 48...57 ~= bytes[index] {
      value = min(value * 10 + Int(bytes[index] - 48), Self.largestCount)
      index += 1
    }
    if index == start || index > start + 1 && bytes[start] == 48 { return nil }
    return value
  }

  // MARK: Characters

  private func literal(_ scalar: UInt32) -> PatternNode {
    guard flags.contains(.fold) else { return .scalar(scalar) }
    let orbit = scalar < 0x80 ? CaseFolding.orbitsOfASCII[Int(scalar)] : CaseFolding.closure(of: ScalarSet(scalar))
    return orbit.single == nil ? .set(orbit) : .scalar(scalar)
  }

  /// Counts ranges of classes against the cap.
  mutating func account(for ranges: Int, from start: Int) throws(PatternError) {
    rangeCount += ranges
    if rangeCount > limits.classRanges {
      throw .classesTooLarge(limit: limits.classRanges, at: start..<position)
    }
  }

  func peek(_ distance: Int) -> UInt8? {
    position + distance < bytes.count ? bytes[position + distance] : nil
  }

  /// The next code point, which must be there.
  mutating func takeScalar() -> UInt32 {
    let first = bytes[position]
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var value = UInt32(first) & (length == 1 ? 0x7F : 0xFF >> UInt32(length + 1))
    for offset in 1..<max(length, 1) {
      value = value << 6 | UInt32(peek(offset) ?? 0x80) & 0x3F
    }
    position = min(position + length, bytes.count)
    return value
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }
}
