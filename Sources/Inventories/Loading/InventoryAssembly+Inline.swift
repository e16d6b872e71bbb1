import Diagnostics
import Formats
import Schema
import Tables
import Values

extension InventoryAssembly {
  /// Takes rows given inline. Every entity, member and section must be the schema's; what is not is an error.
  mutating func add(_ inline: InlineInventory) {
    hasInline = true
    var claims: [String: [RecordSet.Claim]] = [:]
    for (sections, level) in [(inline.complete, Coverage.complete), (inline.wherePresent, .completeWherePresent)] {
      for section in sections {
        guard schema.sections.contains(section), let entity = schema.entity(ofSection: section) else {
          diagnostics.add(InventoryDiagnostics.unknownSection(section, known: schema.sections))
          isUsable = false
          continue
        }
        let claim = RecordSet.Claim(section: section, level: level, coversEveryParent: true)
        claims[entity.name, default: []].append(claim)
      }
    }
    for given in inline.entities {
      guard let entity = schema[given.name] else {
        let known = schema.entities.map(\.name)
        diagnostics.add(InventoryDiagnostics.unknownEntity(given.name, known: known, at: given.span))
        isUsable = false
        continue
      }
      if entity.name == DocumentEntity.name {
        addDocuments(given, collected: inline.collected)
        continue
      }
      append(given, entity, claims.removeValue(forKey: entity.name) ?? [], collected: inline.collected)
    }
    // A section may be complete and empty.
    for entity in schema.entities {
      guard let own = claims[entity.name] else { continue }
      append(InlineInventory.Entity(entity.name, rows: []), entity, own, collected: inline.collected)
    }
  }

  private mutating func append(
    _ given: InlineInventory.Entity, _ entity: EntityType, _ claims: [RecordSet.Claim], collected: CalendarDate
  ) {
    let names = recognizer.headers(of: entity.name) ?? HeaderNames(entity, schema: schema)
    var columns: [String] = []
    var records: [Record] = []
    for (index, row) in given.rows.enumerated() {
      var fields: [Record.Field] = []
      for field in row.fields {
        guard let member = names.member(of: field.name) else {
          let span = field.span ?? row.span
          let unknown = InventoryDiagnostics.unknownMember(
            field.name, entity: entity.name, known: names.names, at: span)
          diagnostics.add(unknown)
          isUsable = false
          continue
        }
        let column = columns.firstIndex(of: member) ?? columns.count
        if column == columns.count { columns.append(member) }
        fields.append(Record.Field(column: column, value: field.value))
      }
      records.append(Record(row: index + 1, line: row.span?.start.line ?? 0, fields: fields))
    }
    let origin = given.rows.first?.span?.source ?? given.span?.source
    let source = InventorySource(
      path: origin?.path ?? "<given>", digest: origin?.digest ?? "", format: RecordFormat.yaml.rawValue,
      collected: collected, coverage: [:], entity: entity.name,
      headers: Dictionary(columns.map { ($0, $0) }, uniquingKeysWith: { first, _ in first }))
    let members = columns.enumerated().map { RecordSet.Member(name: $0.element, columns: [$0.offset]) }
    var set = RecordSet(source: source, entity: entity, members: members, records: records)
    let claimed = Set(claims.map(\.section))
    let others = closingSections(of: entity).filter { !claimed.contains($0) }
    set.claims = claims + others.map { RecordSet.Claim(section: $0, level: .partial) }
    set.origin = origin
    set.convention.zone = options.zone.flatMap { Zone($0) } ?? .vietnam
    append(set, recognition: .given)
  }
}
