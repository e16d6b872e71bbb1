import Formats
import Values

/// What routers forward from outside: tables of port forwarding as their pages and controllers export them, the list of
/// `upnpc -l`, rules of iptables, OpenWrt and RouterOS, and the setting of a DMZ host.
///
/// A rule for several ports becomes a row for each, and one for all of them, as for a DMZ host, a row without a port.
///
/// A table is that of one router and says nothing of another; only who collected it knows whether there is one, so it
/// closes nothing by itself. The address inside tells whose camera it is.
struct PortForwardAdapter: Adapter {
  let name = "port-forward"
  let title = "Port forwarding (router tables, upnpc, iptables, OpenWrt, RouterOS)"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    if let form = PortForwardText.form(document) { return .certain(form.because) }
    if let head = document.head, let columns = PortForwardColumns(head.columns) {
      return .certain("the columns \(columns.telling)")
    }
    let sample = document.sample.first
    if let first = sample?.items("data").first ?? sample, let columns = PortForwardColumns(first.headers) {
      return .certain("records with \(columns.telling)")
    }
    return RouterSettings.isOne(document) ? .certain("the setting of a DMZ host") : nil
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    if let form = PortForwardText.form(document) {
      let file = form.read(document)
      if !file.isWhole { output.loss("lines that are no rule") }
      add(InventoryTable(file).rows.map { $0 }, isUPnP: form == .upnpc, into: &output)
      return
    }
    if RouterSettings.isOne(document), document.head.flatMap({ PortForwardColumns($0.columns) }) == nil {
      return add(InventoryTable(RouterSettings.read(document)).rows.map { $0 }, isUPnP: nil, into: &output)
    }
    if let table = document.table { return add(table.rows.filter { !$0.isBlank }, isUPnP: nil, into: &output) }
    var rules = document.objects
    if rules.isEmpty { rules = [document.root].compactMap { $0 } }
    if rules.count == 1 { rules = rules[0].isArray ? rules[0].items() : rules[0].items("data") }
    add(rules, isUPnP: nil, into: &output)
  }

  private func add(_ rules: [some RecordSite], isUPnP: Bool?, into output: inout AdaptedRecords) {
    guard let headers = rules.first?.headers else { return }
    guard let columns = PortForwardColumns(headers) else { return output.loss("no columns of forwarded ports") }
    output.consulted("internal port", "external ip", columns.insidePort ?? "internal port")
    output.consulted([columns.lastPort, columns.portCount].compactMap { $0 })
    var left = Self.mostRows
    for rule in rules {
      let protocols = columns.transport.flatMap { rule[$0] }.map(Self.transports) ?? [nil]
      let ports = Self.ports(of: rule, columns, atMost: left / max(protocols.count, 1))
      if let problem = ports.problem { output.unmapped([problem]) }
      left -= protocols.count * ports.cells.count
      for transport in protocols {
        for port in ports.cells { add(rule, columns, port: port, transport, isUPnP, into: &output) }
      }
    }
  }

  /// How many rows the rules of one file may become: a rule may be for thousands of ports.
  private static let mostRows = 131_072

  private func add(
    _ rule: some RecordSite, _ columns: PortForwardColumns, port: Cell?, _ transport: Cell?, _ isUPnP: Bool?,
    into output: inout AdaptedRecords
  ) {
    let inside = rule[columns.inside]
    output.add("exposure", at: rule) { row in
      // 192.168.1.64:8000
      row["ip"] = inside?.map { text in
        text.firstIndex(of: ":").flatMap { text.filter { $0 == ":" }.count == 1 ? String(text[..<$0]) : nil }
      }
      row["camera"] = columns.camera.flatMap { rule[$0] }?.given
      row["port"] = port
      row["transport"] = transport
      row["svc_name"] = columns.text.flatMap { rule[$0] }
      row["enabled"] =
        columns.enabled.flatMap { rule[$0] }?.map(Self.enabled)
        ?? columns.disabled.flatMap { rule[$0] }?.map { Self.enabled($0).map { $0 == "true" ? "false" : "true" } }
      // A router that has no switch beside its rules has none that are off.
      if columns.enabled == nil, columns.disabled == nil { row["enabled"] = .constant("true") }
      row["restricted"] = columns.source.flatMap { rule[$0] }?.map(Self.restricted)
      row["wan_ip"] = columns.outside.flatMap { rule[$0] }?.given
      row["vantage"] = .constant("internet")
      row["via"] = Self.via(columns.kind.flatMap { rule[$0] }, isUPnP)
      row["identification"] = .constant("config")
    }
  }

  /// A cell for each outside port of a rule; a single nil for all ports, and a single cell as it stands where it cannot
  /// be read.
  private static func ports(
    of rule: some RecordSite, _ columns: PortForwardColumns, atMost most: Int
  ) -> (cells: [Cell?], problem: String?) {
    guard let name = columns.port, let cell = rule[name] else {
      return ([Cell(.converted(.null, from: ""))], nil)
    }
    let last = columns.lastPort.flatMap { rule[$0]?.text }
    let count = columns.portCount.flatMap { rule[$0]?.text }
    guard let ports = ForwardedPorts(cell.text, through: last, count: count) else { return ([cell], nil) }
    if ports.isAll { return ([cell.converted(to: .null)], nil) }
    guard ports.count <= most else {
      return ([cell.converted(to: .null)], "ports one by one: the rules are for more than \(mostRows)")
    }
    if ports.count == 1, ports.ranges.first.map({ "\($0.lowerBound)" }) == cell.text { return ([cell], nil) }
    return (ports.ranges.flatMap { $0.map { cell.converted(to: "\($0)") } }, nil)
  }

  /// A column that tells how a rule came about goes before what the form tells.
  private static func via(_ kind: Cell?, _ isUPnP: Bool?) -> Cell {
    if let kind = kind?.given {
      return kind.converted(to: kind.text.lowercased().contains("upnp") ? "upnp" : "port_forward")
    }
    return .constant(isUPnP == true ? "upnp" : "port_forward")
  }

  /// `tcp`, or both where a rule is for both.
  private static func transports(_ cell: Cell) -> [Cell?] {
    let words = cell.text.lowercased().split { !$0.isLetter }.map(String.init)
    let named = ["tcp", "udp"].filter(words.contains)
    if named.count == 2 || ["both", "all", "any", "tất", "cả"].contains(where: words.contains) {
      return [cell.converted(to: "tcp"), cell.converted(to: "udp")]
    }
    return [cell]
  }

  private static func enabled(_ text: String) -> String? {
    switch Text(text).folded {
    case "enabled", "enable", "active", "on", "1", "up", "đang bật", "hoạt động", "đang hoạt động", "kích hoạt", "mở",
      "đang mở":
      "true"
    case "disabled", "disable", "inactive", "off", "0", "down", "đã tắt", "ngừng", "không hoạt động", "đóng", "đã đóng",
      "khóa",
      "khoá":
      "false"
    case "true", "yes", "y", "có", "bật", "x": "true"
    case "false", "no", "n", "không", "tắt": "false"
    default: nil
    }
  }

  private static func restricted(_ text: String) -> String? {
    let folded = Text(text).folded
    return ["", "*", "any", "all", "0.0.0.0", "0.0.0.0/0", "::/0", "tất cả"].contains(folded) ? "false" : "true"
  }
}
