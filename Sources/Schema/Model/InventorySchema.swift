import Diagnostics
import Values

/// What an inventory may hold: the entities, their attributes and relations, and the words for *unknown*, *none*, *yes*
/// and *no*.
///
/// Everything that reads, joins or checks an inventory asks the schema; nothing else knows an attribute's name.
public final class InventorySchema: Sendable {
  /// The id by which a policy's `uses` names it.
  public let name: String
  public let version: String
  public let words: VocabularyWords
  /// In the order of the document; never two of one name.
  public let entities: [EntityType]
  /// Where the document's name stands.
  public let span: Span
  /// Every section that a coverage statement or a freshness limit may name: the entities, and what `closed_by` names,
  /// by first appearance.
  public let sections: [String]

  private let index: [String: Int]
  /// The relations to many others, by the entity at the other end.
  let parents: [String: [OwnedRelation]]

  /// - Parameter entities: of two with one name the first is found by name.
  public init(name: String, version: String, words: VocabularyWords, entities: [EntityType], span: Span) {
    self.name = name
    self.version = version
    self.words = words
    self.entities = entities
    self.span = span
    index = Dictionary(entities.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    var seen: Set<String> = []
    let closing = entities.flatMap { $0.toManyRelations.flatMap { $0.many?.closedBy ?? [] } }
    sections = (entities.map(\.name) + closing).filter { seen.insert($0).inserted }
    var parents: [String: [OwnedRelation]] = [:]
    for owner in entities {
      for relation in owner.toManyRelations {
        parents[relation.entity, default: []].append(OwnedRelation(owner: owner, relation: relation))
      }
    }
    self.parents = parents
  }

  /// The entity of that name.
  /// - Complexity: O(1)
  public subscript(name: String) -> EntityType? { index[name].map { entities[$0] } }

  /// The entity and the attribute of a path as reports write it: `camera.password.state`.
  public func attribute(atPath path: String) -> (entity: EntityType, attribute: AttributeDeclaration)? {
    guard let dot = path.firstIndex(of: ".") else { return nil }
    guard let entity = self[String(path[..<dot])] else { return nil }
    guard let attribute = entity.attribute(String(path[path.index(after: dot)...])) else { return nil }
    return (entity, attribute)
  }
}

/// The words that mean the same in every column; an attribute may override the first two.
public struct VocabularyWords: Sendable, Hashable {
  /// Words for *not known*: the value is missing.
  public let missing: [String]
  /// Words for *positively nothing*: the value is null.
  public let none: [String]
  public let yes: [String]
  public let no: [String]
  /// The same as values are compared with them: every column does.
  let folded: Folded

  struct Folded: Sendable, Hashable {
    let missing: Set<ExactText>
    let none: Set<ExactText>
    let yes: Set<ExactText>
    let no: Set<ExactText>
  }

  public init(missing: [String] = [], none: [String] = [], yes: [String] = [], no: [String] = []) {
    self.missing = missing
    self.none = none
    self.yes = yes
    self.no = no
    folded = Folded(
      missing: Self.folded(missing), none: Self.folded(none), yes: Self.folded(yes), no: Self.folded(no))
  }

  static func folded(_ words: [String]) -> Set<ExactText> { Set(words.map { ExactText(Text($0).folded) }) }

  /// The words of documents that we ship and policy authors write: `true` and `false` alone.
  public static let plain = VocabularyWords(yes: ["true"], no: ["false"])
}
