import Schema
import Tables
import Values

extension InventoryBuilder {
  /// Finds whom the records of an entity name, by all its to-one relations that are not resolved yet.
  mutating func linkRecords(of entity: EntityType) {
    for relation in entity.toOneRelations { linkRecords(of: entity, by: relation) }
  }

  /// Finds whom the records of an entity name by one relation. Where no source has the relation, none is noted, but for
  /// the unit, which is a source's own where a record names none.
  mutating func linkRecords(of entity: EntityType, by relation: RelationDeclaration) {
    guard targets[entity.name]?[relation.name] == nil, let draft = drafts[entity.name] else { return }
    // Streamed entities cannot be named, and subjects that are not known yet are named later.
    guard resolved.contains(relation.entity) else { return }
    let isUnit = relation.name == "unit" && relation.entity == "unit"
    let codes = draft.identity(relation.name)
    let hasDefault = isUnit && draft.sets.contains { sets[$0].unit != nil }
    guard codes != nil || hasDefault || namesByAddress(draft, relation) else { return }
    let units = isUnit ? [] : unitScopes(of: draft)
    let entries = draft.pools[relation.name]?.entries ?? []
    let sightings = namesByAddress(draft, relation) ? Sightings(draft, sets) : nil
    let others = sightings == nil ? [] : otherNames(draft, relation)
    var links = LinkTargets(records: draft.count)
    var known: [NameInUnit: Int32] = [:]
    for record in 0..<draft.count {
      let code = codes?[record] ?? CellPool.absent
      let isSilent = Int(code) < entries.count ? Self.saysNothing(entries[Int(code)]) : true
      if isUnit, isSilent, let unit = defaultUnit(of: draft.sets[record]) {
        links.rows[record] = Int32(clamping: unit)
        links.defaults.insert(record)
        continue
      }
      let isOthers = others.contains {
        Int($0.codes[record]) < $0.isSilent.count && !$0.isSilent[Int($0.codes[record])]
      }
      if isSilent, !isOthers, let sightings {
        switch sightings.subject(of: record, in: registers[relation.entity], unit: units.isEmpty ? nil : units[record])
        {
        case .one(let row):
          links.rows[record] = Int32(clamping: row)
          links.byAddress.insert(record)
          continue
        case .several:
          links.set(record, unknown: .conflict)
          continue
        case .none: break
        }
      }
      guard Int(code) < entries.count else {
        links.set(record, unknown: .attributeAbsent)
        continue
      }
      switch entries[Int(code)].value {
      case .null: links.rows[record] = Link.null
      case .unknown(let unknown): links.set(record, unknown: unknown.code)
      case .text(let name) where Placeholder.isPhrase(name.folded): links.set(record, unknown: .valueUnreadable)
      case .text(let name):
        let key = NameInUnit(code: code, unit: units.isEmpty ? nil : units[record])
        let row = known[key] ?? named(name, entity: relation.entity, unit: key.unit).map { Int32(clamping: $0) }
        known[key] = row ?? Link.unknown
        if let row, row >= 0 { links.rows[record] = row } else { links.set(record, unknown: .conflict) }
      default: links.set(record, unknown: .valueUnreadable)
      }
    }
    if namesByAddress(draft, relation), let forwarding = Forwarding(draft, sets, links) {
      for record in 0..<draft.count where links.rows[record] == Link.unknown {
        guard let row = forwarding.target(of: record) else { continue }
        links.rows[record] = row
        links.reasons[record] = nil
        links.byAddress.insert(record)
      }
    }
    targets[entity.name, default: [:]][relation.name] = links
  }

  /// What records say under the other relations by which they may name somebody who has an address: a port of a computer
  /// is no camera's, whoever had the address before.
  private func otherNames(
    _ draft: EntityDraft, _ relation: RelationDeclaration
  ) -> [(codes: [UInt32], isSilent: [Bool])] {
    draft.entity.toOneRelations.filter { $0.name != relation.name }.compactMap { other in
      guard schema[other.entity]?.attribute(Sightings.attribute) != nil, let codes = draft.identity(other.name),
        let pool = draft.pools[other.name]
      else { return nil }
      return (codes, pool.entries.map { Self.saysNothing($0) })
    }
  }

  private struct NameInUnit: Hashable {
    var code: UInt32
    var unit: Int?
  }

  /// Whether a cell is empty; a word for *not known* says something, and keeps a default away.
  private static func saysNothing(_ entry: Column.Entry) -> Bool {
    guard case .unknown(let unknown) = entry.value, unknown.code != .valueUnreadable else { return false }
    return Text(entry.raw).isEmpty || entry.raw == "null"
  }

  /// The unit of each record, as far as its own cell or its source tells: the scope in which it calls others by name.
  private mutating func unitScopes(of draft: EntityDraft) -> [Int?] {
    guard let relation = draft.entity.relation("unit"), relation.entity == "unit" else {
      return draft.sets.map { defaultUnit(of: $0) }
    }
    linkRecords(of: draft.entity, by: relation)
    guard let links = targets[draft.entity.name]?["unit"] else { return Array(repeating: nil, count: draft.count) }
    return links.rows.map { $0 >= 0 ? Int($0) : nil }
  }
}
