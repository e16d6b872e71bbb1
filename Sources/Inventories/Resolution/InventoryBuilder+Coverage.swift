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
      if level == .complete || level == .completeWherePresent, let reason = weakness(of: claim) {
        level = .partial
        sources[claim.set].coverage[claim.claim.section] = .partial
        downgrades.append(
          InventoryReport.Downgrade(
            path: sources[claim.set].path, section: claim.claim.section, from: claim.claim.level, reason: reason))
      } else if level == .complete, !claim.claim.coversEveryParent,
        let reason = strangers(of: claim) ?? otherUnits(of: claim)
      {
        level = .completeWherePresent
        sources[claim.set].coverage[claim.claim.section] = level
        downgrades.append(
          InventoryReport.Downgrade(
            path: sources[claim.set].path, section: claim.claim.section, from: claim.claim.level, reason: reason))
      }
      let entry = CoverageMap.Claim(
        source: claim.set, level: level, rows: rows(of: claim, level == .partial ? claim.claim.level : level),
        from: claim.claim.from,
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
  private func rows(of claim: ClosingClaim, _ level: Coverage) -> Set<Int>? {
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

  private func unit(of set: Int) -> Int? {
    guard let name = sets[set].unit, case .one(let row) = registers["unit"]?.lookup(Text(name), unit: nil) else {
      return nil
    }
    return row
  }

  /// The parents that the records of a claim's source name.
  private func parentsNamed(by claim: ClosingClaim) -> Set<Int> {
    let child = claim.closing.relation.entity
    guard let draft = drafts[child], let via = claim.closing.relation.many?.via, let links = targets[child]?[via] else {
      return []
    }
    let rows = draft.sets.indices.filter { draft.sets[$0] == claim.set }.map { Int(links.rows[$0]) }
    return Set(rows.filter { $0 >= 0 })
  }

  /// Why a source is complete for no more than the parents it names; nil where it is for all.
  ///
  /// A parent that no register has may be any of those that have: a camera named by its address, a unit misspelt. What
  /// the source says of the stranger would then be missing from the one it is meant for.
  private func strangers(of claim: ClosingClaim) -> String? {
    let owner = claim.closing.owner.name
    guard let register = registers[owner], claim.claim.subjects == nil else { return nil }
    let orphans = register.orphans
    guard orphans.count < register.count else { return nil }
    let count = parentsNamed(by: claim).filter(orphans.contains).count
    guard count > 0 else { return nil }
    return "\(count) \(count == 1 ? "name" : "names") of `\(owner)` that no source describes: it may be any of them"
  }

  /// Why a source of one unit is complete for no more than the units it names; nil where it is for its own.
  ///
  /// A list that is said to be one unit's and whose rows name another's may be either's. Without a row of its own the
  /// unit would be closed and empty, and pass.
  private func otherUnits(of claim: ClosingClaim) -> String? {
    guard claim.closing.owner.name == "unit", claim.claim.subjects == nil, sets[claim.set].isUnitOfSource,
      let unit = sets[claim.set].unit, let own = self.unit(of: claim.set)
    else { return nil }
    let others = parentsNamed(by: claim).subtracting([own]).count
    guard others > 0 else { return nil }
    return "it is said to be of the unit `\(unit)`, and its records name \(others) \(others == 1 ? "other" : "others")"
  }

  /// Why a claim of completeness cannot stand; nil where it can.
  private func weakness(of claim: ClosingClaim) -> String? {
    if let reason = losses[claim.set]?.first { return reason }
    let strays = strays(of: claim)
    guard strays > 0 else { return nil }
    let child = claim.closing.relation.entity
    return
      "\(strays) \(strays == 1 ? "record" : "records") of `\(child)` whose `\(claim.closing.owner.name)` is not known"
  }

  /// How many records of a claim's source may belong to any parent. A record that another owner has, or that a key
  /// without this parent identifies (the account of a service has no camera), is no stray.
  private func strays(of claim: ClosingClaim) -> Int {
    let child = claim.closing.relation.entity
    guard let draft = drafts[child], let via = claim.closing.relation.many?.via else { return 0 }
    let links = targets[child] ?? [:]
    let owners = schema.parents(of: child).compactMap { $0.relation.many?.via }
    let otherOwners = owners.filter { $0 != via && draft.entity.relation($0)?.entity != "unit" }
    var otherKeys: [[String]] = []
    if case .keys(let keys) = draft.entity.identity, keys.contains(where: { $0.first == via }) {
      otherKeys = keys.filter { !$0.contains(via) }
    }
    let reader = otherKeys.isEmpty ? nil : KeyReader(draft, links: links, registers: registers)
    return draft.sets.indices.filter { record in
      guard draft.sets[record] == claim.set, (links[via]?.rows[record] ?? Link.unknown) == Link.unknown else {
        return false
      }
      if otherOwners.contains(where: { (links[$0]?.rows[record] ?? Link.unknown) >= 0 }) { return false }
      return !otherKeys.contains { key in reader?.keys(key, of: record).contains { !$0.key.isPartial } ?? false }
    }.count
  }
}
