import Diagnostics
import Formats
import Values

/// What the lines of `-oG` and `-oN` say: hosts, and their ports.
struct NmapText {
  var hosts: TextTable
  var ports: TextTable
  /// The day of `# Nmap 7.93 scan initiated Sat Nov 21 05:42:15 2026 as: nmap ...`.
  let day: CalendarDate?

  private init(_ document: InventoryDocument) {
    let text = document.text ?? document.source
    hosts = TextTable(text, columns: ["Host", "MAC", "Maker", "Name", "Answered", "Words"])
    ports = TextTable(text, columns: ["Host", "Port", "Protocol", "State", "Service", "Method", "Version"])
    day = Self.day(document.line(1))
    ports.isWhole = document.lines.contains { $0.hasPrefix("# Nmap done") || $0.hasPrefix("Nmap done") }
  }

  /// A host of `hosts` and what its ports tell of it.
  func host(_ row: TableRow, _ address: Cell, _ ports: [TableRow]) -> ScannedHost? {
    var host = ScannedHost(
      address: address, hardware: row["MAC"]?.given, maker: row["Maker"]?.given, name: row["Name"]?.given)
    host.words = row["Words"]?.given.map { [Text($0.text).folded] } ?? []
    var answered = row["Answered"]?.text == "yes" || host.hardware != nil
    for port in ports {
      let state = port["State"]?.text
      if state == "open" || state == "closed" { answered = true }
      guard state == "open", let number = port["Port"].flatMap({ Int($0.text) }) else { continue }
      host.open.insert(number)
      let said = [port["Method"]?.text == "table" ? nil : port["Service"], port["Version"]]
      host.words += said.compactMap { $0?.given }.map { Text($0.text).folded }
    }
    host.isThere = answered
    return host
  }

  /// `Host: 192.0.2.1 (name)	Ports: 80/open/tcp//http//product/, 554/open/tcp//rtsp///	Ignored State: closed (1)`
  static func grepable(_ document: InventoryDocument) -> NmapText {
    var scan = NmapText(document)
    var told: Set<String> = []
    for (index, line) in document.lines.enumerated() where line.hasPrefix("Host: ") {
      let address = String(line.dropFirst(6).prefix { $0 != " " })
      let name = line.dropFirst(6 + address.count).prefix { $0 != "\t" }.filter { !"() ".contains($0) }
      if !line.contains("Status: Down"), told.insert(address).inserted {
        scan.hosts.append([address, "", "", name, "", ""], line: index + 1)
      }
      for field in line.split(separator: "\t") where field.hasPrefix("Ports: ") {
        for entry in field.dropFirst(7).split(separator: ",") {
          let parts = entry.drop { $0 == " " }.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
          guard parts.count >= 7 else {
            scan.ports.append([address], line: index + 1, problem: "\(parts.count) of 7 fields of a port")
            continue
          }
          scan.ports.append([address, parts[0], parts[2], parts[1], parts[4], "", parts[6]], line: index + 1)
        }
      }
    }
    return scan
  }

  /// `Nmap scan report for name (192.0.2.1)`, then a table whose head is `PORT STATE SERVICE VERSION`, then
  /// `MAC Address: 44:19:B6:10:20:30 (Hangzhou Hikvision)`.
  static func normal(_ document: InventoryDocument) -> NmapText {
    var scan = NmapText(document)
    var host: (cells: [String], line: Int)?
    var isTable = false
    func close() {
      if let host { scan.hosts.append(host.cells, line: host.line) }
      host = nil
    }
    for (index, line) in document.lines.enumerated() {
      if line.hasPrefix("Nmap scan report for ") {
        close()
        isTable = false
        let words = line.dropFirst("Nmap scan report for ".utf8.count).split(separator: " ").map(String.init)
        let target = (words.last ?? "").filter { !"()".contains($0) }
        // `[host down]` stands behind the address of one that did not answer.
        let isDown = line.hasSuffix("[host down]") || line.contains("[host down,")
        host = isDown ? nil : ([target, "", "", words.count > 1 ? words[0] : "", "", ""], index + 1)
      } else if line.hasPrefix("Host is up (") {
        host?.cells[4] = "yes"
      } else if line.hasPrefix("MAC Address: ") {
        let text = line.dropFirst("MAC Address: ".utf8.count)
        host?.cells[1] = String(text.prefix { $0 != " " })
        host?.cells[2] = text.drop { $0 != "(" }.filter { !"()".contains($0) }
      } else if line.hasPrefix("Service Info: ") || line.hasPrefix("Device type: ") {
        host?.cells[5] += line + " "
      } else if line.hasPrefix("PORT ") {
        isTable = true
      } else if isTable {
        isTable = scan.appendPort(line, of: host?.cells[0] ?? "", at: index + 1)
      }
    }
    close()
    return scan
  }

  /// Takes a line of the table of ports.
  /// - Returns: whether the table may go on behind it
  private mutating func appendPort(_ line: String, of address: String, at number: Int) -> Bool {
    let words = line.split(separator: " ", maxSplits: 3).map(String.init)
    guard words.count >= 3, let slash = words[0].firstIndex(of: "/"), UInt16(words[0][..<slash]) != nil else {
      // Below the table stand fingerprints and hosts' details; a line of a script begins with a bar.
      return line.hasPrefix("|")
    }
    let isGuess = words[2].hasSuffix("?")
    ports.append(
      [
        address, String(words[0][..<slash]), String(words[0][words[0].index(after: slash)...]), words[1],
        isGuess ? String(words[2].dropLast()) : words[2], isGuess ? "table" : "",
        words.count > 3 ? words[3].trimmed : "",
      ], line: number)
    return true
  }

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
