import Values

/// The regex extension of cel-go. Patterns are RE2's.
enum RegexFunctions {
  static let all: [FunctionDeclaration] = [extract, extractAll, replace]

  private static let extract = FunctionDeclaration(
    "regex.extract",
    "An optional with what the pattern's only group took at the first match, or the match if it has no group. Several groups are an error.",
    [
      withPattern("regex_extract_string_string", [.string, .string], .optional(.string)) {
        (text, pattern, _) throws(PatternError) in
        .optional(try pattern.extract(from: text).map(Value.string))
      }
    ])

  private static let extractAll = FunctionDeclaration(
    "regex.extractAll",
    "What the pattern's only group took at each match, or the matches if it has no group. Several groups are an error.",
    [
      withPattern("regex_extractAll_string_string", [.string, .string], .list(.string)) {
        (text, pattern, _) throws(PatternError) in
        .list(ListValue(try pattern.extractAll(from: text).map(Value.string)))
      }
    ])

  private static let replace = FunctionDeclaration(
    "regex.replace",
    "Every match replaced, or the first so many if a number that is not negative is given; `\\1` in the replacement stands for what a group took, `\\0` for the match.",
    [
      withPattern("regex_replace_string_string_string", [.string, .string, .string], .string) {
        (text, pattern, rest) throws(PatternError) in
        guard case .string(let replacement)? = rest.first else { return .noSuchOverload("regex.replace", rest) }
        return try replacing(text, pattern, replacement, limit: nil)
      },
      withPattern("regex_replace_string_string_string_int", [.string, .string, .string, .int], .string) {
        (text, pattern, rest) throws(PatternError) in
        guard rest.count == 2, case .string(let replacement) = rest[0], case .int(let limit) = rest[1] else {
          return .noSuchOverload("regex.replace", rest)
        }
        return try replacing(text, pattern, replacement, limit: limit < 0 ? nil : Int(limit))
      },
    ])

  private static func replacing(
    _ text: String, _ pattern: Pattern, _ replacement: String, limit: Int?
  ) throws(PatternError) -> Value {
    // Each group that is referred to adds no more than the text once over all matches.
    let references = replacement.utf8.count { $0 == UInt8(ascii: "\\") } + 1
    let (bound, isHuge) = (text.utf8.count + 1).multipliedReportingOverflow(by: replacement.utf8.count + references)
    if isHuge || bound > SizeLimit.bytes {
      let matches = try pattern.allMatches(in: text, limit: limit ?? .max).count
      let (growth, isTooLarge) = matches.multipliedReportingOverflow(by: replacement.utf8.count)
      let (copies, areTooLarge) = text.utf8.count.multipliedReportingOverflow(by: references)
      if isTooLarge || areTooLarge || growth > SizeLimit.bytes || copies > SizeLimit.bytes - growth {
        return SizeLimit.tooManyBytes
      }
    }
    return .string(try pattern.replacing(in: text, with: replacement, limit: limit))
  }

  /// An overload whose second argument is a pattern; `body` gets the arguments behind it.
  private static func withPattern(
    _ id: String, _ parameters: [ValueType], _ result: ValueType,
    _ body: @escaping @Sendable (String, Pattern, [Value]) throws(PatternError) -> Value
  ) -> Overload {
    Overload(id, parameters, result) { arguments, context in
      guard arguments.count >= 2, let text = arguments[0].plainText, let source = arguments[1].plainText else {
        return .noSuchOverload(id, arguments)
      }
      do throws(PatternError) {
        return try body(text, try context.patterns.pattern(source).get(), Array(arguments.dropFirst(2)))
      } catch {
        return .failed(error.message)
      }
    }
  }
}
