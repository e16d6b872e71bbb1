import Schema
import Tables
import Values

/// Records of a claim's source that name no owner, each of which may be any owner's.
struct Strays {
  /// How many say nothing about whose they are.
  var count = 0
  /// The network addresses of those that have one and that no owner could be told by.
  var addresses: Set<IPAddress> = []

  /// Why a claim of completeness cannot stand; nil where it can.
  func reason(_ claim: InventoryBuilder.ClosingClaim) -> String? {
    guard count > 0 else { return nil }
    let (child, owner) = (claim.closing.relation.entity, claim.closing.owner.name)
    return "\(count) \(count == 1 ? "record" : "records") of `\(child)` whose `\(owner)` is not known"
  }

  /// Why a claim does not hold for some of its owners.
  func doubt(_ claim: InventoryBuilder.ClosingClaim, _ owners: Int) -> String {
    let owner = claim.closing.owner.name
    let what = addresses.count == 1 ? "an address" : "\(addresses.count) addresses"
    return "it names \(what) by which no `\(owner)` is known for certain, and \(owners) may have it"
  }
}

extension InventoryBuilder {
  /// Why a source is complete for no more than the parents it names; nil where it is for all.
  ///
  /// A parent that no register has may be any of those that have: a camera named by its address, a unit misspelt. What
  /// the source says of the stranger would then be missing from the one it is meant for.
  func strangers(of claim: ClosingClaim) -> String? {
    let owner = claim.closing.owner.name
    guard let register = registers[owner], claim.claim.subjects == nil else { return nil }
    let orphans = register.orphans
    guard orphans.count < register.count else { return nil }
    // A name that is an address may only be one whose own address is not known: `owners(of:thatMayHave:)`.
    let count = parentsNamed(by: claim).filter { orphans.contains($0) && address(ofOrphan: $0, register) == nil }.count
    guard count > 0 else { return nil }
    return "\(count) \(count == 1 ? "name" : "names") of `\(owner)` that no source describes: it may be any of them"
  }

  /// Why a source of one unit is complete for no more than the units it names; nil where it is for its own.
  ///
  /// A list that is said to be one unit's and whose rows name another's may be either's. Without a row of its own the
  /// unit would be closed and empty, and pass.
  func otherUnits(of claim: ClosingClaim) -> String? {
    guard claim.closing.owner.name == "unit", claim.claim.subjects == nil, sets[claim.set].isUnitOfSource,
      let unit = sets[claim.set].unit, let own = self.unit(of: claim.set)
    else { return nil }
    let others = parentsNamed(by: claim).subtracting([own]).count
    guard others > 0 else { return nil }
    return "it is said to be of the unit `\(unit)`, and its records name \(others) \(others == 1 ? "other" : "others")"
  }

  /// The address that a subject is called by which no source describes.
  private func address(ofOrphan subject: Int, _ register: SubjectRegister) -> IPAddress? {
    register.addresses.isEmpty ? nil : AddressText.only(Text(register.ids[subject]).folded)
  }

  /// The owners of a claim that may be meant by addresses by which none is known for certain: those that no source gives
  /// an address to rely on, and those that have such an address among others.
  func owners(of claim: ClosingClaim, thatMayHave addresses: Set<IPAddress>) -> Set<Int> {
    guard let register = registers[claim.closing.owner.name] else { return [] }
    return Set(
      (0..<register.count).filter { owner in
        if let own = address(ofOrphan: owner, register) {
          return register.orphans.contains(owner) ? false : addresses.contains(own)
        }
        guard let own = register.addressesOf[owner] else { return true }
        return own.contains(where: addresses.contains)
      })
  }

  /// What a claim's source holds that may belong to any parent. A record that another owner has, or that a key without
  /// this parent identifies (the account of a service has no camera), is no stray; a parent that is nothing but an
  /// address is one.
  func strays(of claim: ClosingClaim) -> Strays {
    let child = claim.closing.relation.entity
    let owner = claim.closing.owner.name
    guard let draft = drafts[child], let via = claim.closing.relation.many?.via else { return Strays() }
    let links = targets[child] ?? [:]
    let owners = schema.parents(of: child).compactMap { $0.relation.many?.via }
    let addressed = draft.entity.toOneRelations.filter { schema[$0.entity]?.attribute(Sightings.attribute) != nil }
    let others = Set(owners + addressed.map(\.name)).filter { $0 != via && draft.entity.relation($0)?.entity != "unit" }
    var otherKeys: [[String]] = []
    if case .keys(let keys) = draft.entity.identity, keys.contains(where: { $0.first == via }) {
      otherKeys = keys.filter { !$0.contains(via) }
    }
    let reader = otherKeys.isEmpty ? nil : KeyReader(draft, links: links, registers: registers)
    let register = registers[owner]
    let sightings = (register?.addresses.isEmpty ?? true) || owner == child ? nil : Sightings(draft, sets)
    var strays = Strays()
    for record in draft.sets.indices where draft.sets[record] == claim.set {
      let row = links[via]?.rows[record] ?? Link.unknown
      if row >= 0, let register, register.orphans.contains(Int(row)), let own = address(ofOrphan: Int(row), register) {
        strays.addresses.insert(own)
      }
      guard row == Link.unknown else { continue }
      let isOthers = others.contains { name in
        guard let other = links[name], other.rows[record] >= 0 else { return false }
        return !other.byAddress.contains(record)
      }
      if isOthers || otherKeys.contains(where: { hasKey($0, record, reader) }) { continue }
      if let own = sightings?.addresses(of: record) {
        strays.addresses.formUnion(own)
      } else {
        strays.count += 1
      }
    }
    return strays
  }

  private func hasKey(_ key: [String], _ record: Int, _ reader: KeyReader?) -> Bool {
    reader?.keys(key, of: record).contains { !$0.key.isPartial } ?? false
  }
}
