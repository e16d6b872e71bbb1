import Diagnostics
import Schema

extension Policy {
  /// What is wrong with the entities, sections and facts that the policy names, under the schema that it uses.
  public func diagnostics(under schema: InventorySchema) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let sections = schema.sections
    for limit in freshness where !sections.contains(limit.section.value) {
      found.append(
        .unknownName(
          .unknownSection, limit.section.value, what: "section", known: sections, at: limit.section.span))
    }
    for group in facts { found += diagnostics(of: group, under: schema) }
    for rule in rules { found += diagnostics(of: rule, under: schema) }
    return found
  }

  private func diagnostics(of group: EntityFacts, under schema: InventorySchema) -> [Diagnostic] {
    guard let entity = schema[group.entity.value] else { return [.unknownEntity(group.entity, under: schema)] }
    return group.facts.compactMap { fact in
      let member =
        entity.attribute(fact.name)?.span ?? entity.relation(fact.name)?.span
        ?? entity.attributes.first { $0.path.first == fact.name }?.span
      return member.map { .factCollision(fact.name, entity: entity.name, at: fact.span, member: $0) }
    }
  }

  private func diagnostics(of rule: Rule, under schema: InventorySchema) -> [Diagnostic] {
    guard !rule.subject.value.isEmpty else { return [] }
    guard let entity = schema[rule.subject.value] else { return [.unknownEntity(rule.subject, under: schema)] }
    var found: [Diagnostic] = []
    if let pattern = rule.patterns.first, entity.name != DocumentEntity.name {
      found.append(.patternsOfOther(rule.id, subject: entity.name, at: pattern.span))
    }
    if let whole = rule.attest?.whole {
      let wholes = Self.wholes(of: entity, under: schema)
      if schema[whole.value] == nil {
        found.append(.unknownEntity(whole, under: schema))
      } else if !wholes.contains(whole.value) {
        found.append(
          .unknownName(
            .unknownEntity, whole.value, what: "whole of a `\(entity.name)` named", known: wholes, at: whole.span))
      }
    }
    let parents = schema.parents(of: entity.name).map(\.owner.name)
    if let of = rule.of {
      if !parents.contains(of.value) {
        found.append(
          .unknownName(.unknownEntity, of.value, what: "parent of `\(entity.name)`", known: parents, at: of.span))
      }
    } else if Set(parents).count > 1 {
      found.append(.ambiguousParent(rule.id, subject: entity.name, parents: parents, at: rule.subject.span))
    }
    return found
  }

  /// What an attestation about an entity's subjects may cover whole: the entity, and whatever it is a part of.
  private static func wholes(of entity: EntityType, under schema: InventorySchema) -> [String] {
    var wholes = [entity.name]
    var next = 0
    while next < wholes.count {
      for relation in schema[wholes[next]]?.toOneRelations ?? [] where !wholes.contains(relation.entity) {
        wholes.append(relation.entity)
      }
      next += 1
    }
    return wholes
  }
}

extension Diagnostic {
  /// An entity that the schema does not have.
  static func unknownEntity(_ name: Located<String>, under schema: InventorySchema) -> Diagnostic {
    .unknownName(
      .unknownEntity, name.value, what: "entity", known: schema.entities.map(\.name), at: name.span)
  }
}
