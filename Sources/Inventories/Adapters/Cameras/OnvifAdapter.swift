import Formats
import Values

/// ONVIF: SOAP answers of a camera's device service, one in each file; the files of a folder are one camera's.
///
/// Every maker has prefixes of its own, and some leave the envelope's body out, so an answer is known by its local name.
/// ONVIF users may be others than the web's: the list closes nothing.
struct OnvifAdapter: Adapter {
  let name = "onvif"
  let title = "ONVIF (answers of the device service)"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    guard let root = document.xmlName else { return nil }
    if root.namespace.contains("www.onvif.org") { return .certain("the namespace of ONVIF") }
    guard root.local == "Envelope", let text = document.text else { return nil }
    // The namespaces stand in the envelope's start tag.
    let head = String(decoding: text.bytes.prefix(8_192), as: UTF8.self)
    return head.contains("http://www.onvif.org/ver") ? .certain("an envelope with ONVIF's namespaces") : nil
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    let answers = Self.answers(document.xml)
    guard !answers.isEmpty else { return output.ignore("requests, and envelopes without an answer") }
    if answers.allSatisfy({ $0.name == "Fault" }) {
      // Whose it is nobody knows: whoever keeps the files need not have asked a camera.
      return output.ignore("faults: what was asked is not known", count: answers.count)
    }
    let own = output.host(.folder)
    for (name, answer) in answers {
      switch name {
      case "GetDeviceInformationResponse": addDevice(answer, own, into: &output)
      case "GetUsersResponse": addUsers(answer, own, into: &output)
      case "GetNetworkInterfacesResponse": addAddress(answer, own, into: &output)
      case "GetScopesResponse": addScopes(answer, own, into: &output)
      default:
        if name == "Fault" {
          output.loss("the device answered with a fault")
          continue
        }
        // Whoever answers is there, whatever it was asked.
        output.add("camera", at: answer) { row in row["name"] = own }
      }
    }
  }

  /// The answers of a document: what stands in the envelope's body, or the document itself.
  private static func answers(_ xml: JSONPlace?) -> [(name: String, value: JSONPlace)] {
    guard let root = xml?.members().first else { return [] }
    guard root.name == "Envelope" else { return root.name.hasSuffix("Response") ? [root] : [] }
    let body = root.value.at("Body") ?? root.value
    return body.members().filter { $0.name.hasSuffix("Response") || $0.name == "Fault" }
  }

  private func addDevice(_ answer: JSONPlace, _ own: Cell, into output: inout AdaptedRecords) {
    let address = output.addressInPath
    output.add("camera", at: answer) { row in
      row["name"] = own
      row["ip"] = address
      row["serial"] = answer["SerialNumber"]
      row["vendor"] = answer["Manufacturer"]
      row["model"] = answer["Model"]
      // V5.1.6 build 140401; 2.800.0000016.0.R, Build Date 2020-06-05
      row["firmware_version"] = answer["FirmwareVersion"]?.map { FirmwareText.parts($0).number }
      row["firmware_build"] = answer["FirmwareVersion"].flatMap { version in
        FirmwareText.parts(version.text).build.map { version.converted(to: $0) }
      }
    }
    output.consulted("HardwareId")
  }

  private func addUsers(_ answer: JSONPlace, _ own: Cell, into output: inout AdaptedRecords) {
    let users = answer.each("User")
    if users.isEmpty {
      output.ignore("user lists without a user: a device that hides them answers so")
      output.add("camera", at: answer) { row in row["name"] = own }
    }
    for user in users {
      output.add("account", at: user) { row in
        row["camera"] = own
        row["uid"] = user["Username"]
        row["type"] = .constant("device_local")
        row["privilege"] = user["UserLevel"]
      }
    }
    output.consulted("Password")
  }

  private func addAddress(_ answer: JSONPlace, _ own: Cell, into output: inout AdaptedRecords) {
    for interface in answer.each("NetworkInterfaces") where interface["Enabled"]?.text != "false" {
      let config = interface.at("IPv4", "Config")
      let manual = config?.each("Manual").first?["Address"]
      let dynamic = config?.each("FromDHCP").first?["Address"]
      output.add("camera", at: interface) { row in
        row["name"] = own
        row["mac"] = interface["Info.HwAddress"]
        row["ip"] = config?["DHCP"]?.text == "true" ? dynamic ?? manual : manual ?? dynamic
        row["ip_assignment"] = config?["DHCP"]?.map { $0 == "true" ? "dynamic" : "static" }
      }
    }
  }

  private func addScopes(_ answer: JSONPlace, _ own: Cell, into output: inout AdaptedRecords) {
    let items = answer.each("Scopes").compactMap { $0["ScopeItem"] }
    output.add("camera", at: answer) { row in
      row["name"] = own
      row["onvif_scopes"] = items.first.map { Cell(.list(items.map(\.value)), under: $0.header) }
    }
  }
}
