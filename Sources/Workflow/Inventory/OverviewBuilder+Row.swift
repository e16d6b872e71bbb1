import Inventories
import Reports
import Schema
import Tables
import Values

extension OverviewBuilder {
  /// Tells where one row of a file went.
  mutating func explain(_ row: InventoryRequest.Row) {
    guard let inventory else {
      set(InventoryOverview.RowStory(asked: row.text, entries: [], absence: "nothing was read"))
      return
    }
    let sources = inventory.sources.indices.filter { isMeant(inventory.sources[$0].path, by: row.path) }
    let references = references(at: row)
    guard references.isEmpty else {
      set(InventoryOverview.RowStory(asked: row.text, entries: references, absence: nil))
      return
    }
    let isAside =
      loaded.report.adapted.contains { isMeant($0.path, by: row.path) }
      || loaded.registers.contains { isMeant($0.path, by: row.path) }
    guard !sources.isEmpty || isAside else {
      let skipped = loaded.report.skipped.first { isMeant($0.path, by: row.path) }
      let why = skipped.map { "\($0.path) is no part of the inventory: \($0.reason)" }
      let read = inventory.sources.map(\.path) + loaded.report.adapted.map(\.path) + loaded.registers.map(\.path)
      let known = Set(read).sorted().prefix(8).joined(separator: ", ")
      set(
        InventoryOverview.RowStory(
          asked: row.text, entries: [], absence: why ?? "there is no such file in the inventory; there are: \(known)"))
      return
    }
    var entries: [InventoryOverview.RowStory.Entry] = []
    for source in sources {
      let entity = inventory.sources[source].entity
      if let record = trace.record(of: entity, source: source, at: row.number) {
        entries.append(entry(record, source, entity, inventory))
      }
    }
    let absence = entries.isEmpty ? absence(row, sources, inventory) : nil
    set(InventoryOverview.RowStory(asked: row.text, entries: entries, absence: absence))
  }

  /// Whether a path of the inventory is the one that was typed, from its root or from anywhere above.
  private func isMeant(_ path: String, by typed: String) -> Bool {
    path == typed || typed.hasSuffix("/" + path)
  }

  private func entry(
    _ record: Int, _ source: Int, _ entity: String, _ inventory: Inventory
  ) -> InventoryOverview.RowStory.Entry {
    let report = loaded.report.sources[source]
    let place = self.place(record, entity)?.place ?? InventoryOverview.Place(path: report.path, line: 0, row: 0)
    var entry = InventoryOverview.RowStory.Entry(
      place: place, entity: entity, recognition: report.recognition.rawValue, because: because(report))
    guard let row = trace.row(of: record, entity: entity), row >= 0 else { return entry }
    entry.isDamaged = trace.damaged(in: entity).contains(record)
    entry.cells = trace.cells(of: record, entity: entity).map { cell in
      self.cell(cell, record, row, entity, inventory)
    }
    entry.keys = trace.keys(of: record, entity: entity).map {
      InventoryOverview.RowStory.Key(members: $0.members, key: key($0.key, $0.members, row, entity))
    }
    entry.subject = redaction?.subject(row, of: entity) ?? ""
    entry.name = redaction?.name(row, of: entity) ?? ""
    if let first = trace.repeats(record, entity: entity) { entry.isDuplicateOf = self.place(first, entity)?.place }
    let all = inventory.table(entity)?.recordsOfRow[row].map { Int($0) } ?? []
    entry.others = all.filter { $0 != record }.compactMap { join($0, with: [record], row: row, entity) }
    return entry
  }

  private func cell(
    _ cell: ResolutionTrace.Cell, _ record: Int, _ row: Int, _ entity: String, _ inventory: Inventory
  ) -> InventoryOverview.RowStory.Cell {
    var unknown: String?
    var value = ""
    if case .unknown(let reason) = cell.value {
      let detail = reason.causes.first?.detail ?? ""
      unknown = reason.causes.first.map { detail.isEmpty ? $0.code.rawValue : "\($0.code.rawValue): \(detail)" }
    } else {
      value = shown(spelling(cell.value), of: cell.member, record: record, entity)
    }
    if let link = inventory.link(cell.member, of: entity), cell.inferred != nil || unknown == nil {
      let target = link.rows[row]
      if target >= 0 {
        value = redaction?.subject(Int(target), of: link.target) ?? ""
      } else if target == Link.unknown {
        unknown = link.unknown(at: row).code.rawValue
      }
    }
    let isReadable = unknown?.hasPrefix(Unknown.Code.valueUnreadable.rawValue) != true
    let header = inventory.record(at: UInt32(clamping: record), entity: entity).flatMap { locator in
      inventory.sources[Int(locator.source)].header(of: cell.member, in: locator)
    }
    return InventoryOverview.RowStory.Cell(
      member: cell.member, header: header,
      raw: shown(cell.raw, of: cell.member, record: record, entity, isReadable: isReadable), value: value,
      unknown: unknown, inferred: cell.inferred?.rawValue)
  }

  private func spelling(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .list(let list): "[\(list.elements.map(spelling).joined(separator: ", "))]"
    case .text(let text): text.display
    case .string(let text): text
    case .version(let version): version.text
    case .date(let day): day.description
    case .bool(let bool): bool ? "true" : "false"
    case .int(let int): String(int)
    case .double(let double): String(double)
    default: "…"
    }
  }

  /// The rows of reference data that begin at a line.
  private func references(at row: InventoryRequest.Row) -> [InventoryOverview.RowStory.Entry] {
    let own = loaded.references.filter { isMeant($0.path, by: row.path) }
    let byLine = own.filter { $0.line == row.number }
    // Where a file is one line, rows go by their number.
    let meant = byLine.count == 1 || own.contains { $0.line > 1 } ? byLine : own.filter { $0.row == row.number }
    return meant.prefix(20).map { reference in
      let adapted = adapted(reference.path)
      var entry = InventoryOverview.RowStory.Entry(
        place: InventoryOverview.Place(path: reference.path, line: reference.line, row: reference.row),
        entity: "reference", recognition: InventoryReport.Recognition.content.rawValue,
        because: adapted?.because ?? "reference data")
      entry.isDamaged = reference.problem != nil
      entry.cells = reference.cells.map { cell in
        let text = Redaction.withoutSecrets(cell.value.spelling)
        return InventoryOverview.RowStory.Cell(
          member: cell.column, header: cell.header, raw: text, value: text, unknown: nil, inferred: nil)
      }
      let day = reference.asOf.map { " of \($0)" } ?? ", undated"
      entry.subject = "row of the catalog `\(reference.catalog)`\(day)"
      return entry
    }
  }

  /// Why an adapter left a row out.
  private func ignored(_ row: InventoryRequest.Row) -> String? {
    let rows = loaded.report.adapted.filter { isMeant($0.path, by: row.path) }
    for adapted in rows {
      let own = adapted.ignoredRows
      let byLine = own.filter { $0.line == row.number }
      guard let found = byLine.first ?? own.first(where: { $0.row == row.number && $0.row > 0 }) else { continue }
      let more = byLine.count > 1 ? ", and \(byLine.count - 1) more that begin there" : ""
      let pointer = found.pointer.isEmpty ? "" : " (\(found.pointer))"
      return "it is no record\(pointer): `\(adapted.adapter)` leaves out \(found.reason)\(more)"
    }
    return nil
  }

  /// Why no record begins at a line.
  private func absence(_ row: InventoryRequest.Row, _ sources: [Int], _ inventory: Inventory) -> String {
    if let register = loaded.registers.first(where: { isMeant($0.path, by: row.path) }), sources.isEmpty {
      return
        "the file holds \(register.kind.rawValue), which are about subjects and none themselves: \(because(register))"
    }
    let leftOut = sources.lazy.flatMap { loaded.report.sources[$0].leftOut }.first { $0.line == row.number }
    switch leftOut?.kind {
    case .header: return "it is the header"
    case .title: return "it is no record: it was taken for a title"
    case .total: return "it is no record: it adds up those above"
    case .blank: return "it is no record: it is blank"
    case nil: break
    }
    if let reason = ignored(row) { return reason }
    var before: InventoryOverview.Place?
    var after: InventoryOverview.Place?
    for source in sources {
      let entity = inventory.sources[source].entity
      for locator in inventory.table(entity)?.records ?? [] where Int(locator.source) == source {
        let number = Int(locator.line > 0 ? locator.line : locator.row)
        let place = self.place(locator, inventory)
        if number < row.number { before = place } else if after == nil { after = place }
      }
    }
    switch (before, after) {
    case (nil, nil): return "no row of the file became a record"
    case (nil, let after?):
      return "no record begins there; it stands above the first one, \(after.text)"
    case (let before?, nil): return "no record begins there; the last one begins at \(before.text)"
    case (let before?, let after?):
      return
        "no record begins there; one begins at \(before.text), the next at \(after.text): a blank row, or a line within a record"
    }
  }
}
