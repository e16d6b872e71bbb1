import Diagnostics
import Formats
import Glibc
import Schema
import Tables
import Testing
import Values

@testable import Inventories

/// A folder of files that is there for one test.
final class TestFolder {
  let path: String

  init(_ files: [String: String]) throws {
    let template = strdup("/tmp/kiem-inventory-XXXXXX")
    defer { free(template) }
    let made = try #require(template.flatMap { mkdtemp($0) }, "no temporary folder")
    path = String(cString: made)
    for (name, text) in files { try write(name, Array(text.utf8)) }
  }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/\(part)"
      mkdir(folder, 0o700)
    }
    let file = try #require(fopen("\(path)/\(name)", "wb"))
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  deinit {
    _ = try? FileTree.files(under: path).files.map { unlink($0) }
    var folders = [path]
    while let folder = folders.last {
      if rmdir(folder) == 0 || errno != ENOTEMPTY {
        folders.removeLast()
        continue
      }
      guard let inner = Self.folders(in: folder).first, !folders.contains(inner) else { return }
      folders.append(inner)
    }
  }

  private static func folders(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var found: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { found.append("\(folder)/\(name)") }
    }
    return found
  }
}

enum TestSchema {
  /// A schema small enough to read and wide enough for every rule.
  static let text = """
    schema: inventory
    version: 1.0.0
    words: {missing: [unknown, "?", không rõ], none: [none, không có], yes: ["yes", "true", có], no: ["no", "false", không]}
    entities:
      unit:
        identity: {keys: [[id]]}
        attributes: {id: text, name: text}
        relations:
          cameras: {many: camera, closed_by: [camera]}
          devices: {many: device, closed_by: [device]}
          meetings: {many: meeting, closed_by: [meeting], window: started_at}
          accounts: {many: account, closed_by: [account.cloud]}
      location: {identity: {keys: [[id]]}, attributes: {id: text, name: text}}
      device:
        identity: {keys: [[asset_tag], [serial], [mac], [hostname, unit]]}
        attributes:
          asset_tag: string
          serial: {type: string, synonyms: [serial_number]}
          mac: list<string>
          hostname: text
          model: text
          os.name: text
        relations:
          unit: {one: unit}
          software: {many: software, closed_by: [software.machine, software.user], observed_every: parent}
      software:
        identity: {row: [device, name, scope, source]}
        attributes: {name: text, version: version, source: text, scope: {type: enum, values: [machine, user]}}
        relations: {device: {one: device}}
      camera:
        identity: {keys: [[asset_tag], [serial], [name, unit]]}
        attributes:
          name: text
          asset_tag: string
          serial: string
          vendor: {type: text, synonyms: [manufacturer]}
          password.state: {type: enum, values: {default: [mặc định], changed: []}}
          bought_on: date
          live: bool
        relations:
          unit: {one: unit}
          location: {one: location}
          recorder: {one: camera}
          accounts: {many: account, closed_by: [account.camera]}
      account:
        identity: {keys: [[service, uid], [camera, uid]]}
        attributes: {uid: text, service: text, has_mfa: bool}
        relations: {camera: {one: camera}, unit: {one: unit}}
      meeting:
        identity: {keys: [[id]]}
        attributes: {id: text, app: text, started_at: date}
        relations: {unit: {one: unit}}
    """

  static func schema() throws -> InventorySchema {
    let source = Source(path: "schema.yaml", text: text)
    let log = DecodingLog()
    let document = try #require(YAMLReader.read(source).documents.first)
    let schema = try #require(SchemaDecoder(log: log).decode(document))
    try #require(log.diagnostics.all.map(\.message).isEmpty, "\(log.diagnostics.all.map(\.message))")
    return schema
  }
}

extension LoadedInventory {
  static func of(
    _ files: [String: String], options: InventoryLoader.Options = .init(), paths: (String) -> [String] = { [$0] }
  ) throws -> LoadedInventory {
    let folder = try TestFolder(files)
    return InventoryLoader.load(paths: paths(folder.path), schema: try TestSchema.schema(), options: options)
  }

  /// An entity's rows as text: `id: attribute=value ...`, for the members named, orphans marked.
  func rows(_ entity: String, _ members: String...) throws -> [String] {
    let inventory = try #require(inventory, "\(diagnostics.all.map(\.message))")
    let table = try #require(inventory.table(entity))
    return (0..<table.count).map { row in
      let cells = members.map { member in
        if let link = table.links[member] {
          return "\(member)=\(Self.text(link, row, inventory))"
        }
        return "\(member)=\(Self.text(table.column(member)[row].value))"
      }
      let mark = table.orphans.contains(row) ? " (orphan)" : ""
      return ([table.subjects[row] + mark] + cells).joined(separator: " ")
    }
  }

  private static func text(_ link: Link, _ row: Int, _ inventory: Inventory) -> String {
    let target = link.rows[row]
    if target == Link.null { return "null" }
    if target == Link.unknown { return "?\(link.unknown(at: row).code.rawValue)" }
    return inventory.subject(Int(target), of: link.target)
  }

  static func text(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .unknown(let unknown): "?\(unknown.code.rawValue)"
    case .list(let list): "[\(list.elements.map(text).joined(separator: ", "))]"
    default: LookupText.display(value)
    }
  }

  /// `section/parent: level of rows`, sorted.
  func claims() throws -> [String] {
    let inventory = try #require(inventory, "\(diagnostics.all.map(\.message))")
    return inventory.coverage.claims.flatMap { key, claims in
      claims.map { claim in
        let rows = claim.rows.map { $0.sorted().map { inventory.subject($0, of: key.parent) }.joined(separator: ",") }
        return "\(key.section)/\(key.parent): \(claim.level.rawValue) of \(rows ?? "all")"
      }
    }.sorted()
  }

  var codes: [String] { diagnostics.all.map { "\($0.code) \($0.severity.rawValue)" } }
}
