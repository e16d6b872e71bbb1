import Formats
import Values

/// Hikvision ISAPI: the XML answers of a camera or recorder, one in each file, and collections of them as JSON.
///
/// A recorder answers for itself and lists its channels: each is a subject of its own, with what the recorder knows of
/// it. The user list is whole when the device gave it, but ONVIF has users apart, so it closes nothing.
struct HikvisionAdapter: Adapter {
  let name = "hikvision"
  let title = "Hikvision ISAPI (XML answers, collections of them in JSON)"

  /// The answers that say something here, by their outermost element.
  private static let answers: Set<String> = [
    "DeviceInfo", "UserList", "InputProxyChannelList", "NetworkInterfaceList", "NetworkInterface", "EZVIZ", "UPnP",
    "VideoInputChannelList",
  ]

  func recognise(_ document: InventoryDocument) -> Recognition? {
    if let root = document.xmlName, Self.isHikvision(root.namespace) { return .certain("the namespace of ISAPI") }
    if document.root?.at("data", "ISAPI")?.isObject == true { return .certain("`data.ISAPI`") }
    if let name = document.root?.members().first?.name, Self.answers.contains(name),
      let inner = document.root?.at(name)?["@xmlns"]?.text, Self.isHikvision(inner)
    {
      return .certain("the namespace of ISAPI")
    }
    return nil
  }

  private static func isHikvision(_ namespace: String) -> Bool {
    namespace.contains("hikvision.com") || namespace.contains("isapi.org") || namespace.contains("std-cgi.com")
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    var found: [String: JSONPlace] = [:]
    if let paths = document.root?.at("data", "ISAPI") {
      for (path, answer) in paths.members() {
        guard let response = answer.at("response") else {
          output.ignore("answers that the device refused", at: answer)
          if path == "Security/users" || path == "System/deviceInfo" { output.loss("the device refused `\(path)`") }
          continue
        }
        for (name, value) in response.members() where found[name] == nil { found[name] = value }
      }
    } else {
      for (name, value) in (document.xml ?? document.root)?.members() ?? [] { found[name] = value }
      // An alarm, a request or an error that was kept as a file says nothing of whom it came from.
      if found["ResponseStatus"] != nil { return output.ignore("answers that the device refused") }
      guard found.keys.contains(where: Self.answers.contains) else {
        return output.ignore("\(found.keys.sorted().joined(separator: ", ")): no answer about the device itself")
      }
    }
    output.ignore("answers that say nothing the schema asks", count: found.keys.count { !Self.answers.contains($0) })
    let own = output.host(.folder)
    let camera = addDevice(found, own: own, into: &output) ?? own
    let title = found["DeviceInfo"]?["deviceName"]?.given
    addChannels(found["InputProxyChannelList"], recorder: camera, title, into: &output)
    if found["DeviceInfo"]?["deviceType"].flatMap({ Self.kind($0.text) }) == "dvr" {
      addInputs(found["VideoInputChannelList"], recorder: camera, title, into: &output)
    }
    for user in found["UserList"]?.each("User") ?? [] {
      output.add("account", at: user) { row in
        row["camera"] = camera
        row["uid"] = user["userName"]
        row["type"] = .constant("device_local")
        row["privilege"] = user["userLevel"]
      }
    }
    output.consulted("password", "loginPassword")
  }

  private func addDevice(
    _ found: [String: JSONPlace], own: Cell, into output: inout AdaptedRecords
  ) -> Cell? {
    let interface = (found["NetworkInterfaceList"]?.each("NetworkInterface") ?? []).first ?? found["NetworkInterface"]
    let cloud = found["EZVIZ"]
    let upnp = found["UPnP"]
    // Whoever answers is there, whatever it was asked.
    let other = found.keys.min().flatMap { found[$0] }
    guard let site = found["DeviceInfo"] ?? interface ?? cloud ?? upnp ?? other else { return nil }
    let info = found["DeviceInfo"]
    let address = output.addressInPath
    return output.add("camera", at: site) { row in
      // The name is the user's text: it may be that of a place, or the factory's.
      row["name"] = info?["deviceName"]?.given ?? (info == nil ? own : nil)
      row["serial"] = info?["serialNumber"]
      row["mac"] = info?["macAddress"] ?? interface?["Link.MACAddress"]
      row["vendor"] = info?["manufacturer"]?.given ?? (info == nil ? nil : .constant("Hikvision"))
      row["model"] = info?["model"]
      row["firmware_version"] = info?["firmwareVersion"]
      row["firmware_build"] = info?["firmwareReleasedDate"]
      row["kind"] = info?["deviceType"]?.map(Self.kind)
      row["ip"] = interface?["IPAddress.ipAddress"] ?? (info == nil ? nil : address)
      row["ip_assignment"] = interface?["IPAddress.addressingType"]
      row["upnp"] = upnp?["enabled"]
      row["p2p.enabled"] = cloud?["enabled"]
      row["p2p.provider"] = cloud == nil ? nil : .constant("Hik-Connect")
    }
  }

  /// What a recorder knows of the cameras behind it: the credentials that it logs in with are left where they are.
  private func addChannels(
    _ channels: JSONPlace?, recorder: Cell, _ title: Cell?, into output: inout AdaptedRecords
  ) {
    for channel in channels?.each("InputProxyChannel") ?? [] {
      guard let source = channel.at("sourceInputPortDescriptor") else {
        output.ignore("channels without a camera", at: channel)
        continue
      }
      output.add("camera", at: channel) { row in
        row["name"] = Self.name(channel, of: title)
        row["serial"] = source["serialNumber"]
        row["model"] = source["model"]
        row["firmware_version"] = source["firmwareVersion"]?.map(Self.version)
        row["firmware_build"] = source["firmwareVersion"].flatMap(Self.build)
        row["ip"] = source["ipAddress"]
        row["kind"] = .constant("ip_camera")
        row["recorder"] = recorder
        row["vendor"] = source["proxyProtocol"]?.text == "HIKVISION" ? .constant("Hikvision") : nil
      }
    }
  }

  /// The cameras that hang on a recorder's own inputs, where a picture comes in.
  private func addInputs(
    _ inputs: JSONPlace?, recorder: Cell, _ title: Cell?, into output: inout AdaptedRecords
  ) {
    for input in inputs?.each("VideoInputChannel") ?? [] {
      if input["videoInputEnabled"]?.text == "false" || input["resDesc"]?.text.uppercased() == "NO VIDEO" {
        output.ignore("inputs without a picture", at: input)
        continue
      }
      output.add("camera", at: input) { row in
        row["name"] = Self.name(input, of: title)
        row["kind"] = .constant("analog")
        row["recorder"] = recorder
      }
    }
    output.consulted("resDesc", "videoInputEnabled", "id", "inputPort", "videoFormat")
  }

  /// What a channel is called. Every recorder calls its first one `Camera 01` until somebody changes it, so there the
  /// recorder's name goes before.
  private static func name(_ channel: JSONPlace, of title: Cell?) -> Cell? {
    guard let name = channel["name"]?.given else { return title?.map { "\($0) \(channel["id"]?.text ?? "")" } }
    let words = name.text.lowercased().split(separator: " ")
    let isDefault = words.count == 2 && ["camera", "ipcamera", "ipdome", "channel"].contains(words[0])
    guard let title, isDefault, Int(words[1]) != nil else { return name }
    return name.map { "\(title.text) \($0)" }
  }

  /// `V5.7.15 build 240201` without its build.
  private static func version(_ text: String) -> String? {
    text.firstRange(of: " build").map { String(text[..<$0.lowerBound]) }
  }

  private static func build(_ version: Cell) -> Cell? {
    version.text.firstRange(of: "build").map { version.converted(to: String(version.text[$0.lowerBound...])) }
  }

  private static func kind(_ text: String) -> String? {
    switch text.lowercased() {
    case "ipcamera", "ipdome", "ipzoom", "ipc": "ip_camera"
    case "nvr", "hybirdnvr", "hybridnvr": "nvr"
    case "dvr", "hvr", "dvs": "dvr"
    case "videointercom", "doorbell": "doorbell"
    default: nil
    }
  }
}
