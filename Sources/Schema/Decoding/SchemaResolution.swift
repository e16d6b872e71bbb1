import Diagnostics

/// Resolves the names inside a schema: the entities that relations lead to, the ways back, the members of identities,
/// sections and windows.
struct SchemaResolution {
  let schema: InventorySchema
  let drafts: [EntityDraft]
  let log: DecodingLog

  /// The schema with every way back filled in, after reporting what cannot be resolved.
  func resolved() -> InventorySchema {
    let entities = drafts.map { draft in
      checkIdentity(draft)
      checkDescription(draft)
      let entity = draft.entity
      return EntityType(
        name: entity.name, identity: entity.identity, attributes: entity.attributes,
        relations: draft.relations.map { resolve($0, of: entity) }, describedBy: entity.describedBy,
        doc: entity.doc, span: entity.span)
    }
    return InventorySchema(
      name: schema.name, version: schema.version, words: schema.words, entities: entities, span: schema.span)
  }

  private func checkIdentity(_ draft: EntityDraft) {
    let entity = draft.entity
    let relations = entity.toOneRelations.map(\.name)
    for name in draft.identityNames where entity.attribute(name.value) == nil && !relations.contains(name.value) {
      log.add(
        .unknownName(
          .unknownMember, name.value, what: "attribute or to-one relation of `\(entity.name)` named",
          known: entity.attributes.map(\.name) + relations, at: name.span))
    }
  }

  private func checkDescription(_ draft: EntityDraft) {
    let entity = draft.entity
    for name in draft.describedBy where entity.attribute(name.value) == nil {
      log.add(
        .unknownName(
          .unknownMember, name.value, what: "attribute of `\(entity.name)` named",
          known: entity.attributes.map(\.name), at: name.span))
    }
  }

  private func resolve(_ draft: RelationDraft, of owner: EntityType) -> RelationDeclaration {
    var relation = draft.declaration
    guard let name = draft.entity else { return relation }
    guard let target = schema[name.value] else {
      log.add(
        .unknownName(.unknownEntity, name.value, what: "entity", known: schema.entities.map(\.name), at: name.span))
      return relation
    }
    if let by = draft.by, target.attribute(by.value) == nil {
      log.add(
        .unknownName(
          .unknownMember, by.value, what: "attribute of `\(target.name)` named",
          known: target.attributes.map(\.name), at: by.span))
      relation.byAttribute = nil
    }
    guard var many = relation.many else { return relation }
    many.via = wayBack(draft, from: target, to: owner) ?? many.via
    if let window = draft.window { check(window: window, of: target) }
    for section in draft.closedBy where section.value.prefix(while: { $0 != "." }) != target.name {
      log.add(.sectionOfAnother(section.value, entity: target.name, at: section.span))
    }
    relation.kind = .many(many)
    return relation
  }

  private func wayBack(_ draft: RelationDraft, from target: EntityType, to owner: EntityType) -> String? {
    let candidates = target.toOneRelations.filter { $0.entity == owner.name }
    if let via = draft.via {
      if candidates.contains(where: { $0.name == via.value }) { return via.value }
      log.add(
        .unknownName(
          .unknownMember, via.value, what: "to-one relation from `\(target.name)` to `\(owner.name)` named",
          known: candidates.map(\.name), at: via.span))
      return nil
    }
    if candidates.count == 1 { return candidates[0].name }
    log.add(
      .ambiguousWayBack(
        draft.declaration.name, from: target.name, to: owner.name, candidates: candidates.map(\.name),
        at: draft.declaration.span))
    return nil
  }

  private func check(window: Located<String>, of target: EntityType) {
    guard let attribute = target.attribute(window.value) else {
      log.add(
        .unknownName(
          .unknownMember, window.value, what: "attribute of `\(target.name)` named",
          known: target.attributes.map(\.name), at: window.span))
      return
    }
    if attribute.type != .date, attribute.type != .timestamp {
      log.add(.windowType(window.value, type: attribute.type, at: window.span, declared: attribute.span))
    }
  }
}
