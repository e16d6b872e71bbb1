import Schema
import Values

/// What `kiem docs` is asked for, in usable form.
public struct DocsRequest: Sendable {
  /// Something on the command line that cannot be understood.
  public struct Problem: Error {
    public let message: String
  }

  let policies: [String]
  /// nil: the pages alone, to the standard output.
  let folder: String?
  let language: Language
  let asOf: CalendarDate?
  let overwrites: Bool

  /// Reads what the command line says.
  public init(
    policies: [String], folder: String?, language: String, asOf: String?, overwrites: Bool
  ) throws(Problem) {
    self.policies = policies
    self.folder = folder
    self.overwrites = overwrites
    guard let language = Language(rawValue: language) else {
      throw Problem(message: "--lang \(language) is not a language of the pages; it is one of vi, en")
    }
    self.language = language
    if let asOf {
      guard let day = CheckRequest.day(asOf) else {
        throw Problem(message: "--as-of \(asOf) is no day; write it as YYYY-MM-DD")
      }
      self.asOf = day
    } else {
      self.asOf = nil
    }
  }
}
