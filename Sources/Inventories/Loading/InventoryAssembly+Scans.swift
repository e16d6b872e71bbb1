import Diagnostics
import Formats
import Schema
import Tables
import Values

extension InventoryAssembly {
  /// Tells whom the hosts are that scans met, and lets the rows of their ports name them.
  ///
  /// A host is the camera or device whose hardware address it has (its own, else the one to which a lease gives its
  /// network address), else the one whose name it has. A host whose network address others have, and no other hardware
  /// address with it, is theirs too, and its row adds nothing. What is left is in no register: it becomes a subject of
  /// its own, a camera where maker or services say so.
  mutating func settleScans() {
    let scans = sets.indices.filter {
      ScanFate.tools.contains(sets[$0].source.tool?.adapter ?? "")
        && ["device", "camera"].contains(sets[$0].entity.name)
    }
    guard !scans.isEmpty, let camera = schema["camera"], let device = schema["device"] else { return }
    let judge = ScanJudge(sets)
    var fates: [ScanFate.Key: ScanFate] = [:]
    for index in scans {
      let own = sets[index].entity.name
      let columns = HostColumns(sets[index], name: own == "camera" ? "name" : "hostname")
      var found: [ScanFate] = []
      for record in sets[index].records {
        let fate = judge.fate(of: record, columns, looksLike: own)
        for key in ScanFate.keys(of: record, columns) {
          fates[ScanFate.Key(path: sets[index].source.path, host: key)] = fate
        }
        found.append(fate)
      }
      for offset in found.indices {
        if let hardware = found[offset].hardware { sets[index].identify(offset, by: hardware, columns.name) }
      }
      for offset in found.indices where found[offset].isKnown {
        // Only the addresses: names, makers and models are the register's to say.
        for member in [columns.name, "vendor", "model"] where found[offset].entity != nil {
          sets[index].records[offset] = sets[index].without(member, sets[index].records[offset])
        }
      }
      noteIgnored(found.filter { $0.entity == nil }.count, path: sets[index].source.path)
      let (staying, leaving) = sets[index].split { found[$0].entity != own }
      let fatesOfLeaving = found.filter { $0.entity != own }
      let moving = leaving.split { fatesOfLeaving[$0].entity != nil }.taken
      sets[index] = staying
      reports[index].records = staying.records.count
      if let moved = moving.as(own == "camera" ? device : camera) { append(moved, recognition: .content) }
    }
    for index in sets.indices where sets[index].entity.name == "exposure" {
      guard sets[index].source.tool?.adapter == NmapAdapter.tool else { continue }
      let path = sets[index].source.path
      sets[index].callHosts { fates[ScanFate.Key(path: path, host: $0)] }
    }
  }

  private mutating func noteIgnored(_ count: Int, path: String) {
    guard count > 0, let note = report.adapted.firstIndex(where: { $0.path == path }) else { return }
    report.adapted[note].ignored["hosts that others know by their network address", default: 0] += count
  }
}

/// Whom a scanned host is taken for.
struct ScanFate {
  struct Key: Hashable {
    var path: String
    /// A hardware address, or else a network address.
    var host: String
  }

  /// Adapters that see hosts and cannot tell what they are.
  static let tools: Set<String> = [NmapAdapter.tool, NetworkInventoryAdapter.tool]

  /// `camera` or `device`; nil where the network address alone tells whose it is.
  var entity: String?
  /// Whether another source knows it.
  var isKnown: Bool
  /// The hardware address that a lease gives to it.
  var hardware: String?

  static func keys(of record: Record, _ columns: HostColumns) -> [String] {
    let hardware = columns.hardware(record)
    return hardware.isEmpty ? columns.addresses(record).map(\.description) : Array(hardware)
  }
}

/// Tells hosts by what other sources say of them.
private struct ScanJudge {
  private let cameras: HostKeys
  private let devices: HostKeys
  private var leases: [IPAddress: Set<String>] = [:]

  init(_ sets: [RecordSet]) {
    let strangers = ScanFate.tools.union([DHCPLeaseAdapter.tool])
    cameras = HostKeys(sets, of: "camera", name: "name", without: strangers)
    devices = HostKeys(sets, of: "device", name: "hostname", without: strangers)
    for set in sets where set.source.tool?.adapter == DHCPLeaseAdapter.tool {
      let columns = HostColumns(set, name: "hostname")
      for record in set.records {
        for address in columns.addresses(record) { leases[address, default: []].formUnion(columns.hardware(record)) }
      }
    }
  }

  func fate(of record: Record, _ columns: HostColumns, looksLike entity: String) -> ScanFate {
    var hardware = columns.hardware(record)
    let addresses = columns.addresses(record)
    var leased: String?
    if hardware.isEmpty, let address = addresses.first, let own = leases[address], own.count == 1 {
      leased = own.first
      hardware = own
    }
    let serials = columns.serials(record)
    for (entity, keys) in [("device", devices), ("camera", cameras)] {
      guard hardware.isDisjoint(with: keys.hardware), serials.isDisjoint(with: keys.serials) else {
        return ScanFate(entity: entity, isKnown: true, hardware: leased)
      }
    }
    let known = cameras.addresses.union(devices.addresses)
    let taken = cameras.addressesOfHardware.union(devices.addressesOfHardware)
    if !addresses.isDisjoint(with: known) || (hardware.isEmpty && !addresses.isDisjoint(with: taken)) {
      return ScanFate(entity: nil, isKnown: true, hardware: nil)
    }
    let isDevice = devices.knowsName(in: record, columns)
    if !isDevice, cameras.knowsName(in: record, columns) {
      return ScanFate(entity: "camera", isKnown: false, hardware: leased)
    }
    return ScanFate(entity: isDevice ? "device" : entity, isKnown: false, hardware: leased)
  }
}

extension RecordSet {
  /// Gives a record the hardware address by which it is known, and takes away the name that stood for one.
  fileprivate mutating func identify(_ offset: Int, by hardware: String, _ name: String) {
    var column = members.first { $0.name == "mac" }?.columns.first
    if column == nil {
      let next = (members.flatMap(\.columns).max() ?? -1) + 1
      members.append(Member(name: "mac", columns: [next]))
      column = next
    }
    records[offset] = without(name, records[offset])
    if let column {
      records[offset].fields.removeAll { $0.column == column }
      records[offset].fields.append(Record.Field(column: column, value: .string(hardware)))
    }
  }

  /// Lets rows that call a host by an address call the subject that it turned out to be, or nobody.
  fileprivate mutating func callHosts(_ fate: (String) -> ScanFate?) {
    var columns: [String: Int] = [:]
    for member in members where ["camera", "device"].contains(member.name) {
      columns[member.name] = member.columns.first
    }
    guard let header = columns.keys.sorted().first.flatMap({ source.headers[$0] }) else { return }
    var next = (members.flatMap(\.columns).max() ?? -1) + 1
    for name in ["camera", "device"] where columns[name] == nil {
      columns[name] = next
      members.append(Member(name: name, columns: [next]))
      source.headers[name] = header
      next += 1
    }
    let own = Set(columns.values)
    for index in records.indices {
      guard let place = records[index].fields.firstIndex(where: { own.contains($0.column) }) else { continue }
      let text = Text(Cell(records[index].fields[place].value).text).folded
      let key = KeyText.hardwareAddress(text) ?? AddressText.only(text)?.description ?? text
      let fate = fate(key)
      guard let entity = fate?.entity, let column = columns[entity] else {
        records[index].fields.remove(at: place)
        continue
      }
      records[index].fields[place].column = column
      if let hardware = fate?.hardware {
        let raw = records[index].fields[place].value
        records[index].fields[place].value = .converted(.string(hardware), from: raw.spelling)
      }
    }
  }
}
