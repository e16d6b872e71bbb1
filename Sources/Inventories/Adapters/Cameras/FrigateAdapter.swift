import Formats

/// Frigate: its configuration file, and the same as `/api/config` gives it.
///
/// It lists the cameras that are recorded, not those that exist, and where the go2rtc inside relays a stream the address
/// is that of the camera, not of the relay. Credentials in the addresses of streams go no further
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
    let streams = Self.streams(document.root)
    var used: Set<String> = []
    var hosts: Set<String> = []
    for (name, camera) in document.root?.members("cameras") ?? [] {
      let paths = camera.items("ffmpeg", "inputs").compactMap { $0["path"] }
      let relayed = paths.map { Self.stream($0, streams) }
      used.formUnion(relayed.compactMap { $0 })
      hosts.formUnion(
        (paths + relayed.compactMap { $0.flatMap { streams[$0]?.url } }).compactMap { StreamURL($0.text)?.host })
      guard camera["enabled"]?.text != "false" else {
        output.ignore("cameras that are turned off there", at: camera)
        continue
      }
      guard let path = paths.first else { continue }
      let source = relayed.compactMap { $0 }.first.flatMap { streams[$0]?.url } ?? path
      let friendly = camera["friendly_name"]?.given ?? Cell(name, under: "#" + camera.pointer)
      output.addStream(source, name: friendly, at: camera)
    }
    for (name, stream) in streams.sorted(by: { $0.key < $1.key }) where !used.contains(name) {
      // The same camera once more, under another name.
      if let host = StreamURL(stream.url.text)?.host, hosts.contains(host) {
        output.ignore("streams of cameras that are listed")
        continue
      }
      output.addStream(stream.url, name: Cell(name, under: "#" + stream.place.pointer), at: stream.place)
    }
    output.consulted("ffmpeg", "enabled")
  }

  /// The streams that the go2rtc inside takes from cameras, by name: what `cameras` reads is often but its relay.
  private static func streams(_ root: JSONPlace?) -> [String: (url: Cell, place: JSONPlace)] {
    var streams: [String: (url: Cell, place: JSONPlace)] = [:]
    for (name, place) in root?.members("go2rtc", "streams") ?? [] {
      let cells = place.isArray ? place.items().map(\.cell) : [place.cell]
      // Others are made of a stream: `ffmpeg:cong#audio=opus`.
      if let url = cells.first(where: { $0.text.contains("://") }) { streams[name] = (url, place) }
    }
    return streams
  }

  /// The name of the stream that an address gives again: `rtsp://127.0.0.1:8554/cong`.
  private static func stream(_ path: Cell, _ streams: [String: (url: Cell, place: JSONPlace)]) -> String? {
    guard path.text.contains(":8554/"), let last = path.text.split(separator: "/").last else { return nil }
    let name = String(last.prefix { !"?#".contains($0) })
    return streams[name] == nil ? nil : name
  }
}
