import Formats
import Values

extension EntityRecognizer {
  /// The entity of a table, by its headers, and where a list of cameras and one of other devices have the same headers,
  /// by what stands in its rows.
  ///
  /// A register of laptops has a tag, a maker, a model and a place, as one of cameras has. So a header or a file's name
  /// that speaks of cameras decides, else the words of the rows; rows that speak of both leave it open. A list of goods
  /// in stock is neither.
  /// - Complexity: O(entities · columns), and O(cells) of a few hundred rows where the headers leave it open
  func recognise(_ file: RecordFile, fileName: String) -> Answer {
    let answer = recognise(columns: file.columns, groups: file.layout?.groups ?? [], fileName: fileName)
    guard let (camera, device) = rivals, isOpen(answer, file, fileName, camera, device) else { return answer }
    if Self.isStock(file.columns) { return .none }
    let said = Self.said(in: file)
    switch (said.cameras > 0, said.devices > 0) {
    case (true, false): return .entity(camera)
    case (false, true): return fits(device, file.columns) ? .entity(device) : .none
    case (true, true): return .several([device, camera])
    case (false, false): return answer
    }
  }

  /// The two entities that registers are about, if the schema has both.
  private var rivals: (camera: String, device: String)? {
    headers(of: "camera") == nil || headers(of: "device") == nil ? nil : ("camera", "device")
  }

  /// Whether the headers leave open which of the two it is.
  private func isOpen(
    _ answer: Answer, _ file: RecordFile, _ fileName: String, _ camera: String, _ device: String
  ) -> Bool {
    switch answer {
    case .several(let names): return Set(names) == [camera, device]
    case .entity(camera):
      if entity(named: fileName) == camera { return false }
      guard let own = headers(of: camera), let other = headers(of: device) else { return false }
      if (file.columns + (file.layout?.groups ?? [])).contains(where: { Self.isCamera(Self.words(Text($0).folded)) }) {
        return false
      }
      return file.columns.allSatisfy { column in
        guard let member = own.member(of: column) else { return true }
        // What a thing was bought for and of what sort it is, any register tells.
        return member == "kind" || member.hasPrefix("origin.") || other.names.contains(member)
      }
    default: return false
    }
  }

  /// Whether a table that has such columns can be one of an entity.
  private func fits(_ entity: String, _ columns: [String]) -> Bool {
    guard let names = headers(of: entity) else { return false }
    let members = Set(columns.compactMap { names.member(of: $0) })
    return members.count >= 2 && identifies(members, names.entity)
  }

  /// Whether the columns are those of goods: how many there are, and when to buy more.
  private static func isStock(_ columns: [String]) -> Bool {
    let names = columns.map(HeaderNames.canonical)
    return names.contains {
      ["min_amount", "min_qty", "minimum_quantity", "reorder_level", "qty_in_stock"].contains($0)
    }
  }

  /// How many of the first rows speak of cameras, and how many of other devices.
  private static func said(in file: RecordFile) -> (cameras: Int, devices: Int) {
    var said = (cameras: 0, devices: 0)
    for record in file.records.prefix(300) {
      var isCamera = false
      var isDevice = false
      for field in record.fields {
        let text = Cell(field.value).text
        // A remark may speak of anything.
        guard !text.isEmpty, text.utf8.count <= 60 else { continue }
        let words = Self.words(Text(text).folded)
        if Self.isCamera(words) { isCamera = true } else if Self.isDevice(words) { isDevice = true }
      }
      if isCamera { said.cameras += 1 } else if isDevice { said.devices += 1 }
    }
    return said
  }

  private static func isCamera(_ words: [String]) -> Bool {
    words.contains(where: cameraWords.contains) || pairs(words).contains(where: cameraPairs.contains)
  }

  private static func isDevice(_ words: [String]) -> Bool {
    words.contains(where: deviceWords.contains) || pairs(words).contains(where: devicePairs.contains)
  }

  private static func words(_ folded: String) -> [String] {
    folded.split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  private static func pairs(_ words: [String]) -> [String] {
    zip(words, words.dropFirst()).map { "\($0) \($1)" }
  }

  private static let cameraWords: Set<String> = [
    "camera", "cameras", "cam", "ipcam", "ipc", "nvr", "dvr", "xvr", "cctv", "webcam", "onvif", "rtsp",
  ]
  private static let cameraPairs: Set<String> = ["đầu ghi", "chuông cửa", "video doorbell"]
  private static let deviceWords: Set<String> = [
    "laptop", "laptops", "desktop", "desktops", "notebook", "workstation", "server", "printer", "scanner", "switch",
    "router", "firewall", "monitor", "tablet", "ipad", "iphone", "macbook", "imac", "smartphone", "keyboard", "mouse",
    "thinkpad", "latitude", "optiplex", "projector", "ups", "pc",
  ]
  private static let devicePairs: Set<String> = [
    "máy tính", "máy in", "máy chủ", "máy trạm", "máy quét", "điện thoại", "màn hình", "máy chiếu", "mobile phone",
    "mobile phones", "access point", "bộ phát", "bộ lưu", "thiết bị mạng", "chuyển mạch",
  ]
}
