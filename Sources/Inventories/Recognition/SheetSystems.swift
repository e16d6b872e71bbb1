import Formats
import Schema
import Values

/// Operating systems as people write them in one cell of a register, `Win 10 Pro 64-bit 22H2`, told apart into name,
/// release and edition as catalogs of support spell them.
///
/// What columns of their own say of release and edition stands; an inner number of Windows there (`10.0.19045`) becomes
/// the release that it is of. Words that say nothing else are left out, and a cell that names no Windows stays as it is.
struct SheetSystems {
  private let name: Int
  private let version: Int
  private let edition: Int
  private let isNew: (version: Bool, edition: Bool)

  /// nil where a table has no column for the system.
  init?(_ entity: EntityType, _ members: inout [RecordSet.Member], columns: Int) {
    guard entity.attribute("os.name") != nil, entity.attribute("os.version") != nil,
      entity.attribute("os.edition") != nil,
      let name = members.first(where: { $0.name == "os.name" }), name.columns.count == 1
    else { return nil }
    self.name = name.columns[0]
    var next = columns
    func column(_ member: String) -> (Int, Bool) {
      if let known = members.first(where: { $0.name == member }) { return (known.columns[0], false) }
      members.append(RecordSet.Member(name: member, columns: [next]))
      next += 1
      return (next - 1, true)
    }
    let (version, edition) = (column("os.version"), column("os.edition"))
    (self.version, self.edition) = (version.0, edition.0)
    isNew = (version.1, edition.1)
  }

  /// - Complexity: O(records)
  func told(_ records: [Record]) -> [Record] { records.map { record in told(record) } }

  private func told(_ record: Record) -> Record {
    guard let place = record.fields.firstIndex(where: { $0.column == name }) else { return record }
    let cell = Cell(record.fields[place].value)
    guard let system = WrittenSystem(cell.text) else { return record }
    var record = record
    if Text(cell.text).folded != Text(system.name).folded {
      record.fields[place].value = cell.converted(to: system.name).value
    }
    set(&record, version, system.release, from: cell, isNew.version) { system.release(of: $0) }
    set(&record, edition, system.edition, from: cell, isNew.edition) { _ in nil }
    return record
  }

  /// Gives a record what its system's cell says, where its own cell says nothing.
  private func set(
    _ record: inout Record, _ column: Int, _ text: String?, from cell: Cell, _ isNew: Bool,
    reread: (String) -> String?
  ) {
    guard let place = record.fields.firstIndex(where: { $0.column == column }) else {
      if let text { record.fields.append(Record.Field(column: column, value: cell.converted(to: text).value)) }
      return
    }
    let own = Cell(record.fields[place].value)
    if own.isEmpty, let text {
      record.fields[place].value = cell.converted(to: text).value
    } else if let better = reread(own.text) {
      record.fields[place].value = own.converted(to: better).value
    }
  }
}

/// A Windows as somebody wrote it.
struct WrittenSystem {
  let name: String
  var release: String?
  var edition: String?

  /// nil for what names no Windows.
  init?(_ text: String) {
    var words = Text(text).folded.split { " ()[],;-/".contains($0) }.map(String.init)[...]
    if words.first == "microsoft" || words.first == "ms" { words = words.dropFirst() }
    guard var first = words.popFirst() else { return nil }
    guard let prefix = ["windows", "win", "w"].first(where: { first.hasPrefix($0) }) else { return nil }
    let rest = String(first.dropFirst(prefix.count))
    if rest.isEmpty {
      guard prefix != "w", let number = words.popFirst() else { return nil }
      first = number
    } else {
      first = rest
    }
    guard Self.numbers.contains(first) else { return nil }
    name = "windows \(first)"
    let all = Array(words)
    if let place = all.firstIndex(where: { $0 == "sp" || $0 == "pack" }), place + 1 < all.count,
      Int(all[place + 1]) != nil
    {
      release = "sp\(all[place + 1])"
    }
    release = all.first { Self.isRelease($0) } ?? release
    let isLongTerm = all.contains { $0 == "ltsc" || $0 == "ltsb" }
    if all.contains("enterprise") || isLongTerm {
      edition = isLongTerm ? "enterprise ltsc" : "enterprise"
    } else if all.contains(where: { $0 == "pro" || $0 == "professional" }) {
      edition = all.contains("education") || all.contains("workstations") ? nil : "pro"
    } else if all.contains("home") {
      edition = "home"
    } else {
      edition = all.first { ["education", "ultimate", "starter"].contains($0) }
    }
  }

  private static let numbers: Set<String> = ["xp", "vista", "7", "8", "8.1", "10", "11"]

  /// `22h2`, `1809`, `sp1`.
  private static func isRelease(_ word: String) -> Bool {
    let bytes = Array(word.utf8)
    if bytes.count == 4, bytes[2] == UInt8(ascii: "h") {
      return isDigit(bytes[0]) && isDigit(bytes[1]) && (bytes[3] == UInt8(ascii: "1") || bytes[3] == UInt8(ascii: "2"))
    }
    if bytes.count == 3, word.hasPrefix("sp") { return isDigit(bytes[2]) }
    return numbered.contains(word)
  }

  /// Releases that are called by year and month.
  private static let numbered = Set(OperatingSystemWords.releases.values.filter { Int($0) != nil })

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// The release that a cell of its own means by an inner number or with other words besides; nil where it stands well.
  func release(of text: String) -> String? {
    guard name == "windows 10" || name == "windows 11" else { return nil }
    let words = Text(text).folded.split { " ()[],;/".contains($0) }.map(String.init)
    if words.count > 1, let release = words.first(where: { Self.isRelease($0) }) { return release }
    guard !words.contains(where: { Self.isRelease($0) }) else { return nil }
    let numbers = words.flatMap { $0.split(separator: ".") }.compactMap { Int($0) }
    return numbers.lazy.compactMap { OperatingSystemWords.releases[$0]?.lowercased() }.first
  }
}
