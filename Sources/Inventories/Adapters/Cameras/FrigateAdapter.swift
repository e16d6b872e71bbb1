import Formats

/// Frigate: its configuration file, and the same as `/api/config` gives it.
///
/// It lists the cameras that are recorded, not those that exist. Credentials in the addresses of streams go no further
/// than the name of the user.
struct FrigateAdapter: Adapter {
  let name = "frigate"
  let title = "Frigate (config.yml, /api/config)"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    guard let root = document.root else { return nil }
    let cameras = root.members("cameras")
    guard !cameras.isEmpty, cameras.allSatisfy({ $0.value.at("ffmpeg", "inputs") != nil }) else { return nil }
    return .certain("`cameras` with `ffmpeg.inputs`")
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    for (name, camera) in document.root?.members("cameras") ?? [] {
      guard camera["enabled"]?.text != "false" else {
        output.ignore("cameras that are turned off there")
        continue
      }
      let inputs = camera.items("ffmpeg", "inputs")
      guard let path = inputs.first?["path"] else { continue }
      let friendly = camera["friendly_name"]?.given ?? Cell(name, under: "#" + camera.pointer)
      output.addStream(path, name: friendly, at: camera)
    }
    output.ignore("streams of go2rtc", count: document.root?.members("go2rtc", "streams").count ?? 0)
    output.consulted("ffmpeg", "enabled")
  }
}
