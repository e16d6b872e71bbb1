import Values

/// An advisory's text taken apart: what it says of itself, and what it asks for, clause by clause.
///
/// Clauses are its numbered and lettered items, its bullets, `Điều`, `khoản` and `điểm`, and paragraphs with a word of
/// duty; each is split into its sentences, and those at semicolons. Lists of addressees and whatever stands behind the end
/// (`./.`) or `Nơi nhận` are left out. A quote is the text's own, spaces and line breaks folded.
public struct AdvisoryText: Sendable {
  /// A requirement as it stands in the text.
  public struct Clause: Sendable, Equatable {
    public var id: String
    public var quote: String
    public var isMandatory: Bool
  }

  /// `2699/CAT-ANM`; nil where the text has none that is complete.
  public private(set) var number: String?
  /// A day, or a month where the day is left blank: `2020-05`.
  public private(set) var date: String?
  /// What it is about, behind `V/v` or `Về việc`.
  public private(set) var subject: String?
  public private(set) var issuer: String?
  public private(set) var clauses: [Clause] = []

  /// How many clauses are taken; an advisory has dozens.
  private static let clauseLimit = 500
  private static let lineLimit = 20_000

  /// - Complexity: O(text)
  public init(_ text: String) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .prefix(AdvisoryText.lineLimit).map { AdvisoryText.trimmed(String($0)) }
    readHead(lines)
    var items = AdvisoryItems(lines)
    items.read()
    var taken: Set<String> = []
    for item in items.all where clauses.count < AdvisoryText.clauseLimit {
      let parts = AdvisoryText.requirements(item.text)
      for (index, part) in parts.enumerated() {
        var id = parts.count == 1 ? item.id : "\(item.id).\(index + 1)"
        var number = 2
        while !taken.insert(id).inserted {
          id = "\(item.id)-\(number)" + (parts.count == 1 ? "" : ".\(index + 1)")
          number += 1
        }
        clauses.append(Clause(id: id, quote: part, isMandatory: item.isMandatory(part)))
      }
    }
  }

  // MARK: The head

  private mutating func readHead(_ lines: [String]) {
    for (index, line) in lines.prefix(60).enumerated() {
      let folded = line.lowercased()
      if number == nil, folded.hasPrefix("số:") {
        let own = line.dropFirst(3).filter { $0 != " " }
        // "Số:      /UBND-VHTT" has yet to get its number.
        if own.first?.isNumber == true, own.contains("/") { number = String(own) }
      }
      if date == nil { date = AdvisoryText.day(in: folded) }
      if subject == nil {
        for mark in ["v/v", "về việc"] where folded.hasPrefix(mark) {
          var words = [AdvisoryText.trimmed(String(line.dropFirst(mark.count)))]
          // Its lines run on to an empty one.
          for next in lines.dropFirst(index + 1).prefix(5) {
            if next.isEmpty || AdvisoryItems.marker(next) != nil || next.contains(":") { break }
            words.append(next)
          }
          subject = AdvisoryText.capitalised(words.joined(separator: " "))
        }
      }
    }
    issuer = lines.first { !$0.isEmpty && !$0.lowercased().hasPrefix("số:") && AdvisoryItems.marker($0) == nil }
    if issuer.map({ AdvisoryText.day(in: $0.lowercased()) != nil || $0.count > 80 }) ?? false { issuer = nil }
  }

  /// `ngày 30 tháng 12 năm 2025`; without a day the month.
  private static func day(in line: String) -> String? {
    let words = line.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    guard let month = words.firstIndex(of: "tháng"), words.indices.contains(month + 3),
      let year = words[(month + 1)...].firstIndex(of: "năm"), words.indices.contains(year + 1),
      let m = Int(words[month + 1]), let y = Int(words[year + 1]), 1...12 ~= m, 1900...2200 ~= y
    else { return nil }
    let text = "\(y)-" + (m < 10 ? "0\(m)" : "\(m)")
    guard month > 1, words[month - 2] == "ngày", let d = Int(words[month - 1]), 1...31 ~= d else { return text }
    let day = text + "-" + (d < 10 ? "0\(d)" : "\(d)")
    return CalendarDate(parsing: day) == nil ? text : day
  }

  // MARK: Sentences

  /// The requirements in an item: its sentences, split at semicolons too, but never inside of brackets.
  static func requirements(_ text: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var depth = 0
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      if character == "(" { depth += 1 }
      if character == ")" { depth = max(0, depth - 1) }
      let isStop = character == "." && endsSentence(characters, index)
      guard depth == 0, isStop || character == ";" else {
        part.append(character)
        continue
      }
      parts.append(part)
      part = ""
    }
    parts.append(part)
    return parts.map(trimmedEnd).filter { $0.count > 8 && $0.contains(" ") }
  }

  /// Whether a full stop ends a sentence: a capital letter follows, or nothing; `...` and `v.v.` do not.
  private static func endsSentence(_ characters: [Character], _ index: Int) -> Bool {
    if index > 0, characters[index - 1] == "." { return false }
    guard index + 1 < characters.count else { return true }
    guard characters[index + 1] == " ", index + 2 < characters.count else { return false }
    return characters[index + 2].isUppercase
  }

  private static func trimmedEnd(_ text: String) -> String {
    var text = trimmed(text)[...]
    while let last = text.last, " .;:,/".contains(last) {
      // An ellipsis belongs to the words.
      if text.hasSuffix("...") { break }
      text.removeLast()
    }
    return String(text)
  }

  /// Without the spaces and the marks of Markdown around it, and with single spaces inside.
  static func trimmed(_ text: String) -> String {
    var text = text[...]
    while let first = text.first, first.isWhitespace || first == "\u{FEFF}" { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    if text.hasPrefix("**"), text.hasSuffix("**"), text.count > 4 { text = text.dropFirst(2).dropLast(2) }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func capitalised(_ text: String) -> String {
    text.first.map { $0.uppercased() + text.dropFirst() } ?? text
  }
}
