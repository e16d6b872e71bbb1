import Formats
import Values

/// `adb shell pm list packages`, with `-f`, `-i` and `--show-versioncode` or without: the packages of one Android device.
///
/// It lists packages of the user who asked, of the system too, and neither names nor versions that a person would know.
struct AndroidPackagesAdapter: Adapter {
  let name = "android-packages"
  let title = "Android packages (adb shell pm list packages)"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    guard document.format == nil || document.format == .csv else { return nil }
    let first = (1...3).map { document.line($0) }.filter { !$0.isEmpty }
    return !first.isEmpty && first.allSatisfy { $0.hasPrefix("package:") } ? .certain("lines of `package:`") : nil
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    let host = output.host()
    var table = TextTable(document.text ?? document.source, columns: ["package", "installer"])
    for (index, line) in document.lines.enumerated() where !line.trimmed.isEmpty {
      let words = line.split(separator: " ").map(String.init)
      guard let first = words.first, first.hasPrefix("package:") else {
        table.append([line], line: index + 1, problem: "no `package:`")
        continue
      }
      // package:/data/app/~~x==/us.zoom.videomeetings-y==/base.apk=us.zoom.videomeetings
      let path = first.dropFirst("package:".utf8.count)
      let package = path.hasPrefix("/") ? path.split(separator: "=").last.map(String.init) ?? "" : String(path)
      let installer = words.first { $0.hasPrefix("installer=") }?.dropFirst("installer=".utf8.count)
      // What came with the system, or by a cable, has none.
      table.append([package, installer.map { $0 == "null" ? "" : String($0) } ?? ""], line: index + 1)
    }
    let hasInstallers = document.lines.contains { $0.contains(" installer=") }
    output.consulted("installer")
    for row in InventoryTable(table.file).rows {
      output.add("software", at: row) { software in
        software["device"] = host
        software["name"] = row["package"]
        software["package_id"] = row["package"]
        software["installer"] = hasInstallers ? row["installer"] : nil
        software["source"] = .constant("android")
        software["state"] = .constant("installed")
      }
    }
  }
}
