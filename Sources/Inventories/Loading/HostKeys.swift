import Formats
import Schema
import Values

/// By what sources know the subjects of an entity: for tools that see hosts and cannot tell what they are.
struct HostKeys {
  private(set) var hardware: Set<String> = []
  private(set) var names: Set<String> = []
  private(set) var serials: Set<String> = []
  /// Network addresses of records without a hardware address, and of those that have one.
  private(set) var addresses: Set<IPAddress> = []
  private(set) var addressesOfHardware: Set<IPAddress> = []

  /// - Parameters:
  ///   - name: the member that holds a name
  ///   - excluded: the adapters whose records do not count
  /// - Complexity: O(cells of the entity)
  init(_ sets: [RecordSet], of entity: String, name: String, without excluded: Set<String>) {
    for set in sets where set.entity.name == entity {
      if let tool = set.source.tool?.adapter, excluded.contains(tool) { continue }
      let columns = HostColumns(set, name: name)
      for record in set.records {
        let own = columns.hardware(record)
        hardware.formUnion(own)
        names.formUnion(columns.names(record))
        serials.formUnion(columns.serials(record))
        let addresses = columns.addresses(record)
        if own.isEmpty { self.addresses.formUnion(addresses) } else { addressesOfHardware.formUnion(addresses) }
      }
    }
  }

  func knowsName(in record: Record, _ columns: HostColumns) -> Bool { !names.isDisjoint(with: columns.names(record)) }
}

/// The columns of a record set that tell which host a record is about.
struct HostColumns {
  private let columns: [String: Set<Int>]
  let name: String

  init(_ set: RecordSet, name: String) {
    self.name = name
    var columns: [String: Set<Int>] = [:]
    for member in set.members where ["mac", "serial", Sightings.attribute, name].contains(member.name) {
      columns[member.name, default: []].formUnion(member.columns)
    }
    self.columns = columns
  }

  /// Addresses of interfaces, as keys compare them.
  func hardware(_ record: Record) -> Set<String> {
    Set(texts("mac", record).flatMap { KeyText.texts(of: .string($0), as: .hardwareAddress).map(\.folded) })
  }

  /// Serial numbers that are no placeholders, as keys compare them.
  func serials(_ record: Record) -> Set<String> {
    Set(texts("serial", record).flatMap { KeyText.texts(of: .string($0), as: .exact).map(\.folded) })
  }

  /// Short names.
  func names(_ record: Record) -> Set<String> { Set(texts(name, record).map { HostText($0).short }) }

  func addresses(_ record: Record) -> Set<IPAddress> {
    Set(texts(Sightings.attribute, record).flatMap { AddressText.all($0) ?? [] })
  }

  private func texts(_ member: String, _ record: Record) -> [String] {
    guard let columns = columns[member] else { return [] }
    return record.fields.filter { columns.contains($0.column) }.flatMap { field -> [String] in
      let cell = Cell(field.value)
      if case .list(let items) = cell.value { return items.map { Text(Cell($0).text).folded } }
      return [Text(cell.text).folded]
    }.filter { !$0.isEmpty }
  }
}
