import Values

/// The string functions of CEL itself.
enum StringFunctions {
  static let all: [FunctionDeclaration] = [contains, startsWith, endsWith, matches]

  private static let contains = FunctionDeclaration(
    "contains", "Whether a string contains another. Exact: for whole words, folded, see `mentions`.",
    [
      .of("contains_string", member: true, .bool) { (text: String, part: String) -> Value in
        .bool(Scalars.firstIndex(of: Array(part.utf8), in: Array(text.utf8), from: 0) != nil)
      }
    ])

  private static let startsWith = FunctionDeclaration(
    "startsWith", "Whether a string begins with another.",
    [
      .of("starts_with_string", member: true, .bool) { (text: String, prefix: String) -> Value in
        .bool(text.utf8.starts(with: prefix.utf8))
      }
    ])

  private static let endsWith = FunctionDeclaration(
    "endsWith", "Whether a string ends with another.",
    [
      .of("ends_with_string", member: true, .bool) { (text: String, suffix: String) -> Value in
        .bool(text.utf8.count >= suffix.utf8.count && text.utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8))
      }
    ])

  private static let matches = FunctionDeclaration(
    "matches",
    "Whether a regular expression in RE2's syntax matches anywhere in a string. A pattern that cannot be read is an error.",
    [matching("matches", isMember: false), matching("matches_string", isMember: true)])

  private static func matching(_ id: String, isMember: Bool) -> Overload {
    Overload(id, member: isMember, [.string, .string], .bool) { arguments, context in
      guard arguments.count == 2, let text = arguments[0].plainText, let pattern = arguments[1].plainText else {
        return .noSuchOverload("matches", arguments)
      }
      switch context.patterns.pattern(pattern) {
      case .success(let pattern): return .bool(pattern.matches(text))
      case .failure(let error): return .failed(error.message)
      }
    }
  }
}

/// Searches in arrays, of bytes and of code points.
enum Scalars {
  /// The position of the first occurrence at or after `start`.
  static func firstIndex<T: Equatable>(of part: [T], in whole: [T], from start: Int) -> Int? {
    guard let head = part.first else { return start <= whole.count ? start : nil }
    guard whole.count >= part.count else { return nil }
    var index = max(0, start)
    while index <= whole.count - part.count {
      if whole[index] == head, whole[index..<(index + part.count)].elementsEqual(part) { return index }
      index += 1
    }
    return nil
  }

  /// The position of the last occurrence that begins at or before `start`.
  static func lastIndex<T: Equatable>(of part: [T], in whole: [T], from start: Int) -> Int? {
    guard whole.count >= part.count else { return nil }
    var index = min(start, whole.count - part.count)
    while index >= 0 {
      if whole[index..<(index + part.count)].elementsEqual(part) { return index }
      index -= 1
    }
    return nil
  }

  static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
