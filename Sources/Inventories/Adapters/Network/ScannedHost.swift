import Formats
import Values

/// A host that a scan met, and what tells whether it is a camera.
struct ScannedHost {
  /// The network address.
  var address: Cell
  var hardware: Cell?
  /// Whom the hardware address was given to, as the scanner's list says.
  var maker: Cell?
  var name: Cell?
  /// The numbers of the open ports; those of UDP only if they surely are.
  var open: Set<Int> = []
  /// What the services that answered say they are, folded.
  var words: [String] = []
  /// Whether anything came back from it. A scan that is told to take every address for a host (`-Pn`) lists them all.
  var isThere = true
  /// Whether the tool says what kind of thing it is, and that it is no camera.
  var isKnownKind = false

  /// Whether it may stand for a subject: not the scanning computer itself, nor a public address behind which anything
  /// may stand.
  var isOwnSubject: Bool {
    guard isThere else { return false }
    guard let ip = IPAddress(address.text) else { return hardware?.given != nil }
    return ip.isPrivate || ip.isLinkLocalUnicast || (ip.isLoopback && isCamera) || hardware?.given != nil
  }

  /// By what rows of ports call it.
  var key: Cell { hardware?.given ?? address }

  /// Makers of cameras and recorders, as lists of hardware addresses and banners name them.
  private static let makers = [
    "hikvision", "dahua", "uniview", "vivotek", "hanwha vision", "wisenet", "reolink", "ezviz", "imou", "tiandy",
    "xiongmai", "foscam", "amcrest", "kbvision", "avtech", "tvt digital", "milesight", "mobotix", "geovision", "lorex",
    "axis communications", "arecont", "acti corporation", "pelco", "dynacolor",
  ]
  /// What nmap and devices' own pages call cameras. `webcam` alone is also said of conference systems.
  private static let kinds = [
    "ip camera", "ipcamera", "ipcam", "network camera", "netcam", "nvr", "dvr", "network video recorder",
    "digital video recorder", "onvif", "webcam", "app-webs",
  ]
  private static let others = ["airtunes", "airplay", "polycom", "lifesize", "tandberg", "yealink", "printer", "print"]
  /// Ports that only makers of cameras use: Dahua's service and XMEye.
  private static let ownPorts: Set<Int> = [37777, 34567]
  /// Ports that cameras use besides a stream, and others too: Hikvision's service, discovery by ONVIF.
  private static let sharedPorts: Set<Int> = [8000, 3702, 8899]

  /// Whether maker or services say that it is a camera or a recorder. A stream (RTSP) alone does not: loudspeakers and
  /// televisions have one, and so has a computer.
  var isCamera: Bool {
    if isKnownKind { return false }
    let said = words + [Text(maker?.text ?? "").folded]
    if said.contains(where: { text in Self.others.contains { text.contains($0) } }) { return false }
    if said.contains(where: { text in Self.makers.contains { text.contains($0) } }) { return true }
    let isNamed = said.contains { text in Self.kinds.contains { Self.has(text, $0) } }
    if isNamed || (open.contains(554) && !open.isDisjoint(with: Self.sharedPorts)) { return true }
    return !open.isDisjoint(with: Self.ownPorts) && !open.isDisjoint(with: [80, 443, 554])
  }

  /// Whether words stand in a text as such: `nvr` is not in `canvrt`.
  private static func has(_ text: String, _ words: String) -> Bool {
    text.ranges(of: words).contains { range in
      let before = range.lowerBound == text.startIndex ? nil : text[text.index(before: range.lowerBound)]
      let after = range.upperBound == text.endIndex ? nil : text[range.upperBound]
      return !(before?.isLetter ?? false) && !(after?.isLetter ?? false)
    }
  }
}

extension AdaptedRecords {
  /// Adds a host as what it looks like; whose it is in truth is told when all sources are known
  /// (`InventoryAssembly.settleScans`).
  /// - Returns: the member by which rows of its ports call it, nil where it is no subject
  mutating func add(
    _ host: ScannedHost, seen: Cell?, _ details: [(member: String, cell: Cell?)] = [], at site: some RecordSite
  ) -> String? {
    guard host.isOwnSubject else { return nil }
    let isCamera = host.isCamera
    add(isCamera ? "camera" : "device", at: site) { row in
      for (member, cell) in details { row[member] = cell }
      row["mac"] = host.hardware?.given
      row["ip"] = IPAddress(host.address.text) == nil ? nil : host.address
      row["vendor"] = host.maker?.given
      let called = isCamera ? nil : host.name?.given
      row[isCamera ? "name" : "hostname"] = called ?? (host.hardware?.given == nil ? host.address : nil)
      if !isCamera { row["last_seen"] = seen }
    }
    return isCamera ? "camera" : "device"
  }
}
