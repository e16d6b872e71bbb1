/// A pattern of paths as `.gitignore` has them (gitignore(5)).
///
/// A pattern with a slash at its start or inside is about the path from the folder of its file on; one without is about
/// a name at any depth. `*` and `?` stand for characters of one name, `[a-z]` for one of a set, `**` between slashes for
/// any number of folders. A slash at the end asks for a folder, `!` in front takes back what patterns before it say.
/// Characters are bytes and their case counts.
public struct PathPattern: Sendable, Hashable {
  /// Whether it takes back.
  public let isNegated: Bool
  /// Whether it is about folders only.
  public let wantsFolder: Bool
  /// Whether it is about the whole path below its folder.
  public let isAnchored: Bool
  private let steps: [Step]

  /// What stands between two slashes.
  private enum Step: Sendable, Hashable {
    /// `**`
    case anyDepth
    case literal([UInt8])
    case glob([Token])
  }

  private enum Token: Sendable, Hashable {
    case byte(UInt8)
    case any
    case star
    /// One bit for each byte.
    case set([UInt64])
  }

  /// Reads a line of a `.gitignore`, without its line break; nil for a blank line, a comment and a pattern that can
  /// match nothing (a set or an escape that is not closed).
  public init?(line: some Sequence<UInt8>) {
    var text = Self.trimmed(Array(line))
    guard let first = text.first, first != UInt8(ascii: "#") else { return nil }
    isNegated = first == UInt8(ascii: "!")
    if isNegated { text.removeFirst() }
    wantsFolder = text.last == UInt8(ascii: "/") && text.count > 1
    if wantsFolder { text.removeLast() }
    guard !text.isEmpty else { return nil }
    isAnchored = text.contains(UInt8(ascii: "/"))
    if text.first == UInt8(ascii: "/") { text.removeFirst() }
    var steps: [Step] = []
    for part in text.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      if isAnchored, part.elementsEqual("**".utf8) {
        if steps.last != .anyDepth { steps.append(.anyDepth) }
        continue
      }
      guard let step = Self.step(part) else { return nil }
      steps.append(step)
    }
    guard !steps.isEmpty else { return nil }
    self.steps = steps
  }

  /// A pattern written in a document.
  public init?(_ text: String) { self.init(line: text.utf8) }

  /// A line without spaces at its end; one behind a backslash stays.
  private static func trimmed(_ line: [UInt8]) -> [UInt8] {
    var end = line.count
    while end > 0, line[end - 1] == 0x20 {
      var slashes = 0
      while slashes < end - 1, line[end - 2 - slashes] == UInt8(ascii: "\\") { slashes += 1 }
      if slashes % 2 == 1 { break }
      end -= 1
    }
    return Array(line[..<end])
  }

  private static func step(_ part: ArraySlice<UInt8>) -> Step? {
    var tokens: [Token] = []
    var index = part.startIndex
    while index < part.endIndex {
      let byte = part[index]
      index += 1
      switch byte {
      case UInt8(ascii: "*"): if tokens.last != .star { tokens.append(.star) }
      case UInt8(ascii: "?"): tokens.append(.any)
      case UInt8(ascii: "\\"):
        guard index < part.endIndex else { return nil }
        tokens.append(.byte(part[index]))
        index += 1
      case UInt8(ascii: "["):
        guard let set = set(part, &index) else { return nil }
        tokens.append(.set(set))
      default: tokens.append(.byte(byte))
      }
    }
    var bytes: [UInt8] = []
    for token in tokens {
      guard case .byte(let byte) = token else { return .glob(tokens) }
      bytes.append(byte)
    }
    return .literal(bytes)
  }

  /// A set from behind its bracket on.
  private static func set(_ part: ArraySlice<UInt8>, _ index: inout Int) -> [UInt64]? {
    var bits = [UInt64](repeating: 0, count: 4)
    func add(_ range: ClosedRange<UInt8>) { for byte in range { bits[Int(byte >> 6)] |= 1 << UInt64(byte & 63) } }
    func at(_ offset: Int) -> UInt8? { offset < part.endIndex ? part[offset] : nil }
    let isInverted = at(index) == UInt8(ascii: "!") || at(index) == UInt8(ascii: "^")
    if isInverted { index += 1 }
    var isFirst = true
    while var low = at(index) {
      index += 1
      if low == UInt8(ascii: "]"), !isFirst {
        return isInverted ? bits.map { ~$0 } : bits
      }
      isFirst = false
      if low == UInt8(ascii: "["), at(index) == UInt8(ascii: ":") {
        guard let ranges = namedSet(part, &index) else { return nil }
        for range in ranges { add(range) }
        continue
      }
      if low == UInt8(ascii: "\\") {
        guard let escaped = at(index) else { return nil }
        low = escaped
        index += 1
      }
      guard at(index) == UInt8(ascii: "-"), var high = at(index + 1), high != UInt8(ascii: "]") else {
        add(low...low)
        continue
      }
      index += 2
      if high == UInt8(ascii: "\\") {
        guard let escaped = at(index) else { return nil }
        high = escaped
        index += 1
      }
      if low <= high { add(low...high) }
    }
    return nil
  }

  /// `[:digit:]` and its kin, from the colon on.
  private static func namedSet(_ part: ArraySlice<UInt8>, _ index: inout Int) -> [ClosedRange<UInt8>]? {
    let name = part[(index + 1)...].prefix { $0 != UInt8(ascii: ":") }
    let end = index + 1 + name.count
    guard end + 1 < part.endIndex, part[end + 1] == UInt8(ascii: "]") else { return nil }
    index = end + 2
    switch String(decoding: name, as: UTF8.self) {
    case "alnum": return [0x30...0x39, 0x41...0x5A, 0x61...0x7A]
    case "alpha": return [0x41...0x5A, 0x61...0x7A]
    case "blank": return [0x20...0x20, 0x09...0x09]
    case "cntrl": return [0x00...0x1F, 0x7F...0x7F]
    case "digit": return [0x30...0x39]
    case "graph": return [0x21...0x7E]
    case "lower": return [0x61...0x7A]
    case "print": return [0x20...0x7E]
    case "punct": return [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E]
    case "space": return [0x09...0x0D, 0x20...0x20]
    case "upper": return [0x41...0x5A]
    case "xdigit": return [0x30...0x39, 0x41...0x46, 0x61...0x66]
    default: return nil
    }
  }
}

extension PathPattern {
  /// Whether the pattern is about a path, whatever it says of it.
  ///
  /// - Parameter names: the path's names from the folder of the pattern's file on.
  /// - Complexity: O(path · pattern)
  public func matches(_ names: [ArraySlice<UInt8>], isFolder: Bool) -> Bool {
    guard let last = names.last, isFolder || !wantsFolder else { return false }
    guard isAnchored else { return steps.count == 1 && Self.matches(steps[0], last) }
    // Where a `**` stands, the way it took last is the only one that need be tried again.
    var (name, step) = (0, 0)
    var retry: (name: Int, step: Int)?
    while name < names.count {
      if step < steps.count, steps[step] == .anyDepth {
        // At the end it stands for what is in the folder, not for the folder.
        if step == steps.count - 1 { return true }
        retry = (name, step + 1)
        step += 1
      } else if step < steps.count, Self.matches(steps[step], names[name]) {
        name += 1
        step += 1
      } else if let back = retry {
        retry = (back.name + 1, back.step)
        (name, step) = (back.name + 1, back.step)
      } else {
        return false
      }
    }
    return step == steps.count
  }

  private static func matches(_ step: Step, _ name: ArraySlice<UInt8>) -> Bool {
    switch step {
    case .anyDepth: true
    case .literal(let bytes): name.elementsEqual(bytes)
    case .glob(let tokens): matches(tokens, name)
    }
  }

  private static func matches(_ tokens: [Token], _ name: ArraySlice<UInt8>) -> Bool {
    var (index, token) = (name.startIndex, 0)
    var retry: (index: Int, token: Int)?
    while index < name.endIndex {
      if token < tokens.count, tokens[token] == .star {
        retry = (index, token + 1)
        token += 1
      } else if token < tokens.count, matches(tokens[token], name[index]) {
        index += 1
        token += 1
      } else if let back = retry {
        retry = (back.index + 1, back.token)
        (index, token) = (back.index + 1, back.token)
      } else {
        return false
      }
    }
    while token < tokens.count, tokens[token] == .star { token += 1 }
    return token == tokens.count
  }

  private static func matches(_ token: Token, _ byte: UInt8) -> Bool {
    switch token {
    case .byte(let expected): byte == expected
    case .any, .star: true
    case .set(let bits): bits[Int(byte >> 6)] >> UInt64(byte & 63) & 1 == 1
    }
  }
}
