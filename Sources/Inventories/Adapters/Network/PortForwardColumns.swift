import Values

/// Which columns of a router's table say what: as makers and their translations call them.
struct PortForwardColumns {
  let inside: String
  /// nil where every rule is for all ports: a table of DMZ hosts.
  let port: String?
  let lastPort: String?
  let portCount: String?
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

  /// The columns by which such a table is known.
  var telling: String { port.map { "`\(inside)` and `\($0)`" } ?? "`\(inside)`" }

  /// Nil where the address inside or the port is missing.
  init?(_ headers: [String]) {
    let names = Dictionary(
      headers.map { (ExactText(HeaderNames.canonical($0)), $0) }, uniquingKeysWith: { first, _ in first })
    func first(_ headers: [String]) -> String? { headers.lazy.compactMap { names[ExactText($0)] }.first }
    let dmz = first(Self.dmzHosts)
    guard let inside = dmz ?? first(Self.insideHeaders) ?? Self.plainAddress(names) else { return nil }
    let insidePort = first(Self.insidePortHeaders)
    let port = first(Self.portHeaders) ?? insidePort
    guard port != nil || dmz != nil else { return nil }
    self.inside = inside
    self.port = port
    lastPort = first(Self.lastPortHeaders)
    portCount = first(Self.portCountHeaders)
    self.insidePort = insidePort
    transport = first(Self.transportHeaders)
    enabled = first(Self.enabledHeaders)
    disabled = first(Self.disabledHeaders)
    source = first(Self.sourceHeaders)
    outside = first(Self.outsideHeaders)
    kind = first(Self.kindHeaders)
    camera = first(Self.cameraHeaders)
    text = first(Self.textHeaders)
  }

  /// The host that gets whatever no other rule is for.
  private static let dmzHosts = canonical([
    "dmz host", "dmz ip", "dmz host ip", "dmz host ip address", "dmz ip address", "dmz address", "dmz server",
    "máy chủ dmz", "ip dmz", "địa chỉ dmz", "địa chỉ ip dmz", "máy dmz",
  ])

  /// A column that is called an address and nothing more: the one inside, in a table that has ports of both sides.
  private static func plainAddress(_ names: [ExactText: String]) -> String? {
    func named(_ header: String) -> String? { names[ExactText(header)] }
    let hasPorts = (named("service_port") ?? named("external_port")) != nil && named("internal_port") != nil
    return hasPorts ? named("ip_address") ?? named("địa_chỉ_ip") ?? named("ip") : nil
  }

  // MARK: Headers, each list by rank

  private static func canonical(_ headers: [String]) -> [String] { headers.map(HeaderNames.canonical) }

  private static let insideHeaders = canonical([
    "internal ip", "internal ip address", "internal address", "internal host", "internal client", "lan ip",
    "lan ip address", "local ip", "local ip address", "private ip", "server ip address", "forward to", "to-addresses",
    "fwd", "ip nội bộ", "địa chỉ nội bộ", "địa chỉ ip nội bộ", "ip trong", "địa chỉ trong", "địa chỉ ip trong",
    "ip lan", "địa chỉ ip lan", "máy chủ nội bộ", "dest_ip", "lan host ip address", "lan host ip", "internal server",
    "inner ip", "địa chỉ ip máy chủ", "ip máy chủ", "ip máy trong",
  ])
  private static let insidePortHeaders = canonical([
    "internal port", "lan port", "private port", "local port", "fwd_port", "to-ports", "cổng trong", "cổng nội bộ",
    "port trong", "cổng lan", "dest_port",
  ])
  private static let portHeaders = canonical([
    "external port", "external port start", "wan start port", "wan port start", "public port start",
    "public start port", "start port", "outer port", "ext port", "wan port", "public port", "service port",
    "external start port", "external ports", "dst_port", "dst-port", "src_dport", "cổng ngoài", "cổng bên ngoài",
    "cổng wan", "port ngoài", "cổng dịch vụ", "cổng mở", "port mở", "cổng mở ra ngoài", "cổng bắt đầu ngoài",
  ])
  private static let lastPortHeaders = canonical([
    "external port end", "external end port", "wan end port", "wan port end", "public port end", "public end port",
    "end port", "port end", "cổng kết thúc ngoài", "cổng kết thúc", "cổng cuối",
  ])
  private static let portCountHeaders = canonical([
    "port count", "number of ports", "ports count", "count of ports", "số cổng", "số lượng cổng",
  ])
  private static let transportHeaders = canonical(["protocol", "proto", "giao thức"])
  private static let enabledHeaders = canonical([
    "enabled", "enable", "active", "state", "status", "trạng thái", "bật", "kích hoạt", "hoạt động",
  ])
  private static let disabledHeaders = canonical(["disabled"])
  private static let sourceHeaders = canonical([
    "source ip", "source address", "source", "remote ip", "remote host", "allowed ip", "src", "src-address", "src_ip",
    "ip nguồn", "nguồn cho phép", "ip được phép",
  ])
  private static let outsideHeaders = canonical([
    "wan ip", "external ip", "external ip address", "public ip", "ip wan", "ip ngoài", "ip công cộng",
  ])
  private static let kindHeaders = canonical(["type", "kind", "method", "loại", "nguồn gốc"])
  private static let cameraHeaders = canonical([
    "camera", "camera name", "tên camera", "mã camera", "mã tài sản", "mã ts", "asset tag",
  ])
  private static let textHeaders = canonical([
    "service name", "service", "rule name", "description", "name", "comment", "dịch vụ", "tên quy tắc", "tên", "mô tả",
    "ghi chú",
  ])
}
