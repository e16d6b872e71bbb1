import Formats
import Values

/// The Uninstall keys of the Windows registry: as `reg export` writes them, as PowerShell exports them to CSV or
/// JSON, and as consoles print them.
///
/// What stands under HKEY_LOCAL_MACHINE is for the machine, what stands under a user's hive is that user's, and hives
/// that were not loaded are not seen. Programs from the store are in none, so nothing is proved by what is not listed.
struct UninstallAdapter: Adapter {
  let name = "windows-uninstall"
  let title = "Windows Uninstall keys (.reg, CSV, JSON; text of PowerShell, reg query, wmic)"

  private static let key = "\\microsoft\\windows\\currentversion\\uninstall"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    if document.isRegistry {
      return document.registryKeys.contains { $0.path.lowercased().contains(Self.key) }
        ? .certain("registry keys below `Uninstall`") : nil
    }
    if let form = UninstallText.form(document) { return .certain(form.because) }
    if let head = document.head, head.has("DisplayName", "DisplayVersion"), Self.isExport(head.columns) {
      return .certain("the columns `DisplayName` and `DisplayVersion`")
    }
    guard let first = document.sample.first(where: { $0.has("DisplayName") }) else { return nil }
    return first.has("DisplayVersion") && Self.isExport(first.headers)
      ? .certain("records with `DisplayName` and `DisplayVersion`") : nil
  }

  /// `DisplayName` alone is also what other tools call a name.
  private static func isExport(_ headers: [String]) -> Bool {
    let names = Set(headers.map { $0.lowercased() })
    return !names.isDisjoint(with: [
      "pschildname", "pspath", "uninstallstring", "quietuninstallstring", "installsource", "installlocation",
      "windowsinstaller", "installdate", "pscomputername",
    ])
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    output.consulted("SystemComponent", "ParentKeyName", "ParentDisplayName", "ReleaseType", "PSPath", "PSChildName")
    if document.isRegistry {
      for key in document.registryKeys {
        let path = key.path.lowercased()
        guard let range = path.firstRange(of: Self.key + "\\") else {
          output.ignore("keys that are none of a program", at: key)
          continue
        }
        guard !path[range.upperBound...].contains("\\"), !key.key.isDeleted else {
          output.ignore("keys that are none of a program", at: key)
          continue
        }
        add(key, path: Cell(key.path), id: Cell(key.name), into: &output)
      }
      return
    }
    if let form = UninstallText.form(document) {
      for row in InventoryTable(form.read(document)).rows {
        add(row, path: row["PSPath"] ?? row["PSParentPath"], id: row["PSChildName"], into: &output)
      }
      return
    }
    for row in document.table?.rows.filter({ !$0.isBlank }) ?? [] {
      add(row, path: row["PSPath"] ?? row["PSParentPath"], id: row["PSChildName"], into: &output)
    }
    var items = document.objects
    if items.isEmpty { items = [document.root].compactMap { $0 } }
    if items.count == 1, items[0].isArray { items = items[0].items() }
    for item in items {
      add(item, path: item["PSPath"] ?? item["PSParentPath"], id: item["PSChildName"], into: &output)
    }
  }

  private func add(_ site: some RecordSite, path: Cell?, id: Cell?, into output: inout AdaptedRecords) {
    if let reason = Self.reasonToLeaveOut(site, id) { return output.ignore(reason, at: site) }
    let device = (site["PSComputerName"] ?? site["ComputerName"])?.given
    let host = device ?? output.host()
    let hive = path.flatMap(Self.hive)
    output.add("software", at: site) { row in
      row["device"] = host
      row["name"] = site["DisplayName"] ?? site["Name"]
      row["version"] = site["DisplayVersion"] ?? site["Version"]
      row["publisher"] = site["Publisher"] ?? site["Vendor"]
      row["identifying_number"] = id.flatMap { $0.text.hasPrefix("{") ? $0 : nil }
      row["install_path"] = site["InstallLocation"]
      row["install_source"] = site["InstallSource"]
      row["install_date"] = site["InstallDate"]?.map(ToolDates.compact)
      row["scope"] = hive?.scope
      row["user"] = hive?.user
      row["source"] = .constant("programs")
      row["state"] = .constant("installed")
    }
  }

  /// Rows that Windows keeps beside programs.
  private static func reasonToLeaveOut(_ site: some RecordSite, _ id: Cell?) -> String? {
    guard let title = (site["DisplayName"] ?? site["Name"])?.given else { return "keys without a name to show" }
    if site["SystemComponent"]?.text == "1" { return "components of the system" }
    if site["ParentKeyName"]?.given != nil || site["ParentDisplayName"]?.given != nil {
      return "parts of another program"
    }
    let isUpdate = ["update", "hotfix", "service pack"].contains { word in
      site["ReleaseType"]?.text.lowercased().contains(word) ?? false
    }
    return isUpdate || WindowsUpdates.isOne(title.text) || WindowsUpdates.isOne(id?.text ?? "")
      ? "updates of Windows (KB rows)" : nil
  }

  private static func hive(_ path: Cell) -> (scope: Cell, user: Cell?)? {
    let text = path.text.uppercased()
    if text.contains("HKEY_LOCAL_MACHINE") || text.contains("HKLM") { return (path.converted(to: "machine"), nil) }
    guard text.contains("HKEY_USERS") || text.contains("HKEY_CURRENT_USER") || text.contains("HKCU") else { return nil }
    let parts = path.text.split(separator: "\\").map(String.init)
    let sid = parts.first { $0.hasPrefix("S-1-5-") }
    return (path.converted(to: "user"), sid.map { path.converted(to: $0) })
  }
}
