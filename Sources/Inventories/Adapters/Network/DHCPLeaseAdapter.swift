import Formats
import Values

/// What a DHCP server has given away: leases of dnsmasq and ISC dhcpd, exports of Windows Server, Kea and RouterOS, and
/// the lists of clients that routers show.
///
/// A lease ties a hardware address, a name and a network address together, and proves nothing about what is not there:
/// devices with fixed addresses ask no server. It is about a `device`, unless the hardware address or the name is a
/// camera's (`InventoryAssembly.settleLeases`). Only a reservation makes an address one that stays.
struct DHCPLeaseAdapter: Adapter {
  static let tool = "dhcp"
  let name = Self.tool
  let title = "DHCP leases (dnsmasq, ISC dhcpd, Windows, Kea, RouterOS, routers' lists)"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    if let form = DHCPLeaseText.form(document) { return .certain(form.because) }
    guard let head = document.head, let columns = DHCPLeaseColumns(head.columns) else { return nil }
    return .certain("the columns `\(columns.address)` and `\(columns.hardware)` of leases")
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    let table: InventoryTable
    if let form = DHCPLeaseText.form(document) {
      let file = form.read(document)
      if !file.isWhole { output.loss("lines that are no lease") }
      table = InventoryTable(file)
    } else if let own = document.table {
      table = own
    } else {
      return output.loss("there is no table of leases")
    }
    guard let columns = DHCPLeaseColumns(table.columns) else { return output.loss("no columns of leases") }
    output.consulted(columns.state ?? "state", columns.expires ?? "expires")
    for lease in table.rows where !lease.isBlank {
      let state = Text(columns.state.flatMap { lease[$0]?.text } ?? "").folded
      guard !Self.isOver(state, kind: columns.isKea) else {
        output.ignore("leases that are over")
        continue
      }
      let name = columns.host.flatMap { lease[$0] }?.map(Self.name)
      let hardware = lease[columns.hardware]?.map(Self.hardware)
      let end = Text(columns.expires.flatMap { lease[$0]?.text } ?? "").folded
      let isEndless = end.contains("reservation") || ["permanent", "infinite", "never", "vĩnh viễn"].contains(end)
      let isFixed =
        isEndless || state.contains("reservation") || state == "reserved" || state == "static" || state == "tĩnh"
      output.add("device", at: lease) { row in
        row["mac"] = hardware
        row["hostname"] = name?.given
        row["ip"] = lease[columns.address]?.given
        row["ip_assignment"] = .constant(isFixed ? "static" : "dynamic")
      }
    }
  }

  private static func isOver(_ state: String, kind isKea: Bool) -> Bool {
    if isKea { return state == "1" || state == "2" }
    return ["free", "expired", "released", "abandoned", "backup", "declined", "inactive", "expiredlease"].contains(
      state)
  }

  /// `*` stands for none; Windows and Kea end full names with a dot.
  private static func name(_ text: String) -> String? {
    if ["*", "-", "--", "unknown", "n/a", "(none)"].contains(text.lowercased()) { return "" }
    return text.hasSuffix(".") ? String(text.dropLast()) : nil
  }

  /// The hardware address in a client's id: `01:44:19:b6:00:00:02`, where 01 is for Ethernet, and `4419b6000002`.
  private static func hardware(_ text: String) -> String? {
    let digits = text.lowercased().filter { $0.isASCII && $0.isHexDigit }
    let isSeparated = text.contains { ":-.".contains($0) }
    let parts = text.split { ":-".contains($0) }
    let short = parts.count == 7 && Int(parts[0], radix: 16) == 1 ? parts.dropFirst() : parts[...]
    if short.count == 6 {
      // RouterOS leaves leading zeros out: 1:44:19:b6:0:0:2.
      let bytes = short.map { $0.count == 1 ? "0" + $0 : String($0) }
      return bytes.joined(separator: ":").lowercased()
    }
    if !isSeparated, digits.count == 14, digits.hasPrefix("01"), text.count == 14 { return String(digits.dropFirst(2)) }
    return nil
  }
}

/// Which columns of a table of leases say what.
struct DHCPLeaseColumns {
  let address: String
  let hardware: String
  let host: String?
  let state: String?
  let expires: String?
  /// Kea writes states as numbers.
  let isKea: Bool

  /// Nil where the address, the hardware address or what makes them a lease is missing.
  init?(_ headers: [String]) {
    let names = Dictionary(headers.map { (HeaderNames.canonical($0), $0) }, uniquingKeysWith: { first, _ in first })
    func first(_ words: [String]) -> String? { words.lazy.compactMap { names[HeaderNames.canonical($0)] }.first }
    guard
      let address = first([
        "client ip address", "assigned ip", "assigned ip address", "leased ip", "ipaddress", "ip address", "address",
        "ip", "địa chỉ ip", "ip được cấp", "địa chỉ ip được cấp",
      ]),
      let hardware = first([
        "hwaddr", "hardware address", "unique id", "clientid", "client id", "mac address", "mac", "mac-address",
        "địa chỉ mac",
      ])
    else { return nil }
    expires = first([
      "leaseexpirytime", "lease expiry time", "lease expiration", "lease expires", "lease time", "lease", "expire",
      "expires", "expires at", "expiration", "valid_lifetime", "remaining lease time", "thời gian thuê", "hết hạn",
      "thời hạn thuê",
    ])
    isKea = names["hwaddr"] != nil && names["valid_lifetime"] != nil
    let ofWindows = names["addressstate"] != nil && names["scopeid"] != nil
    guard expires != nil || ofWindows else { return nil }
    self.address = address
    self.hardware = hardware
    host = first([
      "hostname", "host name", "client name", "host", "name", "device name", "tên máy", "tên thiết bị", "tên",
    ])
    state = first(["addressstate", "address state", "state", "type", "status", "loại", "trạng thái"])
  }
}
