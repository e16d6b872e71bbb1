import Diagnostics

/// A recursive-descent parser over bytes; the depth limit bounds the recursion.
struct JSONParser {
  let source: Source
  let bytes: UnsafeBufferPointer<UInt8>
  let end: Int
  let limits: JSONLimits
  var index: Int
  var found: LimitedDiagnostics
  /// Set by the first syntax error; nothing is read after it.
  private(set) var hasFailed = false
  /// Whether comments and trailing commas are passed over; both are noted.
  let isRelaxed: Bool
  private(set) var comments: [Range<Int>] = []
  private(set) var trailingCommas: [Range<Int>] = []

  init(
    source: Source, bytes: UnsafeBufferPointer<UInt8>, range: Range<Int>, limits: JSONLimits,
    found: LimitedDiagnostics, isRelaxed: Bool = false
  ) {
    self.isRelaxed = isRelaxed
    self.source = source
    self.bytes = bytes
    self.index = range.lowerBound
    self.end = range.upperBound
    self.limits = limits
    self.found = found
  }

  /// One value and nothing after it; what was read of it if it breaks off.
  mutating func document() -> JSONNode? {
    passSpace()
    var root = value(depth: 0)
    guard !hasFailed else { return root }
    passSpace()
    if index < end {
      fail(JSONDiagnostics.textAfterEnd(here))
      root?.isWhole = false
    }
    return root
  }

  /// Values behind each other, as long as each begins with a bracket.
  mutating func documents() -> [JSONNode] {
    var roots: [JSONNode] = []
    passSpace()
    repeat {
      if let root = value(depth: 0) { roots.append(root) }
      if hasFailed { break }
      passSpace()
    } while index < end && (bytes[index] == UInt8(ascii: "{") || bytes[index] == UInt8(ascii: "["))
    if !hasFailed, index < end {
      fail(JSONDiagnostics.textAfterEnd(here))
      if !roots.isEmpty { roots[roots.count - 1].isWhole = false }
    }
    return roots
  }

  // MARK: values

  /// A value; after a failure nil, or an array or object with what it has so far.
  private mutating func value(depth: Int) -> JSONNode? {
    let start = index
    switch at(index) {
    case UInt8(ascii: "{"):
      guard depth < limits.depth else { return tooDeep() }
      return object(depth: depth + 1)
    case UInt8(ascii: "["):
      guard depth < limits.depth else { return tooDeep() }
      return array(depth: depth + 1)
    case UInt8(ascii: "\""): return string()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return number()
    case UInt8(ascii: "t"): return word("true", .bool(true), start)
    case UInt8(ascii: "f"): return word("false", .bool(false), start)
    case UInt8(ascii: "n"): return word("null", .null, start)
    default:
      fail(index < end ? JSONDiagnostics.notAValue(unexpected) : JSONDiagnostics.endsEarly(here))
      return nil
    }
  }

  private mutating func array(depth: Int) -> JSONNode {
    let start = index
    var items: [JSONNode] = []
    index += 1
    passSpace()
    if at(index) == UInt8(ascii: "]"), index < end {
      index += 1
      return JSONNode(kind: .array([]), span: span(start..<index))
    }
    while true {
      if let item = value(depth: depth) { items.append(item) }
      if !hasFailed {
        passSpace()
        if index < end, bytes[index] == UInt8(ascii: "]") {
          index += 1
          return JSONNode(kind: .array(items), span: span(start..<index))
        }
        separator(in: "list", closing: "]", opening: start)
        if endsAfterComma("]") { return JSONNode(kind: .array(items), span: span(start..<index)) }
      }
      if hasFailed { return JSONNode(kind: .array(items), span: span(start..<index), isWhole: false) }
    }
  }

  private mutating func object(depth: Int) -> JSONNode {
    let start = index
    var members: [JSONNode.Member] = []
    var names: [String: Int] = [:]
    index += 1
    passSpace()
    if at(index) == UInt8(ascii: "}"), index < end {
      index += 1
      return JSONNode(kind: .object([]), span: span(start..<index))
    }
    while true {
      if let member = member(depth: depth) {
        if let first = names.updateValue(members.count, forKey: member.name) {
          names[member.name] = first
          found.add(JSONDiagnostics.duplicateName(member.nameSpan, first: members[first].nameSpan, member.name))
        }
        members.append(member)
      }
      if !hasFailed {
        passSpace()
        if index < end, bytes[index] == UInt8(ascii: "}") {
          index += 1
          return JSONNode(kind: .object(members), span: span(start..<index))
        }
        separator(in: "object", closing: "}", opening: start)
        if endsAfterComma("}") { return JSONNode(kind: .object(members), span: span(start..<index)) }
      }
      if hasFailed { return JSONNode(kind: .object(members), span: span(start..<index), isWhole: false) }
    }
  }

  private mutating func member(depth: Int) -> JSONNode.Member? {
    guard index < end, bytes[index] == UInt8(ascii: "\"") else {
      fail(index < end ? JSONDiagnostics.notAName(unexpected) : JSONDiagnostics.endsEarly(here))
      return nil
    }
    let nameStart = index
    guard let name = string() else { return nil }
    let nameSpan = span(nameStart..<index)
    passSpace()
    guard index < end, bytes[index] == UInt8(ascii: ":") else {
      fail(index < end ? JSONDiagnostics.colonMissing(unexpected) : JSONDiagnostics.endsEarly(here))
      return nil
    }
    index += 1
    passSpace()
    guard let value = value(depth: depth) else { return nil }
    return switch name.kind {
    case .string(let text), .unreadable(let text, _): JSONNode.Member(name: text, nameSpan: nameSpan, value: value)
    default: nil
    }
  }

  /// The comma between two items, after which another item must follow.
  private mutating func separator(in what: String, closing: Character, opening: Int) {
    guard index < end else {
      fail(JSONDiagnostics.notClosed(here, span(opening..<opening + 1), what, closing))
      return
    }
    guard bytes[index] == UInt8(ascii: ",") else {
      fail(JSONDiagnostics.commaMissing(unexpected, what, closing))
      return
    }
    let comma = index
    index += 1
    passSpace()
    if index < end, bytes[index] == UInt8(ascii: "]") || bytes[index] == UInt8(ascii: "}") {
      if isRelaxed, bytes[index] == closing.asciiValue {
        trailingCommas.append(comma..<comma + 1)
      } else {
        fail(JSONDiagnostics.trailingComma(span(comma..<comma + 1)))
      }
    }
  }

  /// Whether the bracket stands here that a trailing comma was allowed before; passes over it.
  private mutating func endsAfterComma(_ closing: Unicode.Scalar) -> Bool {
    guard isRelaxed, !hasFailed, index < end, bytes[index] == UInt8(ascii: closing) else { return false }
    index += 1
    return true
  }

  private mutating func word(_ word: String, _ kind: JSONNode.Kind, _ start: Int) -> JSONNode? {
    var end = index
    while isLetter(at(end)) { end += 1 }
    guard bytes[start..<end].elementsEqual(word.utf8) else {
      fail(JSONDiagnostics.notAValue(span(start..<end)))
      return nil
    }
    index = end
    return JSONNode(kind: kind, span: span(start..<end))
  }

  private mutating func number() -> JSONNode? {
    let start = index
    if bytes[index] == UInt8(ascii: "-") { index += 1 }
    var isValid = true
    if at(index) == UInt8(ascii: "0") {
      index += 1
      if digits() > 0 { isValid = false }
    } else if digits() == 0 {
      isValid = false
    }
    if at(index) == UInt8(ascii: ".") {
      index += 1
      if digits() == 0 { isValid = false }
    }
    if at(index) | 0x20 == UInt8(ascii: "e") {
      index += 1
      if at(index) == UInt8(ascii: "+") || at(index) == UInt8(ascii: "-") { index += 1 }
      if digits() == 0 { isValid = false }
    }
    while isLetter(at(index)) || at(index) == UInt8(ascii: ".") {
      index += 1
      isValid = false
    }
    guard isValid else {
      fail(JSONDiagnostics.badNumber(span(start..<index)))
      return nil
    }
    return JSONNode(kind: .number(source.text(start..<index)), span: span(start..<index))
  }

  private mutating func digits() -> Int {
    let start = index
    while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(at(index)) { index += 1 }
    return index - start
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x5F
  }

  // MARK: the text

  func at(_ offset: Int) -> UInt8 { offset < end ? bytes[offset] : 0 }

  func span(_ range: Range<Int>) -> Span { Span(source: source, range: range) }

  /// The point where the reading is.
  private var here: Span { span(index..<index) }

  /// The character, or the word, that should not be here.
  private var unexpected: Span {
    var stop = index
    while stop < end, isLetter(bytes[stop]), stop - index < 40 { stop += 1 }
    if stop == index, stop < end {
      stop += 1
      while stop < end, bytes[stop] & 0xC0 == 0x80 { stop += 1 }
    }
    return span(index..<stop)
  }

  private mutating func passSpace() {
    while index < end, bytes[index] == 0x20 || bytes[index] == 0x0A || bytes[index] == 0x0D || bytes[index] == 0x09 {
      index += 1
    }
    if isRelaxed, at(index) == UInt8(ascii: "/") { passComments() }
  }

  /// Passes over comments and the space between them.
  private mutating func passComments() {
    while index + 1 < end, bytes[index] == UInt8(ascii: "/") {
      let start = index
      switch bytes[index + 1] {
      case UInt8(ascii: "/"):
        while index < end, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
      case UInt8(ascii: "*"):
        index += 2
        while index + 1 < end, bytes[index] != UInt8(ascii: "*") || bytes[index + 1] != UInt8(ascii: "/") {
          index += 1
        }
        guard index + 1 < end else {
          index = end
          return fail(JSONDiagnostics.commentNotClosed(span(start..<start + 2)))
        }
        index += 2
      default: return
      }
      comments.append(start..<index)
      while index < end, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[index]) { index += 1 }
    }
  }

  private mutating func tooDeep() -> JSONNode? {
    fail(JSONDiagnostics.tooDeep(here, limit: limits.depth))
    return nil
  }

  mutating func fail(_ diagnostic: Diagnostic) {
    guard !hasFailed else { return }
    hasFailed = true
    found.add(diagnostic)
  }
}
