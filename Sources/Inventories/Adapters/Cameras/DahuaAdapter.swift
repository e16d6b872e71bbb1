import Diagnostics
import Formats
import Values

/// Dahua's CGI interface: `key=value` lines of `magicBox.cgi`, `configManager.cgi` and `userManager.cgi`, several
/// answers joined or not.
///
/// What the device says of itself. Passwords are passed over unread, and a table of settings that is not in the file
/// was not asked for.
struct DahuaAdapter: Adapter {
  let name = "dahua"
  let title = "Dahua CGI (magicBox, configManager, userManager)"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    guard document.format == nil || document.format == .csv else { return nil }
    let names = (1...12).compactMap { Self.pair(document.line($0))?.name }
    if names.contains("deviceType"), names.contains("serialNumber") || names.contains("version") {
      return .certain("`deviceType=` and `serialNumber=`")
    }
    if names.contains(where: { name in
      ["table.Network.", "table.UPnP.", "table.T2UServer."].contains { name.hasPrefix($0) }
    }) {
      return .certain("keys of `configManager.cgi`")
    }
    if names.contains(where: { $0.hasPrefix("users[") }) { return .certain("keys of `userManager.cgi`") }
    return names.contains { $0.hasPrefix("table.General.") } ? .likely("keys of `configManager.cgi`") : nil
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    let answers = Self.answers(document, into: &output)
    let own = output.host(.folder)
    let serial = answers["serialNumber"]
    let upnp = answers["table.UPnP.Enable"]
    let machine = (answers["table.General.MachineName"] ?? answers["name"])?.given
    var camera: Cell? = own
    if serial != nil || upnp != nil || answers["table.T2UServer.Enable"] != nil || machine != nil
      || answers["deviceType"] != nil
    {
      let address = output.addressInPath
      let known = output.add("camera", at: answers) { row in
        row["name"] = machine ?? (serial == nil ? own : nil)
        row["serial"] = serial
        row["vendor"] = answers["vendor"]?.given ?? .constant("Dahua")
        row["model"] = Self.model(answers)
        row["kind"] = Self.kind(answers)
        // 2.800.0000016.0.R,build:2020-06-05
        row["firmware_version"] = answers["version"]?.map { $0.split(separator: ",").first.map(String.init) }
        row["firmware_build"] = answers["version"].flatMap(Self.build)
        row["mac"] = answers["table.Network.eth0.PhysicalAddress"]
        row["ip"] = answers["table.Network.eth0.IPAddress"] ?? (serial == nil ? nil : address)
        row["ip_assignment"] = answers["table.Network.eth0.DhcpEnable"]?.map { $0 == "true" ? "dynamic" : "static" }
        row["upnp"] = upnp
        row["p2p.enabled"] = answers["table.T2UServer.Enable"]
      }
      camera = known ?? own
    }
    var number = 0
    output.consulted("serialNumber", "deviceType", "version", "vendor", "table.General.MachineName", "updateSerial")
    while let user = answers["users[\(number)].Name"] {
      output.consulted("users[\(number)].Name", "users[\(number)].Group")
      let group = answers["users[\(number)].Group"]
      output.add("account", at: answers) { row in
        row["camera"] = camera
        row["uid"] = user
        row["type"] = .constant("device_local")
        row["privilege"] = group
      }
      number += 1
    }
  }

  /// The answers of a file as one row under their keys, without its passwords.
  private static func answers(_ document: InventoryDocument, into output: inout AdaptedRecords) -> TableRow {
    var names: [String] = []
    var values: [String] = []
    for line in document.lines {
      guard let (name, value) = pair(line) else {
        let rest = line.trimmed
        if !rest.isEmpty, rest != "OK" { output.loss("lines that are no `key=value`") }
        continue
      }
      if isSecret(name) {
        output.ignore("passwords and keys")
      } else {
        names.append(name)
        values.append(value)
      }
    }
    var table = TextTable(document.text ?? document.source, columns: [])
    table.append(names, values, line: 1)
    return TableRow(table: InventoryTable(table.file), record: table.file.records[0])
  }

  private static func pair(_ line: String) -> (name: String, value: String)? {
    guard let equals = line.utf8.firstIndex(of: UInt8(ascii: "=")), equals != line.startIndex else { return nil }
    let name = line[..<equals]
    guard name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
    return (String(name), line[line.index(after: equals)...].trimmed)
  }

  private static func isSecret(_ name: String) -> Bool {
    let folded = name.lowercased()
    return folded.contains("password") || folded.contains("passwd") || folded.hasSuffix(".key")
  }

  private static func build(_ version: Cell) -> Cell? {
    version.text.firstRange(of: "build:").map { version.converted(to: String(version.text[$0.upperBound...])) }
  }

  /// Cameras tell their model as `deviceType`; recorders put a number there and the model into `updateSerial`.
  private static func model(_ answers: TableRow) -> Cell? {
    if let type = answers["deviceType"]?.given, Int(type.text) == nil { return type }
    return answers["updateSerial"]
  }

  private static func kind(_ answers: TableRow) -> Cell? {
    guard let model = model(answers) else { return nil }
    let words = model.text.uppercased()
    if words.contains("NVR") { return model.converted(to: "nvr") }
    if words.contains("XVR") || words.contains("HCVR") || words.contains("DVR") { return model.converted(to: "dvr") }
    return words.contains("IPC") ? model.converted(to: "ip_camera") : nil
  }
}
