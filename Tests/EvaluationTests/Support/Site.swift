import Schema
import Tables
import Testing
import Values

/// A small inventory written as text, over `RandomInventory.schema`.
///
///     unit   | size                          an entity and its columns, then a row each
///     hq     | 2                             the first cell is the row's key: its subject, and what links name
///     device | unit | ram | managed
///     pc1    | hq   | 4   | true
///     pc2 by old | hq | ? | -                from the source `old`: a hundred days before the run; `undated` is another
///     complete device of unit: hq            which section is closed for whom, `all` for everybody
///
/// A cell is a value, `?` (collected, empty), `-` (a none word), `!` (unreadable), `~` (a conflict), or empty: no source
/// has it.
struct Site {
  static let schema = RandomInventory.schema
  private static let sources = ["now", "old", "undated"]

  private var cells: [String: [String: [String]]] = [:]
  private var keys: [String: [String]] = [:]
  private var origins: [String: [Int]] = [:]
  private var claims: [String] = []

  static func inventory(_ text: String) throws -> Inventory {
    var site = Site()
    try site.read(text)
    return try site.inventory()
  }

  private mutating func read(_ text: String) throws {
    var entity = ""
    var header: [String] = []
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "|", omittingEmptySubsequences: false).map { Site.trimmed($0) }
      if parts.count == 1, parts[0].hasPrefix("complete ") || parts[0].hasPrefix("partial ") {
        claims.append(parts[0])
      } else if Site.schema[parts[0]] != nil {
        (entity, header) = (parts[0], Array(parts.dropFirst()))
        for name in header { cells[entity, default: [:]][name] = [] }
        keys[entity] = keys[entity] ?? []
      } else {
        try #require(parts.count <= header.count + 1, "a cell too many: \(line)")
        let (key, source) = Site.halves(parts[0], " by ")
        keys[entity, default: []].append(key)
        origins[entity, default: []].append(Site.sources.firstIndex(of: source ?? "now") ?? 0)
        for (index, name) in header.enumerated() {
          cells[entity, default: [:]][name, default: []].append(index + 1 < parts.count ? parts[index + 1] : "")
        }
      }
    }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let rest = text.drop { $0 == " " }
    return String(rest.reversed().drop { $0 == " " }.reversed())
  }

  private static func halves(_ text: String, _ separator: String) -> (String, String?) {
    guard let range = text.firstRange(of: separator) else { return (text, nil) }
    return (trimmed(text[..<range.lowerBound]), trimmed(text[range.upperBound...]))
  }

  // MARK: Tables

  private func inventory() throws -> Inventory {
    let asOf = World.asOf
    let days: [CalendarDate?] = [asOf, CalendarDate(dayNumber: asOf.dayNumber - 100), nil]
    let sources = zip(Site.sources, days).map { name, day in
      InventorySource(
        path: "\(name).csv", digest: "", format: "csv", collected: day, coverage: ["software.machine": .complete],
        entity: "software", headers: [:])
    }
    var tables: [String: EntityTable] = [:]
    for entity in Site.schema.entities { tables[entity.name] = try table(entity) }
    return Inventory(
      schema: Site.schema, sources: sources, tables: tables, coverage: try coverage(), zone: "UTC", batchRows: 64)
  }

  private func table(_ entity: EntityType) throws -> EntityTable {
    let rows = keys[entity.name] ?? []
    let records = (origins[entity.name] ?? []).enumerated().map { row, source in
      EntityTable.RecordLocator(source: UInt32(source), row: UInt32(row + 1), line: UInt32(row + 2))
    }
    var columns: [String: Column] = [:]
    var links: [String: Link] = [:]
    for (name, texts) in cells[entity.name] ?? [:] {
      if let attribute = entity.attribute(name) {
        var builder = ColumnBuilder(name: "\(entity.name).\(name)")
        for (row, text) in texts.enumerated() {
          builder.append(try Site.entry(text, attribute, entity.name), record: UInt32(row))
        }
        columns[name] = builder.build()
      } else {
        let relation = try #require(entity.relation(name), "no such column: \(name)")
        links[name] = try link(relation, entity.name, texts)
      }
    }
    return EntityTable(
      entity: entity.name, subjects: rows, names: rows, records: records,
      recordsOfRow: rows.indices.map { [UInt32($0)] },
      orphans: [], columns: columns, links: links)
  }

  private static func entry(
    _ text: String, _ attribute: AttributeDeclaration, _ entity: String
  ) throws -> Column.Entry {
    func unknown(_ code: Unknown.Code, _ presence: Column.Presence) -> Column.Entry {
      Column.Entry(raw: text, value: .unknown(Unknown(code, "\(entity).\(attribute.name)")), presence: presence)
    }
    switch text {
    case "": return unknown(.attributeAbsent, .absent)
    case "?": return unknown(.valueMissing, .empty)
    case "-": return Column.Entry(raw: text, value: .null, presence: .empty)
    case "!": return unknown(.valueUnreadable, .given)
    case "~": return unknown(.conflict, .given)
    default:
      let value: Value? =
        switch attribute.type {
        case .int: Int64(text).map(Value.int)
        case .bool: .bool(text == "true")
        case .text: .text(Text(text))
        case .version: Version(text).map(Value.version)
        case .date: CalendarDate(parsing: text, order: nil).map(Value.date)
        case .list: .list(ListValue(text.split(separator: " ").map { .text(Text(String($0))) }))
        default: .string(text)
        }
      return Column.Entry(raw: text, value: try #require(value, "no \(attribute.type): \(text)"), presence: .given)
    }
  }

  private func link(_ relation: RelationDeclaration, _ entity: String, _ texts: [String]) throws -> Link {
    var reasons: [Int: Unknown.Code] = [:]
    let name = "\(entity).\(relation.name)"
    let rows = try texts.enumerated().map { row, text -> Int32 in
      let codes: [String: Unknown.Code] = [
        "": .attributeAbsent, "?": .valueMissing, "!": .valueUnreadable, "~": .conflict,
      ]
      if text == "-" { return Link.null }
      if let code = codes[text] {
        reasons[row] = code
        return Link.unknown
      }
      return Int32(try #require(keys[relation.entity]?.firstIndex(of: text), "nobody is called \(text)"))
    }
    return Link(
      name: name, target: relation.entity, rows: rows, reasons: reasons, raw: .absent(name, rows: texts.count))
  }

  /// `complete SECTION of PARENT: KEY KEY by SOURCE from DAY to DAY`.
  private func coverage() throws -> CoverageMap {
    var map = CoverageMap()
    for text in claims {
      let (head, tail) = Site.halves(text, ":")
      let words = head.split(separator: " ").map(String.init)
      try #require(words.count == 4, "complete SECTION of PARENT: \(text)")
      var claim = CoverageMap.Claim(source: 0, level: words[0] == "complete" ? .complete : .partial, rows: nil)
      var named: Set<Int>? = []
      var rest = (tail ?? "").split(separator: " ").map(String.init)[...]
      while let word = rest.popFirst() {
        switch word {
        case "all": named = nil
        case "by": claim.source = Site.sources.firstIndex(of: rest.popFirst() ?? "") ?? 0
        case "from": claim.from = CalendarDate(parsing: rest.popFirst() ?? "", order: nil)
        case "to": claim.to = CalendarDate(parsing: rest.popFirst() ?? "", order: nil)
        default: named?.insert(try #require(keys[words[3]]?.firstIndex(of: word), "nobody is called \(word)"))
        }
      }
      claim.rows = named
      map.claims[CoverageMap.Key(section: words[1], parent: words[3]), default: []].append(claim)
    }
    return map
  }
}
