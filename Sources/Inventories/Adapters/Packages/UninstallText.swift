import Diagnostics
import Formats
import Values

/// The Uninstall keys as consoles print them: PowerShell's lists and tables, `reg query`, and the table of `wmic product`.
enum UninstallText {
  /// `DisplayName    : Zoom`, a block for each program
  case list
  /// a head, a rule of dashes, rows
  case table
  /// `HKEY_LOCAL_MACHINE\...`, then `    DisplayName    REG_SZ    Zoom`
  case query
  /// a head of wmic's names, each column as wide as its longest cell
  case wmic

  var because: String {
    switch self {
    case .list: "blocks with `DisplayName`"
    case .table: "a table with `DisplayName`"
    case .query: "keys of `reg query` below `Uninstall`"
    case .wmic: "the head of `wmic product`"
    }
  }

  static func form(_ document: InventoryDocument) -> UninstallText? {
    guard document.format == nil || document.format == .csv, document.xmlName == nil else { return nil }
    let head = (1...12).map { document.line($0) }.filter { !$0.trimmed.isEmpty }
    guard let first = head.first else { return nil }
    if first.hasPrefix("HKEY_") {
      let isUninstall = first.lowercased().contains("\\currentversion\\uninstall")
      return isUninstall && head.contains { $0.contains("    REG_") } ? .query : nil
    }
    let names = head.compactMap { pair($0)?.name }
    if names.contains("DisplayName"), names.contains("DisplayVersion") { return .list }
    if head.count > 1, first.hasBytes(of: "DisplayName"), first.hasBytes(of: "DisplayVersion"), isRule(head[1]) {
      return .table
    }
    let words = starts(first).map { first.dropFirst($0).prefix { $0 != " " } }
    let own = words.filter { wmicNames.contains(String($0)) }
    return own.count == words.count && own.count >= 2 && words.contains("Name") && words.contains("Version")
      && isPadded(first)
      ? .wmic : nil
  }

  private static let wmicNames: Set<String> = [
    "Caption", "Description", "IdentifyingNumber", "InstallDate", "InstallLocation", "InstallSource", "Name", "Vendor",
    "Version", "Node", "PackageName",
  ]

  /// Columns of wmic stand at least two places apart.
  private static func isPadded(_ head: String) -> Bool { head.hasBytes(of: "  ") && !head.hasByte(0x09) }

  private static func isRule(_ line: String) -> Bool {
    line.hasBytes(of: "---") && line.allSatisfy { $0 == "-" || $0 == " " }
  }

  func read(_ document: InventoryDocument) -> RecordFile {
    var table = TextTable(document.text ?? document.source, columns: [])
    let lines = document.lines
    switch self {
    case .list: Self.blocks(lines, &table)
    case .query: Self.query(lines, &table)
    case .table, .wmic: columns(lines, &table)
    }
    return table.file
  }

  private static func pair(_ line: String) -> (name: String, value: String)? {
    guard line.hasBytes(of: " :"), let colon = line.firstRange(of: " : ") ?? line.firstRange(of: " :") else {
      return nil
    }
    let name = String(line[..<colon.lowerBound]).trimmed
    guard !name.isEmpty, !name.contains(" "), line.first != " " else { return nil }
    return (name, String(line[colon.upperBound...]).trimmed)
  }

  private static func blocks(_ lines: [String], _ table: inout TextTable) {
    var names: [String] = []
    var values: [String] = []
    var start = 0
    func close() {
      if !names.isEmpty { table.append(names, values, line: start) }
      (names, values) = ([], [])
    }
    for (index, line) in lines.enumerated() {
      if line.trimmed.isEmpty {
        close()
      } else if let pair = pair(line) {
        if names.contains(pair.name) { close() }
        if names.isEmpty { start = index + 1 }
        names.append(pair.name)
        values.append(pair.value)
      } else if line.first == " ", !values.isEmpty {
        // A long value goes on below itself.
        values[values.count - 1] += line.trimmed
      }
    }
    close()
  }

  private static func query(_ lines: [String], _ table: inout TextTable) {
    var names: [String] = []
    var values: [String] = []
    var start = 0
    func close() {
      if names.count > 2 { table.append(names, values, line: start) }
    }
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("HKEY_") {
        close()
        let path = line.trimmed
        (names, values) = (["PSPath", "PSChildName"], [path, String(path.split(separator: "\\").last ?? "")])
        start = index + 1
      } else if line.hasPrefix("    "), let kind = line.firstRange(of: "    REG_") {
        let name = String(line[..<kind.lowerBound]).trimmed
        let rest = line[kind.upperBound...]
        let value = rest.firstRange(of: "    ").map { String(rest[$0.upperBound...]).trimmed } ?? ""
        guard !names.contains(name) else { continue }
        names.append(name)
        values.append(value == "0x1" ? "1" : value)
      }
    }
    close()
  }

  /// Where the words of a head begin.
  private static func starts(_ head: String) -> [Int] {
    let places = Array(head)
    return places.indices.filter { places[$0] != " " && ($0 == 0 || places[$0 - 1] == " ") }
  }

  private func columns(_ lines: [String], _ table: inout TextTable) {
    guard let head = lines.firstIndex(where: { !$0.trimmed.isEmpty }) else { return }
    let starts = Self.starts(lines[head])
    let names = starts.map { String(lines[head].dropFirst($0).prefix { $0 != " " }) }
    for (index, line) in lines.enumerated().dropFirst(head + 1) where !line.trimmed.isEmpty && !Self.isRule(line) {
      let places = Array(line)
      var values: [String] = []
      var isCut = false
      for (column, start) in starts.enumerated() {
        let end = column + 1 < starts.count ? starts[column + 1] : places.count
        let text = start < min(end, places.count) ? String(places[start..<min(end, places.count)]).trimmed : ""
        if text.hasSuffix("...") || text.hasSuffix("…") { isCut = true }
        values.append(text)
      }
      table.append(names, values, line: index + 1, problem: isCut ? "it is cut to the console's width" : nil)
    }
  }
}
