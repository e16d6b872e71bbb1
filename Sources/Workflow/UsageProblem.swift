import Schema
import Values

/// Something on the command line that cannot be understood.
public struct UsageProblem: Error {
  public let message: String
}

/// Readers of options that several commands have.
enum Options {
  /// The day that `--as-of` names: a day and nothing but a day, for a time of day would need a zone to be one.
  static func day(_ text: String?) throws(UsageProblem) -> CalendarDate? {
    guard let text else { return nil }
    let shape = text.utf8.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) ? UInt8(ascii: "0") : $0 }
    guard shape.elementsEqual("0000-00-00".utf8), let day = CalendarDate(parsing: text) else {
      throw UsageProblem(message: "--as-of \(text) is no day; write it as YYYY-MM-DD")
    }
    return day
  }

  /// The language that `--lang` names.
  ///
  /// - Parameter what: of what, in the plural: `reports`.
  static func language(_ text: String, of what: String = "reports") throws(UsageProblem) -> Language {
    if let language = Language(rawValue: text) { return language }
    let known = list(Language.allCases.map(\.rawValue))
    throw UsageProblem(message: "--lang \(text) is not a language of the \(what); it is one of \(known)")
  }

  /// Words in a sentence.
  static func list(_ words: [String]) -> String { words.joined(separator: ", ") }
}
