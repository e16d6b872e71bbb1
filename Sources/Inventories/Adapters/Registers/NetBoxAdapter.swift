import Formats

/// NetBox: the answer of its REST interface about devices, and Django's dump of its tables, in which a device names its
/// type, role and site by number.
///
/// A register: what should be there. A role that speaks of cameras or recorders makes a device a `camera`. A site is the
/// body whose network it is, so it is the unit; a location is a room or a floor within it.
struct NetBoxAdapter: Adapter {
  let name = "netbox"
  let title = "NetBox (REST, dumpdata, device types)"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    guard let root = document.root else { return nil }
    if let first = root.items().first, first.has("model", "pk", "fields") {
      return first["model"]?.text.contains(".") == true ? .certain("`model`, `pk` and `fields`") : nil
    }
    if let first = root.items("results").first ?? root.items().first, first.has("device_type", "site", "status") {
      return .certain("devices with `device_type` and `site`")
    }
    return root.has("manufacturer", "model", "slug", "u_height") ? .certain("a device type of NetBox's library") : nil
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    guard let root = document.root else { return output.loss("it is no JSON") }
    output.isDeclared = true
    if root.has("u_height") { return output.ignore("types of devices, which are no devices", at: root) }
    if root["next"]?.given != nil { output.loss("the answer has further pages") }
    let items = root.has("results") ? root.items("results") : root.items()
    if items.first?.has("pk", "fields") == true { return adaptDump(items, into: &output) }
    for item in items {
      add(
        item, fields: item, type: item.at("device_type"), maker: item["device_type.manufacturer.name"],
        role: item["role.name"] ?? item["device_role.name"], site: item["site.name"] ?? item["site.display"],
        place: item["location.name"] ?? item["location.display"], into: &output)
    }
  }

  private func adaptDump(_ items: [JSONPlace], into output: inout AdaptedRecords) {
    var byKey: [String: JSONPlace] = [:]
    for item in items { byKey["\(item["model"]?.text ?? "")/\(item["pk"]?.text ?? "")"] = item.at("fields") }
    func find(_ model: String, _ reference: Cell?) -> JSONPlace? { reference.flatMap { byKey["\(model)/\($0.text)"] } }
    for item in items {
      guard let fields = item.at("fields") else { continue }
      guard item["model"]?.text == "dcim.device" else {
        output.ignore("rows of tables that are no devices", at: item)
        continue
      }
      let type = find("dcim.devicetype", fields["device_type"])
      add(
        item, fields: fields, type: type, maker: find("dcim.manufacturer", type?["manufacturer"])?["name"],
        role: find("dcim.devicerole", fields["device_role"] ?? fields["role"])?["name"],
        site: find("dcim.site", fields["site"])?["name"],
        place: find("dcim.location", fields["location"])?["name"], into: &output)
    }
  }

  private func add(
    _ item: JSONPlace, fields: JSONPlace, type: JSONPlace?, maker: Cell?, role: Cell?, site: Cell?, place: Cell?,
    into output: inout AdaptedRecords
  ) {
    let words = role?.text.lowercased() ?? ""
    let isRecorder = ["nvr", "dvr", "recorder", "đầu ghi"].contains(where: words.contains)
    let isCamera = isRecorder || words.contains("camera")
    let status = fields["status.value"]?.given ?? fields["status"]
    let address = (fields["primary_ip4.address"] ?? fields["primary_ip.address"])?.given
    output.add(isCamera ? "camera" : "device", at: item) { row in
      row[isCamera ? "name" : "hostname"] = fields["name"]
      row["asset_tag"] = fields["asset_tag"]
      row["serial"] = fields["serial"]
      row["vendor"] = maker
      row["model"] = type?["model"]
      row["status"] = status
      row["unit"] = site
      row["location"] = place
      // 192.0.2.7/24
      row["ip"] = address?.map { String($0.prefix { $0 != "/" }) }
      if isCamera { row["kind"] = Self.kind(role, words) }
    }
    output.consulted(
      "fields", "model", "pk", "device_type", "site", "location", "role", "device_role", "status", "primary_ip4")
  }

  /// What a role says a camera is: the role `NVR` a network recorder, `IP camera` a camera of its own.
  private static func kind(_ role: Cell?, _ words: String) -> Cell? {
    if words.contains("nvr") { return role?.converted(to: "nvr") }
    if words.contains("dvr") { return role?.converted(to: "dvr") }
    return words.contains("camera") ? role?.converted(to: "ip_camera") : nil
  }
}
