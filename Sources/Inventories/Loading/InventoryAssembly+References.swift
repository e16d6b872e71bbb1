import Formats
import Schema
import Tables
import Values

extension InventoryAssembly {
  /// Lets rows that stand for the device their file is about be known by the key that they mean: a manifest's
  /// `device: TS-03`, or a folder of that name, may be an inventory number or a serial number where the rows of an adapter
  /// have a place for a name alone. As a name it would make a second subject of the same unit.
  mutating func settleReferences() {
    let hosts = Dictionary(
      report.adapted.compactMap { note in note.host.map { (note.path, Text($0.name).folded) } },
      uniquingKeysWith: { first, _ in first })
    guard !hosts.isEmpty else { return }
    for index in sets.indices where sets[index].source.tool != nil {
      guard let host = hosts[sets[index].source.path], case .keys(let ranks) = sets[index].entity.identity,
        let name = ranks.last?.first, sets[index].entity.attribute(name) != nil
      else { continue }
      let columns = Set(sets[index].members.filter { $0.name == name }.flatMap(\.columns))
      let meant = sets[index].records.indices.filter { record in
        sets[index].records[record].fields.contains { columns.contains($0.column) && Self.says(host, $0) }
      }
      guard !meant.isEmpty, let key = key(host, of: sets[index].entity, but: name, ranks) else { continue }
      let all = sets[index].members.flatMap(\.columns) + sets[index].records.flatMap { $0.fields.map(\.column) }
      let added = (all.max() ?? -1) + 1
      for record in meant {
        let old = sets[index].records[record].fields
        guard let field = old.first(where: { columns.contains($0.column) && Self.says(host, $0) }) else { continue }
        sets[index].records[record].fields.removeAll { columns.contains($0.column) && Self.says(host, $0) }
        sets[index].records[record].fields.append(Record.Field(column: added, value: field.value))
      }
      if let known = sets[index].members.firstIndex(where: { $0.name == key }) {
        sets[index].members[known].columns.append(added)
      } else {
        sets[index].members.append(RecordSet.Member(name: key, columns: [added]))
      }
    }
  }

  private static func says(_ host: String, _ field: Record.Field) -> Bool {
    Text(Cell(field.value).text).folded == host
  }

  /// The first key of an entity by which another source knows what a text names; nil where one knows it by name, or none.
  private func key(_ text: String, of entity: EntityType, but name: String, _ ranks: [[String]]) -> String? {
    var found: String?
    for member in ranks.compactMap(\.first) where entity.attribute(member) != nil {
      let isKnown = sets.contains { set in
        guard set.entity.name == entity.name else { return false }
        let columns = Set(set.members.filter { $0.name == member }.flatMap(\.columns))
        guard !columns.isEmpty, set.source.tool == nil || member != name else { return false }
        return set.records.contains { $0.fields.contains { columns.contains($0.column) && Self.says(text, $0) } }
      }
      if isKnown, member == name { return nil }
      if isKnown { found = found ?? member }
    }
    return found
  }
}
