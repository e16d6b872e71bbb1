import Diagnostics
import Formats

/// The text forms in which forwarded ports are written down.
enum PortForwardText {
  /// ` 0 TCP  8000->192.168.1.64:8000  'NVR' '' 0`
  case upnpc
  /// `-A PREROUTING -i ppp0 -p tcp --dport 8000 -j DNAT --to-destination 192.168.1.64:8000`
  case iptables
  /// `config redirect` and its options, a line each
  case openWrt
  /// `add action=dst-nat chain=dstnat dst-port=8000 protocol=tcp to-addresses=192.168.1.64 to-ports=8000`
  case routerOS

  var because: String {
    switch self {
    case .upnpc: "the list of `upnpc -l`"
    case .iptables: "rules with `-j DNAT`"
    case .openWrt: "sections `config redirect`"
    case .routerOS: "rules with `action=dst-nat`"
    }
  }

  private static let columns = [
    "external port", "internal ip", "internal port", "protocol", "enabled", "source ip", "external ip", "description",
  ]

  /// The form of a document's text; nil for any other.
  static func form(_ document: InventoryDocument) -> PortForwardText? {
    guard document.format == nil || document.format == .csv, document.xmlName == nil, let text = document.text else {
      return nil
    }
    let head = TextHead(text)
    if head.contains("upnpc") && head.contains("->") { return .upnpc }
    if head.contains("-j DNAT") { return .iptables }
    if head.contains("config redirect") && head.contains("option ") { return .openWrt }
    return head.contains("action=dst-nat") || head.contains("/ip firewall nat") ? .routerOS : nil
  }

  /// The rules as a table under the columns that routers' own tables have.
  func read(_ document: InventoryDocument) -> RecordFile {
    var table = TextTable(document.text ?? document.source, columns: Self.columns)
    switch self {
    case .upnpc: Self.upnpc(document.lines, &table)
    case .iptables: Self.iptables(document.lines, &table)
    case .openWrt: Self.openWrt(document.lines, &table)
    case .routerOS: Self.routerOS(document.lines, &table)
    }
    return table.file
  }

  private static func upnpc(_ lines: [String], _ table: inout TextTable) {
    var outside = ""
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("ExternalIPAddress = ") { outside = String(line.dropFirst(20)).trimmed }
      guard let arrow = line.firstRange(of: "->") else { continue }
      let before = line[..<arrow.lowerBound].split(separator: " ")
      let target = line[arrow.upperBound...].prefix { $0 != " " }.split(separator: ":")
      guard before.count >= 2, before[before.count - 2] == "TCP" || before[before.count - 2] == "UDP" else { continue }
      let texts = line.split(separator: "'", omittingEmptySubsequences: false)
      table.append(
        [
          String(before[before.count - 1]), String(target.first ?? ""), String(target.dropFirst().first ?? ""),
          String(before[before.count - 2]), "true", texts.count > 3 ? String(texts[3]) : "", outside,
          texts.count > 1 ? String(texts[1]) : "",
        ], line: index + 1, problem: target.count == 2 ? nil : "no address and port behind `->`")
    }
  }

  private static func iptables(_ lines: [String], _ table: inout TextTable) {
    for (index, line) in lines.enumerated() where line.contains("-j DNAT") {
      let words = line.split(separator: " ").map(String.init)
      func after(_ options: String...) -> String {
        for option in options {
          if let place = words.firstIndex(of: option), place + 1 < words.count { return words[place + 1] }
        }
        return ""
      }
      let target = after("--to-destination", "--to").split(separator: ":").map(String.init)
      let source = after("-s", "--source")
      table.append(
        [
          after("--dport", "--dports"), target.first ?? "", target.dropFirst().first ?? "", after("-p", "--protocol"),
          line.hasPrefix("#") ? "false" : "true", words.contains("!") ? "" : source, after("-d", "--destination"), "",
        ], line: index + 1)
    }
  }

  private static func openWrt(_ lines: [String], _ table: inout TextTable) {
    var options: [String: String] = [:]
    var start: Int?
    func close() {
      guard let line = start else { return }
      table.append(
        [
          options["src_dport"] ?? "", options["dest_ip"] ?? "", options["dest_port"] ?? "",
          options["proto"] ?? "tcp udp",
          options["enabled"] ?? "1", options["src_ip"] ?? "", options["src_dip"] ?? "", options["name"] ?? "",
        ], line: line)
    }
    for (index, line) in lines.enumerated() {
      let words = line.trimmed.split(separator: " ", maxSplits: 2).map(String.init)
      if words.first == "config" {
        close()
        options = [:]
        start = words.dropFirst().first == "redirect" ? index + 1 : nil
      } else if words.count == 3, words[0] == "option" || words[0] == "list" {
        let value = words[2].filter { !"'\"".contains($0) }.trimmed
        options[words[1]] = [options[words[1]], value].compactMap { $0 }.joined(separator: " ")
      }
    }
    close()
  }

  private static func routerOS(_ lines: [String], _ table: inout TextTable) {
    var pending = ""
    var start = 0
    for (index, line) in lines.enumerated() {
      if pending.isEmpty { start = index + 1 }
      // A long line is broken with a backslash.
      if line.hasSuffix("\\") {
        pending += line.dropLast()
        continue
      }
      let whole = pending + line.drop { !pending.isEmpty && $0 == " " }
      pending = ""
      guard whole.contains("action=dst-nat") || whole.contains("action=netmap") else { continue }
      let values = RouterOSText.assignments(whole)
      table.append(
        [
          values["dst-port"] ?? "", values["to-addresses"] ?? "", values["to-ports"] ?? "", values["protocol"] ?? "all",
          values["disabled"] == "yes" ? "false" : "true",
          values["src-address"] ?? values["src-address-list"] ?? "", values["dst-address"] ?? "",
          values["comment"] ?? "",
        ], line: start)
    }
  }
}
