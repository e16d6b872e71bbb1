import Values

/// Text as people write it, and what cannot be decided.
enum TextFunctions {
  static let all: [FunctionDeclaration] = [mentions, normalized, undecided]

  private static let mentions = FunctionDeclaration(
    "mentions",
    """
    Whether the words of a phrase stand in a text as whole words, one after the other; case, spaces and Unicode form \
    do not matter, diacritics do. `\\b` of a pattern is ASCII and misses `phòng ngủ`; this does not.
    """,
    [
      .of("mentions_text_text", takes: [.text, .text], .bool) { (text: Value, phrase: Value) -> Value in
        mention(text, phrase)
      },
      .of("text_mentions_text", member: true, takes: [.text, .text], .bool) { (text: Value, phrase: Value) -> Value in
        mention(text, phrase)
      },
    ])

  private static func mention(_ text: Value, _ phrase: Value) -> Value {
    guard case .text(let text) = text, case .text(let phrase) = phrase else {
      return .noSuchOverload("mentions", [text, phrase])
    }
    return .bool(text.mentions(phrase))
  }

  private static let normalized = FunctionDeclaration(
    "normalized",
    "The form in which texts compare: trimmed, spaces folded to one, NFC, case folded; diacritics stay.",
    [
      .of("normalized_text", takes: [.text], .string) { (text: Value) -> Value in
        guard case .text(let text) = text else { return .noSuchOverload("normalized", [text]) }
        return .string(text.folded)
      }
    ])

  private static let undecided = FunctionDeclaration(
    "undecided", "Unknown, with a reason in words: for what an expression can see but not decide.",
    [
      .of("undecided_string", takes: [.string], .parameter("T")) { (reason: String) -> Value in
        .unknown(Unknown(.undecided, "", detail: reason))
      }
    ])
}
