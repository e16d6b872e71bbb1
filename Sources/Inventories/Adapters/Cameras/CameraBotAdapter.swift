import Formats

/// hikvision-camera-bot: the cameras of its configuration. The passwords in it are passed over unread.
struct CameraBotAdapter: Adapter {
  let name = "camera-bot"
  let title = "hikvision-camera-bot (configuration)"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    guard let cameras = document.root?.members("camera_list"), !cameras.isEmpty else { return nil }
    return cameras.allSatisfy { $0.value.at("api", "host") != nil } ? .certain("`camera_list` with `api.host`") : nil
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    for (id, camera) in document.root?.members("camera_list") ?? [] {
      let host = camera["api.host"]
      let name = camera["description"]?.given ?? Cell(id, under: "#" + camera.pointer)
      let behind = camera["nvr.is_behind"]?.text == "true"
      let known = output.add("camera", at: camera) { row in
        row["name"] = name
        row["vendor"] = .constant("Hikvision")
        // Behind a recorder the address is the recorder's.
        row["ip"] = behind ? nil : Self.address(host)
      }
      guard let known, let user = camera["api.auth.user"]?.given else { continue }
      output.add("account", at: camera) { row in
        row["camera"] = known
        row["uid"] = user
        row["type"] = .constant("device_local")
      }
    }
    output.consulted("api", "nvr", "telegram")
  }

  private static func address(_ host: Cell?) -> Cell? {
    guard let host, let url = StreamURL(host.text) else { return host }
    return url.ip.map { Cell(url.bare, under: host.header).converted(to: $0) }
  }
}
