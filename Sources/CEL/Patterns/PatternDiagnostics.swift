/// The words of pattern errors.
extension PatternError {
  // MARK: Groups

  static func missingParenthesis(at range: Range<Int>) -> PatternError {
    PatternError(.missingParenthesis, "missing `)`: this group is never closed", at: range)
  }

  static func unexpectedParenthesis(at range: Range<Int>) -> PatternError {
    PatternError(
      .unexpectedParenthesis, "unexpected `)`: no group is open here", at: range,
      help: "write `\\)` for the character itself")
  }

  static func group(_ text: String, at range: Range<Int>) -> PatternError {
    PatternError(
      .group, "invalid group syntax `\(text)`", at: range,
      help: "RE2 knows `(…)`, `(?:…)`, `(?P<name>…)`, `(?<name>…)` and the flags i, m, s, U as `(?i)` or `(?i:…)`")
  }

  static func groupName(_ text: String, at range: Range<Int>) -> PatternError {
    PatternError(
      .groupName, "invalid group name in `\(text)`", at: range,
      help: "a name is made of ASCII letters, digits and `_`, and ends with `>`")
  }

  static func duplicateGroupName(_ name: String, at range: Range<Int>) -> PatternError {
    PatternError(.duplicateGroupName, "the group name `\(name)` is used twice", at: range)
  }

  static func lookaround(_ text: String, at range: Range<Int>) -> PatternError {
    PatternError(
      .lookaround, "RE2 has no lookaround: `\(text)`", at: range,
      help: "match the context too and capture the part that matters, or combine two patterns with `&&` and `!`")
  }

  static func atomicGroup(_ text: String, at range: Range<Int>) -> PatternError {
    PatternError(
      .atomicGroup, "RE2 has no atomic groups: `\(text)`", at: range,
      help: "write `(?:`; matching is linear in time without it")
  }

  static func backreference(_ text: String, at range: Range<Int>) -> PatternError {
    PatternError(
      .backreference, "RE2 has no backreferences: `\(text)`", at: range,
      help: "capture both places and compare them in the expression")
  }

  // MARK: Repetition

  static func missingRepetitionOperand(_ text: String, at range: Range<Int>) -> PatternError {
    PatternError(
      .missingRepetitionOperand, "nothing for `\(text)` to repeat", at: range,
      help: "write `\\\(text)` for the character itself")
  }

  static func nestedRepetition(_ text: String, at range: Range<Int>) -> PatternError {
    let isPossessive = text.hasSuffix("+")
    return PatternError(
      .nestedRepetition,
      isPossessive
        ? "RE2 has no possessive repetition: `\(text)`" : "one repetition directly after another: `\(text)`",
      at: range,
      help: isPossessive ? "leave out the `+`; matching is linear in time without it" : "group the first with `(?:…)`")
  }

  static func repetitionCount(_ text: String, limit: Int, at range: Range<Int>) -> PatternError {
    PatternError(
      .repetitionCount, "invalid repetition count `\(text)`", at: range,
      help: "counts ascend and are at most \(limit), repetitions within each other multiplied")
  }

  // MARK: Escapes and classes

  static func escape(_ text: String, at range: Range<Int>) -> PatternError {
    PatternError(
      .escape, "RE2 has no escape `\(text)`", at: range,
      help: text == "\\Z" ? "write `\\z` for the end of the text" : nil)
  }

  static func trailingBackslash(at range: Range<Int>) -> PatternError {
    PatternError(
      .trailingBackslash, "`\\` at the end of the pattern", at: range, help: "write `\\\\` for the character itself")
  }

  static func anyByte(at range: Range<Int>) -> PatternError {
    PatternError(
      .anyByte, "`\\C` (any single byte) is not supported: patterns match whole characters", at: range,
      help: "write `(?s:.)` for any character")
  }

  static func missingBracket(at range: Range<Int>) -> PatternError {
    PatternError(
      .missingBracket, "missing `]`: this class is never closed", at: range,
      help: "write `\\[` for the character itself")
  }

  static func classRange(_ text: String, at range: Range<Int>) -> PatternError {
    PatternError(.classRange, "invalid range in a class: `\(text)` goes downwards", at: range)
  }

  static func unknownClass(_ text: String, at range: Range<Int>) -> PatternError {
    PatternError(
      .unknownClass, "no class `\(text)` of characters is known here", at: range,
      help: "known are `[:alpha:]` and the like, `\\p{L}` and the other general categories, and the scripts "
        + ScriptCatalog.all.map(\.name).joined(separator: ", "))
  }

  // MARK: Limits

  static func sourceTooLong(limit: Int, at range: Range<Int>) -> PatternError {
    PatternError(.sourceTooLong, "the pattern is longer than \(limit) bytes", at: range)
  }

  static func tooDeeplyNested(limit: Int, at range: Range<Int>) -> PatternError {
    PatternError(.tooDeeplyNested, "more than \(limit) groups or repetitions within each other", at: range)
  }

  static func tooManyInstructions(limit: Int, at range: Range<Int>) -> PatternError {
    PatternError(
      .tooManyInstructions, "the pattern is too large: it needs more than \(limit) instructions", at: range,
      help: "repetitions are written out: lower their counts, or use `*` and `+`")
  }

  static func classesTooLarge(limit: Int, at range: Range<Int>) -> PatternError {
    PatternError(.classesTooLarge, "the pattern's classes have more than \(limit) ranges", at: range)
  }

  static func tooManyGroups(limit: Int, at range: Range<Int>) -> PatternError {
    PatternError(
      .tooManyGroups, "more than \(limit) capturing groups", at: range, help: "use `(?:…)` where nothing is captured")
  }

  static func searchTooLong(limit: Int) -> PatternError {
    PatternError(
      .searchTooLong, "finding all matches took more than \(limit) steps", at: 0..<0,
      help: "avoid `.*` followed by something that is rarely there")
  }

  // MARK: Replacement and extraction

  static func replacementEscape(_ text: String, at range: Range<Int>) -> PatternError {
    PatternError(
      .replacement, "invalid replacement: `\(text)`", at: range,
      help: "`\\` must be followed by a digit, for a group, or by another `\\`")
  }

  static func replacementGroup(_ group: Int, of count: Int, at range: Range<Int>) -> PatternError {
    PatternError(
      .replacement, "the replacement refers to group \(group), but the pattern has only \(count)", at: range)
  }

  static func severalGroups(_ count: Int, at range: Range<Int>) -> PatternError {
    PatternError(
      .severalGroups, "the pattern has \(count) capturing groups where at most one can be extracted", at: range,
      help: "use `(?:…)` for the others")
  }
}
