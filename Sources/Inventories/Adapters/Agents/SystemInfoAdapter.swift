import Formats
import Values

/// `systeminfo` of Windows: a computer's name, maker, system and addresses, as lines or (`/fo csv`) as a table.
///
/// Its words are those of the system's language; German and French ones are known besides English. The dates of
/// updates are not in it.
struct SystemInfoAdapter: Adapter {
  let name = "systeminfo"
  let title = "systeminfo (Windows; text, CSV)"

  private static let hosts = ["Host Name", "Hostname", "Nom de l'hôte", "Tên máy chủ"]
  private static let systems = ["OS Name", "Betriebssystemname", "Nom du système d'exploitation", "Tên HĐH"]
  private static let versions = ["OS Version", "Betriebssystemversion", "Version du système", "Phiên bản HĐH"]
  private static let makers = ["System Manufacturer", "Systemhersteller", "Fabricant du système"]
  private static let models = ["System Model", "Systemmodell", "Modèle du système"]

  func recognise(_ document: InventoryDocument) -> Recognition? {
    if let head = document.head {
      // A register of devices has a name, a system and its version too; `systeminfo` always tells the maker and the model.
      let telling = [Self.hosts, Self.systems, Self.versions, Self.makers, Self.models]
      return telling.allSatisfy(head.hasAny) ? .certain("the columns of `systeminfo`") : nil
    }
    guard document.format == nil || document.format == .csv, document.xmlName == nil else { return nil }
    let names = (1...8).compactMap { Self.pair(document.line($0))?.name }
    return Self.hosts.contains(where: names.contains) && Self.systems.contains(where: names.contains)
      ? .certain("the lines of `systeminfo`") : nil
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    if document.head != nil, let table = document.table {
      for row in table.rows where !row.isBlank { add(row, into: &output) }
      return
    }
    var table = TextTable(document.text ?? document.source, columns: [])
    var names: [String] = []
    var values: [String] = []
    for line in document.lines {
      guard let pair = Self.pair(line), !names.contains(pair.name) else { continue }
      names.append(pair.name)
      values.append(pair.value)
    }
    table.append(names, values, line: 1)
    for row in InventoryTable(table.file).rows { add(row, into: &output) }
  }

  private static func pair(_ line: String) -> (name: String, value: String)? {
    guard line.first != " ", let colon = line.firstIndex(of: ":") else { return nil }
    let name = String(line[..<colon]).trimmed.replacing("\u{2019}", with: "'")
    return name.isEmpty ? nil : (name, String(line[line.index(after: colon)...]).trimmed)
  }

  private func add(_ row: some RecordSite, into output: inout AdaptedRecords) {
    func first(_ names: [String]) -> Cell? { names.lazy.compactMap { row[$0]?.given }.first }
    let version = first(Self.versions)
    // 10.0.19045 N/A Build 19045
    let build = version?.map { text in text.split(separator: " ").last.map(String.init) }
    output.add("device", at: row) { device in
      device["hostname"] = first(Self.hosts)
      device["vendor"] = first(Self.makers)
      device["model"] = first(Self.models)
      OperatingSystemWords(caption: first(Self.systems), version: version, build: build).fill(&device)
    }
  }
}
