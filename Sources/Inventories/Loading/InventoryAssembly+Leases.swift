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
    let cameras = Keys(sets, of: "camera", name: "name")
    let devices = Keys(sets, of: "device", name: "hostname")
    for index in leases where sets[index].entity.name == "device" {
      var others = sets[index]
      others.records = []
      others.variants = []
      var own = others
      for (offset, record) in sets[index].records.enumerated() {
        let isCamera = cameras.have(record, sets[index], butNot: devices)
        let variant = offset < sets[index].variants.count ? sets[index].variants[offset] : nil
        if isCamera { own.records.append(record) } else { others.records.append(record) }
        if let variant { if isCamera { own.variants.append(variant) } else { others.variants.append(variant) } }
      }
      guard !own.records.isEmpty else { continue }
      sets[index] = others
      reports[index].records = others.records.count
      own.entity = camera
      own.source.entity = camera.name
      own.source.coverage = [:]
      own.claims = []
      // What the server calls a camera is seldom what the register does, unless the name is all there is to tell it by.
      own.members = own.members.compactMap { member in
        if member.name == "hostname" { return RecordSet.Member(name: "name", columns: member.columns) }
        return camera.attribute(member.name) == nil ? nil : member
      }
      own.source.headers["name"] = own.source.headers["hostname"]
      own.records = own.records.map { cameras.withoutStrangeName($0, own) }
      append(own, recognition: .content)
    }
  }

  /// By what other sources know the subjects of an entity.
  private struct Keys {
    private var hardware: Set<String> = []
    private var names: Set<String> = []

    init(_ sets: [RecordSet], of entity: String, name: String) {
      for set in sets where set.entity.name == entity && set.source.tool?.adapter != DHCPLeaseAdapter.tool {
        for record in set.records {
          hardware.formUnion(Keys.hardware(record, set))
          names.formUnion(Keys.texts("\(name)", record, set).map { HostText($0).short })
        }
      }
    }

    /// Whether a record is about one of them: by its hardware address, else by its name.
    func have(_ record: Record, _ set: RecordSet, butNot others: Keys) -> Bool {
      let own = Keys.hardware(record, set)
      if !own.isDisjoint(with: others.hardware) { return false }
      if !own.isDisjoint(with: hardware) { return true }
      let name = Set(Keys.texts("hostname", record, set).map { HostText($0).short })
      return !name.isDisjoint(with: names) && name.isDisjoint(with: others.names)
    }

    /// A record without its name, unless a camera bears it.
    func withoutStrangeName(_ record: Record, _ set: RecordSet) -> Record {
      let known = Set(Keys.texts("name", record, set).map { HostText($0).short })
      guard known.isDisjoint(with: names) else { return record }
      let columns = Set(set.members.filter { $0.name == "name" }.flatMap(\.columns))
      var record = record
      record.fields.removeAll { columns.contains($0.column) }
      return record
    }

    private static func hardware(_ record: Record, _ set: RecordSet) -> Set<String> {
      Set(
        texts("mac", record, set).flatMap { text in
          KeyText.texts(of: .string(text), as: .hardwareAddress).map(\.folded)
        })
    }

    private static func texts(_ member: String, _ record: Record, _ set: RecordSet) -> [String] {
      let columns = Set(set.members.filter { $0.name == member }.flatMap(\.columns))
      return record.fields.filter { columns.contains($0.column) }.flatMap { field -> [String] in
        let cell = Cell(field.value)
        if case .list(let items) = cell.value { return items.map { Text(Cell($0).text).folded } }
        return [Text(cell.text).folded]
      }.filter { !$0.isEmpty }
    }
  }
}
