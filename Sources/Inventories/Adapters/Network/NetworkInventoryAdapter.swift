import Formats
import Values

/// What agents of GLPI and FusionInventory found on the network: answers of a discovery (`NETDISCOVERY`), and of SNMP
/// (switches, printers, cameras), with the neighbours that switches see on their ports.
///
/// Hosts like those of a scan: whom they are is told from what other sources know (`InventoryAssembly.settleScans`). A
/// discovery proves nothing by what did not answer.
struct NetworkInventoryAdapter: Adapter {
  static let tool = "glpi-network"
  let name = Self.tool
  let title = "GLPI and FusionInventory network discovery and inventory (XML, JSON)"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    Self.isOne(document) ? .certain("devices of a network discovery") : nil
  }

  /// Whether a document is an agent's answer about others than itself.
  static func isOne(_ document: InventoryDocument) -> Bool {
    if document.xmlName?.local == "REQUEST" {
      guard let content = document.xml?.at("REQUEST", "CONTENT") else { return false }
      let section = AgentSection(content)
      return ["DEVICE", "NETWORK_DEVICE"].contains { section.has($0) }
    }
    guard let content = document.root?.at("content"), document.root?.has("deviceid") == true else { return false }
    return content.at("network_device") != nil || content.at("network_devices") != nil
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    let root = document.root ?? document.xml?.at("REQUEST")
    guard let content = (root?.at("content") ?? root?.at("CONTENT")).map({ AgentSection($0) }) else {
      return output.loss("there is no content")
    }
    let firmware = content.sections("FIRMWARES").first { $0.cell("TYPE")?.text != "bios" }?.cell("VERSION")
    for device in content.sections("NETWORK_DEVICE") { add(device, firmware: firmware, into: &output) }
    for port in content.sections("NETWORK_PORTS") { addNeighbours(port, into: &output) }
    for device in content.sections("DEVICE") {
      let own = device.section("INFO") ?? device
      let firmware = device.section("FIRMWARES")?.cell("VERSION") ?? own.cell("FIRMWARE")
      add(own, firmware: firmware, into: &output)
      for port in device.section("PORTS")?.sections("PORT") ?? [] { addNeighbours(port, into: &output) }
    }
    output.consulted(
      "TYPE", "DESCRIPTION", "COMMENTS", "FIRMWARE", "UPTIME", "ENTITY", "AUTHSNMP", "WORKGROUP", "NETPORTVENDOR")
  }

  private func add(_ device: AgentSection, firmware: Cell?, into output: inout AdaptedRecords) {
    guard let host = Self.host(device) else {
      guard let serial = device.cell("SERIAL")?.given else {
        return output.ignore("answers without an address", at: device.place)
      }
      output.add("device", at: device.place) { row in
        row["serial"] = serial
        row["name"] = device.cell("NAME")?.given
        row["vendor"] = device.cell("MANUFACTURER")?.given
        row["model"] = device.cell("MODEL")?.given
      }
      return
    }
    var details: [(String, Cell?)] = [
      ("serial", device.cell("SERIAL")?.given), ("model", device.cell("MODEL")?.given),
    ]
    if host.isCamera {
      details.append(("firmware_version", (device.cell("FIRMWARE")?.given ?? firmware)?.given))
    }
    _ = output.add(host, seen: nil, details, at: device.place)
  }

  /// Devices that tell a switch by LLDP or CDP what they are; an address that was merely seen on a port is nobody known.
  private func addNeighbours(_ port: AgentSection, into output: inout AdaptedRecords) {
    for connections in port.sections("CONNECTIONS") {
      let found = connections.has("CONNECTION") ? connections.sections("CONNECTION") : [connections]
      for neighbour in found {
        guard neighbour.cell("SYSNAME")?.given != nil || neighbour.cell("SYSDESCR")?.given != nil else {
          output.ignore("addresses seen on a switch's port", at: neighbour.place)
          continue
        }
        guard let host = Self.host(neighbour) else {
          output.ignore("neighbours without an address", at: neighbour.place)
          continue
        }
        _ = output.add(host, seen: nil, [("model", neighbour.cell("MODEL")?.given)], at: neighbour.place)
      }
    }
  }

  private static func host(_ device: AgentSection) -> ScannedHost? {
    let addresses = [device.cell("IP"), device.section("IPS")?.cell("IP"), device.cell("IPS")]
    let hardware = device.cell("MAC", "SYSMAC")?.given
    let address = addresses.compactMap { $0.map(first) }.first { IPAddress($0.text) != nil }
    guard let address = address ?? hardware else { return nil }
    let maker = device.cell("MANUFACTURER", "NETPORTVENDOR")?.given
    var host = ScannedHost(
      address: address, hardware: hardware, maker: maker,
      name: device.cell("NAME", "SNMPHOSTNAME", "DNSHOSTNAME", "NETBIOSNAME", "SYSNAME")?.given)
    let said = ["DESCRIPTION", "COMMENTS", "MODEL", "SYSDESCR", "TYPE"].compactMap { device.cell($0)?.given }
    host.words = said.map { Text($0.text).folded }
    host.isKnownKind = ["printer", "networking", "computer", "phone", "storage", "power"].contains(
      Text(device.cell("TYPE")?.text ?? "").folded)
    return host
  }

  /// The first of several addresses that stand in one cell.
  private static func first(_ cell: Cell) -> Cell {
    guard case .list(let items) = cell.value, let first = items.first else { return cell }
    return Cell(first, under: cell.header)
  }
}
