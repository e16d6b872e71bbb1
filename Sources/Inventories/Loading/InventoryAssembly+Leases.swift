import Formats
import Schema
import Tables
import Values

extension InventoryAssembly {
  /// Makes leases of cameras records of `camera`: those whose hardware address, or else whose name, other sources give to
  /// a camera and to no device. A server does not know what it gives an address to.
  mutating func settleLeases() {
    guard let camera = schema["camera"] else { return }
    let leases = sets.indices.filter { sets[$0].source.tool?.adapter == DHCPLeaseAdapter.tool }
    guard !leases.isEmpty else { return }
    let cameras = HostKeys(sets, of: "camera", name: "name", without: [DHCPLeaseAdapter.tool])
    let devices = HostKeys(sets, of: "device", name: "hostname", without: [DHCPLeaseAdapter.tool])
    for index in leases where sets[index].entity.name == "device" {
      let columns = HostColumns(sets[index], name: "hostname")
      let isCamera = sets[index].records.map { Self.isCamera($0, columns, cameras, devices) }
      let (others, leases) = sets[index].split { isCamera[$0] }
      guard var own = leases.as(camera) else { continue }
      sets[index] = others
      reports[index].records = others.records.count
      // What the server calls a camera is seldom what the register does, unless the name is all there is to tell it by.
      let renamed = HostColumns(own, name: "name")
      own.records = own.records.map { cameras.knowsName(in: $0, renamed) ? $0 : own.without("name", $0) }
      append(own, recognition: .content)
    }
  }

  /// Whether a record is about a camera: by its hardware address, else by its name.
  private static func isCamera(
    _ record: Record, _ columns: HostColumns, _ cameras: HostKeys, _ devices: HostKeys
  ) -> Bool {
    let own = columns.hardware(record)
    if !own.isDisjoint(with: devices.hardware) { return false }
    if !own.isDisjoint(with: cameras.hardware) { return true }
    return cameras.knowsName(in: record, columns) && !devices.knowsName(in: record, columns)
  }
}

extension RecordSet {
  /// The set without some of its records, and those.
  func split(_ isTaken: (Int) -> Bool) -> (rest: RecordSet, taken: RecordSet) {
    var (rest, taken) = (self, self)
    (rest.records, rest.variants, taken.records, taken.variants) = ([], [], [], [])
    for (offset, record) in records.enumerated() {
      let variant = offset < variants.count ? variants[offset] : nil
      if isTaken(offset) {
        taken.records.append(record)
        if let variant { taken.variants.append(variant) }
      } else {
        rest.records.append(record)
        if let variant { rest.variants.append(variant) }
      }
    }
    return (rest, taken)
  }

  /// The records as those of another entity, whose names are called otherwise: nil where there are none. It claims
  /// nothing.
  func `as`(_ other: EntityType) -> RecordSet? {
    guard !records.isEmpty else { return nil }
    let (from, to) = other.name == "camera" ? ("hostname", "name") : ("name", "hostname")
    var own = self
    own.entity = other
    own.source.entity = other.name
    own.source.coverage = [:]
    own.claims = []
    own.members = own.members.compactMap { member in
      if member.name == from { return RecordSet.Member(name: to, columns: member.columns) }
      return other.attribute(member.name) == nil ? nil : member
    }
    own.source.headers[to] = own.source.headers[from]
    return own
  }

  /// A record without a member's values.
  func without(_ member: String, _ record: Record) -> Record {
    let columns = Set(members.filter { $0.name == member }.flatMap(\.columns))
    var record = record
    record.fields.removeAll { columns.contains($0.column) }
    return record
  }
}
