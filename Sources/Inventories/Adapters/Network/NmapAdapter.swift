import Diagnostics
import Formats
import Values

/// nmap: the XML of `-oX`, and the lines of `-oG` and `-oN`.
///
/// A port that answers where the scan ran says nothing about whether a router forwards it, so a scan proves nothing by
/// what it did not see. Hosts are told from what other sources know (`InventoryAssembly.settleScans`). From a private or loopback address the vantage is certain; who scanned a public address, and
/// from where, only the auditor knows. A service named from the port number alone (`method="table"`, or `?` in the
/// lines) is a guess, and says so.
struct NmapAdapter: Adapter {
  static let tool = "nmap"
  let name = Self.tool
  let title = "nmap (XML, grepable and normal output)"

  private enum Form { case xml, grepable, normal }

  func recognise(_ document: InventoryDocument) -> Recognition? {
    switch form(document) {
    case .xml: .certain("the element `nmaprun`")
    case .grepable: .certain("the first line of `nmap -oG`")
    case .normal: .certain("the first line of `nmap -oN`")
    case nil: nil
    }
  }

  private func form(_ document: InventoryDocument) -> Form? {
    if document.xmlName?.local == "nmaprun" { return .xml }
    guard document.format == nil || document.format == .csv else { return nil }
    let first = document.line(1)
    guard first.hasPrefix("# Nmap "), first.contains(" scan initiated ") || first.contains("Scanning ") else {
      return first.hasPrefix("Starting Nmap ") ? .normal : nil
    }
    let next = (2...4).map { document.line($0) }
    return next.contains { $0.hasPrefix("Host: ") || $0.hasPrefix("# Ports scanned:") } ? .grepable : .normal
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    switch form(document) {
    case .xml: adaptXML(document, into: &output)
    case .grepable: adapt(.grepable(document), into: &output)
    case .normal, nil: adapt(.normal(document), into: &output)
    }
  }

  // MARK: XML

  private func adaptXML(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    guard let run = document.xml?.at("nmaprun") else { return output.loss("there is no `nmaprun`") }
    let day = { (cell: Cell?) -> CalendarDate? in
      cell.flatMap { Int64($0.text) }.flatMap { document.day(ofUnixTime: $0) }
    }
    output.collected = day(run["@start"])
    if run.at("runstats", "finished") == nil { output.loss("the scan did not finish") }
    for host in run.each("host") {
      let addresses = host.each("address").filter { ["ipv4", "ipv6"].contains($0["@addrtype"]?.text) }
      guard let address = addresses.first?["@addr"] else {
        output.ignore("hosts without an address", at: host)
        continue
      }
      guard host["status.@state"]?.text != "down" else {
        output.ignore("hosts that were down", at: host)
        continue
      }
      let seen = host["@endtime"]?.map { _ in day(host["@endtime"]).map { "\($0)" } }
      let scanned = Self.scanned(host, address)
      let owner = output.add(scanned, seen: seen, at: host)
      for port in host.each("ports", "port") {
        output.add("exposure", at: port) { row in
          if let owner { row[owner] = scanned.key }
          row["ip"] = address
          row["vantage"] = Self.vantage(address)
          row["transport"] = port["@protocol"]
          row["port"] = port["@portid"]
          row["state"] = port["state.@state"].map(Self.state)
          row["svc_name"] = port["service.@name"]
          row["product"] = port["service.@product"]
          row["identification"] = port["service.@method"]
          row["last_seen"] = seen
        }
      }
      if owner == nil, host.each("ports", "port").isEmpty {
        output.ignore("hosts without a port of their own", at: host)
      }
    }
    output.consulted("script", "status", "address", "hostnames", "starttime", "endtime")
  }

  /// What a host's addresses, names and ports say of it.
  private static func scanned(_ host: JSONPlace, _ address: Cell) -> ScannedHost {
    let hardware = host.each("address").first { $0["@addrtype"]?.text == "mac" }
    var scanned = ScannedHost(
      address: address, hardware: hardware?["@addr"], maker: hardware?["@vendor"],
      name: host.each("hostnames", "hostname").first?["@name"])
    var answered = false
    for port in host.each("ports", "port") {
      let state = port["state.@state"]?.text
      if state == "open" || state == "closed" { answered = true }
      guard state == "open", let number = port["@portid"].flatMap({ Int($0.text) }) else { continue }
      scanned.open.insert(number)
      // A name from the list of ports is no answer.
      let isGuess = port["service.@method"]?.text == "table"
      for name in isGuess ? [] : ["@name", "@product", "@extrainfo", "@devicetype", "@hostname"] {
        if let said = port["service.\(name)"]?.given { scanned.words.append(Text(said.text).folded) }
      }
    }
    let reason = host["status.@reason"]?.text
    scanned.isThere = answered || hardware != nil || (reason != nil && reason != "user-set")
    return scanned
  }

  /// A port's state. Where nmap cannot tell two apart (`open|filtered`, as of most ports of UDP), or only that something
  /// is there (`unfiltered`), it says nothing.
  private static func state(_ cell: Cell) -> Cell {
    ["open|filtered", "closed|filtered", "unfiltered"].contains(cell.text) ? cell.converted(to: "") : cell
  }

  /// From where an address was reached; nil for a public one.
  static func vantage(_ address: Cell) -> Cell? {
    guard let ip = IPAddress(address.text) else { return nil }
    if ip.isLoopback { return address.converted(to: "host") }
    return ip.isPrivate || ip.isLinkLocalUnicast ? address.converted(to: "lan") : nil
  }

  // MARK: Lines

  private func adapt(_ scan: NmapText, into output: inout AdaptedRecords) {
    output.collected = scan.day
    let ports = InventoryTable(scan.ports.file).rows.map { $0 }
    if !scan.ports.isWhole { output.loss("the scan did not finish") }
    output.consulted("Method", "Version", "Answered", "Words")
    let portsOf = Dictionary(grouping: ports) { $0["Host"]?.text }
    var owners: [String: (member: String, key: Cell)] = [:]
    for row in InventoryTable(scan.hosts.file).rows {
      guard let address = row["Host"], let host = scan.host(row, address, portsOf[address.text] ?? []) else { continue }
      if let member = output.add(host, seen: nil, at: row) { owners[address.text] = (member, host.key) }
    }
    for port in ports {
      let address = port["Host"]
      let owner = address.flatMap { owners[$0.text] }
      output.add("exposure", at: port) { row in
        if let owner { row[owner.member] = owner.key }
        row["ip"] = address
        row["vantage"] = address.flatMap { Self.vantage($0) }
        row["transport"] = port["Protocol"]
        row["port"] = port["Port"]
        row["state"] = port["State"].map(Self.state)
        row["svc_name"] = port["Service"]
        row["identification"] = port["Method"]?.given
        row["product"] = port["Version"]?.given
      }
    }
  }
}
