import Schema
import Tables
import Values

/// By which network address the records of an entity were seen, and when: what ties a router's rule or a scan that names
/// no camera to the one whose register row has that address.
struct Sightings {
  /// The attribute that holds an entity's network address.
  static let attribute = "ip"
  /// The attribute that tells how it comes by it.
  static let assignment = "ip_assignment"
  /// How far apart the day of a sighting and that of a register may lie, in days: addresses are given away again.
  static let mostDays = 366

  private let codes: [UInt32]
  /// By code; nil where there is no address to rely on.
  private let texts: [[IPAddress]?]
  private let days: [CalendarDate?]

  /// nil where no record of the entity has an address.
  init?(_ draft: EntityDraft, _ sets: [RecordSet]) {
    guard let pool = draft.pools[Self.attribute], let codes = draft.cells[Self.attribute] else { return nil }
    self.codes = codes
    texts = pool.entries.map { Self.addresses($0.value) }
    let seen = draft.cells["last_seen"]
    let entries = draft.pools["last_seen"]?.entries ?? []
    days = draft.sets.indices.map { record in
      if let code = seen.map({ Int($0[record]) }), case .date(let day) = entries[code].value { return day }
      return sets[draft.sets[record]].source.collected
    }
  }

  /// The addresses of a record; nil where they are not known for certain.
  func addresses(of record: Int) -> [IPAddress]? { texts[Int(codes[record])] }

  /// Whom a record means by its address: several too where the register and the record are too far apart in time.
  func subject(of record: Int, in register: SubjectRegister?, unit: Int?) -> SubjectRegister.Lookup {
    guard let register, let all = addresses(of: record) else { return .none }
    var found: [SubjectRegister.Lookup] = []
    for address in all {
      let lookup = register.lookup(address, unit: unit)
      if lookup != .none, !found.contains(lookup) { found.append(lookup) }
    }
    guard let first = found.first else { return .none }
    guard found.count == 1, case .one(let row) = first else { return .several }
    guard let day = days[record], let known = register.daysOfAddresses[row] else { return first }
    return abs(day.dayNumber - known.dayNumber) > Self.mostDays ? .several : first
  }

  private static func addresses(_ value: Value) -> [IPAddress]? {
    var found: [IPAddress] = []
    for scalar in LookupText.scalars(value) {
      switch scalar {
      case .null, .unknown, .failure: return nil
      default:
        guard let text = LookupText.folded(scalar), let own = AddressText.all(text) else { return nil }
        found += own
      }
    }
    return found.isEmpty ? nil : found
  }
}

extension InventoryBuilder {
  /// Whether the records of an entity may mean the target of a relation by its network address alone.
  func namesByAddress(_ draft: EntityDraft, _ relation: RelationDeclaration) -> Bool {
    relation.entity != draft.entity.name && draft.cells[Sightings.attribute] != nil
      && registers[relation.entity]?.addresses.isEmpty == false
  }

  /// Notes the addresses by which subjects can be found: those on which all of a subject's records agree that have one,
  /// and which none of them calls dynamic.
  func noteAddresses(in register: inout SubjectRegister, _ draft: EntityDraft) {
    guard let sightings = Sightings(draft, sets), let cells = draft.cells[Sightings.attribute] else { return }
    // An empty cell, or one that says that nobody knows, has no address to disagree with.
    let isSilent = (draft.pools[Sightings.attribute]?.entries ?? []).map { entry in
      if case .unknown(let unknown) = entry.value { unknown.code != .valueUnreadable } else { false }
    }
    let assignments = draft.cells[Sightings.assignment]
    let words = (draft.pools[Sightings.assignment]?.entries ?? []).map { LookupText.folded($0.value) == "dynamic" }
    let units = targets[draft.entity.name]?["unit"]?.rows
    for (subject, records) in register.records.enumerated() {
      let having = records.filter { !isSilent[Int(cells[$0])] }
      guard let first = having.first, var common = sightings.addresses(of: first) else { continue }
      for record in having.dropFirst() {
        let own = sightings.addresses(of: record) ?? []
        common.removeAll { !own.contains($0) }
      }
      if let assignments {
        // A lease that agrees with what others say takes nothing away from it; on its own it ties nothing.
        let dynamic = records.filter { words[Int(assignments[$0])] }
        let areLeases = dynamic.allSatisfy { sets[draft.sets[$0]].source.tool?.adapter == DHCPLeaseAdapter.tool }
        if !dynamic.isEmpty, !areLeases || having.allSatisfy(dynamic.contains) { continue }
      }
      let named = Set(records.compactMap { record in units.map { $0[record] } }.filter { $0 >= 0 })
      let unit = named.count == 1 ? named.first.map { Int($0) } : nil
      for address in common { register.note(address, of: subject, unit: unit) }
      register.daysOfAddresses[subject] = having.compactMap { sets[draft.sets[$0]].source.collected }.max()
    }
  }
}
