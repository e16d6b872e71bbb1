import Authoring
import Diagnostics
import Schema
import Values

/// What `kiem graph` is asked for, in usable form.
public struct GraphRequest: Sendable {
  /// Something on the command line that cannot be understood.
  public typealias Problem = UsageProblem

  let policy: String
  let profile: String?
  let part: PolicyGraphBuilder.Part
  let format: any GraphFormat
  let bundle: String?
  let showsLogic: Bool
  let asOf: CalendarDate?
  let language: Language
  let output: String?
  let overwrites: Bool

  /// The formats, for the help text.
  public static let formatNames = GraphFormatCatalog.names

  /// - Parameters:
  ///   - policy: a policy's file or folder, or the id of a shipped one.
  ///   - format: nil takes the one that the output's name ends in, else the first.
  public init(
    policy: String, profile: String? = nil, clause: String? = nil, rule: String? = nil, format: String? = nil,
    bundle: String? = nil, showsLogic: Bool = false, asOf: String? = nil, language: String = "en",
    output: String? = nil, overwrites: Bool = false
  ) throws(Problem) {
    self.policy = policy
    self.profile = profile
    self.bundle = bundle
    self.output = output
    self.overwrites = overwrites
    switch (clause, rule) {
    case (nil, nil): part = .whole
    case (let clause?, nil): part = .clause(clause)
    case (nil, let rule?): part = .rule(rule)
    default: throw Problem(message: "--clause and --rule are one too many: name a clause or a rule")
    }
    if case .rule = part { self.showsLogic = true } else { self.showsLogic = showsLogic }
    let known = Self.formatNames.joined(separator: ", ")
    if let format {
      guard let named = GraphFormatCatalog.format(named: format) else {
        throw Problem(message: "--format \(format) is no format of graphs; it is one of \(known)")
      }
      self.format = named
    } else {
      let ending = output?.split(separator: ".").last.map(String.init)
      self.format = GraphFormatCatalog.all.first { $0.fileExtension == ending } ?? GraphFormatCatalog.all[0]
    }
    if bundle != nil, asOf != nil { throw Problem(message: "--as-of is the bundle's own") }
    self.asOf = try Options.day(asOf)
    self.language = try Options.language(language)
  }
}
