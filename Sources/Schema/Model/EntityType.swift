import Diagnostics

/// A kind of thing that an inventory tells of: a device, a camera, an account.
public final class EntityType: Sendable {
  /// How two records are known to be about the same thing.
  public enum Identity: Sendable, Hashable {
    /// Ranked alternatives, each a composite of attributes and to-one relations. Resolved over all sources, in memory.
    case keys([[String]])
    /// The row itself is the thing; the names make its id, an ordinal tells equals apart. Streamed.
    case row([String])

    /// Whether the entity is streamed (DESIGN section 5, "two kinds of entity").
    public var isRow: Bool { if case .row = self { true } else { false } }

    /// Every attribute and to-one relation that takes part, each once, by first appearance.
    public var members: [String] {
      let all: [String] =
        switch self {
        case .keys(let keys): keys.flatMap { $0 }
        case .row(let names): names
        }
      var seen: Set<String> = []
      return all.filter { seen.insert($0).inserted }
    }
  }

  public let name: String
  public let identity: Identity
  /// In the order of the document.
  public let attributes: [AttributeDeclaration]
  /// In the order of the document.
  public let relations: [RelationDeclaration]
  /// The attributes by which people know one of them, shown beside its findings: a camera's maker and model.
  public let describedBy: [String]
  public let doc: LocalizedText
  /// Where the name stands.
  public let span: Span

  /// The relations to one other entity, in order.
  public let toOneRelations: [RelationDeclaration]
  /// The relations to many others, in order.
  public let toManyRelations: [RelationDeclaration]

  private let attributeIndex: [String: Int]
  private let relationIndex: [String: Int]
  private let groups: [String: [String]]

  /// - Parameters: of two attributes or relations with one name the first is found by name.
  public init(
    name: String, identity: Identity, attributes: [AttributeDeclaration], relations: [RelationDeclaration],
    describedBy: [String] = [], doc: LocalizedText = LocalizedText(), span: Span
  ) {
    self.name = name
    self.identity = identity
    self.attributes = attributes
    self.relations = relations
    toOneRelations = relations.filter { !$0.isMany }
    toManyRelations = relations.filter(\.isMany)
    self.describedBy = describedBy
    self.doc = doc
    self.span = span
    attributeIndex = Dictionary(attributes.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    relationIndex = Dictionary(relations.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    groups = Self.groups(of: attributes)
  }

  /// The attribute of a dotted name: `password.state`.
  /// - Complexity: O(1)
  public func attribute(_ name: String) -> AttributeDeclaration? { attributeIndex[name].map { attributes[$0] } }

  /// The position of an attribute in `attributes`.
  /// - Complexity: O(1)
  public func attributePosition(_ name: String) -> Int? { attributeIndex[name] }

  /// The relation of that name.
  /// - Complexity: O(1)
  public func relation(_ name: String) -> RelationDeclaration? { relationIndex[name].map { relations[$0] } }

  /// Whether a dotted path is a group: `password`, because `password.state` is an attribute. The entity itself
  /// (the empty path) is one.
  public func isGroup(_ path: [String]) -> Bool { path.isEmpty || groups[path.joined(separator: ".")] != nil }

  /// The names directly inside a group (attributes and groups; for the empty path relations too), by first appearance.
  public func members(ofGroup path: [String]) -> [String] {
    let own = groups[path.joined(separator: ".")] ?? []
    return path.isEmpty ? own + relations.map(\.name) : own
  }

  private static func groups(of attributes: [AttributeDeclaration]) -> [String: [String]] {
    var groups: [String: [String]] = ["": []]
    var seen: Set<String> = []
    for attribute in attributes {
      var path = ""
      for part in attribute.path {
        let inner = path.isEmpty ? part : "\(path).\(part)"
        if seen.insert(inner).inserted { groups[path, default: []].append(part) }
        path = inner
      }
    }
    return groups
  }
}
