import Diagnostics
import Formats
import Values

/// nmap: the XML of `-oX`, and the lines of `-oG` and `-oN`.
///
/// A port that answers where the scan ran says nothing about whether a router forwards it, so a scan proves nothing by
/// what it did not see. From a private or loopback address the vantage is certain; who scanned a public address, and
/// from where, only the auditor knows. A service named from the port number alone (`method="table"`, or `?` in the
/// lines) is a guess, and says so.
struct NmapAdapter: Adapter {
  let name = "nmap"
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
    case .grepable: adapt(Self.grepable(document), into: &output)
    case .normal, nil: adapt(Self.normal(document), into: &output)
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
      for port in host.each("ports", "port") {
        output.add("exposure", at: port) { row in
          row["ip"] = address
          row["vantage"] = Self.vantage(address)
          row["transport"] = port["@protocol"]
          row["port"] = port["@portid"]
          row["state"] = port["state.@state"]
          row["svc_name"] = port["service.@name"]
          row["product"] = port["service.@product"]
          row["identification"] = port["service.@method"]
          row["last_seen"] = seen
        }
      }
      if host.each("ports", "port").isEmpty { output.ignore("hosts without a port of their own", at: host) }
    }
    output.consulted("script")
  }

  /// From where an address was reached; nil for a public one.
  static func vantage(_ address: Cell) -> Cell? {
    guard let ip = IPAddress(address.text) else { return nil }
    if ip.isLoopback { return address.converted(to: "host") }
    return ip.isPrivate || ip.isLinkLocalUnicast ? address.converted(to: "lan") : nil
  }

  // MARK: Lines

  private static let columns = ["Host", "Port", "Protocol", "State", "Service", "Method", "Version"]

  private func adapt(_ scan: (file: RecordFile, day: CalendarDate?), into output: inout AdaptedRecords) {
    output.collected = scan.day
    if !scan.file.isWhole { output.loss("the scan did not finish") }
    output.consulted("Method", "Version")
    for port in InventoryTable(scan.file).rows {
      let address = port["Host"]
      output.add("exposure", at: port) { row in
        row["ip"] = address
        row["vantage"] = address.flatMap { Self.vantage($0) }
        row["transport"] = port["Protocol"]
        row["port"] = port["Port"]
        row["state"] = port["State"]
        row["svc_name"] = port["Service"]
        row["identification"] = port["Method"]?.given
        row["product"] = port["Version"]?.given
      }
    }
  }

  /// `Host: 192.0.2.1 (name)	Ports: 80/open/tcp//http//product/, 554/open/tcp//rtsp///	Ignored State: closed (1)`
  private static func grepable(_ document: InventoryDocument) -> (RecordFile, CalendarDate?) {
    var table = TextTable(document.text ?? document.source, columns: columns)
    for (index, line) in document.lines.enumerated() where line.hasPrefix("Host: ") {
      let address = String(line.dropFirst(6).prefix { $0 != " " })
      for field in line.split(separator: "\t") where field.hasPrefix("Ports: ") {
        for entry in field.dropFirst(7).split(separator: ",") {
          let parts = entry.drop { $0 == " " }.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
          guard parts.count >= 7 else {
            table.append([address], line: index + 1, problem: "\(parts.count) of 7 fields of a port")
            continue
          }
          table.append([address, parts[0], parts[2], parts[1], parts[4], "", parts[6]], line: index + 1)
        }
      }
    }
    table.isWhole = document.lines.contains { $0.hasPrefix("# Nmap done") }
    return (table.file, day(document.line(1)))
  }

  /// `Nmap scan report for name (192.0.2.1)`, then a table whose head is `PORT STATE SERVICE VERSION`.
  private static func normal(_ document: InventoryDocument) -> (RecordFile, CalendarDate?) {
    var table = TextTable(document.text ?? document.source, columns: columns)
    var address = ""
    var isTable = false
    for (index, line) in document.lines.enumerated() {
      if line.hasPrefix("Nmap scan report for ") {
        let target = line.dropFirst("Nmap scan report for ".utf8.count)
        address = String(target.split(separator: " ").last ?? "").filter { !"()".contains($0) }
        isTable = false
      } else if line.hasPrefix("PORT ") {
        isTable = true
      } else if isTable {
        let words = line.split(separator: " ", maxSplits: 3).map(String.init)
        guard words.count >= 3, let slash = words[0].firstIndex(of: "/"), UInt16(words[0][..<slash]) != nil else {
          // Below the table stand fingerprints and hosts' details; a line of a script begins with a bar.
          isTable = line.hasPrefix("|")
          continue
        }
        let isGuess = words[2].hasSuffix("?")
        table.append(
          [
            address, String(words[0][..<slash]), String(words[0][words[0].index(after: slash)...]), words[1],
            isGuess ? String(words[2].dropLast()) : words[2], isGuess ? "table" : "",
            words.count > 3 ? words[3].trimmed : "",
          ], line: index + 1)
      }
    }
    table.isWhole = document.lines.contains { $0.hasPrefix("# Nmap done") || $0.hasPrefix("Nmap done") }
    return (table.file, day(document.line(1)))
  }

  /// The day of `# Nmap 7.93 scan initiated Sat Nov 21 05:42:15 2026 as: nmap ...`.
  private static func day(_ line: String) -> CalendarDate? {
    let words = line.split(separator: " ").map(String.init)
    guard let start = words.firstIndex(of: "initiated"), words.count > start + 5 else { return nil }
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    guard let month = months.firstIndex(of: words[start + 2]), let day = Int(words[start + 3]),
      let year = Int(words[start + 5])
    else { return nil }
    return CalendarDate(year: year, month: month + 1, day: day)
  }
}
