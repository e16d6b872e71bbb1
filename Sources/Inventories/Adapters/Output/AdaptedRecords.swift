import Diagnostics
import Formats
import Schema
import Values

/// What an adapter makes of a document: rows of entities, what they prove, and what became of the rest.
///
///     let host = output.host()
///     output.collected = document.day(ofUnixTime: 1_742_218_791)
///     for item in root.items("software") {
///       output.add("software", at: item) { row in
///         row["device"] = host
///         row["name"] = item["name"]
///       }
///     }
///     output.claim("software.machine", .completeWherePresent)
///
/// Rows of one entity, sheet, day, unit and kind become one source of the inventory. Everything noted here ends in the
/// inventory's report.
struct AdaptedRecords {
  let schema: InventorySchema
  let context: InventoryDocument.Context
  let document: InventoryDocument

  /// The day to which the rows and claims that follow are dated; a manifest's day goes before it.
  var collected: CalendarDate?
  /// The unit of the rows that follow, where they name none.
  var unit: String?
  /// Whether the rows that follow say what should be (a register), rather than what a tool saw.
  var isDeclared = false
  /// How the tool writes dates, where no source of the manifest says otherwise.
  var dateOrder: DateOrder?

  var parts: [Part] = []
  var partOf: [PartKey: Int] = [:]
  var references: [AdaptedReference] = []
  var notes = InventoryReport.Adapted()
  var losses: [String] = []
  var pendingHost: PendingHost?
  /// Whether some row asked for the device that the document is about.
  var asksForHost = false
  private var missingEntities: Set<String> = []

  init(_ document: InventoryDocument, schema: InventorySchema) {
    self.document = document
    self.schema = schema
    context = document.context
  }

  // MARK: Rows

  /// Adds a row of an entity and gives the cell by which other rows can call it: the best of its keys that is filled
  /// and no placeholder.
  ///
  /// `fill` must not touch the output itself: what comes out of it (`host()`, another row's name) is taken before.
  /// - Complexity: O(cells + headers of the site)
  @discardableResult
  mutating func add(_ entity: String, at site: some RecordSite, _ fill: (inout AdaptedRow) -> Void) -> Cell? {
    guard let type = schema[entity] else {
      if missingEntities.insert(entity).inserted { unmapped(["\(entity): the schema has no such entity"]) }
      return nil
    }
    var row = AdaptedRow(problem: site.problem)
    fill(&row)
    for mapping in context.columns where isMember(mapping.member.value, of: type) {
      if let cell = site[mapping.header.value] { row[mapping.member.value] = cell }
    }
    if let wanted = context.entity, wanted != entity {
      ignore("rows of `\(entity)`: the manifest asks for `\(wanted)`")
    } else {
      parts[part(of: type, site.part)].append(row, site, type)
    }
    return Self.name(of: row, type)
  }

  /// The best key of a row that a single cell can say.
  private static func name(of row: AdaptedRow, _ entity: EntityType) -> Cell? {
    guard case .keys(let keys) = entity.identity else { return nil }
    for key in keys {
      guard let attribute = key.first.flatMap({ entity.attribute($0) }), let cell = row[attribute.name] else {
        continue
      }
      let texts: [String]
      if case .list(let items) = cell.value { texts = items.map { Cell($0).text } } else { texts = [cell.text] }
      for text in texts where !KeyText.texts(of: .text(Text(text)), as: KeyForm(attribute)).isEmpty {
        return Cell(.string(text), under: cell.header)
      }
    }
    return nil
  }

  private func isMember(_ name: String, of entity: EntityType) -> Bool {
    entity.attribute(name) != nil || entity.toOneRelations.contains { $0.name == name }
  }

  /// Adds a row of a catalog's reference data (a vulnerability, an end of support): no entity, but what rules look up.
  mutating func addReference(_ catalog: String, at site: some RecordSite, _ fill: (inout AdaptedRow) -> Void) {
    var row = AdaptedRow(problem: site.problem)
    fill(&row)
    let cells = row.cells.map { AdaptedReference.Cell(column: $0.member, value: $0.cell.value, header: $0.cell.header) }
    references.append(
      AdaptedReference(
        catalog: catalog, path: document.path, digest: document.digest, asOf: context.collected ?? collected,
        row: site.row ?? references.count + 1, line: site.line, pointer: site.pointer, problem: row.problem,
        cells: cells))
  }

  // MARK: What it proves

  /// States what the tool can prove about a section of the parents that the rows so far name, or of `subjects` alone.
  /// Say only what holds for every file of the tool; a manifest may say more or less.
  mutating func claim(_ section: String, _ level: Coverage, of subjects: [Cell]? = nil) {
    guard let entity = schema.entity(ofSection: section), context.entity == nil || context.entity == entity.name else {
      return
    }
    var own = parts.indices.filter { index in
      let key = parts[index].key
      return key.entity == entity.name && key.collected == collected && key.unit == unit
        && key.isDeclared == isDeclared
    }
    if own.isEmpty { own = [part(of: entity, nil)] }
    let claim = RecordSet.Claim(section: section, level: level, subjects: subjects?.map(\.text))
    for index in own { parts[index].claims.append(claim) }
  }

  /// Says that something of the document is lost, so that nothing in it can be taken for whole.
  mutating func loss(_ reason: String) {
    if !losses.contains(reason) { losses.append(reason) }
  }

  // MARK: What became of the rest

  /// Counts rows that were left out on purpose, with the reason: "updates of Windows (KB rows)".
  mutating func ignore(_ reason: String, count: Int = 1) {
    guard count > 0 else { return }
    notes.ignored[reason, default: 0] += count
  }

  /// How many rows that were left out are remembered one by one.
  static let ignoredLimit = 100_000

  /// Counts a row that was left out on purpose, and remembers which.
  mutating func ignore(_ reason: String, at site: some RecordSite) {
    ignore(reason)
    guard notes.ignoredRows.count < Self.ignoredLimit else { return }
    notes.ignoredRows.append(
      InventoryReport.IgnoredRow(line: site.line, row: site.row ?? 0, pointer: site.pointer, reason: reason))
  }

  /// Names what the document says and no member of the schema takes, beyond the headers of the rows' own sites.
  mutating func unmapped(_ names: [String]) {
    for name in names where !notes.unmapped.contains(name) { notes.unmapped.append(name) }
  }

  /// Names headers that were read without becoming a member's value (a status that decides which rows count).
  mutating func consulted(_ headers: String...) { consulted(headers) }

  mutating func consulted(_ headers: [String]) { notes.consulted.formUnion(headers.map(HeaderNames.canonical)) }
}

/// A row of reference data, for a catalog.
public struct AdaptedReference: Sendable {
  /// A value, the column it is for, and where it stands (as `Cell.header`).
  public struct Cell: Sendable {
    public var column: String
    public var value: RawValue
    public var header: String
  }

  public var catalog: String
  public var path: String
  public var digest: String
  /// The day on which it was true, if the document or the manifest says.
  public var asOf: CalendarDate?
  /// The number of the record in its table, or among the references of its file, from 1.
  public var row = 0
  public var line: Int
  public var pointer: String
  /// Why the row as a whole cannot be trusted.
  public var problem: String?
  public var cells: [Cell]
}
