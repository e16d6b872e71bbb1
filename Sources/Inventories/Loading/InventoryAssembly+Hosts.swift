import Formats
import Schema
import Values

extension InventoryAssembly {
  /// Gives every record of a set the device that the manifest says they are about, where the file has no column for it.
  mutating func fill(_ set: inout RecordSet, _ device: Located<String>) {
    let relations = set.entity.toOneRelations.map(\.name).filter { ["device", "camera"].contains($0) }
    let isNamed = set.members.contains { relations.contains($0.name) }
    guard relations.count == 1, !isNamed else {
      diagnostics.add(AdapterDiagnostics.deviceUnused(device, entity: set.entity.name, relations, isNamed: isNamed))
      return
    }
    let column = (set.members.flatMap(\.columns) + set.records.flatMap { $0.fields.map(\.column) }).max() ?? -1
    set.members.append(RecordSet.Member(name: relations[0], columns: [column + 1]))
    let field = Record.Field(column: column + 1, value: .string(device.value))
    for index in set.records.indices { set.records[index].fields.append(field) }
  }

  /// Finds whom documents are about that name no device: the one among other sources' subjects that bears the name of
  /// the file or of a folder. It is a guess, so such a source closes nothing. Where there is none, the document stands
  /// for a device of its own.
  mutating func settleHosts() {
    guard sets.contains(where: { $0.pendingHost != nil }) else { return }
    var known: [String: Set<String>] = [:]
    var settled: [String: InventoryReport.Host] = [:]
    for index in sets.indices {
      guard let pending = sets[index].pendingHost else { continue }
      let placeholder = RawValue.string(pending.placeholder)
      for member in sets[index].members {
        let target = sets[index].entity.relation(member.name)?.entity ?? sets[index].entity.name
        let columns = Set(member.columns)
        let uses = sets[index].records.contains {
          $0.fields.contains { columns.contains($0.column) && $0.value == placeholder }
        }
        guard uses else { continue }
        let host = settled[pending.placeholder] ?? host(pending, among: names(of: target, &known))
        settled[pending.placeholder] = host
        if host.origin == .name { rename(pending.placeholder, to: host.name, in: index, columns: columns) }
      }
    }
    report(settled)
  }

  private func host(_ pending: PendingHost, among known: Set<String>) -> InventoryReport.Host {
    let found = pending.candidates.first { candidate in
      let folded = Text(candidate).folded
      let others = [KeyText.hardwareAddress(folded), AddressText.only(folded)?.description]
      let spellings = [folded, HostText(folded).short] + others.compactMap { $0 }
      return spellings.contains { known.contains($0) }
    }
    return InventoryReport.Host(name: found ?? pending.placeholder, origin: found == nil ? .file : .name)
  }

  private mutating func rename(_ placeholder: String, to name: String, in index: Int, columns: Set<Int>) {
    for record in sets[index].records.indices {
      for field in sets[index].records[record].fields.indices {
        let old = sets[index].records[record].fields[field]
        guard columns.contains(old.column), old.value == .string(placeholder) else { continue }
        sets[index].records[record].fields[field].value = .string(name)
      }
    }
    for claim in sets[index].claims.indices {
      sets[index].claims[claim].subjects = sets[index].claims[claim].subjects?.map { $0 == placeholder ? name : $0 }
    }
    let reason = "that it is about `\(name)` is told by the name of a file or folder alone"
    if !sets[index].losses.contains(reason) { sets[index].losses.append(reason) }
  }

  /// The key values and network addresses that sources give to an entity's subjects, folded.
  private func names(of entity: String, _ known: inout [String: Set<String>]) -> Set<String> {
    if let names = known[entity] { return names }
    var names: Set<String> = []
    for set in sets where set.entity.name == entity {
      var forms: [Int: KeyForm] = [:]
      for member in set.members where set.entity.identity.members.contains(member.name) {
        guard let attribute = set.entity.attribute(member.name) else { continue }
        for column in member.columns { forms[column] = KeyForm(attribute) }
      }
      // By its network address, too, a subject is known: answers are kept in folders that are called so.
      let addressed = Set(set.members.first { $0.name == Sightings.attribute }?.columns ?? [])
      for record in set.records {
        for field in record.fields {
          if addressed.contains(field.column), let address = AddressText.only(Text(Cell(field.value).text).folded) {
            names.insert(address.description)
          }
          guard let form = forms[field.column] else { continue }
          if let own = set.pendingHost, field.value == .string(own.placeholder) { continue }
          names.formUnion(KeyText.texts(of: .text(Text(Cell(field.value).text)), as: form).map(\.folded))
        }
      }
    }
    known[entity] = names
    return names
  }

  private mutating func report(_ settled: [String: InventoryReport.Host]) {
    var told: Set<String> = []
    for set in sets {
      guard let pending = set.pendingHost, let host = settled[pending.placeholder] else { continue }
      for index in report.adapted.indices where report.adapted[index].path == set.source.path {
        report.adapted[index].host = host
      }
      guard told.insert(pending.placeholder).inserted else { continue }
      if told.count <= Self.toldHosts {
        diagnostics.add(AdapterDiagnostics.withoutDevice(pending.placeholder, host, pending))
      }
    }
    if told.count > Self.toldHosts {
      diagnostics.add(AdapterDiagnostics.moreWithoutDevice(told.count - Self.toldHosts))
    }
  }

  /// How many files without a device are told one by one.
  private static let toldHosts = 20
}
