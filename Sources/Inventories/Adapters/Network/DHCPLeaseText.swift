import Formats

/// The text forms in which DHCP servers keep leases.
enum DHCPLeaseText {
  /// `1768271234 44:19:b6:00:00:02 192.168.1.65 CAM-CONG 01:44:19:b6:00:00:02`
  case dnsmasq
  /// `lease 192.168.1.65 { binding state active; hardware ethernet 44:19:b6:00:00:02; }`
  case isc
  /// `add address=192.168.1.65 mac-address=44:19:B6:00:00:02 comment=CONG server=dhcp1`, or the lines of `print detail`
  case routerOS

  var because: String {
    switch self {
    case .dnsmasq: "lines of a time, a hardware address, an address and a name"
    case .isc: "blocks `lease` with `binding state`"
    case .routerOS: "leases with `mac-address=` and `address=`"
    }
  }

  private static let columns = ["address", "mac", "hostname", "expires", "state"]

  static func form(_ document: InventoryDocument) -> DHCPLeaseText? {
    guard document.format == nil || document.format == .csv, document.xmlName == nil, let text = document.text else {
      return nil
    }
    let head = TextHead(text)
    if head.contains("lease "), head.contains("{"), head.contains("hardware ethernet") || head.contains("binding state")
    {
      return .isc
    }
    if head.contains("mac-address="), head.contains("address=1") || head.contains("address=2"),
      head.contains("dhcp") || head.contains("server=") || head.contains("host-name=")
    {
      return .routerOS
    }
    let first = (1...5).map { document.line($0).trimmed }.first { !$0.isEmpty && !$0.hasPrefix("duid ") }
    return first.flatMap(dnsmasq) == nil ? nil : .dnsmasq
  }

  /// The leases as a table under the columns that servers' exports have.
  func read(_ document: InventoryDocument) -> RecordFile {
    var table = TextTable(document.text ?? document.source, columns: Self.columns)
    switch self {
    case .dnsmasq: Self.dnsmasq(document.lines, &table)
    case .isc: Self.isc(document.lines, &table)
    case .routerOS: Self.routerOS(document.lines, &table)
    }
    return table.file
  }

  // MARK: dnsmasq

  private static func dnsmasq(_ line: String) -> [String]? {
    let words = line.split(separator: " ").map(String.init)
    guard words.count == 4 || words.count == 5, UInt64(words[0]) != nil,
      words[2].contains(".") || words[2].contains(":"),
      words[1].split(separator: ":").count == 6
    else { return nil }
    // A lease without an end is a reservation.
    return [words[2], words[1], words[3], words[0], words[0] == "0" ? "static" : ""]
  }

  private static func dnsmasq(_ lines: [String], _ table: inout TextTable) {
    for (index, line) in lines.enumerated() where !line.trimmed.isEmpty {
      // Leases of IPv6 follow below their server's id, with other ids in place of hardware addresses.
      if line.hasPrefix("duid ") { break }
      if let cells = dnsmasq(line.trimmed) {
        table.append(cells, line: index + 1)
      } else {
        table.isWhole = false
      }
    }
  }

  // MARK: ISC dhcpd

  /// The file is a journal: of the blocks about one address the last counts.
  private static func isc(_ lines: [String], _ table: inout TextTable) {
    var leases: [String: (cells: [String], line: Int)] = [:]
    var order: [String] = []
    var current: (address: String, line: Int, isReservation: Bool)?
    var values: [String: String] = [:]
    for (index, line) in lines.enumerated() {
      let words = line.trimmed.split(separator: " ").map { $0.filter { !";\"".contains($0) } }
      if words.count >= 3, words[0] == "lease" || words[0] == "host", words[2] == "{" {
        current = (words[1], index + 1, words[0] == "host")
        values = [:]
      } else if line.trimmed.hasPrefix("}"), let block = current {
        let address = block.isReservation ? values["fixed-address"] ?? "" : block.address
        let name = values["client-hostname"] ?? (block.isReservation ? block.address : "")
        let state = block.isReservation ? "static" : values["binding state"] ?? "active"
        if leases[address] == nil { order.append(address) }
        leases[address] = ([address, values["hardware ethernet"] ?? "", name, values["ends"] ?? "", state], block.line)
        current = nil
      } else if current != nil, let first = words.first {
        switch first {
        case "binding", "hardware": if words.count > 2 { values["\(first) \(words[1])"] = words[2] }
        case "client-hostname", "fixed-address": if words.count > 1 { values[first] = words[1] }
        case "ends": values[first] = words.dropFirst().joined(separator: " ")
        default: break
        }
      }
    }
    if current != nil { table.isWhole = false }
    for address in order {
      if let lease = leases[address] { table.append(lease.cells, line: lease.line) }
    }
  }

  // MARK: RouterOS

  /// An export has what is reserved only; the flag `D` of a printed list marks what was given for a time.
  private static func routerOS(_ lines: [String], _ table: inout TextTable) {
    var pending = ""
    var start = 0
    func close() {
      let values = RouterOSText.assignments(pending)
      guard let mac = values["mac-address"], let address = values["address"] else { return }
      let flags = pending.trimmed.drop { $0.isNumber || $0 == " " }.prefix { $0.isUppercase }
      let isDynamic = flags.contains("D") || values["dynamic"] == "yes"
      // What people write beside a lease is no name of a host; it stands there for those without one.
      let name = values["host-name"] ?? values["comment"] ?? ""
      let state = flags.contains("X") || values["disabled"] == "yes" ? "inactive" : isDynamic ? "" : "static"
      table.append([address, mac, name, values["expires-after"] ?? "", state], line: start)
    }
    for (index, line) in lines.enumerated() {
      let text = line.trimmed
      let isNew = text.hasPrefix("add ") || text.first?.isNumber ?? false || text.isEmpty || text.hasPrefix("/")
      if isNew, !pending.isEmpty, !pending.hasSuffix("\\") {
        close()
        pending = ""
      }
      if text.isEmpty || text.hasPrefix("#") || text.hasPrefix("/") || text.hasPrefix("Flags:") { continue }
      if pending.isEmpty { start = index + 1 }
      // A long line is broken with a backslash, a printed lease goes on in the next line.
      if pending.hasSuffix("\\") { pending.removeLast() }
      pending += (pending.isEmpty ? "" : " ") + text
    }
    close()
  }
}
