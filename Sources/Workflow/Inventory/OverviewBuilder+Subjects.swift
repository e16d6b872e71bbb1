import Evidence
import Inventories
import Reports
import Schema
import Tables
import Values

extension OverviewBuilder {
  /// How many subjects there are and where they come from.
  func entities() -> [InventoryOverview.Entity] {
    guard let inventory, let redaction else { return [] }
    return loaded.report.entities.map { report in
      let name = report.entity
      var entity = InventoryOverview.Entity(name)
      entity.records = report.records
      entity.subjects = report.subjects
      entity.duplicates = report.duplicates
      let orphans = inventory.orphans(of: name).sorted()
      entity.namedOnly = orphans.map { redaction.subject($0, of: name) }
      let declared = Set(loaded.report.sources.indices.filter { loaded.report.sources[$0].isDeclared })
      let isRow = inventory.schema[name]?.identity.isRow ?? true
      let hasRegister = declared.contains { loaded.report.sources[$0].entity == name }
      guard hasRegister, !isRow else { return entity }
      var registered = 0
      for row in 0..<inventory.count(of: name) where !inventory.isOrphan(row, of: name) {
        let isRegistered = inventory.records(of: row, entity: name).contains { declared.contains(Int($0.source)) }
        if isRegistered { registered += 1 } else { entity.unregistered.append(redaction.subject(row, of: name)) }
      }
      entity.registered = registered
      return entity
    }
  }

  /// Subjects made of several records that do not merely repeat each other.
  func merges() -> [InventoryOverview.Merge] {
    guard let inventory, let redaction else { return [] }
    var merges: [InventoryOverview.Merge] = []
    for entity in inventory.schema.entities where !entity.identity.isRow {
      guard let rows = inventory.table(entity.name)?.recordsOfRow else { continue }
      for (row, records) in rows.enumerated() where records.count > 1 {
        let own = records.map { Int($0) }.filter { trace.repeats($0, entity: entity.name) == nil }
        guard own.count > 1 else { continue }
        let joins = own.compactMap { join($0, with: own, row: row, entity.name) }
        merges.append(
          InventoryOverview.Merge(
            entity: entity.name, subject: redaction.subject(row, of: entity.name),
            name: redaction.name(row, of: entity.name), joins: joins))
      }
    }
    return merges
  }

  /// A record and the best key that it shares with others of its subject.
  func join(_ record: Int, with others: [Int], row: Int, _ entity: String) -> InventoryOverview.Join? {
    guard let place = place(record, entity)?.place else { return nil }
    guard let join = trace.join(of: record, with: others, entity: entity) else {
      return InventoryOverview.Join(place: place, members: [], key: "")
    }
    return InventoryOverview.Join(place: place, members: join.members, key: key(join.key, join.members, row, entity))
  }

  /// A key as it may be shown.
  func key(_ key: String, _ members: [String], _ row: Int, _ entity: String) -> String {
    let isWithheld = members.contains { member in
      inventory?.schema[entity]?.attribute(member).map { $0.sensitivity != .none } ?? false
    }
    if isWithheld { return Redaction.mark }
    return redaction?.text(key, row: row, entity: entity) ?? Redaction.mark
  }

  /// Every value on which the records of a subject disagree.
  func conflicts() -> [InventoryOverview.Conflict] {
    guard let inventory else { return [] }
    var conflicts: [InventoryOverview.Conflict] = []
    for entity in inventory.schema.entities {
      guard let table = inventory.table(entity.name) else { continue }
      let members = entity.attributes.map(\.name) + entity.toOneRelations.map(\.name)
      var byRow: [Int: [(member: String, records: [UInt32])]] = [:]
      for member in members {
        let column = table.columns[member] ?? table.links[member]?.raw
        for (row, records) in column?.conflicts ?? [:] { byRow[row, default: []].append((member, records)) }
      }
      for row in byRow.keys.sorted() {
        for (member, records) in byRow[row] ?? [] {
          if let conflict = conflict(member, records, row, entity.name) { conflicts.append(conflict) }
        }
      }
    }
    return conflicts
  }

  private func conflict(
    _ member: String, _ records: [UInt32], _ row: Int, _ entity: String
  ) -> InventoryOverview.Conflict? {
    guard let inventory, let redaction else { return nil }
    let values = records.compactMap { record -> InventoryOverview.Conflict.Said? in
      guard let place = place(Int(record), entity) else { return nil }
      let raw = trace.raw(of: member, record: Int(record), entity: entity)
      let source = inventory.sources[place.source]
      return InventoryOverview.Conflict.Said(
        raw: redaction.value(raw, of: member, row: row, entity: entity), place: place.place,
        collected: source.collected, isDeclared: loaded.report.sources[place.source].isDeclared)
    }
    return InventoryOverview.Conflict(
      entity: entity, subject: redaction.subject(row, of: entity), name: redaction.name(row, of: entity),
      member: member, values: values)
  }

  /// For how many subjects each list is whole, as far as the sources tell; what a policy calls too old counts.
  func relations() -> [InventoryOverview.Relation] {
    guard let inventory, let redaction else { return [] }
    var relations: [InventoryOverview.Relation] = []
    for owner in inventory.schema.entities {
      let total = inventory.count(of: owner.name)
      guard total > 0 else { continue }
      for relation in owner.relations {
        guard let many = relation.many, isConcerned(relation.entity, many.closedBy) else { continue }
        var closed = [UInt64](repeating: .max, count: (total + 63) / 64)
        for section in many.closedBy {
          let key = CoverageMap.Key(section: section, parent: owner.name)
          let words = inventory.coverage.closed(key, count: total, staleSources: [])
          for index in closed.indices { closed[index] &= words[index] }
        }
        let open = (0..<total).filter { closed[$0 >> 6] & (1 << UInt64($0 & 63)) == 0 }
        relations.append(
          InventoryOverview.Relation(
            name: "\(owner.name).\(relation.name)", sections: many.closedBy, total: total,
            open: open.map { redaction.subject($0, of: owner.name) }, isOverTime: many.window != nil))
      }
    }
    return relations
  }

  /// Whether a relation matters here: some source or some policy has to do with it.
  private func isConcerned(_ child: String, _ sections: [String]) -> Bool {
    let isRead = policies.contains { policy in
      policy.plan.columns.contains { $0.entity == child } || policy.rules.contains { $0.subject == child }
    }
    return isRead
      || loaded.report.sources.contains { source in
        source.entity == child || sections.contains { source.coverage[$0] != nil }
      }
  }
}
