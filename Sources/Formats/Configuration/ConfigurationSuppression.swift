import Diagnostics

/// A comment that accepts what rules find at a place:
///
///     # kiem:ignore password-in-clear until=2026-12-31 reason="a test stand without a network"
///     password: hunter2
///
/// It is about the value on its own line, or, where it has its line for itself, on the next line that is none of a
/// comment. It must name its rules, say how long it holds and why.
public struct ConfigurationSuppression: Sendable, Hashable {
  /// A word of the comment with its place.
  public struct Word: Sendable, Hashable {
    /// The word, without quotes.
    public var text: String
    /// Where it stands.
    public var place: Span

    /// Makes a word of its parts.
    public init(_ text: String, at place: Span) {
      self.text = text
      self.place = place
    }
  }

  /// The ids of the rules whose findings it accepts, at least one; never all rules.
  public var rules: [Word]
  /// The last day on which it holds, as `2026-12-31`.
  public var until: Word
  /// Why, never empty.
  public var reason: Word
  /// Where the comment stands.
  public var place: Span
  /// The line that it is about, from 1.
  public var line: Int

  /// Makes a suppression of its parts.
  public init(rules: [Word], until: Word, reason: Word, place: Span, line: Int) {
    self.rules = rules
    self.until = until
    self.reason = reason
    self.place = place
    self.line = line
  }

  /// Whether it is about a place: its line is the first line of that place.
  /// - Complexity: O(log lines)
  public func concerns(_ place: Span) -> Bool {
    place.source === self.place.source && place.source.line(at: place.range.lowerBound) == line
  }
}

/// Finds suppressions among comments.
struct SuppressionScan {
  private(set) var suppressions: [ConfigurationSuppression] = []
  private(set) var diagnostics: [Diagnostic] = []
  private let source: Source

  static let keyword = "kiem:ignore"

  init(_ comments: [ConfigurationComment], in source: Source) {
    self.source = source
    var commentLines: Set<Int> = []
    for comment in comments where comment.isAlone {
      let (first, last) = (comment.place.start.line, comment.place.end.line)
      commentLines.formUnion(first...max(first, last))
    }
    for comment in comments {
      guard let start = start(of: comment.place) else { continue }
      var line = comment.place.start.line
      if comment.isAlone {
        while commentLines.contains(line) || isBlank(line) { line += 1 }
      }
      add(comment.place, from: start, line: line)
    }
  }

  private func isBlank(_ line: Int) -> Bool {
    line < source.lineStarts.count && source.line(line).utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// Where the text behind the keyword begins, if the comment begins with it.
  private func start(of comment: Span) -> Int? {
    let bytes = source.bytes
    var index = comment.range.lowerBound
    while index < comment.range.upperBound, "#;!/*<- \t\r\n".utf8.contains(bytes[index]) { index += 1 }
    guard bytes[index..<comment.range.upperBound].starts(with: Self.keyword.utf8) else { return nil }
    index += Self.keyword.utf8.count
    guard index < comment.range.upperBound else { return index }
    return bytes[index] == 0x20 || bytes[index] == 0x09 ? index : nil
  }

  private mutating func add(_ place: Span, from start: Int, line: Int) {
    var end = place.range.upperBound
    for closing in ["*/", "-->"] where source.bytes[start..<end].suffix(closing.utf8.count).elementsEqual(closing.utf8)
    {
      end -= closing.utf8.count
    }
    var rules: [ConfigurationSuppression.Word] = []
    var until: ConfigurationSuppression.Word?
    var reason: ConfigurationSuppression.Word?
    var isValid = true
    for word in words(start..<end) {
      if let value = value(of: "until", word) {
        until = value
      } else if let value = value(of: "reason", word) {
        reason = value
      } else if word.text.utf8.contains(UInt8(ascii: "=")) || word.text.utf8.contains(UInt8(ascii: "\"")) {
        diagnostics.append(SuppressionDiagnostics.unknownWord(word.place))
        isValid = false
      } else {
        rules += Self.rules(word, source)
      }
    }
    if rules.isEmpty {
      diagnostics.append(SuppressionDiagnostics.noRule(place))
      isValid = false
    }
    if let until {
      let isDate = until.text.utf8.count == 10 && TOMLDate.isDateOrTime(Array(until.text.utf8))
      if !isDate {
        diagnostics.append(SuppressionDiagnostics.badDate(until.place))
        isValid = false
      }
    } else {
      diagnostics.append(SuppressionDiagnostics.noDate(place))
    }
    if reason.map({ $0.text.utf8.allSatisfy { $0 == 0x20 } }) ?? true {
      diagnostics.append(SuppressionDiagnostics.noReason(reason?.place ?? place))
      isValid = false
    }
    guard isValid, let until, let reason else { return }
    suppressions.append(
      ConfigurationSuppression(rules: rules, until: until, reason: reason, place: place, line: line))
  }

  /// The ids of `a,b`.
  private static func rules(
    _ word: ConfigurationSuppression.Word, _ source: Source
  ) -> [ConfigurationSuppression.Word] {
    let bytes = source.bytes[word.place.range]
    return bytes.split(separator: UInt8(ascii: ",")).map { part in
      let place = Span(source: source, range: part.startIndex..<part.endIndex)
      return ConfigurationSuppression.Word(place.text, at: place)
    }
  }

  /// What stands behind `name=`, without its quotes.
  private func value(
    of name: String, _ word: ConfigurationSuppression.Word
  ) -> ConfigurationSuppression.Word? {
    let prefix = name + "="
    guard word.text.hasPrefix(prefix) else { return nil }
    var range = word.place.range.lowerBound + prefix.utf8.count..<word.place.range.upperBound
    let quote = UInt8(ascii: "\"")
    if range.count >= 2, source.bytes[range.lowerBound] == quote, source.bytes[range.upperBound - 1] == quote {
      range = range.lowerBound + 1..<range.upperBound - 1
    }
    let place = Span(source: source, range: range)
    return ConfigurationSuppression.Word(place.text, at: place)
  }

  /// Words parted by white space; inside double quotes it parts nothing.
  private func words(_ range: Range<Int>) -> [ConfigurationSuppression.Word] {
    var words: [ConfigurationSuppression.Word] = []
    var start = range.lowerBound
    var isQuoted = false
    for index in range.lowerBound...range.upperBound {
      let byte = index < range.upperBound ? source.bytes[index] : 0x20
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
      guard isSpace, !isQuoted || index == range.upperBound else { continue }
      if index > start {
        let place = Span(source: source, range: start..<index)
        words.append(ConfigurationSuppression.Word(place.text, at: place))
      }
      start = index + 1
    }
    return words
  }
}

/// The words of what can be wrong with suppressions.
enum SuppressionDiagnostics {
  private static let form = "write `kiem:ignore rule-id until=2026-12-31 reason=\"why\"`"

  private static func syntax(_ message: String, _ span: Span) -> Diagnostic {
    Diagnostic(.suppressionSyntax, message, at: span, help: [form, "it has no effect as it stands"])
  }

  static func noRule(_ span: Span) -> Diagnostic { syntax("a suppression that names no rule", span) }

  static func noDate(_ span: Span) -> Diagnostic { syntax("a suppression that does not say how long it holds", span) }

  static func badDate(_ span: Span) -> Diagnostic {
    syntax("a suppression whose last day is no date of the calendar", span)
  }

  static func noReason(_ span: Span) -> Diagnostic { syntax("a suppression without a reason", span) }

  static func unknownWord(_ span: Span) -> Diagnostic {
    syntax("a suppression with something that is neither a rule, nor `until=`, nor `reason=`", span)
  }
}
