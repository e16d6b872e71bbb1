/// Why a pattern, or a replacement for its matches, cannot be used.
public struct PatternError: Error, Sendable, Hashable {
  /// What is wrong, independent of the wording.
  public enum Kind: String, Sendable, CaseIterable {
    case missingParenthesis, unexpectedParenthesis, missingBracket
    case missingRepetitionOperand, nestedRepetition, repetitionCount
    case escape, trailingBackslash, backreference, anyByte
    case classRange, unknownClass
    case group, groupName, duplicateGroupName, lookaround, atomicGroup
    case sourceTooLong, tooDeeplyNested, tooManyInstructions, classesTooLarge, tooManyGroups
    case replacement, severalGroups, searchTooLong
  }

  /// What is wrong.
  public let kind: Kind
  /// One sentence in the style of a diagnostic: lower-case start, no full stop, user input in back-ticks.
  public let message: String
  /// UTF-8 offsets of the place within the pattern (within the replacement for `replacement`). Empty for what
  /// concerns the text searched.
  public let range: Range<Int>
  /// A way forward, if there is a general one.
  public let help: String?

  init(_ kind: Kind, _ message: String, at range: Range<Int>, help: String? = nil) {
    self.kind = kind
    self.message = message
    self.range = range
    self.help = help
  }
}
