import Diagnostics
import Policies

/// What `kiem schema` is asked for, in usable form.
public struct SchemaRequest: Sendable {
  /// Something on the command line that cannot be understood.
  public typealias Problem = UsageProblem

  /// nil: every kind, told by a document's first key.
  let kind: PolicyDocument.Kind?
  let policies: [String]
  /// nil: the standard output.
  let folder: String?
  let overwrites: Bool

  /// The kinds of documents, for the help text.
  public static let kindNames = PolicyDocument.Kind.allCases.map(\.rawValue)

  /// Reads what the command line says.
  public init(kind: String?, policies: [String], folder: String?, overwrites: Bool) throws(Problem) {
    self.policies = policies
    self.folder = folder
    self.overwrites = overwrites
    guard let kind else {
      guard folder != nil else {
        throw Problem(
          message: "name a kind of document (\(Self.kindNames.joined(separator: ", "))), or a folder with -o")
      }
      self.kind = nil
      return
    }
    guard let known = PolicyDocument.Kind(rawValue: kind) else {
      let nearest = NameSuggestions.nearest(to: kind, among: Self.kindNames)
      let help = nearest.map { "; did you mean \($0)?" } ?? ""
      throw Problem(message: "\(kind) is no kind of document\(help)")
    }
    self.kind = known
  }
}
