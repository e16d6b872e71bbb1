import Schema
import Tables
import Values

/// Makes one value of what several records say about a subject.
///
/// A record that says nothing gives way to one that says something; a value that cannot be read makes the attribute
/// unreadable, since it may have said something else. Values that agree are one, taken from the newest source. Observed
/// outranks declared, unless a declaration that disagrees is newer, or one of the two is not dated: then, as between
/// two sources of equal rank, the value is unknown (`conflict`).
struct RecordMerge {
  private let setOfRecord: [Int]
  private let sets: [RecordSet]

  init(_ draft: EntityDraft, sets: [RecordSet]) {
    setOfRecord = draft.sets
    self.sets = sets
  }

  private enum Choice {
    case nothing
    case one(Int)
    case several([Int])
  }

  /// The column of an attribute, from the codes of its records.
  func column(_ cells: [UInt32], pool: inout CellPool, subjects: [[Int]], isKey: Bool) -> Column {
    let entries = pool.entries
    let isList = pool.attribute.type.element != nil
    let identities = entries.indices.map { pool.identity(UInt32($0), isKey: isKey) }
    let isUnreadable = entries.map { entry in
      if case .unknown(let unknown) = entry.value { unknown.code == .valueUnreadable } else { false }
    }
    var codes: [UInt32] = []
    var records: [UInt32] = []
    var conflicts: [Int: [UInt32]] = [:]
    for (subject, own) in subjects.enumerated() {
      let having = own.filter { cells[$0] != CellPool.absent }
      if let unreadable = having.first(where: { isUnreadable[Int(cells[$0])] }) {
        codes.append(cells[unreadable])
        records.append(UInt32(unreadable))
        continue
      }
      switch choose(having, identity: { identities[Int(cells[$0])] }) {
      case .nothing:
        let first = having.first { cells[$0] != CellPool.missing } ?? having.first
        codes.append(first.map { cells[$0] } ?? CellPool.absent)
        records.append((first ?? own.first).map { UInt32($0) } ?? InventoryBuilder.noRecord)
      case .one(let record):
        codes.append(cells[record])
        records.append(UInt32(record))
      case .several(let differing):
        let spellings = differing.map { cells[$0] }
        codes.append(isKey && isList ? pool.union(spellings) : pool.conflict(spellings))
        records.append(UInt32(differing[0]))
        if !(isKey && isList) { conflicts[subject] = differing.map { UInt32($0) } }
      }
    }
    return Column(name: pool.name, codes: codes, entries: pool.entries, records: records, conflicts: conflicts)
  }

  /// The link of a relation, from the targets of its records.
  func link(
    _ relation: RelationDeclaration, _ targets: LinkTargets, _ codes: [UInt32], _ raw: [Column.Entry],
    subjects: [[Int]]
  ) -> Link {
    var rows: [Int32] = []
    var reasons: [Int: Unknown.Code] = [:]
    var rawCodes: [UInt32] = []
    var records: [UInt32] = []
    var conflicts: [Int: [UInt32]] = [:]
    for (subject, own) in subjects.enumerated() {
      let stated = own.filter { !targets.defaults.contains($0) }
      let unreadable = stated.first { targets.reasons[$0] == .valueUnreadable || targets.reasons[$0] == .conflict }
      var choice = choose(stated) { targets.rows[$0] == Link.unknown ? nil : "\(targets.rows[$0])" }
      if case .nothing = choice {
        choice = choose(own.filter(targets.defaults.contains)) { "\(targets.rows[$0])" }
      }
      if let unreadable { choice = .one(unreadable) }
      switch choice {
      case .nothing:
        rows.append(Link.unknown)
        reasons[subject] = own.compactMap { targets.reasons[$0] }.min { a, b in missingFirst(a, b) } ?? .attributeAbsent
        let first = stated.first { codes[$0] != CellPool.absent } ?? own.first
        rawCodes.append(first.map { codes[$0] } ?? CellPool.absent)
        records.append(first.map { UInt32($0) } ?? InventoryBuilder.noRecord)
      case .one(let record):
        rows.append(targets.rows[record])
        if targets.rows[record] == Link.unknown { reasons[subject] = targets.reasons[record] ?? .valueMissing }
        rawCodes.append(codes[record])
        records.append(UInt32(record))
      case .several(let differing):
        rows.append(Link.unknown)
        reasons[subject] = .conflict
        rawCodes.append(codes[differing[0]])
        records.append(UInt32(differing[0]))
        conflicts[subject] = differing.map { UInt32($0) }
      }
    }
    let name = raw.isEmpty ? relation.name : rawName(raw, relation)
    let column = Column(name: name, codes: rawCodes, entries: raw, records: records, conflicts: conflicts)
    return Link(name: name, target: relation.entity, rows: rows, reasons: reasons, raw: column)
  }

  private func rawName(_ raw: [Column.Entry], _ relation: RelationDeclaration) -> String {
    if case .unknown(let unknown) = raw[0].value { unknown.causes[0].attribute } else { relation.name }
  }

  /// Of two reasons the one that a subject with both has: its sources have the column, so it is not absent.
  private func missingFirst(_ a: Unknown.Code, _ b: Unknown.Code) -> Bool {
    a != .attributeAbsent && b == .attributeAbsent
  }

  /// Which of some records to believe, by what they say; nil where one says nothing.
  private func choose(_ records: [Int], identity: (Int) -> String?) -> Choice {
    if records.count == 1 { return identity(records[0]) == nil ? .nothing : .one(records[0]) }
    var groups: [(identity: String, records: [Int])] = []
    var groupOf: [String: Int] = [:]
    for record in records {
      guard let said = identity(record) else { continue }
      if let known = groupOf[said] {
        groups[known].records.append(record)
      } else {
        groupOf[said] = groups.count
        groups.append((said, [record]))
      }
    }
    guard groups.count > 1 else { return groups.first.map { .one(newest($0.records)) } ?? .nothing }
    let observed = groups.filter { $0.records.contains { !isDeclared($0) } }
    guard observed.count == 1, let day = observed[0].records.filter({ !isDeclared($0) }).compactMap(collected).max()
    else { return .several(groups.map { newest($0.records) }) }
    let others = groups.filter { $0.identity != observed[0].identity }.flatMap(\.records)
    let areOlder = others.allSatisfy { collected($0).map { $0 <= day } ?? false }
    return areOlder ? .one(newest(observed[0].records)) : .several(groups.map { newest($0.records) })
  }

  private func isDeclared(_ record: Int) -> Bool { sets[setOfRecord[record]].isDeclared }

  private func collected(_ record: Int) -> CalendarDate? { sets[setOfRecord[record]].source.collected }

  /// The record of the newest source, the first among equals: whether a value is stale is asked of it.
  private func newest(_ records: [Int]) -> Int {
    var best = records[0]
    for record in records.dropFirst() {
      guard let day = collected(record) else { continue }
      if collected(best).map({ $0 < day }) ?? true { best = record }
    }
    return best
  }
}
