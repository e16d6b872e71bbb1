import Schema
import Values

/// What `kiem explain` is asked for, in usable form: the record of a rule and a subject, finding or not; a rule; a code.
public struct ExplainRequest: Sendable {
  /// Something on the command line that cannot be understood.
  public typealias Problem = UsageProblem

  /// What the name means.
  enum Kind: Sendable, Hashable {
    case record
    case rule
    case code(Int)
  }

  let name: String
  let kind: Kind
  let subject: String?
  let bundle: String?
  let inventory: [String]
  private(set) var policies: [String]
  let profile: String?
  let redactKey: String?
  let asOf: CalendarDate?
  let isJSON: Bool
  let language: Language
  let showsTree: Bool

  /// - Parameters:
  ///   - name: a record's id, a rule, or a diagnostic's code.
  ///   - subject: what the rule is about.
  ///   - showsTree: whether a record is shown as a decision tree.
  public init(
    name: String, subject: String?, bundle: String?, inventory: [String], policies: [String], profile: String?,
    redactKey: String? = nil, asOf: String?, format: String, language: String, showsTree: Bool = false
  ) throws(Problem) {
    self.name = name
    self.subject = subject
    self.bundle = bundle
    self.inventory = inventory
    self.policies = policies
    self.profile = profile
    self.redactKey = redactKey
    self.showsTree = showsTree
    let hasRun = bundle != nil || !inventory.isEmpty
    if let number = Self.code(name), subject == nil, !hasRun {
      kind = .code(number)
    } else if hasRun {
      kind = .record
    } else if subject == nil, !Self.looksLikeRecord(name) {
      kind = .rule
    } else {
      throw Problem(message: "a record comes from a bundle or an inventory: add --bundle FOLDER or --inventory PATH")
    }
    if bundle != nil, asOf != nil { throw Problem(message: "--as-of is the bundle's own") }
    self.asOf = try Options.day(asOf)
    guard ["text", "json"].contains(format) else {
      throw Problem(message: "--format \(format) is none; it is one of text, json")
    }
    isJSON = format == "json"
    self.language = try Options.language(language)
  }

  /// The request with the folders of the shipped policies that it names by their ids.
  func located(_ console: Console) -> ExplainRequest {
    var request = self
    request.policies = ShippedPolicies.paths(of: policies, console)
    return request
  }

  /// The number of a code: `KIEM4003`, in whatever case.
  private static func code(_ name: String) -> Int? {
    guard name.utf8.count > 4, name.utf8.count <= 8, name.prefix(4).uppercased() == "KIEM" else { return nil }
    let digits = name.dropFirst(4)
    return digits.utf8.allSatisfy { (48...57).contains($0) } ? Int(digits) : nil
  }

  /// Eight hexadecimal digits and more: the beginning of a record's id.
  private static func looksLikeRecord(_ name: String) -> Bool {
    name.utf8.count >= 8 && name.utf8.contains { (48...57).contains($0) }
      && name.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0 | 0x20) || $0 == 45 }
  }
}
