import CEL
import Values

/// Installed software as columns of codes into pools of distinct values, as an inventory holds it.
final class SoftwareTable: Sendable {
  let count: Int
  private let names: [Value]
  private let versions: [Value]
  private let tags: [Value]

  init(rows: Int) {
    count = rows
    let products = [
      "Zoom Workplace", "Google Chrome", "ZoomIt", "Microsoft Teams", "Zalo", "7-Zip", "Unikey", "LibreOffice",
    ]
    var names: [Value] = []
    var versions: [Value] = []
    for index in 0..<2000 {
      names.append(.text(Text(index < 8 ? products[index] : "\(products[index % 8]) Component \(index)")))
      versions.append(Version("\(index % 12).\(index % 7).\(index)").map(Value.version) ?? .null)
    }
    self.names = names
    self.versions = versions
    tags = [["office"], ["meeting", "video"], [], ["browser", "internet"]].map { words in
      .list(ListValue(words.map(Value.string)))
    }
  }

  func value(_ row: Int, _ column: String) -> Value {
    switch column {
    case "name": names[(row &* 7919) % names.count]
    case "version": versions[(row &* 104_729) % versions.count]
    case "tags": tags[row % tags.count]
    default: .failure(Failure("no such column"))
    }
  }
}

/// One row of the table.
struct SoftwareObject: ObjectValue {
  let table: SoftwareTable
  let row: Int

  var type: ObjectType { ObjectType("software") }
  var identity: String { "software \(row)" }
  func member(_ name: String) -> Value { table.value(row, name) }
  func has(_ name: String) -> Value { .true }
}

struct RowActivation: Activation {
  let table: SoftwareTable
  let row: Int

  func value(of variable: String) -> Value? {
    variable == "software" ? .object(SoftwareObject(table: table, row: row)) : nil
  }
}

/// What the checker knows of the table.
struct SoftwareSchema: ObjectTypes {
  func member(_ name: String, of type: ObjectType) -> ObjectMember? {
    switch name {
    case "name": ObjectMember(.text)
    case "version": ObjectMember(.version)
    case "tags": ObjectMember(.list(.string))
    default: nil
    }
  }

  func memberNames(of type: ObjectType) -> [String] { ["name", "version", "tags"] }
  func methods(_ name: String, of type: ObjectType) -> [MethodSignature] { [] }
  func methodNames(of type: ObjectType) -> [String] { [] }
}
