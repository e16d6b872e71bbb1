import Diagnostics
import Formats
import Schema
import Tables
import Values

extension InventoryAssembly {
  /// Gives a record of its own to whatever a relation names that no source describes and whose name alone says
  /// something (`by` of the schema): the place of a camera in a register that has no list of places. The record stands
  /// where the name does.
  mutating func describeByName() {
    for index in sets.indices {
      let set = sets[index]
      for relation in set.entity.toOneRelations {
        guard let attribute = relation.byAttribute, let target = schema[relation.entity] else { continue }
        guard let member = set.members.first(where: { $0.name == relation.name }) else { continue }
        // Of words that name nobody nothing is made either.
        var seen = names(ofAll: target).union((schema.words.missing + schema.words.none).map(Text.fold))
        var records: [Record] = []
        for record in set.records where record.problem == nil {
          guard let field = record.fields.first(where: { member.columns.contains($0.column) }) else { continue }
          let name = Text(Cell(field.value).text)
          guard !name.isEmpty, seen.insert(name.folded).inserted else { continue }
          let value = Record.Field(column: 0, value: field.value)
          records.append(
            Record(
              row: record.row, line: record.line, pointer: record.pointer, fields: [value],
              range: record.range))
        }
        guard !records.isEmpty, case .keys(let keys) = target.identity, let key = keys.first?.first else { continue }
        var source = set.source
        source.entity = target.name
        source.coverage = [:]
        let header = source.headers[relation.name] ?? relation.name
        source.headers = [key: header, attribute: header]
        source.variants = []
        let members = [key, attribute].map { RecordSet.Member(name: $0, columns: [0]) }
        var own = RecordSet(source: source, entity: target, members: members, records: records)
        own.unit = set.unit
        own.isDeclared = set.isDeclared
        own.origin = set.origin
        append(own, recognition: .name)
      }
    }
  }

  /// Every value of an entity's keys and name, folded.
  private func names(ofAll entity: EntityType) -> Set<String> {
    var names: Set<String> = []
    for set in sets where set.entity.name == entity.name {
      let columns = Set(
        set.members.filter { entity.identity.members.contains($0.name) || $0.name == "name" }.flatMap(\.columns))
      for record in set.records {
        for field in record.fields where columns.contains(field.column) {
          names.insert(Text(Cell(field.value).text).folded)
        }
      }
    }
    return names
  }
}
