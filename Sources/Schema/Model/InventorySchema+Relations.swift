/// A relation together with the entity that declares it.
public struct OwnedRelation: Sendable {
  public var owner: EntityType
  public var relation: RelationDeclaration
}

extension InventorySchema {
  /// The to-many relation that leads back over a to-one relation: from `software.device` to `device.software`.
  /// Several may (different windows or sections); the first in the order of the document is the one.
  public func reverse(ofToOne relation: RelationDeclaration, on entity: EntityType) -> OwnedRelation? {
    guard !relation.isMany, let owner = self[relation.entity] else { return nil }
    let back = owner.relations.first { $0.entity == entity.name && $0.many?.via == relation.name }
    return back.map { OwnedRelation(owner: owner, relation: $0) }
  }

  /// The relations by which an entity's records hang from parents that a register can close: every to-many relation
  /// to it, in the order of the document. A rule about the entity adds stand-ins for the owners of the one it names
  /// (DESIGN section 2.5).
  public func parents(of entity: String) -> [OwnedRelation] { parents[entity] ?? [] }

  /// The parent relation that a rule about an entity means: the one to `of`, or the only one there is.
  /// nil where there is none or where several make the choice ambiguous.
  public func parent(of entity: String, named of: String?) -> OwnedRelation? {
    let candidates = parents(of: entity)
    if let of { return candidates.first { $0.owner.name == of } }
    return candidates.count == 1 ? candidates[0] : nil
  }

  /// The entity whose records a section holds: `account.camera` holds accounts. nil where no entity has that name.
  public func entity(ofSection section: String) -> EntityType? {
    self[String(section.prefix { $0 != "." })]
  }

  /// The sections whose records are of an entity: its own name, and those that begin with it.
  public func sections(of entity: String) -> [String] {
    sections.filter { $0 == entity || $0.hasPrefix(entity + ".") }
  }
}

extension InventorySchema {
  /// Entities of things that happen: those that others have over time.
  public var events: Set<String> {
    Set(
      entities.flatMap(\.relations).compactMap { relation in relation.many?.window == nil ? nil : relation.entity })
  }
}
