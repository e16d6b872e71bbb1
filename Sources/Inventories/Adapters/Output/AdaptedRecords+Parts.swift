import Formats
import Schema
import Tables
import Values

extension AdaptedRecords {
  /// What the rows of one source have in common.
  struct PartKey: Hashable {
    var entity: String
    var part: DocumentPart?
    var collected: CalendarDate?
    var unit: String?
    var isDeclared: Bool
  }

  /// Rows on their way to a record set.
  struct Part {
    let key: PartKey
    let entity: EntityType
    var columns: [String] = []
    var records: [Record] = []
    var claims: [RecordSet.Claim] = []
    /// Per record the index of its layout.
    var layoutOfRecord: [UInt32] = []
    /// The header of each column, by layout.
    var layouts: [[String]] = []
    private var layoutIndex: [[String]: UInt32] = [:]
    private var columnOf: [String: Int] = [:]
    /// Headers of the sites in the order seen, and those that became a value.
    var siteHeaders: [String] = []
    var used: Set<String> = []
    private var seen: Set<String> = []

    init(_ key: PartKey, _ entity: EntityType) {
      self.key = key
      self.entity = entity
    }

    mutating func append(_ row: AdaptedRow, _ site: some RecordSite, _ type: EntityType) {
      var fields: [Record.Field] = []
      fields.reserveCapacity(row.cells.count)
      // A member that this row does not have keeps its header, so that rows which leave some out have one layout.
      var layout = layoutOfRecord.last.map { layouts[Int($0)] } ?? []
      let prefix = "#" + site.pointer + "/"
      for (member, cell) in row.cells {
        let column = columnOf[member] ?? columns.count
        // Inside the record a pointer is relative, so that the rows of a list have one layout.
        let header = cell.header.hasPrefix(prefix) ? String(cell.header.dropFirst(prefix.count - 1)) : cell.header
        if column == columns.count {
          columnOf[member] = column
          columns.append(member)
          // No earlier row has the member, so the earlier layouts may say what they like.
          for index in layouts.indices { layouts[index].append(header) }
          layout.append(header)
        }
        fields.append(Record.Field(column: column, value: cell.value))
        layout[column] = header
        if used.insert(layout[column]).inserted, layout[column].hasPrefix("/") {
          used.insert(JSONPointer.unescape(layout[column].dropFirst().prefix { $0 != "/" }))
        }
      }
      for header in site.headers where seen.insert(header).inserted { siteHeaders.append(header) }
      records.append(
        Record(
          row: site.row ?? records.count + 1, line: site.line, pointer: site.pointer, fields: fields,
          problem: row.problem))
      layoutOfRecord.append(index(of: layout))
    }

    private mutating func index(of layout: [String]) -> UInt32 {
      if let last = layoutOfRecord.last, layouts[Int(last)] == layout { return last }
      // Layouts grow with new members, so those that were noted may be shorter now.
      if let known = layoutIndex[layout], layouts[Int(known)] == layout { return known }
      let index = UInt32(layouts.count)
      layouts.append(layout)
      layoutIndex[layout] = index
      return index
    }
  }

  mutating func part(of entity: EntityType, _ part: DocumentPart?) -> Int {
    let key = PartKey(
      entity: entity.name, part: part, collected: collected, unit: unit, isDeclared: isDeclared)
    if let known = partOf[key] { return known }
    partOf[key] = parts.count
    parts.append(Part(key, entity))
    return parts.count - 1
  }
}

extension AdaptedRecords.Part {
  /// The header of each member in the first layout, and what differs in each of the others.
  var headers: (first: [String: String], variants: [[String: String]]) {
    let maps = layouts.map { layout in
      Dictionary(zip(columns, layout).map { ($0.0, $0.1) }, uniquingKeysWith: { first, _ in first })
    }
    guard let first = maps.first else { return ([:], []) }
    return (first.filter { !$0.value.isEmpty }, maps.dropFirst().map { $0.filter { first[$0.key] != $0.value } })
  }

  /// Members that the schema does not have: the adapter knows more than this schema asks.
  var unknownMembers: [String] {
    columns.filter { member in
      entity.attribute(member) == nil && !entity.toOneRelations.contains { $0.name == member }
    }
  }

  /// What became of the columns, for the report.
  func mapped() -> [InventoryReport.MappedColumn] {
    var seen: Set<InventoryReport.MappedColumn> = []
    let unknown = Set(unknownMembers)
    let every = columns.indices.flatMap { column in
      layouts.compactMap { layout -> InventoryReport.MappedColumn? in
        guard layout.indices.contains(column), !layout[column].isEmpty, !unknown.contains(columns[column]) else {
          return nil
        }
        return InventoryReport.MappedColumn(header: layout[column], member: columns[column])
      }
    }.filter { seen.insert($0).inserted }
    // What differs in the numbers of items alone is one column: `#/nmaprun/host/*/address/0/@addr`.
    var count: [InventoryReport.MappedColumn: Int] = [:]
    for column in every { count[Self.pattern(of: column), default: 0] += 1 }
    var told: Set<InventoryReport.MappedColumn> = []
    return every.compactMap { column in
      let pattern = Self.pattern(of: column)
      let shown = count[pattern, default: 0] > 1 ? pattern : column
      return told.insert(shown).inserted ? shown : nil
    }
  }

  private static func pattern(of column: InventoryReport.MappedColumn) -> InventoryReport.MappedColumn {
    guard column.header.hasPrefix("#/") else { return column }
    let steps = column.header.split(separator: "/", omittingEmptySubsequences: false).map { step in
      step.utf8.allSatisfy { (0x30...0x39).contains($0) } && !step.isEmpty ? "*" : String(step)
    }
    return InventoryReport.MappedColumn(header: steps.joined(separator: "/"), member: column.member)
  }

  /// Headers that became nothing.
  func dropped(consulted: Set<String>) -> [InventoryReport.DroppedColumn] {
    let unused = siteHeaders.filter {
      !$0.isEmpty && !used.contains($0) && !consulted.contains(HeaderNames.canonical($0))
    }
    let unknown = unknownMembers.map {
      InventoryReport.DroppedColumn(
        header: $0, reason: "the schema's `\(entity.name)` has no such member", suggestion: nil)
    }
    return unused.map {
      InventoryReport.DroppedColumn(header: $0, reason: "the adapter has no use for it", suggestion: nil)
    } + unknown
  }
}
