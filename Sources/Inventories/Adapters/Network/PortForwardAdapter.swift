import Formats
import Values

/// What routers forward from outside: tables of port forwarding as their pages and controllers export them, the list of
/// `upnpc -l`, rules of iptables, OpenWrt and RouterOS.
///
/// A table is that of one router and says nothing of another; only who collected it knows whether there is one, so it
/// closes nothing by itself. The address inside tells whose camera it is.
struct PortForwardAdapter: Adapter {
  let name = "port-forward"
  let title = "Port forwarding (router tables, upnpc, iptables, OpenWrt, RouterOS)"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    if let form = PortForwardText.form(document) { return .certain(form.because) }
    if let head = document.head, let columns = PortForwardColumns(head.columns) {
      return .certain("the columns `\(columns.inside)` and `\(columns.port)`")
    }
    let sample = document.sample.first
    if let first = sample?.items("data").first ?? sample, let columns = PortForwardColumns(first.headers) {
      return .certain("records with `\(columns.inside)` and `\(columns.port)`")
    }
    return nil
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    if let form = PortForwardText.form(document) {
      let file = form.read(document)
      if !file.isWhole { output.loss("lines that are no rule") }
      add(InventoryTable(file).rows.map { $0 }, isUPnP: form == .upnpc, into: &output)
      return
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
    for rule in rules {
      let inside = rule[columns.inside]
      let protocols = columns.transport.flatMap { rule[$0] }.map(Self.transports) ?? [nil]
      for transport in protocols {
        output.add("exposure", at: rule) { row in
          // 192.168.1.64:8000
          row["ip"] = inside?.map { text in
            text.firstIndex(of: ":").flatMap { text.filter { $0 == ":" }.count == 1 ? String(text[..<$0]) : nil }
          }
          row["camera"] = columns.camera.flatMap { rule[$0] }?.given
          row["port"] = rule[columns.port]?.map(Self.firstPort)
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
    }
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

  /// The first of `8000-8010`.
  private static func firstPort(_ text: String) -> String? {
    let first = text.prefix { $0.isNumber }
    return first.isEmpty || first.count == text.count ? nil : String(first)
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

/// Which columns of a router's table say what: as makers and their translations call them.
struct PortForwardColumns {
  let inside: String
  let port: String
  let insidePort: String?
  let transport: String?
  let enabled: String?
  let disabled: String?
  let source: String?
  let outside: String?
  let kind: String?
  /// Who is behind the rule, in tables that people keep of their own router.
  let camera: String?
  let text: String?

  /// Nil where the address inside or the port is missing.
  init?(_ headers: [String]) {
    let names = Dictionary(headers.map { (HeaderNames.canonical($0), $0) }, uniquingKeysWith: { first, _ in first })
    func first(_ words: [String]) -> String? { words.lazy.compactMap { names[HeaderNames.canonical($0)] }.first }
    guard
      let inside = first([
        "internal ip", "internal ip address", "internal address", "internal host", "internal client", "lan ip",
        "lan ip address", "local ip", "local ip address", "private ip", "server ip address", "forward to",
        "to-addresses", "fwd", "ip nội bộ", "địa chỉ nội bộ", "địa chỉ ip nội bộ", "ip trong", "địa chỉ trong",
        "địa chỉ ip trong", "ip lan", "địa chỉ ip lan", "máy chủ nội bộ", "dest_ip", "lan host ip address",
        "lan host ip", "internal server", "inner ip", "địa chỉ ip máy chủ", "ip máy chủ", "ip máy trong",
      ]) ?? Self.plainAddress(names)
    else { return nil }
    let insidePort = first([
      "internal port", "lan port", "private port", "local port", "fwd_port", "to-ports", "cổng trong", "cổng nội bộ",
      "port trong", "cổng lan", "dest_port",
    ])
    guard
      let port = first([
        "external port", "external port start", "wan start port", "outer port", "ext port", "wan port", "public port",
        "service port", "external start port", "external ports",
        "dst_port", "dst-port", "src_dport", "cổng ngoài", "cổng bên ngoài", "cổng wan", "port ngoài", "cổng dịch vụ",
        "cổng mở", "port mở", "cổng mở ra ngoài", "cổng bắt đầu ngoài",
      ]) ?? insidePort
    else { return nil }
    self.inside = inside
    self.port = port
    self.insidePort = insidePort
    transport = first(["protocol", "proto", "giao thức"])
    enabled = first(["enabled", "enable", "active", "state", "status", "trạng thái", "bật", "kích hoạt", "hoạt động"])
    disabled = first(["disabled"])
    source = first([
      "source ip", "source address", "source", "remote ip", "remote host", "allowed ip", "src", "src-address", "src_ip",
      "ip nguồn", "nguồn cho phép", "ip được phép",
    ])
    outside = first(["wan ip", "external ip", "external ip address", "public ip", "ip wan", "ip ngoài", "ip công cộng"])
    kind = first(["type", "kind", "method", "loại", "nguồn gốc"])
    camera = first(["camera", "camera name", "tên camera", "mã camera", "mã tài sản", "mã ts", "asset tag"])
    text = first([
      "service name", "service", "rule name", "description", "name", "comment", "dịch vụ", "tên quy tắc", "tên",
      "mô tả",
      "ghi chú",
    ])
  }

  /// A column that is called an address and nothing more: the one inside, in a table that has ports of both sides.
  private static func plainAddress(_ names: [String: String]) -> String? {
    let hasPorts = (names["service_port"] ?? names["external_port"]) != nil && names["internal_port"] != nil
    return hasPorts ? names["ip_address"] ?? names["địa_chỉ_ip"] ?? names["ip"] : nil
  }
}
