import Authoring
import Diagnostics
import Values

/// What `kiem lint` is asked for, in usable form.
public struct LintRequest: Sendable {
  /// How findings are written.
  public enum Format: String, Sendable, CaseIterable {
    case text, json, sarif
  }

  /// Something on the command line that cannot be understood.
  public typealias Problem = UsageProblem

  let policies: [String]
  let profile: String?
  let asOf: CalendarDate?
  let format: Format
  let levels: [String: LintLevel]

  /// The formats, for the help text.
  public static let formatNames = Format.allCases.map(\.rawValue)

  /// Reads what the command line says.
  ///
  /// - Parameter levels: `NAME=LEVEL` each.
  public init(policies: [String], profile: String?, asOf: String?, format: String, levels: [String]) throws(Problem) {
    self.policies = policies
    self.profile = profile
    guard let format = Format(rawValue: format) else {
      let known = Self.formatNames.joined(separator: ", ")
      throw Problem(message: "--format \(format) is no format of findings; it is one of \(known)")
    }
    self.format = format
    self.asOf = try Options.day(asOf)
    var chosen: [String: LintLevel] = [:]
    for setting in levels {
      let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, let level = LintLevel(rawValue: parts[1]) else {
        let known = LintLevel.allCases.map(\.rawValue).joined(separator: ", ")
        throw Problem(message: "--lint \(setting) says no level; write NAME=LEVEL, with one of \(known)")
      }
      guard LintCatalog.lint(named: parts[0]) != nil else {
        let nearest = NameSuggestions.nearest(to: parts[0], among: LintCatalog.names)
        let help = nearest.map { "; did you mean \($0)?" } ?? ""
        throw Problem(message: "--lint \(parts[0]) is no lint\(help)")
      }
      chosen[parts[0]] = level
    }
    self.levels = chosen
  }
}
