import Diagnostics
import Schema
import Tables
import Values

/// Devices and their software as columns, made without reading any file: so many devices, so many programs on each.
enum SyntheticInventory {
  static let span = Span(source: Source(path: "<benchmark>", text: ""), range: 0..<0)
  static let asOf = CalendarDate(dayNumber: 20_000)

  /// Software with days on which it was seen.
  static let schema = schema(window: "seen")
  /// The same without: what is asked of it can be answered while it streams by.
  static let plainSchema = schema(window: nil)

  private static func schema(window: String?) -> InventorySchema {
    func attribute(_ name: String, _ type: AttributeType) -> AttributeDeclaration {
      AttributeDeclaration(name: name, type: type, span: span)
    }
    let software = RelationDeclaration.Many(via: "device", closedBy: ["software.machine"], window: window)
    let device = EntityType(
      name: "device", identity: .keys([["host"]]),
      attributes: [attribute("host", .text), attribute("managed", .bool), attribute("build", .version)],
      relations: [RelationDeclaration(name: "software", entity: "software", kind: .many(software), span: span)],
      span: span)
    let program = EntityType(
      name: "software", identity: .row(["device", "name"]),
      attributes: [
        attribute("name", .text), attribute("publisher", .text), attribute("version", .version),
        attribute("state", .vocabulary(["installed", "residual"])), attribute("seen", .date),
      ],
      relations: [RelationDeclaration(name: "device", entity: "device", kind: .one, span: span)], span: span)
    return InventorySchema(name: "benchmark", version: "1", words: .plain, entities: [device, program], span: span)
  }

  static func make(devices: Int, programs: Int) -> Inventory {
    let count = devices * programs
    let source = InventorySource(
      path: "software.csv", digest: "", format: "csv", collected: asOf, coverage: ["software.machine": .complete],
      entity: "software", headers: [:])
    let complete = CoverageMap.Claim(source: 0, level: .complete, rows: Set((0..<devices).filter { $0 % 10 != 0 }))
    let link = Link(
      name: "software.device", target: "device", rows: (0..<count).map { Int32($0 / programs) }, reasons: [:],
      raw: .absent("software.device", rows: 0))
    let tables = [
      "device": table(
        "device", devices,
        [
          column("device.host", devices, hosts(devices)) { $0 },
          column("device.managed", devices, [.true, .false]) { $0 % 2 },
          column("device.build", devices, versions(500)) { $0 &* 7919 % 500 },
        ], [:]),
      "software": table(
        "software", count,
        [
          column("software.name", count, names(5000)) { $0 &* 7919 % 5000 },
          column("software.publisher", count, names(400)) { $0 &* 104_729 % 400 },
          column("software.version", count, versions(4000)) { $0 &* 104_729 % 4000 },
          column("software.state", count, [.string("installed"), .string("residual")]) { $0 % 17 == 0 ? 1 : 0 },
          column("software.seen", count, (0..<60).map { .date(CalendarDate(dayNumber: 19_950 + $0)) }) { $0 % 50 },
        ], ["device": link]),
    ]
    return Inventory(
      schema: schema, sources: [source], tables: tables,
      coverage: CoverageMap(claims: [CoverageMap.Key(section: "software.machine", parent: "device"): [complete]]),
      zone: "UTC")
  }

  private static func table(_ entity: String, _ count: Int, _ columns: [Column], _ links: [String: Link]) -> EntityTable
  {
    let subjects = (0..<count).map { "\($0)" }
    let byName = columns.map { (String($0.name.dropFirst(entity.count + 1)), $0) }
    return EntityTable(
      entity: entity, subjects: subjects, names: subjects, records: [.init(source: 0, row: 1, line: 2)],
      recordsOfRow: Array(repeating: [0], count: count), orphans: [], columns: Dictionary(uniqueKeysWithValues: byName),
      links: links)
  }

  private static func column(_ name: String, _ rows: Int, _ values: [Value], _ code: (Int) -> Int) -> Column {
    let entries = values.map { Column.Entry(raw: "", value: $0, presence: .given) }
    return Column(name: name, codes: (0..<rows).map { UInt32(code($0)) }, entries: entries)
  }

  private static func hosts(_ count: Int) -> [Value] { (0..<count).map { .text(Text("PC-\($0)")) } }

  private static func names(_ count: Int) -> [Value] {
    let products = [
      "Zoom Workplace", "Google Chrome", "ZoomIt", "Microsoft Teams", "Zalo", "7-Zip", "Unikey", "LibreOffice",
    ]
    return (0..<count).map { .text(Text($0 < 8 ? products[$0] : "\(products[$0 % 8]) Component \($0)")) }
  }

  private static func versions(_ count: Int) -> [Value] {
    (0..<count).map { Version("\($0 % 12).\($0 % 7).\($0)").map(Value.version) ?? .null }
  }
}
