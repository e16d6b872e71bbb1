import Schema
import Values

extension SubjectRegister {
  /// Whom a name means.
  enum Lookup: Equatable {
    case one(Int)
    case none
    case several
  }

  /// Who may be meant by a name or an address.
  struct Bearer: Hashable {
    var subject: Int
    /// The unit within which the name holds; nil if everywhere or not known.
    var unit: Int?
  }

  /// Lets a subject be called by a name, within a unit or everywhere.
  mutating func note(_ name: String, of subject: Int, unit: Int?) {
    let folded = Text(name).folded
    guard !folded.isEmpty else { return }
    bearers[folded, default: []].insert(Bearer(subject: subject, unit: unit))
  }

  /// Lets a computer whose domain no source tells be called by its name with any domain.
  mutating func note(host: String, of subject: Int, unit: Int?) {
    hosts[host, default: []].insert(Bearer(subject: subject, unit: unit))
  }

  /// Lets a subject be found by its network address.
  mutating func note(_ address: IPAddress, of subject: Int, unit: Int?) {
    addresses[address, default: []].insert(Bearer(subject: subject, unit: unit))
    addressesOf[subject, default: []].append(address)
    if let unit { unitsOfAddresses.insert(unit) }
  }

  /// Whom a record of a unit means by a name. Names that hold within another unit do not count, and a name of the unit
  /// itself goes before the same name of nobody knows which. An address of an interface is one however it is written,
  /// and a computer's full name means the one that only its short name is known of.
  /// - Complexity: O(subjects of that name)
  func lookup(_ name: Text, unit: Int?) -> Lookup {
    var found = bearers[name.folded] ?? []
    if let address = KeyText.hardwareAddress(name.folded), address != name.folded {
      found.formUnion(bearers[address] ?? [])
    }
    if found.isEmpty {
      let host = HostText(name.folded)
      if host.whole != name.folded { found = bearers[host.whole] ?? [] }
      if found.isEmpty, host.short != host.whole {
        found = (host.domain == nil ? bearers[host.short] : hosts[host.short]) ?? []
      }
    }
    return among(found, unit: unit)
  }

  /// Whom a record of a unit means by an address. Every network has its own 192.168.1.1: where the unit is not known and
  /// the entity's addresses lie in several, a private address means nobody for certain.
  /// - Complexity: O(subjects of that address)
  func lookup(_ address: IPAddress, unit: Int?) -> Lookup {
    let found = addresses[address] ?? []
    if unit == nil, address.isPrivate, unitsOfAddresses.count > 1, !found.isEmpty { return .several }
    return among(found, unit: unit)
  }

  private func among(_ found: Set<Bearer>, unit: Int?) -> Lookup {
    var found = found
    if let unit {
      let own = found.filter { $0.unit == unit }
      found = own.isEmpty ? found.filter { $0.unit == nil } : own
    }
    let subjects = Set(found.map(\.subject))
    switch subjects.count {
    case 0: return .none
    case 1: return subjects.first.map { .one($0) } ?? .none
    default: return .several
    }
  }
}
