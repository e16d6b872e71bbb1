import Diagnostics
import Schema
import Tables
import Values

/// A small world with every kind of thing a condition can read: attributes of all types in all states, to-one relations
/// that lead somewhere, nowhere and nobody knows where, and to-many relations that are closed for some parents only.
enum RandomInventory {
  static let span = Span(source: Source(path: "<test>", text: ""), range: 0..<0)

  static let states = ["installed", "residual", "broken"]

  static let schema: InventorySchema = {
    func attribute(_ name: String, _ type: AttributeType) -> AttributeDeclaration {
      AttributeDeclaration(name: name, type: type, span: span)
    }
    func one(_ name: String, _ entity: String) -> RelationDeclaration {
      RelationDeclaration(name: name, entity: entity, kind: .one, span: span)
    }
    func many(_ name: String, _ entity: String, via: String, _ closedBy: [String], window: String? = nil)
      -> RelationDeclaration
    {
      RelationDeclaration(
        name: name, entity: entity, kind: .many(.init(via: via, closedBy: closedBy, window: window)), span: span)
    }
    let unit = EntityType(
      name: "unit", identity: .keys([["id"]]), attributes: [attribute("id", .text), attribute("size", .int)],
      relations: [many("devices", "device", via: "unit", ["device"])], span: span)
    let device = EntityType(
      name: "device", identity: .keys([["host"]]),
      attributes: [
        attribute("host", .text), attribute("ram", .int), attribute("load", .double), attribute("managed", .bool),
        attribute("purposes", .list(.text)), attribute("os.build", .version), attribute("os.patched", .date),
      ],
      relations: [
        one("unit", "unit"), one("backup", "device"),
        many("software", "software", via: "device", ["software.machine", "software.user"], window: "seen"),
        many("clients", "device", via: "backup", ["device"]),
      ], span: span)
    let software = EntityType(
      name: "software", identity: .row(["device", "name"]),
      attributes: [
        attribute("name", .text), attribute("publisher", .string), attribute("state", .vocabulary(states)),
        attribute("version", .version), attribute("rank", .int), attribute("seen", .date),
      ],
      relations: [one("device", "device")], span: span)
    return InventorySchema(
      name: "test", version: "1", words: .plain, entities: [unit, device, software], span: span)
  }()

  static func make(_ random: inout RandomSource, rows: Int, batchRows: Int = 64) -> Inventory {
    let day = 20_000
    let sources = (0..<3).map { index in
      InventorySource(
        path: "source-\(index).csv", digest: "", format: "csv",
        collected: random.chance(80) ? CalendarDate(dayNumber: day - random.below(60)) : nil,
        coverage: ["device": .complete, "software.machine": .complete, "software.user": .complete], entity: "device",
        headers: [:])
    }
    var tables: [String: EntityTable] = [:]
    let counts = ["unit": max(1, rows / 8), "device": rows, "software": rows * 3]
    for entity in schema.entities {
      tables[entity.name] = table(entity, counts: counts, sources: sources.count, &random)
    }
    return Inventory(
      schema: schema, sources: sources, tables: tables, coverage: coverage(counts, day, &random), zone: "UTC",
      batchRows: batchRows)
  }

  private static func table(
    _ entity: EntityType, counts: [String: Int], sources: Int, _ random: inout RandomSource
  ) -> EntityTable {
    let count = counts[entity.name] ?? 0
    let records = (0..<count).map { row in
      EntityTable.RecordLocator(
        source: UInt32(random.below(sources)), row: UInt32(row + 1), line: UInt32(row + 2))
    }
    var columns: [String: Column] = [:]
    for attribute in entity.attributes where random.chance(90) {
      var builder = ColumnBuilder(name: "\(entity.name).\(attribute.name)")
      for row in 0..<count { builder.append(entry(attribute, entity.name, &random), record: UInt32(row)) }
      columns[attribute.name] = builder.build()
    }
    var links: [String: Link] = [:]
    for relation in entity.toOneRelations where random.chance(90) {
      links[relation.name] = link(relation, entity.name, count, counts[relation.entity] ?? 0, &random)
    }
    let subjects = (0..<count).map { "\(entity.name)\($0)" }
    return EntityTable(
      entity: entity.name, subjects: subjects, names: subjects, records: records,
      recordsOfRow: (0..<count).map { [UInt32($0)] }, orphans: [], columns: columns, links: links)
  }

  private static func entry(
    _ attribute: AttributeDeclaration, _ entity: String, _ random: inout RandomSource
  ) -> Column.Entry {
    let name = "\(entity).\(attribute.name)"
    switch random.below(20) {
    case 0: return Column.Entry(raw: "", value: .unknown(Unknown(.valueMissing, name)), presence: .empty)
    case 1: return Column.Entry(raw: "??", value: .unknown(Unknown(.valueUnreadable, name)), presence: .given)
    case 2: return Column.Entry(raw: "none", value: .null, presence: .empty)
    case 3: return Column.Entry(raw: " ", value: .unknown(Unknown(.attributeAbsent, name)), presence: .absent)
    case 4: return Column.Entry(raw: "a | b", value: .unknown(Unknown(.conflict, name)), presence: .given)
    default:
      let (raw, value) = value(attribute.type, &random)
      return Column.Entry(raw: raw, value: value, presence: .given)
    }
  }

  static let words = ["zoom", "Zoom", "ZoomIt", "teams", "Phòng Ngữ văn", "phòng ngủ", ""]

  private static func value(_ type: AttributeType, _ random: inout RandomSource) -> (String, Value) {
    switch type {
    case .text, .string, .pattern:
      let word = random.pick(words)
      return (word, type == .text ? .text(Text(word)) : .string(word))
    case .vocabulary(let words):
      let word = random.pick(words)
      return (word, .string(word))
    case .bool:
      let value = random.chance(50)
      return ("\(value)", .bool(value))
    case .int:
      let value = Int64(random.below(6)) - 1
      return ("\(value)", .int(value))
    case .double:
      let value = Double(random.below(8)) / 2
      return ("\(value)", .double(value))
    case .version:
      let text = random.pick(["1.0", "1.2.10", "1.2.9", "2", "10.0"])
      return (text, Version(text).map(Value.version) ?? .null)
    case .date, .timestamp:
      let day = 20_000 - random.below(40)
      return ("\(day)", .date(CalendarDate(dayNumber: day)))
    case .list(let element):
      let elements = (0..<random.below(3)).map { _ in value(element, &random) }
      return (elements.map(\.0).joined(separator: ";") + "#\(elements.count)", .list(ListValue(elements.map(\.1))))
    case .map, .data: return ("", .null)
    }
  }

  private static func link(
    _ relation: RelationDeclaration, _ entity: String, _ count: Int, _ targets: Int, _ random: inout RandomSource
  ) -> Link {
    var rows: [Int32] = []
    var reasons: [Int: Unknown.Code] = [:]
    let lossy = random.chance(50)
    for row in 0..<count {
      switch lossy ? random.below(20) : 19 {
      case 0: rows.append(Link.null)
      case 1, 2:
        rows.append(Link.unknown)
        reasons[row] = random.pick([.valueMissing, .attributeAbsent, .conflict])
      default: rows.append(targets == 0 ? Link.null : Int32(random.below(targets)))
      }
    }
    let name = "\(entity).\(relation.name)"
    return Link(
      name: name, target: relation.entity, rows: rows, reasons: reasons, raw: .absent(name, rows: count))
  }

  private static func coverage(_ counts: [String: Int], _ day: Int, _ random: inout RandomSource) -> CoverageMap {
    var claims: [CoverageMap.Key: [CoverageMap.Claim]] = [:]
    for (section, parent) in [
      ("device", "unit"), ("device", "device"), ("software.machine", "device"), ("software.user", "device"),
    ] {
      let rows = counts[parent] ?? 0
      claims[CoverageMap.Key(section: section, parent: parent)] = (0..<3).map { source in
        CoverageMap.Claim(
          source: source, level: random.chance(70) ? .complete : .partial,
          rows: random.chance(40) ? nil : Set((0..<rows).filter { _ in random.chance(60) }),
          from: random.chance(30) ? CalendarDate(dayNumber: day - random.below(60)) : nil,
          to: random.chance(30) ? CalendarDate(dayNumber: day - random.below(20)) : nil)
      }
    }
    return CoverageMap(claims: claims)
  }
}
