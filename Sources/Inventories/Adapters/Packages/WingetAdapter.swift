import Diagnostics
import Formats
import Values

/// winget: what `winget export` writes, and the table that `winget list` prints.
///
/// An export names only programs that a source of winget knows, so it never proves absence. A list is cut to the width
/// of the terminal and speaks the user's language: its columns are told by their order.
struct WingetAdapter: Adapter {
  let name = "winget"
  let title = "winget (export, list)"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    if let root = document.root, root.has("Sources"), root.has("WinGetVersion") || Self.isExport(root) {
      return .certain("`Sources` of `winget export`")
    }
    return WingetList.isHead(document) ? .certain("the head of `winget list`") : nil
  }

  private static func isExport(_ root: JSONPlace) -> Bool {
    root["$schema"]?.text.contains("winget-packages") ?? false
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    guard let root = document.root else { return adaptList(document, into: &output) }
    // 2021-11-05T22:03:33.775-00:00
    output.collected = root["CreationDate"].flatMap { CalendarDate(parsing: String($0.text.prefix(10))) }
    let host = output.host()
    for package in root.items("Sources").flatMap({ $0.items("Packages") }) {
      // Version 1.0 wrote `Id`.
      let id = package["PackageIdentifier"] ?? package["Id"]
      output.add("software", at: package) { row in
        row["device"] = host
        row["name"] = id
        row["package_id"] = id
        row["version"] = package["Version"]
        row["scope"] = package["Scope"]
        row["source"] = .constant("winget")
        row["package_manager"] = .constant("winget")
        row["state"] = .constant("installed")
      }
    }
  }

  private func adaptList(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    guard let file = WingetList.read(document) else { return output.loss("no table of `winget list`") }
    if !file.isWhole { output.loss("another table follows the first") }
    let host = output.host()
    for package in InventoryTable(file).rows {
      let id = package["Id"]
      let parts = id?.text.split(separator: "\\").map(String.init) ?? []
      let isOwn = parts.count > 1
      output.add("software", at: package) { row in
        row["device"] = host
        row["name"] = package["Name"]
        // `ARP\Machine\X64\...` and `MSIX\...` are no ids of a source, but of the registry and of the store.
        row["package_id"] = isOwn ? nil : id
        row["version"] = package["Version"]
        row["scope"] = isOwn && parts[0] == "ARP" ? id?.converted(to: parts[1].lowercased()) : nil
        row["source"] = .constant("winget_list")
        row["state"] = .constant("installed")
      }
    }
  }
}

/// The table that `winget list` prints: a head, a rule of dashes, rows.
enum WingetList {
  /// The line of dashes, from 1, and whether the line above it is the head.
  private static func rule(_ document: InventoryDocument) -> Int? {
    (2...8).first { number in
      let line = document.line(number)
      return line.utf8.count >= 20 && line.utf8.allSatisfy { $0 == UInt8(ascii: "-") }
    }
  }

  static func isHead(_ document: InventoryDocument) -> Bool {
    guard document.format == nil || document.format == .csv, let rule = rule(document) else { return false }
    // `Id` is the same word in every language.
    return document.line(rule - 1).split(separator: " ").contains { $0 == "Id" || $0 == "ID" }
  }

  static func read(_ document: InventoryDocument) -> RecordFile? {
    guard let rule = rule(document) else { return nil }
    let lines = document.lines
    let head = columns(lines[rule - 2])
    let all = lines.enumerated().dropFirst(rule).filter { !$0.element.trimmed.isEmpty }
    // `2 upgrades available.`, in the user's language; what else cannot be upgraded follows as a table of its own.
    let note = all.firstIndex { isNote($0.element) } ?? all.endIndex
    let rows = all[..<note]
    let cells = rows.map { columns($0.element) }
    // A column begins where a word of the head does and where no row has anything in the place before.
    let starts = head.indices.filter { place in
      head[place] != " " && (place == 0 || head[place - 1] == " ")
        && cells.allSatisfy { place == 0 || place > $0.count || $0[place - 1] == " " }
    }
    guard starts.count >= 3 else { return nil }
    var table = TextTable(document.text ?? document.source, columns: ["Name", "Id", "Version", "Available", "Source"])
    for (row, cells) in zip(rows, cells) {
      let values = starts.indices.map { index -> RawValue in
        let end = index + 1 < starts.count ? starts[index + 1] : cells.count
        let characters = starts[index] < min(end, cells.count) ? cells[starts[index]..<min(end, cells.count)] : []
        let text = String(characters.filter { $0 != filler }).trimmed
        return text.hasSuffix("…") ? .unreadable(text, reason: "it is cut to the terminal's width") : .string(text)
      }
      table.append(values, line: row.offset + 1)
    }
    table.isWhole = !all[note...].contains { $0.element.hasPrefix("----------") }
    return table.file
  }

  private static func isNote(_ line: String) -> Bool {
    let text = line.trimmed
    return !text.contains("  ") && (text.hasSuffix(".") || text.hasSuffix(":"))
  }

  private static let filler: Character = "\u{0}"

  /// A line by places of the terminal: a wide character takes two.
  private static func columns(_ line: String) -> [Character] {
    var places: [Character] = []
    // The progress bar leaves carriage returns behind.
    for character in line.split(separator: "\r").last ?? "" {
      places.append(character)
      if let scalar = character.unicodeScalars.first, isWide(scalar.value) { places.append(filler) }
    }
    return places
  }

  private static func isWide(_ scalar: UInt32) -> Bool {
    (0x1100...0x115F).contains(scalar) || (0x2E80...0xA4CF).contains(scalar) || (0xAC00...0xD7A3).contains(scalar)
      || (0xF900...0xFAFF).contains(scalar) || (0xFE30...0xFE6F).contains(scalar) || (0xFF00...0xFF60).contains(scalar)
      || (0x1F300...0x1FAFF).contains(scalar) || (0x20000...0x3FFFD).contains(scalar)
  }
}
