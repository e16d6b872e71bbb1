import Authoring
import Diagnostics
import Values

/// What `kiem new` is asked for, in usable form.
public struct NewRequest: Sendable {
  /// Something on the command line that cannot be understood.
  public typealias Problem = UsageProblem

  let template: any DocumentTemplate
  let id: String
  let advisory: String?
  let number: String?
  let issuer: String?
  let folder: String?
  let policies: [String]
  let asOf: CalendarDate?

  /// The kinds of documents, for the help text.
  public static let kinds = DocumentTemplateCatalog.names
  /// The kinds with what each is, a line each.
  public static let summaries = DocumentTemplateCatalog.all.map { "\($0.name): \($0.summary)" }

  /// - Parameters:
  ///   - advisory: the file with the advisory's text, for a policy.
  ///   - folder: where the files go; nil: the working folder, for tests the folder of their policy.
  public init(
    kind: String, id: String, advisory: String? = nil, number: String? = nil, issuer: String? = nil,
    folder: String? = nil, policies: [String] = [], asOf: String? = nil
  ) throws(Problem) {
    guard let template = DocumentTemplateCatalog.template(named: kind) else {
      let nearest = NameSuggestions.nearest(to: kind, among: Self.kinds)
      let help = nearest.map { "did you mean \($0)?" } ?? "it is one of \(Self.kinds.joined(separator: ", "))"
      throw Problem(message: "\(kind) is no kind of document that can be made; \(help)")
    }
    if kind != "policy",
      let given = [("--from", advisory), ("--number", number), ("--issuer", issuer)].first(where: { $0.1 != nil })
    {
      throw Problem(message: "\(given.0) is a policy's; \(kind) takes none")
    }
    self.template = template
    self.id = id
    self.advisory = advisory
    self.number = number
    self.issuer = issuer
    self.folder = folder
    self.policies = policies
    self.asOf = try Options.day(asOf)
  }
}
