import Schema
import Tables
import Values

extension InventoryBuilder {
  /// A source's claim about the relation that its section closes.
  struct ClosingClaim {
    var set: Int
    var claim: RecordSet.Claim
    var closing: ClosedRelation
    /// The parents that the source lists.
    var listed: Set<Int>?
  }

  /// A to-many relation that a section closes, and the entity that declares it.
  struct ClosedRelation {
    var owner: EntityType
    var relation: RelationDeclaration
  }

  /// Brings every claim together with the relations that its section closes. A subject that a source lists and nobody
  /// describes becomes a subject without records.
  mutating func claimedRows() -> [ClosingClaim] {
    var claims: [ClosingClaim] = []
    for index in sets.indices {
      for claim in sets[index].claims {
        for closing in relations(closedBy: claim.section) {
          var listed: Set<Int>?
          if let subjects = claim.subjects {
            let unit = closing.owner.name == "unit" ? nil : defaultUnit(of: index)
            listed = Set(subjects.compactMap { named(Text($0), entity: closing.owner.name, unit: unit) })
          } else if closing.owner.name == "unit", let unit = defaultUnit(of: index) {
            listed = [unit]
          }
          claims.append(ClosingClaim(set: index, claim: claim, closing: closing, listed: listed))
        }
      }
    }
    return claims
  }

  /// The claims by section and parent, weakened where a source lost something, and the sources with what is left.
  mutating func coverage(_ claims: [ClosingClaim]) -> (CoverageMap, [InventorySource]) {
    var map = CoverageMap()
    var sources = sets.map(\.source)
    for claim in claims {
      let relation = claim.closing.relation
      var level = claim.claim.level
      func weaken(to weaker: Coverage, _ reason: String) {
        level = weaker
        sources[claim.set].coverage[claim.claim.section] = weaker
        downgrades.append(
          InventoryReport.Downgrade(
            path: sources[claim.set].path, section: claim.claim.section, from: claim.claim.level, reason: reason))
      }
      var threatened: Set<Int> = []
      var reach = level
      if level == .complete || level == .completeWherePresent {
        let strays = strays(of: claim)
        if let reason = losses[claim.set]?.first ?? strays.reason(claim) {
          weaken(to: .partial, reason)
        } else if level == .complete, !claim.claim.coversEveryParent,
          let reason = strangers(of: claim) ?? otherUnits(of: claim)
        {
          weaken(to: .completeWherePresent, reason)
          reach = level
        }
        if level != .partial, !strays.addresses.isEmpty {
          threatened = owners(of: claim, thatMayHave: strays.addresses)
          if !threatened.isEmpty { weaken(to: .completeWherePresent, strays.doubt(claim, threatened.count)) }
        }
      }
      var rows = rows(of: claim, reach)
      if !threatened.isEmpty {
        let all = rows ?? Set(0..<(registers[claim.closing.owner.name]?.count ?? 0))
        rows = all.subtracting(threatened)
      }
      let entry = CoverageMap.Claim(
        source: claim.set, level: level, rows: rows, from: claim.claim.from,
        to: claim.claim.to ?? sources[claim.set].collected)
      let key = CoverageMap.Key(section: claim.claim.section, parent: claim.closing.owner.name)
      // Two relations of one owner may share a section (a relation and one with a window): the claim counts once.
      let isFirst = claim.closing.owner.relations.first { closes($0, claim.claim.section) }?.name == relation.name
      if isFirst { map.claims[key, default: []].append(entry) }
    }
    return (map, sources)
  }

  private func relations(closedBy section: String) -> [ClosedRelation] {
    schema.entities.flatMap { owner in
      owner.relations.filter { closes($0, section) }.map { ClosedRelation(owner: owner, relation: $0) }
    }
  }

  private func closes(_ relation: RelationDeclaration, _ section: String) -> Bool {
    relation.many?.closedBy.contains(section) ?? false
  }

  /// The parents that a claim speaks about; nil for all.
  func rows(of claim: ClosingClaim, _ level: Coverage) -> Set<Int>? {
    if claim.claim.coversEveryParent, level == .complete { return nil }
    let named = parentsNamed(by: claim)
    let isPerParent = claim.closing.relation.many?.observedEvery == .parent
    switch level {
    case .complete where !isPerParent:
      if let listed = claim.listed { return claim.claim.subjects == nil ? listed.union(named) : listed }
      guard let unit = unit(of: claim.set) else { return nil }
      let own = targets[claim.closing.owner.name]?["unit"]
      let owners = registers[claim.closing.owner.name]?.records ?? []
      return Set(owners.indices.filter { owner in owners[owner].contains { own?.rows[$0] == Int32(unit) } }).union(
        named)
    case .complete, .completeWherePresent:
      return claim.claim.subjects == nil ? named : named.union(claim.listed ?? [])
    case .partial, .failed, .absent: return claim.listed
    }
  }

  func unit(of set: Int) -> Int? {
    guard let name = sets[set].unit, case .one(let row) = registers["unit"]?.lookup(Text(name), unit: nil) else {
      return nil
    }
    return row
  }

  /// The parents that the records of a claim's source name.
  func parentsNamed(by claim: ClosingClaim) -> Set<Int> {
    let child = claim.closing.relation.entity
    guard let draft = drafts[child], let via = claim.closing.relation.many?.via, let links = targets[child]?[via] else {
      return []
    }
    let rows = draft.sets.indices.filter { draft.sets[$0] == claim.set }.map { Int(links.rows[$0]) }
    return Set(rows.filter { $0 >= 0 })
  }
}
