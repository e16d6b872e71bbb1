import Schema
import Tables
import Values

extension InventoryBuilder {
  /// The record index of a value that no record gives: beyond every table's records.
  static let noRecord = UInt32.max

  /// An entity's table, and what is told of it.
  typealias Made = (table: EntityTable, report: InventoryReport.Entity?)

  /// The table of an entity whose records are resolved and linked, as those of all others are.
  func table(of entity: EntityType) -> Made { entity.identity.isRow ? rowTable(of: entity) : keyedTable(of: entity) }

  private func emptyTable(of entity: EntityType) -> Made {
    let table = EntityTable(
      entity: entity.name, subjects: [], names: [], records: [], recordsOfRow: [], orphans: [], columns: [:],
      links: [:])
    return (table, nil)
  }

  /// The table of a keyed entity: one row a subject, merged over its records.
  private func keyedTable(of entity: EntityType) -> Made {
    guard var draft = drafts[entity.name], let register = registers[entity.name] else { return emptyTable(of: entity) }
    var report = InventoryReport.Entity(entity: entity.name)
    report.records = draft.count
    report.subjects = register.count
    report.orphans = register.orphans.count
    report.merged = draft.count - (register.count - register.orphans.count)
    report.duplicates = duplicates(in: draft, register)
    let keyMembers = Set(entity.identity.members)
    var columns: [String: Column] = [:]
    for attribute in entity.attributes {
      guard var cells = draft.cells[attribute.name] else { continue }
      if Self.namingAttributes.contains(attribute.name) {
        for record in labelled[entity.name] ?? [] { cells[record] = CellPool.absent }
      }
      let merge = RecordMerge(draft, sets: sets)
      let isKey = keyMembers.contains(attribute.name)
      let column = draft.withPool(attribute.name) { pool in
        merge.column(cells, pool: &pool, subjects: register.records, isKey: isKey)
      }
      report.conflicts += column?.conflicts.count ?? 0
      columns[attribute.name] = column
    }
    var links: [String: Link] = [:]
    for relation in entity.toOneRelations {
      guard let targets = targets[entity.name]?[relation.name] else { continue }
      let merge = RecordMerge(draft, sets: sets)
      let raw = draft.pools[relation.name]?.entries ?? Self.emptyEntries("\(entity.name).\(relation.name)")
      let codes = draft.cells[relation.name] ?? Array(repeating: CellPool.absent, count: draft.count)
      links[relation.name] = merge.link(relation, targets, codes, raw, subjects: register.records)
    }
    let table = EntityTable(
      entity: entity.name, subjects: register.ids, names: names(entity, columns, ids: register.ids),
      records: draft.locators, recordsOfRow: register.records.map { $0.map { UInt32($0) } }, orphans: register.orphans,
      columns: columns, links: links)
    return (table, report)
  }

  /// The table of a streamed entity: one row a record, in source order. A record that stands in one source twice is one
  /// row.
  private func rowTable(of entity: EntityType) -> Made {
    guard let draft = drafts[entity.name], case .row(let members) = entity.identity else {
      return emptyTable(of: entity)
    }
    let repetitions = draft.repetitions()
    let rows = repetitions.isEmpty ? nil : (0..<draft.count).filter { repetitions[$0] == nil }
    func kept<Element>(_ all: [Element]) -> [Element] { rows.map { $0.map { all[$0] } } ?? all }
    var columns: [String: Column] = [:]
    for attribute in entity.attributes {
      guard let cells = draft.cells[attribute.name], let pool = draft.pools[attribute.name] else { continue }
      columns[attribute.name] = Column(name: pool.name, codes: kept(cells), entries: pool.entries)
    }
    var links: [String: Link] = [:]
    for relation in entity.toOneRelations {
      guard let targets = targets[entity.name]?[relation.name] else { continue }
      let name = "\(entity.name).\(relation.name)"
      let codes = draft.cells[relation.name] ?? Array(repeating: CellPool.absent, count: draft.count)
      let raw = Column(
        name: name, codes: kept(codes), entries: draft.pools[relation.name]?.entries ?? Self.emptyEntries(name))
      var reasons = targets.reasons
      if let rows {
        reasons = [:]
        for (row, record) in rows.enumerated() { reasons[row] = targets.reasons[record] }
      }
      links[relation.name] = Link(
        name: name, target: relation.entity, rows: kept(targets.rows), reasons: reasons, raw: raw)
    }
    let ids = rowIDs(members, draft, rows ?? Array(0..<draft.count))
    var recordsOfRow = kept((0..<draft.count).map { [UInt32($0)] })
    if let rows {
      let place = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1, $0) })
      for (record, first) in repetitions.sorted(by: { $0.key < $1.key }) {
        if let row = place[first] { recordsOfRow[row].append(UInt32(record)) }
      }
    }
    var report = InventoryReport.Entity(entity: entity.name)
    report.records = draft.count
    report.subjects = ids.count
    report.merged = repetitions.count
    report.duplicates = repetitions.count
    let table = EntityTable(
      entity: entity.name, subjects: ids, names: names(entity, columns, ids: ids), records: draft.locators,
      recordsOfRow: recordsOfRow, orphans: [], columns: columns, links: links)
    return (table, report)
  }

  /// Parent and declared key joined with `/`, `-` for what is not there, an ordinal among equals.
  private func rowIDs(_ members: [String], _ draft: EntityDraft, _ rows: [Int]) -> [String] {
    var parts: [[String]] = []
    for member in members {
      if let relation = draft.entity.relation(member) {
        let targets = targets[draft.entity.name]?[member]
        let ids = registers[relation.entity]?.ids ?? []
        parts.append(
          (0..<draft.count).map { record in
            let row = Int(targets?.rows[record] ?? Link.unknown)
            return ids.indices.contains(row) ? ids[row] : "-"
          })
      } else if let codes = draft.identity(member), let pool = draft.pools[member] {
        let texts = pool.entries.map { entry in
          let display = LookupText.display(entry.value)
          return display.isEmpty ? Text(entry.raw).display : display
        }
        parts.append(codes.map { texts[Int($0)].isEmpty ? "-" : texts[Int($0)] })
      } else {
        // An id must not change because another file brings a column that this record has not.
        parts.append(Array(repeating: "-", count: draft.count))
      }
    }
    var seen: [String: Int] = [:]
    return rows.map { record in
      let id = parts.map { $0[record] }.joined(separator: "/")
      let ordinal = seen[id, default: 0] + 1
      seen[id] = ordinal
      return ordinal == 1 ? id : "\(id)#\(ordinal)"
    }
  }

  /// Attributes by which people call a thing, the best first.
  private static let namingAttributes = ["name", "hostname", "topic"]

  private func names(_ entity: EntityType, _ columns: [String: Column], ids: [String]) -> [String] {
    let naming = Self.namingAttributes.filter { entity.attribute($0)?.sensitivity == Sensitivity.none }
    let texts = naming.compactMap { columns[$0] }.map { column in
      (codes: column.codes, texts: column.entries.map { LookupText.display($0.value) })
    }
    return ids.indices.map { row in
      for (codes, texts) in texts where !texts[Int(codes[row])].isEmpty { return texts[Int(codes[row])] }
      return ids[row]
    }
  }

  private static func emptyEntries(_ name: String) -> [Column.Entry] {
    [Column.Entry(raw: "", value: .unknown(Unknown(.attributeAbsent, name)), presence: .absent)]
  }

  /// Records that say exactly what an earlier record of the same source and subject says.
  private func duplicates(in draft: EntityDraft, _ register: SubjectRegister) -> Int {
    var subjectOf = [Int](repeating: -1, count: draft.count)
    for (subject, records) in register.records.enumerated() where records.count > 1 {
      for record in records { subjectOf[record] = subject }
    }
    return draft.repetitions().count { subjectOf[$0.key] >= 0 && subjectOf[$0.key] == subjectOf[$0.value] }
  }
}
