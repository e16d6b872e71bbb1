import Diagnostics
import Formats
import Schema
import Values

/// An adapter that a document declares (`AdapterDeclaration`), its expressions checked.
struct DeclarativeAdapter: Adapter {
  let declaration: AdapterDeclaration
  private let records: [DeclarativeRecords]

  var name: String { declaration.name.value }
  var title: String { declaration.title }

  /// Checks a declaration against a schema.
  /// - Returns: the adapter, if nothing was wrong, and everything that was.
  static func compile(
    _ declaration: AdapterDeclaration, schema: InventorySchema
  ) -> (adapter: DeclarativeAdapter?, diagnostics: [Diagnostic]) {
    var diagnostics = declaration.diagnostics(under: schema)
    let records = declaration.records.compactMap { DeclarativeRecords($0, &diagnostics) }
    guard !diagnostics.contains(where: { $0.severity == .error }) else { return (nil, diagnostics) }
    return (DeclarativeAdapter(declaration: declaration, records: records), diagnostics)
  }

  private init(declaration: AdapterDeclaration, records: [DeclarativeRecords]) {
    self.declaration = declaration
    self.records = records
  }

  // MARK: Recognition

  func recognise(_ document: InventoryDocument) -> Recognition? {
    guard let because = marks(document) else { return nil }
    return declaration.recognise.isLikely ? .likely(because) : .certain(because)
  }

  private func marks(_ document: InventoryDocument) -> String? {
    let marks = declaration.recognise
    let headers = marks.headers.map(\.value)
    let pointers = marks.pointers.map(\.value)
    let named = (headers + pointers).map { "`\($0)`" }.joined(separator: ", ")
    switch marks.format {
    case .csv:
      guard document.format == .csv, let head = document.head, head.has(headers) else { return nil }
      return "the headers \(named)"
    case .xlsx, .sqlite:
      guard document.formatName == marks.format.rawValue else { return nil }
      let fits = document.tables.contains { table in
        (marks.sheet.map { Self.isNamed(table, $0.value) } ?? true) && table.has(headers)
      }
      return fits ? "its tables and headers" : nil
    case .json, .ndjson, .yaml:
      guard document.formatName == marks.format.rawValue, let first = document.sample.first else { return nil }
      let root = document.root
      let isThere = pointers.allSatisfy { first.at(pointer: $0) != nil || root?.at(pointer: $0) != nil }
      guard isThere, headers.allSatisfy({ first[$0] != nil }) else { return nil }
      return "\(named) of its records"
    case .xml:
      guard let xmlName = document.xmlName else { return nil }
      if let root = marks.root, xmlName.local != root.value { return nil }
      let paths = pointers.map { $0.split(separator: "/").joined(separator: "/") }
      if !paths.isEmpty {
        guard let root = document.xmlRoot else { return nil }
        guard paths.allSatisfy({ !DeclarativeSite.sites(root, at: $0).isEmpty }) else { return nil }
      }
      return "the element `\(xmlName.local)`" + (named.isEmpty ? "" : " with \(named)")
    }
  }

  private static func isNamed(_ table: InventoryTable, _ name: String) -> Bool {
    table.part.map { Text($0.name).folded == Text(name).folded } ?? false
  }

  // MARK: Rows

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    output.dateOrder = declaration.dateOrder
    for (index, records) in records.enumerated() {
      output.isDeclared = records.declaration.isDeclared
      let sites = sites(document, records.declaration)
      output.collected = records.declaration.collected.flatMap { day($0.value, sites, document) }
      add(sites, records, isFirst: index == 0, into: &output)
      for claim in records.declaration.claims { output.claim(claim.section.value, claim.coverage) }
    }
  }

  private func sites(_ document: InventoryDocument, _ records: AdapterDeclaration.Records) -> [DeclarativeSite] {
    let path = records.at?.value
    if let root = document.xmlRoot { return DeclarativeSite.sites(root, at: path) }
    switch document.format {
    case .json: return document.root.map { DeclarativeSite.sites($0, at: path) } ?? []
    case .yaml: return document.documents.flatMap { DeclarativeSite.sites($0, at: path) }
    case .ndjson: return document.objects.flatMap { DeclarativeSite.sites($0, at: path) }
    case .csv, .xlsx, .sqlite, nil:
      let tables = document.tables.filter { table in records.sheet.map { Self.isNamed(table, $0.value) } ?? true }
      return tables.flatMap { $0.rows.map { DeclarativeSite($0) } }
    }
  }

  /// The day of a place at the document's root, or the earliest of a column that dates every record.
  private func day(_ name: String, _ sites: [DeclarativeSite], _ document: InventoryDocument) -> CalendarDate? {
    if name.hasPrefix("/"), let root = document.root {
      return document.day(root.at(pointer: name)?.cell, order: declaration.dateOrder)
    }
    let days = sites.filter { !$0.isBlank }.map { document.day($0[name], order: declaration.dateOrder) }
    return days.contains(nil) ? nil : days.compactMap { $0 }.min()
  }

  private func add(
    _ sites: [DeclarativeSite], _ records: DeclarativeRecords, isFirst: Bool, into output: inout AdaptedRecords
  ) {
    let target =
      switch records.declaration.target {
      case .entity(let name), .catalog(let name): name.value
      }
    let declaration = records.declaration
    for expression in [records.condition].compactMap({ $0 }) + records.derive.map(\.expression) {
      output.consulted(expression.columns)
    }
    for site in sites {
      if site.isBlank {
        if isFirst { output.ignore("rows without any text", at: site) }
        continue
      }
      var problem: String?
      if let condition = records.condition {
        let isWanted = condition.value(of: site)
        if case .bool(false) = isWanted {
          output.ignore("rows that are no `\(target)` by its `where`", at: site)
          continue
        }
        // What cannot be told apart stays, for nobody to trust.
        if isWanted?.isTrue != true { problem = "its `where` cannot be decided" }
      }
      let host = declaration.host.map { (member: $0.value, cell: output.host()) }
      let fill = { (row: inout AdaptedRow) in
        if let host { row[host.member] = host.cell }
        for column in declaration.columns {
          let cells = column.sources.compactMap { site[$0.value] }
          row[column.member.value] = cells.first { !$0.isEmpty } ?? cells.first
        }
        for derived in records.derive { row[derived.member] = derived.expression.cell(of: site) }
        row.problem = row.problem ?? problem
      }
      switch declaration.target {
      case .entity(let entity): output.add(entity.value, at: site, fill)
      case .catalog(let catalog): output.addReference(catalog.value, at: site, fill)
      }
    }
  }
}

extension Value {
  fileprivate var isTrue: Bool { if case .bool(true) = self { true } else { false } }
}
