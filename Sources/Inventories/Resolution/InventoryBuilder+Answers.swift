import Schema
import Tables
import Values

extension InventoryBuilder {
  /// Joins cameras that answered under an address to those of a register that have it.
  ///
  /// A register often has the address of a camera and neither its serial number nor that of its interface, which is all
  /// that an answer has. They are one if, in their unit, one declared subject alone has the address and one answering
  /// subject alone gives it, neither says that it changes, no better key and no maker's name speaks against it, and
  /// register and answer lie no more than 366 days apart.
  /// - Complexity: O(records)
  mutating func joinedByAnswers(_ subjects: [[Int]], _ keys: [[[ReadKey]]], _ draft: EntityDraft) -> [[Int]] {
    guard keys.count > 1, draft.entity.attribute("kind") != nil, let sightings = Sightings(draft, sets) else {
      return subjects
    }
    let isDeclared = subjects.map { $0.contains { sets[draft.sets[$0]].isDeclared } }
    let answers = subjects.indices.filter { index in
      !isDeclared[index]
        && subjects[index].contains { record in keys.dropLast().contains { !$0[record].isEmpty } }
        && subjects[index].allSatisfy { sets[draft.sets[$0]].source.tool?.adapter != DHCPLeaseAdapter.tool }
    }
    let declared = subjects.indices.filter { isDeclared[$0] }
    guard !answers.isEmpty, !declared.isEmpty else { return subjects }
    func register(_ of: [Int]) -> SubjectRegister {
      var register = SubjectRegister(
        of.map { SubjectRegister.Subject(records: subjects[$0], rank: 0, id: "\($0)", fallback: "\($0)") })
      noteAddresses(in: &register, draft)
      return register
    }
    let (answering, known) = (register(answers), register(declared))
    let units = targets[draft.entity.name]?["unit"]?.rows
    var joined = subjects
    for (place, index) in answers.enumerated() {
      guard let addresses = answering.addressesOf[place], addresses.count == 1, let record = subjects[index].first
      else {
        continue
      }
      let unit = units.flatMap { $0[record] >= 0 ? Int($0[record]) : nil }
      guard case .one(let row) = known.lookup(addresses[0], unit: unit),
        answering.lookup(addresses[0], unit: unit) == .one(place),
        sightings.addresses(of: record) != nil || subjects[index].count > 1
      else { continue }
      let own = subjects[declared[row]]
      if let a = answering.daysOfAddresses[place], let b = known.daysOfAddresses[row],
        abs(a.dayNumber - b.dayNumber) > Sightings.mostDays
      {
        continue
      }
      guard !speakAgainst(own, subjects[index], keys, draft) else { continue }
      joined[declared[row]] += subjects[index]
      labelled[draft.entity.name, default: []].formUnion(subjects[index])
      joined[index] = []
    }
    return joined.filter { !$0.isEmpty }.map { $0.sorted() }.sorted { $0[0] < $1[0] }
  }

  /// Whether two groups of records have a key of one rank, the name excepted, or makers whose names have nothing in
  /// common.
  private func speakAgainst(_ a: [Int], _ b: [Int], _ keys: [[[ReadKey]]], _ draft: EntityDraft) -> Bool {
    for rank in keys.dropLast()
    where a.contains(where: { !rank[$0].isEmpty }) && b.contains(where: { !rank[$0].isEmpty }) {
      return true
    }
    guard let codes = draft.cells["vendor"], let entries = draft.pools["vendor"]?.entries else { return false }
    func makers(_ records: [Int]) -> Set<String> {
      Set(records.compactMap { LookupText.folded(entries[Int(codes[$0])].value) }.filter { !$0.isEmpty })
    }
    let (first, second) = (makers(a), makers(b))
    if first.isEmpty || second.isEmpty { return false }
    return !first.contains { maker in second.contains { $0.contains(maker) || maker.contains($0) } }
  }
}
