import Diagnostics
import Formats
import Glibc
import Schema
import Tables
import Testing
import Values

@testable import Inventories

/// What an adapter makes of its fixture, as text: how each file was recognised, what it proves, and every canonical row
/// with its place. The fixture is a folder `Fixtures/NAME` and is read as any inventory is, under the shipped schema.
///
/// With `KIEM_UPDATE_SNAPSHOTS=1` the snapshot is written anew; its diff is then to be read.
struct AdapterSnapshot {
  static let folder = FilePaths.folder(of: FilePaths.folder(of: #filePath))
  static let root = FilePaths.folder(of: FilePaths.folder(of: folder))

  let adapter: String
  let loaded: LoadedInventory

  /// Reads the fixture of an adapter.
  init(_ adapter: String) throws {
    self.adapter = adapter
    try #require(
      FilePaths.real("\(Self.folder)/Fixtures/\(adapter)") != nil,
      "the adapter `\(adapter)` has no fixture: put a small file of its own into Tests/InventoriesTests/Fixtures/\(adapter)"
    )
    let options = InventoryLoader.Options(adapters: try Self.declared())
    loaded = InventoryLoader.load(
      paths: ["\(Self.folder)/Fixtures/\(adapter)"], schema: try Self.schema(), options: options)
  }

  static func schema() throws -> InventorySchema {
    let source = try FileReader.read(path: "\(root)/policies/shared/schema/inventory.yaml")
    let log = DecodingLog()
    let document = try #require(YAMLReader.read(source).documents.first)
    let schema = try #require(SchemaDecoder(log: log).decode(document))
    try #require(log.diagnostics.all.map(\.message).isEmpty)
    return schema
  }

  /// The adapters that documents declare, by their names.
  static func declared() throws -> [AdapterDeclaration] {
    let paths = try FileTree.files(under: "\(root)/policies/shared/adapters").files.sorted()
    return try paths.map { path in
      let log = DecodingLog()
      let document = try #require(YAMLReader.read(try FileReader.read(path: path)).documents.first)
      let declaration = try #require(AdapterDecoder(log: log).decode(document))
      try #require(log.diagnostics.all.map(\.message) == [], "\(path)")
      return declaration
    }
  }

  /// Compares with what was recorded, or records.
  func verify() throws {
    let path = "\(Self.folder)/Snapshots/\(adapter).txt"
    if Self.isRecording { return try Self.write(text, to: path) }
    let recorded = try? FileReader.read(path: path)
    let expected = try #require(
      recorded.map { String(decoding: $0.bytes, as: UTF8.self) },
      "no snapshot: KIEM_UPDATE_SNAPSHOTS=1 swift test --filter AdapterTests")
    #expect(text == expected, "recorded:\n\(expected)\nnow:\n\(text)")
  }

  static var isRecording: Bool { getenv("KIEM_UPDATE_SNAPSHOTS") != nil }

  static func write(_ text: String, to path: String) throws {
    let file = try #require(fopen(path, "wb"))
    fputs(text, file)
    fclose(file)
  }

  // MARK: The text

  var text: String {
    var lines: [String] = []
    for file in loaded.report.adapted { lines += self.lines(file) }
    for file in loaded.report.skipped { lines.append("skipped \(file.path): \(file.reason)") }
    for source in loaded.report.sources { lines += self.lines(source) }
    if let inventory = loaded.inventory {
      for entity in inventory.schema.entities {
        if let table = inventory.table(entity.name), table.count > 0 { lines += rows(of: table, entity, inventory) }
      }
    }
    for reference in loaded.references { lines.append(line(reference)) }
    if !loaded.diagnostics.all.isEmpty { lines += ["", "diagnostics"] }
    for diagnostic in loaded.diagnostics.all {
      lines.append("  \(diagnostic.severity.rawValue) \(diagnostic.code): \(diagnostic.message)")
      lines += diagnostic.help.map { "    help: \($0)" }
    }
    let folder = Self.folder + "/Fixtures/\(adapter)/"
    return (lines.map { $0.replacing(folder, with: "").replacing(Self.folder + "/Fixtures/", with: "") } + [""])
      .joined(separator: "\n")
  }

  private func lines(_ file: InventoryReport.Adapted) -> [String] {
    var lines = ["file \(file.path): \(file.adapter), \(file.isLikely ? "likely " : "")\(file.because)"]
    if let host = file.host { lines.append("  about: \(host.name) (\(host.origin.rawValue))") }
    for (reason, count) in file.ignored.sorted(by: { $0.key < $1.key }) {
      lines.append("  ignored: \(count) \(reason)")
    }
    if !file.unmapped.isEmpty { lines.append("  unmapped: \(file.unmapped.joined(separator: ", "))") }
    for loss in file.losses { lines.append("  lost: \(loss)") }
    if file.references > 0 { lines.append("  references: \(file.references)") }
    return lines
  }

  private func lines(_ source: InventoryReport.Source) -> [String] {
    var head = "source \(source.path)"
    if let part = source.part { head += " \(part)" }
    head += ": \(source.records) \(source.entity)"
    if let day = source.collected { head += ", collected \(day)" }
    if source.isDeclared { head += ", declared" }
    if source.damagedRecords > 0 { head += ", \(source.damagedRecords) damaged" }
    let claims = source.coverage.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.rawValue)" }
    var lines = [head]
    if !claims.isEmpty { lines.append("  claims: \(claims.joined(separator: ", "))") }
    let mapped = source.mapped.map { "\($0.header) > \($0.member)" }
    if !mapped.isEmpty { lines.append("  mapped: \(mapped.joined(separator: ", "))") }
    var dropped: [(reason: String, headers: [String])] = []
    for column in source.dropped {
      if let known = dropped.firstIndex(where: { $0.reason == column.reason }) {
        dropped[known].headers.append(column.header)
      } else {
        dropped.append((column.reason, [column.header]))
      }
    }
    lines += dropped.map { "  dropped, \($0.reason): \($0.headers.joined(separator: ", "))" }
    return lines
  }

  private func rows(of table: EntityTable, _ entity: EntityType, _ inventory: Inventory) -> [String] {
    var lines = ["", "\(entity.name)"]
    let members = entity.attributes.map(\.name) + entity.toOneRelations.map(\.name)
    for row in 0..<table.count {
      let places = table.recordsOfRow[row].map { index -> String in
        let locator = table.records[Int(index)]
        let file = inventory.sources[Int(locator.source)].path
        return "\(file):\(locator.line)\(locator.pointer.isEmpty ? "" : " \(locator.pointer)")"
      }
      lines.append("  \(table.subjects[row])\(table.orphans.contains(row) ? " (orphan)" : "")")
      if !places.isEmpty { lines.append("    at \(places.joined(separator: " and "))") }
      for member in members {
        if let cell = cell(member, row, table, inventory) { lines.append("    \(member): \(cell)") }
      }
    }
    return lines
  }

  /// A member's value, with what stands in the file where that is spelt differently; nil where no source has it.
  private func cell(_ member: String, _ row: Int, _ table: EntityTable, _ inventory: Inventory) -> String? {
    var shown: String
    let raw: String
    if let link = table.links[member] {
      guard link.raw[row].presence != .absent || link.rows[row] >= 0 else { return nil }
      let target = link.rows[row]
      shown = target >= 0 ? inventory.subject(Int(target), of: link.target) : "?\(link.unknown(at: row).code.rawValue)"
      if target == Link.null { shown = "null" }
      raw = link.raw[row].raw
    } else {
      let entry = table.column(member)[row]
      guard entry.presence != .absent else { return nil }
      shown = LoadedInventory.text(entry.value)
      raw = entry.raw
    }
    let isPlain = raw.isEmpty || Text(raw).folded == Text(shown).folded
    return isPlain ? shown : "\(shown)  <- \(raw.split(separator: "\n").joined(separator: " / "))"
  }

  private func line(_ reference: AdaptedReference) -> String {
    let cells = reference.cells.map { cell in
      if case .converted(let value, let raw) = cell.value { return "\(cell.column)=\(value.spelling) <- \(raw)" }
      return "\(cell.column)=\(cell.value.spelling)"
    }.joined(separator: ", ")
    let day = reference.asOf.map { ", as of \($0)" } ?? ""
    return "reference \(reference.catalog) \(reference.path):\(reference.line) \(reference.pointer)\(day): \(cells)"
  }
}
