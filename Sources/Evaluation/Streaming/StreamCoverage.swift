import Planning
import Schema
import Tables

/// For which parents a relation is closed, as far as streamed files prove it (DESIGN section 2.4): one source an entity,
/// which speaks about all subjects or those it names.
///
/// It is the part of what the general assembly says about claims that such inventories need.
enum StreamCoverage {
  /// The parents for which nothing more can be there than was seen.
  enum Closed {
    case nobody
    /// Those that the children's file names.
    case named
    case everybody
  }

  static func closed(
    _ relation: RelationDeclaration, _ child: StreamedTable, _ met: EntityState.ChildrenMet?, owner: EntityState,
    sources: [InventorySource]
  ) -> Closed {
    guard let many = relation.many, let met else { return .nobody }
    var result = Closed.everybody
    for section in many.closedBy {
      var level = sources[child.source].coverage[section] ?? .absent
      guard level == .complete || level == .completeWherePresent else { return .nobody }
      // A record of nobody knows whom may be anybody's.
      if met.strays > 0 { return .nobody }
      if level == .complete, met.orphans > 0, owner.orphans.count < owner.count { level = .completeWherePresent }
      if level == .completeWherePresent || many.observedEvery == .parent { result = .named }
    }
    return result
  }

  /// Whether some claim is of a kind that needs the general assembly.
  static func isPlain(_ policy: CompiledPolicy, _ inventory: StreamedInventory) -> Bool {
    for entity in policy.schema.entities {
      for relation in entity.toManyRelations {
        for section in relation.many?.closedBy ?? [] {
          for source in inventory.sources where source.entity != relation.entity {
            if let level = source.coverage[section], level == .complete || level == .completeWherePresent {
              return false
            }
          }
        }
      }
    }
    return true
  }
}
