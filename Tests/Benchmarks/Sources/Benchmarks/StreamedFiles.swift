import Formats
import Glibc
import Schema
import Tables
import Values

/// Two small files of devices and their software, as an inventory that streams by. They are gone with the value.
final class StreamedFiles {
  let devices: StreamedTable
  let software: StreamedTable
  let sources: [InventorySource]
  private let paths: [String]

  init(devices: Int, programs: Int) throws {
    let folder = "/tmp/kiem-stages-\(getpid())"
    mkdir(folder, 0o700)
    paths = ["\(folder)/devices.csv", "\(folder)/software.csv", folder]
    var first = "host,managed\n"
    var second = "device,name,publisher,state\n"
    for device in 0..<devices {
      first += "pc-\(device)x,\(device % 2 == 0 ? "true" : "false")\n"
      for program in 0..<programs {
        let number = (device &* 7919 &+ program &* 104_729) % 5000
        second +=
          "pc-\(device)x,program \(number),\"Publisher \(number % 400), Inc.\",\(number % 5 == 0 ? "residual" : "installed")\n"
      }
    }
    try StreamedFiles.write(first, paths[0])
    try StreamedFiles.write(second, paths[1])
    let schema = SyntheticInventory.plainSchema
    self.devices = try StreamedFiles.table(paths[0], schema["device"], ["host", "managed"], source: 0, key: "host")
    software = try StreamedFiles.table(
      paths[1], schema["software"], ["device", "name", "publisher", "state"], source: 1, key: nil)
    sources = ["device", "software"].map { entity in
      InventorySource(
        path: "\(entity).csv", digest: "", format: "csv", collected: nil, coverage: [:], entity: entity, headers: [:])
    }
  }

  deinit {
    unlink(paths[0])
    unlink(paths[1])
    rmdir(paths[2])
  }

  private struct NoFile: Error {}

  private static func write(_ text: String, _ path: String) throws {
    guard let file = fopen(path, "w") else { throw NoFile() }
    defer { fclose(file) }
    let bytes = Array(text.utf8)
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw NoFile() }
  }

  private static func table(
    _ path: String, _ entity: EntityType?, _ names: [String], source: Int, key: String?
  ) throws -> StreamedTable {
    guard let entity else { throw NoFile() }
    let members = names.enumerated().map { index, name in
      StreamedTable.Member(name: name, field: .cell(index)) { raw in
        guard case .string(let text) = raw else { return Column.Entry(raw: "", value: .null, presence: .empty) }
        let value: Value =
          name == "managed" ? .bool(text == "true") : name == "state" ? .string(text) : .text(Text(text))
        return Column.Entry(raw: text, value: value, presence: .given)
      }
    }
    let name: @Sendable (Column.Entry) -> StreamedTable.Name? = { entry in
      let text = Text(entry.raw)
      return StreamedTable.Name(folded: text.folded, display: text.display)
    }
    return StreamedTable(
      entity: entity, file: try ScannedFile(path: path),
      format: .cells(delimiter: UInt8(ascii: ","), count: names.count),
      start: names.joined(separator: ",").utf8.count + 1, source: source, members: members, key: key,
      hasPlainKeys: true,
      keyName: name, target: { entry in name(entry).map { .name($0) } ?? .null })
  }
}
