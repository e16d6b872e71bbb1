import Diagnostics
import Formats
import Values

/// Lines that a package manager wrote by a format of the user's own: a package to a line, cells between tabs, bars,
/// semicolons, commas or spaces, and no head, or one of the format's own names.
///
/// Which cell says what is told by what stands there: the first is the name, words of the manager tell the others.
struct PackageLines {
  enum Column: String {
    case name = "Package"
    case version = "Version"
    case release = "Release"
    case architecture = "Architecture"
    case status = "Status"
    case time = "Install Time"
    case vendor = "Vendor"
    case other = ""
  }

  /// An ASCII character.
  let separator: UInt8
  let columns: [Column]
  /// Whether the first line is a head.
  let hasHead: Bool

  /// What tells a manager's cells.
  struct Words: Sendable {
    var architectures: Set<String>
    var isStatus: @Sendable (String) -> Bool
    /// Whether a cell may be the release of a package beside its version.
    var isRelease: @Sendable (String) -> Bool
    /// Whether what stands between version and architecture is the release.
    var hasReleases = false
  }

  private static let names: [String: Column] = [
    "name": .name, "package": .name, "binary_package": .name, "version": .version, "release": .release,
    "arch": .architecture, "architecture": .architecture, "status": .status, "db_status_abbrev": .status,
    "state": .status, "installtime": .time, "install_time": .time, "installed": .time, "vendor": .vendor,
    "maintainer": .vendor, "packager": .vendor,
  ]

  /// nil where the lines are no such list: not all of the first ones have as many cells, a name that packages have and a
  /// version.
  init?(_ lines: [String], _ words: Words) {
    let first = lines.filter { !$0.trimmed.isEmpty }
    guard !first.isEmpty else { return nil }
    for separator in "\t|;, ".utf8 where first[0].utf8.contains(separator) {
      // Nearly every text is none, and its first line tells.
      let own = Self.cells(first[0], separator)
      guard own.count >= 2 else { continue }
      let head = own.map { Self.names[HeaderNames.canonical(Self.withoutFormat($0))] ?? .other }
      let isHead = head.contains(.name) && head.contains(.version)
      guard isHead || own.contains(where: Self.isVersion) else { continue }
      let rows = [own] + first.dropFirst().map { Self.cells($0, separator) }
      guard rows.allSatisfy({ $0.count == own.count }) else { continue }
      if isHead {
        self.init(separator: separator, columns: head, hasHead: true)
        return
      }
      guard let columns = Self.columns(rows, words) else { continue }
      self.init(separator: separator, columns: columns, hasHead: false)
      return
    }
    return nil
  }

  private init(separator: UInt8, columns: [Column], hasHead: Bool) {
    (self.separator, self.columns, self.hasHead) = (separator, columns, hasHead)
  }

  /// A column's name without the marks of a format: `%{NAME}`, `${Package}`.
  private static func withoutFormat(_ name: String) -> String {
    let marks = "%${}".utf8
    return name.utf8.contains(where: marks.contains)
      ? String(decoding: name.utf8.filter { !marks.contains($0) }, as: UTF8.self) : name
  }

  func has(_ column: Column) -> Bool { columns.contains(column) }

  private static func columns(_ rows: [[String]], _ words: Words) -> [Column]? {
    var columns: [Column] = Array(repeating: .other, count: rows[0].count)
    func all(_ column: Int, _ isSuch: (String) -> Bool) -> Bool {
      rows.allSatisfy { isSuch($0[column]) } && rows.contains { !$0[column].isEmpty }
    }
    for column in columns.indices {
      if all(column, { words.architectures.contains($0) }) {
        columns[column] = .architecture
      } else if all(column, words.isStatus) {
        columns[column] = .status
      } else if all(column, isTime) {
        columns[column] = .time
      }
    }
    guard let name = columns.firstIndex(of: .other), all(name, isName) else { return nil }
    columns[name] = .name
    guard let version = columns.indices.first(where: { columns[$0] == .other && all($0, isVersion) }) else {
      return nil
    }
    columns[version] = .version
    if let next = columns.indices.first(where: { $0 > version && columns[$0] == .other }), next == version + 1,
      all(next, words.isRelease)
        || (words.hasReleases && next + 1 < columns.count && columns[next + 1] == .architecture)
    {
      columns[next] = .release
    }
    if let vendor = columns.indices.first(where: { columns[$0] == .other && $0 > version }),
      !all(vendor, { $0.allSatisfy { $0.isNumber } })
    {
      columns[vendor] = .vendor
    }
    return columns
  }

  private static func isName(_ text: String) -> Bool {
    guard text.utf8.count > 1, let first = text.first, first.isLetter || first.isNumber else { return false }
    return text.utf8.allSatisfy { byte in
      isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || "+-._:".utf8.contains(byte)
    }
  }

  private static func isVersion(_ text: String) -> Bool {
    guard text.utf8.contains(where: isDigit) else { return false }
    return text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }

  private static func isTime(_ text: String) -> Bool {
    guard text.utf8.count == 10, let seconds = Int64(text) else { return false }
    return (946_684_800...4_102_444_800).contains(seconds)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  static func cells(_ line: String, _ separator: UInt8) -> [String] {
    let isSpace = separator == UInt8(ascii: " ")
    return line.utf8.split(separator: separator, omittingEmptySubsequences: isSpace).map { bytes in
      let cell = String(Substring(bytes))
      if isSpace { return cell }
      let hasQuotes = bytes.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
      return hasQuotes ? cell.trimmed.filter { $0 != "\"" && $0 != "'" } : cell.trimmed
    }
  }

  /// The lines as a table under the columns' names; a line with fewer or more cells is one that cannot be trusted.
  func read(_ document: InventoryDocument) -> RecordFile {
    let names = columns.enumerated().map { $0.element == .other ? "column \($0.offset + 1)" : $0.element.rawValue }
    var table = TextTable(document.text ?? document.source, columns: names)
    for (index, line) in document.lines.enumerated() where !line.trimmed.isEmpty && !(hasHead && index == 0) {
      let cells = Self.cells(line, separator)
      let problem = cells.count == columns.count ? nil : "\(cells.count) of \(columns.count) cells"
      table.append(cells, line: index + 1, problem: problem)
    }
    return table.file
  }
}
