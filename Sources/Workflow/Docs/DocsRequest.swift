import Schema
import Values

/// What `kiem docs` is asked for, in usable form.
public struct DocsRequest: Sendable {
  /// Something on the command line that cannot be understood.
  public typealias Problem = UsageProblem

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
    self.language = try Options.language(language, of: "pages")
    self.asOf = try Options.day(asOf)
  }
}
