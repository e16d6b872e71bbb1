extension PatternParser {
  /// At `(`: opens a group, or sets flags for the rest of the one that is open.
  mutating func openGroup() throws(PatternError) {
    let start = position
    guard peek(1) == UInt8(ascii: "?") else {
      position += 1
      return try openCapture(name: nil, from: start)
    }
    let isPython = peek(2) == UInt8(ascii: "P")
    let isName = isPython ? peek(3) == UInt8(ascii: "<") : peek(2) == UInt8(ascii: "<")
    if let error = unsupportedGroup(from: start) { throw error }
    if isName { return try openNamed(from: start, nameAt: start + (isPython ? 4 : 3)) }
    if isPython { throw .group(text(start..<start + 4), at: start..<min(start + 4, bytes.count)) }
    try takeFlags(from: start)
  }

  private mutating func openCapture(name: String?, from start: Int) throws(PatternError) {
    let group = groupNames.count
    if group > limits.groups { throw .tooManyGroups(limit: limits.groups, at: start..<position) }
    groupNames.append(name)
    try pushGroup(group, opening: start..<position, flags: flags)
  }

  /// The group syntax of other engines that RE2 leaves out on purpose.
  private func unsupportedGroup(from start: Int) -> PatternError? {
    for (opening, length) in [("(?=", 3), ("(?!", 3), ("(?<=", 4), ("(?<!", 4)]
    where text(start..<start + length) == opening {
      return .lookaround(opening, at: start..<start + length)
    }
    if text(start..<start + 3) == "(?>" { return .atomicGroup("(?>", at: start..<start + 3) }
    if text(start..<start + 4) == "(?P=" { return .backreference("(?P=", at: start..<start + 4) }
    return nil
  }

  private mutating func openNamed(from start: Int, nameAt: Int) throws(PatternError) {
    var end = nameAt
    while end < bytes.count, PatternPlace.isWord(bytes[end]) { end += 1 }
    guard end > nameAt, end < bytes.count, bytes[end] == UInt8(ascii: ">") else {
      let shown = start..<min(end + 1, bytes.count)
      throw .groupName(text(shown), at: shown)
    }
    let name = text(nameAt..<end)
    if groupNames.contains(name) { throw .duplicateGroupName(name, at: nameAt..<end) }
    position = end + 1
    try openCapture(name: name, from: start)
  }

  /// `(?flags)` or `(?flags:`.
  private mutating func takeFlags(from start: Int) throws(PatternError) {
    var changed = flags
    var isClearing = false
    var sawFlag = false
    position += 2
    while let byte = peek(0) {
      position += 1
      let flag: Flags
      switch byte {
      case UInt8(ascii: "i"): flag = .fold
      case UInt8(ascii: "m"): flag = .multiline
      case UInt8(ascii: "s"): flag = .dotAll
      case UInt8(ascii: "U"): flag = .ungreedy
      case UInt8(ascii: "-") where !isClearing:
        isClearing = true
        sawFlag = false
        continue
      case UInt8(ascii: ":") where sawFlag || !isClearing:
        return try pushGroup(nil, opening: start..<position, flags: changed)
      case UInt8(ascii: ")") where sawFlag || !isClearing:
        flags = changed
        return
      default: throw .group(text(start..<position), at: start..<position)
      }
      sawFlag = true
      if isClearing { changed.remove(flag) } else { changed.insert(flag) }
    }
    throw .missingParenthesis(at: start..<bytes.count)
  }
}
