import Diagnostics
import Formats
import Schema
import Tables
import Testing
import Values

@testable import Inventories

/// An inventory as one text, under the shipped schema:
///
///     # device register declared 2026-01-10 unit=u1 device=complete
///     asset_tag,serial
///     T1,S1
///
/// Each heading is a file: its entity, its name, then whether it is declared, the day it was collected, its unit, and
/// sections with what it proves of them.
struct ResolutionWorld {
  let loaded: LoadedInventory

  init(_ text: String) throws {
    var files: [String: String] = [:]
    var manifest = "inventory: i\nsources:\n"
    var name = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      guard line.hasPrefix("# ") else {
        files[name]?.append(line + "\n")
        continue
      }
      var words = line.dropFirst(2).split(separator: " ").map(String.init)
      let entity = words.removeFirst()
      name = words.removeFirst() + ".csv"
      files[name] = ""
      manifest += "  - {path: \(name), entity: \(entity)"
      var coverage: [String] = []
      for word in words {
        let parts = word.split(separator: "=").map(String.init)
        switch parts[0] {
        case "declared": manifest += ", declared: true"
        case "unit": manifest += ", unit: \(parts[1])"
        case _ where parts.count == 2: coverage.append("\(parts[0]): \(parts[1])")
        default: manifest += ", collected: \(word)"
        }
      }
      if !coverage.isEmpty { manifest += ", coverage: {\(coverage.joined(separator: ", "))}" }
      manifest += "}\n"
    }
    files["inventory.yaml"] = manifest
    let folder = try TestFolder(files)
    loaded = InventoryLoader.load(paths: [folder.path], schema: try Self.schema())
  }

  /// The schema that is shipped.
  static func schema() throws -> InventorySchema {
    let root = FilePaths.folder(of: FilePaths.folder(of: FilePaths.folder(of: FilePaths.folder(of: #filePath))))
    let source = try FileReader.read(path: "\(root)/policies/shared/schema/inventory.yaml")
    let log = DecodingLog()
    let document = try #require(YAMLReader.read(source).documents.first)
    let schema = try #require(SchemaDecoder(log: log).decode(document))
    try #require(log.diagnostics.all.map(\.message).isEmpty)
    return schema
  }

  /// The subjects of an entity with the records each was made of: `T1 = agent 1, register 1`.
  func subjects(_ entity: String) throws -> [String] {
    let inventory = try #require(loaded.inventory, "\(loaded.diagnostics.all.map(\.message))")
    let table = try #require(inventory.table(entity))
    return (0..<table.count).map { row in
      let records = inventory.records(of: row, entity: entity).map { record in
        "\(inventory.sources[Int(record.source)].path.split(separator: ".")[0]) \(record.row)"
      }
      return "\(table.subjects[row]) = \(records.isEmpty ? "named only" : records.joined(separator: ", "))"
    }
  }

  /// The rows of an entity with values: `T1 serial=S1`.
  func rows(_ entity: String, _ members: String...) throws -> [String] {
    let inventory = try #require(loaded.inventory)
    let table = try #require(inventory.table(entity))
    return (0..<table.count).map { row in
      let cells = members.map { member in
        guard let link = table.links[member] else {
          return "\(member)=\(LoadedInventory.text(table.column(member)[row].value))"
        }
        let target = link.rows[row]
        if target >= 0 { return "\(member)=\(inventory.subject(Int(target), of: link.target))" }
        return target == Link.null ? "\(member)=null" : "\(member)=?\(link.unknown(at: row).code.rawValue)"
      }
      return ([table.subjects[row]] + cells).joined(separator: " ")
    }
  }

  /// The keys that several subjects share, as the diagnostics say it.
  var sharedKeys: [String] {
    loaded.diagnostics.all.filter { $0.code == .sharedKey }.map(\.message)
  }
}
