import Formats
import Values

/// Lists of a camera maker's firmware by model and hardware line, as the archive of Hikvision's downloads keeps them.
///
/// Of each model and line the newest release counts that is no trial; the models that a release names besides get it
/// too. The file is no older than the newest release in it, which is taken for its day where nobody tells another.
struct FirmwareArchiveAdapter: Adapter {
  let name = "firmware-archive"
  let title = "Hikvision firmware archive (firmwares, devices)"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    guard let first = document.root?.members().first?.value, first.has("model", "hardware_version") else { return nil }
    if first.has("version", "supported_models") { return .certain("`hardware_version` and `supported_models`") }
    return first.headers.count == 2 ? .certain("`model` and `hardware_version` alone") : nil
  }

  private struct Release {
    var site: JSONPlace
    var model: Cell
    var version: Version
    var released: String
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    guard let root = document.root else { return }
    var newest: [[String]: Release] = [:]
    var order: [[String]] = []
    var days: [CalendarDate] = []
    for (_, item) in root.members() {
      guard let text = item["version"]?.given else {
        output.ignore("models without a firmware")
        continue
      }
      let line = item["hardware_version"]?.text ?? ""
      guard !line.isEmpty, line != "UNKNOWN" else {
        output.ignore("firmware of an unknown hardware line")
        continue
      }
      guard item["is_beta"]?.text != "true" else {
        output.ignore("trial firmware")
        continue
      }
      guard let version = Version(text.text, scheme: .hikvision) else {
        output.ignore("firmware whose version cannot be read")
        continue
      }
      if let day = document.day(item["date"]) { days.append(day) }
      let models = [item["model"]].compactMap { $0?.given } + item.items("supported_models").compactMap(\.cell.given)
      for model in models {
        let key = [Text(model.text).folded, Text(line).folded]
        let release = Release(site: item, model: model, version: version, released: item["date"]?.text ?? "")
        if let known = newest[key] {
          if Self.isNewer(release, than: known) { newest[key] = release }
        } else {
          newest[key] = release
          order.append(key)
        }
      }
    }
    output.collected = days.max()
    for key in order {
      guard let release = newest[key] else { continue }
      output.addReference("firmware_releases", at: release.site) { row in
        row["vendor"] = .constant("hikvision")
        row["model"] = release.model
        row["line"] = release.site["hardware_version"]
        row["version"] = release.site["version"]
        row["released"] = release.site["date"]?.given
      }
    }
  }

  private static func isNewer(_ release: Release, than known: Release) -> Bool {
    switch Version.compare(release.version, known.version) {
    case .greater: true
    case .equal: known.released < release.released
    default: false
    }
  }
}
