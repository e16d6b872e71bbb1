import Diagnostics
import Schema
import Tables
import Values

extension InventoryBuilder {
  /// Joins the records of a keyed entity that are about the same subject, and gives every subject its id and names.
  mutating func resolveSubjects(of entity: EntityType) {
    guard case .keys(let ranks) = entity.identity, drafts[entity.name] != nil else { return }
    for member in entity.identity.members {
      // Keys that name each other in a circle: the subjects of the other entity are not known yet, so neither is the key.
      guard let relation = entity.relation(member), resolved.contains(relation.entity) else { continue }
      linkRecords(of: entity, by: relation)
    }
    guard let draft = drafts[entity.name] else { return }
    let reader = KeyReader(draft, links: targets[entity.name] ?? [:], registers: registers)
    let keys = ranks.map { rank in (0..<draft.count).map { reader.keys(rank, of: $0) } }
    let resolver = IdentityResolver(keys.map { $0.map { $0.map(\.key) } }, records: draft.count)
    let subjects = resolver.subjects().map { subject(of: $0, keys, ranks, draft) }
    var register = SubjectRegister(subjects)
    for (subject, records) in register.records.enumerated() {
      for rank in ranks.indices {
        for record in records {
          for key in keys[rank][record] where key.isName { register.note(key.key.name, of: subject, unit: key.unit) }
        }
      }
    }
    registers[entity.name] = register
    resolved.insert(entity.name)
    report(resolver.ambiguities, keyless: register.records.filter { isKeyless($0, keys) }, of: entity, ranks)
  }

  private func isKeyless(_ records: [Int], _ keys: [[[ReadKey]]]) -> Bool {
    records.allSatisfy { record in keys.allSatisfy { $0[record].isEmpty } }
  }

  private func subject(
    of records: [Int], _ keys: [[[ReadKey]]], _ ranks: [[String]], _ draft: EntityDraft
  ) -> SubjectRegister.Subject {
    for rank in keys.indices {
      for record in records {
        guard let key = keys[rank][record].first else { continue }
        let fallback = "\(ranks[rank].joined(separator: "+"))=\(key.display)"
        return SubjectRegister.Subject(records: records, rank: rank, id: key.display, fallback: fallback)
      }
    }
    let locator = draft.locators[records[0]]
    let id = "\(sets[draft.sets[records[0]]].source.path)#\(locator.row)"
    return SubjectRegister.Subject(records: records, rank: keys.count, id: id, fallback: id)
  }

  private mutating func report(
    _ ambiguities: [IdentityResolver.Ambiguity], keyless: [[Int]], of entity: EntityType, _ ranks: [[String]]
  ) {
    guard let draft = drafts[entity.name] else { return }
    for ambiguity in ambiguities.prefix(Self.told) {
      let places = ambiguity.records.map { draft.locators[$0] }
      diagnostics.add(
        InventoryDiagnostics.sharedKey(
          ambiguity.name, members: ranks[ambiguity.rank], entity: entity.name, at: places.map(place)))
    }
    if ambiguities.count > Self.told {
      diagnostics.add(InventoryDiagnostics.moreSharedKeys(ambiguities.count - Self.told, entity: entity.name))
    }
    for (index, records) in keyless.enumerated() {
      let locator = draft.locators[records[0]]
      if index < Self.told { diagnostics.add(InventoryDiagnostics.keyless(entity, at: place(locator))) }
      lose("a \(entity.name) without a key that can be read", set: draft.sets[records[0]])
    }
    if keyless.count > Self.told {
      diagnostics.add(InventoryDiagnostics.moreKeyless(keyless.count - Self.told, entity: entity.name))
    }
  }

  /// How many mistakes of one kind and entity are told one by one.
  private static let told = 20

  /// Notes why nothing in a source can be taken for whole.
  mutating func lose(_ reason: String, set: Int) {
    if !(losses[set] ?? []).contains(reason) { losses[set, default: []].append(reason) }
  }

  /// Where a record begins, for diagnostics.
  func place(_ locator: EntityTable.RecordLocator) -> RecordPlace {
    let set = sets[Int(locator.source)]
    return RecordPlace(source: set.origin, path: set.source.path, row: Int(locator.row), line: Int(locator.line))
  }
}

/// A key as it was read from a record.
struct ReadKey {
  var key: RecordKey
  /// For people: the values joined with `/`.
  var display: String
  /// Whether a single cell of another record may call the subject by it.
  var isName: Bool
  /// The unit within which the name holds.
  var unit: Int?
}

/// Reads the keys of an entity's records.
struct KeyReader {
  private let entity: EntityType
  private let codes: [String: [UInt32]]
  private let texts: [String: [[KeyText]]]
  private let links: [String: LinkTargets]
  private let registers: [String: SubjectRegister]

  init(_ draft: EntityDraft, links: [String: LinkTargets], registers: [String: SubjectRegister]) {
    entity = draft.entity
    self.links = links
    self.registers = registers
    var codes: [String: [UInt32]] = [:]
    var texts: [String: [[KeyText]]] = [:]
    for member in draft.entity.identity.members {
      guard let attribute = draft.entity.attribute(member), let pool = draft.pools[member] else { continue }
      codes[member] = draft.identity(member)
      texts[member] = pool.entries.map { KeyText.texts(of: $0.value, attribute) }
    }
    self.codes = codes
    self.texts = texts
  }

  /// How many keys one record may have under one rank: lists of addresses multiply.
  private static let mostAlternatives = 64

  /// The keys of a record under one rank; empty where a part is missing. Relations behind the first part are a scope and
  /// may be missing: then the key is partial.
  func keys(_ rank: [String], of record: Int) -> [ReadKey] {
    var names: [(folded: [String], display: [String])] = [([], [])]
    var scope: [String] = []
    var scopeDisplay: [String] = []
    var isPartial = false
    var unit: Int?
    for (position, member) in rank.enumerated() {
      if let relation = entity.relation(member) {
        let row = links[member].map { Int($0.rows[record]) } ?? -1
        if row >= 0 {
          let id = registers[relation.entity]?.ids[row] ?? ""
          if relation.entity == "unit" { unit = row }
          scope.append("\(member) \(row)")
          scopeDisplay.append(id)
        } else if position > 0 {
          isPartial = true
        } else {
          return []
        }
        if position == 0 { names = names.map { ($0.folded + ["\(row)"], $0.display) } }
      } else {
        guard let values = codes[member].map({ texts[member]?[Int($0[record])] ?? [] }), !values.isEmpty else {
          return []
        }
        names = names.flatMap { name in values.map { (name.folded + [$0.folded], name.display + [$0.display]) } }
        names = Array(names.prefix(Self.mostAlternatives))
      }
    }
    let startsWithRelation = rank.first.flatMap { entity.relation($0) } != nil
    let isName = !startsWithRelation && rank.filter { entity.relation($0) == nil }.count == 1
    return names.map { name in
      let folded = name.folded.joined(separator: "\u{1F}")
      let parts = startsWithRelation ? scopeDisplay + name.display : name.display + scopeDisplay
      let whole = ([folded] + scope).joined(separator: "\u{1E}")
      return ReadKey(
        key: RecordKey(text: whole, name: folded, isPartial: isPartial), display: parts.joined(separator: "/"),
        isName: isName, unit: unit)
    }
  }
}
