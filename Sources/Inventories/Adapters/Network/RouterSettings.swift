import Diagnostics
import Formats
import Values

/// The setting of a DMZ host among a router's settings, one to a line: `DMZ Host IP Address: 192.168.1.64`. The host gets
/// every port from outside that no rule is for.
enum RouterSettings {
  /// Whether a text has such a setting; other texts are not looked through beyond their beginning.
  static func isOne(_ document: InventoryDocument) -> Bool {
    guard document.format == nil || document.format == .csv, document.xmlName == nil, let text = document.text else {
      return false
    }
    let head = TextHead(text)
    guard head.contains("dmz", ignoringCase: true) else { return false }
    return head.text.split(whereSeparator: \.isNewline).contains { line in
      setting(line).map { isHost($0.name) && AddressText.only($0.value) != nil } ?? false
    }
  }

  /// The DMZ host as a table of rules.
  static func read(_ document: InventoryDocument) -> RecordFile {
    var table = TextTable(
      document.text ?? document.source, columns: ["dmz host", "enabled", "external ip", "description"])
    var hosts: [(value: String, line: Int)] = []
    var isEnabled = ""
    var outside = ""
    for (index, line) in document.lines.enumerated() {
      guard let setting = setting(line[...]) else { continue }
      if isHost(setting.name), AddressText.only(setting.value) != nil {
        hosts.append((setting.value, index + 1))
      } else if switches.contains(setting.name) {
        isEnabled = setting.value
      } else if ["wan ip", "wan ip address", "ip wan", "external ip", "external ip address"].contains(setting.name) {
        outside = setting.value
      }
    }
    // Without a switch the address alone says that there is one.
    for host in hosts {
      table.append([host.value, isEnabled.isEmpty ? "on" : isEnabled, outside, "DMZ"], line: host.line)
    }
    return table.file
  }

  private static let switches: Set<String> = [
    "dmz", "dmz enable", "dmz enabled", "dmz status", "dmz state", "enable dmz", "dmz host enable", "trạng thái dmz",
    "bật dmz", "dmz mode",
  ]

  private static func isHost(_ name: String) -> Bool {
    guard name.contains("dmz") else { return false }
    return ["host", "ip", "address", "server", "máy", "địa chỉ"].contains { name.contains($0) }
  }

  /// The name and value of a line, folded, its punctuation but between words left out.
  private static func setting(_ line: Substring) -> (name: String, value: String)? {
    guard let end = line.firstIndex(where: { ":=,;\t".contains($0) }) else { return nil }
    let name = HeaderNames.canonical(String(line[..<end].drop { " \"'-#".contains($0) }))
    let value = Text(line[line.index(after: end)...].filter { !"\"',;".contains($0) }).folded
    return name.isEmpty || value.isEmpty ? nil : (name.map { $0 == "_" ? " " : String($0) }.joined(), value)
  }
}
