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
    let answered = joinedByAnswers(resolver.subjects(), keys, draft)
    let joined = joinedByAddress(answered, keys, draft)
    let subjects = joined.map { subject(of: $0, keys, ranks, draft) }
    var register = SubjectRegister(subjects)
    for (subject, records) in register.records.enumerated() {
      for rank in ranks.indices {
        for record in records {
          for key in keys[rank][record] where key.isName { register.note(key.key.name, of: subject, unit: key.unit) }
        }
      }
    }
    noteHosts(in: &register, keys, ranks, entity)
    noteAddresses(in: &register, draft)
    registers[entity.name] = register
    resolved.insert(entity.name)
    report(resolver.ambiguities, keyless: register.records.filter { isKeyless($0, keys) }, of: entity, ranks)
  }

  /// Lets computers whose domain nobody tells be called by their full names too.
  private func noteHosts(
    in register: inout SubjectRegister, _ keys: [[[ReadKey]]], _ ranks: [[String]], _ entity: EntityType
  ) {
    func ranksOf(_ form: KeyForm) -> [Int] {
      ranks.indices.filter { entity.attribute(ranks[$0][0]).map { KeyForm($0) } == form }
    }
    let (domains, hosts) = (ranksOf(.domain), ranksOf(.host))
    for (subject, records) in register.records.enumerated() where !hosts.isEmpty {
      guard records.allSatisfy({ record in domains.allSatisfy { keys[$0][record].isEmpty } }) else { continue }
      for record in records {
        for key in hosts.flatMap({ keys[$0][record] }) where key.isName {
          register.note(host: key.key.name, of: subject, unit: key.unit)
        }
      }
    }
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
          ambiguity.name, members: ranks[ambiguity.rank], entity: entity, at: places.map(place)))
    }
    if ambiguities.count > Self.told {
      diagnostics.add(InventoryDiagnostics.moreSharedKeys(ambiguities.count - Self.told, entity: entity.name))
    }
    let keyless = keyless.filter { !isNumberless($0, entity, draft) }
    for (index, records) in keyless.enumerated() {
      let locator = draft.locators[records[0]]
      if index < Self.told { diagnostics.add(InventoryDiagnostics.keyless(entity, at: place(locator))) }
      lose("a \(entity.name) without a key that can be read", set: draft.sets[records[0]])
    }
    if keyless.count > Self.told {
      diagnostics.add(InventoryDiagnostics.moreKeyless(keyless.count - Self.told, entity: entity.name))
    }
  }

  /// Whether a record is of a log that has no column for a number: each of its rows is something that happened.
  private func isNumberless(_ records: [Int], _ entity: EntityType, _ draft: EntityDraft) -> Bool {
    schema.events.contains(entity.name)
      && !sets[draft.sets[records[0]]].members.contains { entity.identity.members.contains($0.name) }
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
