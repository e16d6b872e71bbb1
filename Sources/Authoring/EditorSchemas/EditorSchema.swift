import Formats
import Policies
import Schema

/// JSON Schemas of our documents (draft 2020-12), by which editors complete keys and names and mark mistakes.
///
///     DocumentMapping (keys, shapes, docs) ┐
///     the loaded packs (rules, attributes) ┴─ EditorSchema ─ one schema per kind of document
///
/// They are made from the table that the formatter goes by. What takes more than a look at one place (a quote that is
/// not in the text, an expression of another type) is for `kiem lint`.
public struct EditorSchema: Sendable {
  private let names: PackNames

  public init(_ policies: [LoadedPolicy]) { names = PackNames(policies) }

  /// The schema of documents of one kind.
  public func schema(of kind: PolicyDocument.Kind) -> JSONValue {
    let document = DocumentMapping(kind)
    var builder = EditorSchemaBuilder(names: names)
    var members = builder.object(document)
    if kind == .catalog { members += EditorRowSchema.rows(of: names.catalogs) }
    let head: [(String, JSONValue)] = [
      ("$schema", .string(Self.dialect)), ("title", .string("Kiem: \(kind.rawValue)")),
      ("description", .string(Self.summary(kind))),
    ]
    return .object(head + members + [("$defs", .object(builder.definitions()))])
  }

  /// The schema of a document of any kind, told by its first key: it refers to the others, by the names of their files.
  public var anyDocument: JSONValue {
    let kinds = Self.byDistinction
    var choice: JSONValue = .bool(false)
    for kind in kinds.reversed() {
      choice = .object([
        ("if", .object([("required", .array([.string(kind.rawValue)]))])),
        ("then", .object([("$ref", .string(Self.fileName(kind)))])), ("else", choice),
      ])
    }
    let head: [(String, JSONValue)] = [
      ("$schema", .string(Self.dialect)), ("title", .string("Kiem: any document")), ("type", .string("object")),
    ]
    guard case .object(let members) = choice else { return .object(head) }
    return .object(head + members)
  }

  /// The file that a kind's schema goes by.
  public static func fileName(_ kind: PolicyDocument.Kind) -> String { "\(kind.rawValue).schema.json" }

  /// The file of the schema of any document.
  public static let anyFileName = "document.schema.json"

  private static let dialect = "https://json-schema.org/draft/2020-12/schema"

  /// A kind whose word is a key of others too comes behind them.
  private static let byDistinction: [PolicyDocument.Kind] = [
    .policy, .schema, .adapter, .catalog, .profile, .tests, .inventory, .project, .waivers, .attestations,
  ]

  static func summary(_ kind: PolicyDocument.Kind) -> String {
    switch kind {
    case .policy: "The encoding of one advisory: its clauses, and the rules that decide them."
    case .schema: "What an inventory may hold: entities, their attributes and relations."
    case .catalog: "A reference table that expressions ask."
    case .profile: "The tailoring of policies to a site."
    case .tests: "What a policy must say of small inventories."
    case .waivers: "Fails that are accepted for a time."
    case .attestations: "Signed answers to what no inventory can tell."
    case .inventory: "What the files of a folder are, when they were collected, and what they prove."
    case .adapter: "How the files of one tool are read."
    case .project: "What a repository says of its own check."
    }
  }
}
