import Formats
import Values

/// The address of a camera's stream as configurations hold it: `rtsp://admin:secret@192.168.1.64:554/stream`.
struct StreamURL {
  /// The user before the `@`, without the password; nil if the address holds none.
  let user: String?
  /// The host, if it is written down and no template.
  let host: String?
  /// The address with nothing in it that could be a credential.
  let bare: String

  /// Nil for what is no address of a stream.
  init?(_ text: String) {
    // go2rtc puts the program before the address: `ffmpeg:rtsp://...`.
    guard let scheme = text.firstRange(of: "://") else { return nil }
    let rest = text[scheme.upperBound...]
    // A password may hold a `/` or `#` that should have been escaped: what stands before the last `@` of the first two
    // steps of a path is not shown either.
    let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
    let late = rest[end...].prefix { !"?&= ".contains($0) }.lastIndex(of: "@")
    let authority = late == nil ? rest[..<end] : rest.prefix { !"?&= ".contains($0) }
    let at = authority.lastIndex(of: "@")
    let credentials = at.map { authority[..<$0] }
    user = credentials.flatMap { credentials in
      let name = credentials.prefix { $0 != ":" }
      return name.isEmpty || Self.isTemplate(name) ? nil : String(name)
    }
    let place = at.map { authority[authority.index(after: $0)...] } ?? authority
    let name = place.hasPrefix("[") ? place.dropFirst().prefix { $0 != "]" } : place.prefix { $0 != ":" }
    let ending = place.firstIndex { "/?#".contains($0) } ?? place.endIndex
    let only = name.prefix { !"/?#".contains($0) }
    host = only.isEmpty || Self.isTemplate(only) ? nil : String(only)
    // Paths and queries of some makers hold user and password: `/user=admin&password=...`.
    bare = String(text[..<scheme.upperBound]) + String(place[..<ending])
  }

  /// The address of the host, if it is one and no machine's own.
  var ip: String? { host.flatMap { host in IPAddress(host).flatMap { $0.isLoopback ? nil : host } } }

  private static func isTemplate(_ text: Substring) -> Bool {
    text.contains { "{}$%<>".contains($0) }
  }
}

extension AdaptedRecords {
  /// Adds the camera that a stream's address leads to, and the account that it logs in with, password left out.
  ///
  /// A stream of this machine itself, or of one behind a recorder's address, is a camera by its name alone.
  mutating func addStream(_ url: Cell, name: Cell, at site: some RecordSite) {
    guard let stream = StreamURL(url.text) else {
      ignore("streams whose address is no URL")
      return
    }
    let bare = Cell(stream.bare, under: url.header)
    let camera = add("camera", at: site) { row in
      row["name"] = name
      row["stream_url"] = bare
      row["ip"] = stream.ip.map { bare.converted(to: $0) }
    }
    guard let user = stream.user, let camera else { return }
    add("account", at: site) { row in
      row["camera"] = camera
      row["uid"] = bare.converted(to: user)
      row["type"] = .constant("device_local")
    }
  }
}
