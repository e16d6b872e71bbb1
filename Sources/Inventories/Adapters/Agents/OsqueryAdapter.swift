import Formats
import Values

/// osquery: rows of its tables as `osqueryi --json` prints them, and the results log of osqueryd in its three forms
/// (event, snapshot, batch), of which the state at the last line counts.
///
/// No row tells what its query left out, so it proves nothing by what it does not list.
struct OsqueryAdapter: Adapter {
  let name = "osquery"
  let title = "osquery (rows of a table, results log)"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    let sample = document.sample
    guard let first = sample.first else { return nil }
    if sample.allSatisfy(OsqueryLog.isEntry) {
      return .certain("entries with `action` or `diffResults` and `unixTime`")
    }
    guard let table = OsqueryTable.of(first), sample.allSatisfy({ OsqueryTable.of($0) == table }) else { return nil }
    // The rows of few tables have columns that nothing else has.
    return table.isUnmistakable
      ? .certain("rows with the columns of the table `\(table.rawValue)`")
      : .likely("rows with the columns of the table `\(table.rawValue)`")
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    var entries = document.objects
    if entries.isEmpty, let root = document.root { entries = [root] }
    if entries.count == 1, entries[0].isArray { entries = entries[0].items() }
    if entries.contains(where: OsqueryLog.isEntry) {
      adapt(OsqueryLog(entries), into: &output)
    } else {
      add(entries, host: nil, into: &output)
    }
  }

  private func adapt(_ log: OsqueryLog, into output: inout AdaptedRecords) {
    output.ignore("rows that a later entry removed", count: log.removed)
    output.ignore("entries that are none of a results log", count: log.strangers)
    for state in log.states {
      output.collected = state.time.flatMap { output.document.day(ofUnixTime: $0) }
      let host = output.add("device", at: state.entry) { row in
        row["hostname"] = state.hostname
        row["udid"] = state.uuid
      }
      add(state.rows, host: host ?? state.hostname ?? state.uuid, into: &output)
    }
  }

  /// Adds rows of whatever tables they are of; without a host, those of the one that the document is about.
  private func add(_ rows: [JSONPlace], host: Cell?, into output: inout AdaptedRecords) {
    for item in rows {
      guard let table = OsqueryTable.of(item) else {
        output.ignore(
          item.isObject ? "rows of tables that say nothing the schema asks" : "items that are no rows", at: item)
        continue
      }
      if table == .systemInfo {
        let known = host
        output.add("device", at: item) { row in
          row["serial"] = item["hardware_serial"]
          row["udid"] = item["uuid"]
          row["hostname"] = item["hostname"]?.given ?? known
          row["name"] = item["computer_name"]
          row["vendor"] = item["hardware_vendor"]
          row["model"] = item["hardware_model"]
        }
        continue
      }
      let device = host ?? output.host()
      if table == .osVersion {
        output.add("device", at: item) { row in
          row[Self.looksLikeUUID(device.text) ? "udid" : "hostname"] = device
          OperatingSystemWords(caption: item["name"], version: item["version"], build: item["build"]).fill(&row)
          row["os.family"] = item["platform"]
        }
      } else if table == .users {
        output.add("account", at: item) { row in
          row["device"] = device
          row["uid"] = item["username"]
          row["name"] = item["description"]
          row["type"] = .constant("device_local")
        }
      } else {
        // A bundle's own name is asked where it tells none to be shown.
        if table == .apps { output.consulted("name", "display_name", "bundle_name", "bundle_version") }
        output.add("software", at: item) { row in
          row["device"] = device
          table.fillSoftware(&row, item)
        }
      }
    }
  }

  static func looksLikeUUID(_ text: String) -> Bool {
    text.utf8.count == 36 && text.utf8.filter { $0 == UInt8(ascii: "-") }.count == 4
  }
}

/// The tables whose rows mean something here.
enum OsqueryTable: String {
  case apps, programs, users
  case debPackages = "deb_packages"
  case rpmPackages = "rpm_packages"
  case chromeExtensions = "chrome_extensions"
  case osVersion = "os_version"
  case systemInfo = "system_info"

  /// The table of a row, by columns that come together in no other.
  static func of(_ row: JSONPlace) -> OsqueryTable? {
    if row.has("bundle_identifier"), row.has("bundle_executable") || row.has("bundle_short_version") { return .apps }
    if row.has("identifying_number", "name") || row.has("install_location", "publisher", "name") { return .programs }
    if row.has("maintainer", "arch", "version", "name") { return .debPackages }
    if row.has("release", "arch", "version", "name"), row.has("sha1") || row.has("epoch") { return .rpmPackages }
    if row.has("identifier", "version", "name"), row.has("profile") || row.has("browser_type") {
      return .chromeExtensions
    }
    if row.has("hardware_serial", "uuid") { return .systemInfo }
    if row.has("platform", "version", "name"), row.has("major") || row.has("build") { return .osVersion }
    if row.has("username", "uid", "shell") { return .users }
    return nil
  }

  var isUnmistakable: Bool {
    switch self {
    case .apps, .programs, .debPackages, .systemInfo: true
    case .rpmPackages, .chromeExtensions, .osVersion, .users: false
    }
  }

  func fillSoftware(_ row: inout AdaptedRow, _ item: JSONPlace) {
    row["source"] = .constant(rawValue)
    row["version"] = item["version"]
    row["name"] = item["name"]
    // dpkg keeps what was removed; what the other tables list is installed.
    row["state"] = self == .debPackages ? item["status"]?.map(DpkgAdapter.state) : .constant("installed")
    switch self {
    case .apps:
      let bundle = item["name"]?.map { $0.hasSuffix(".app") ? String($0.dropLast(4)) : nil }
      row["name"] = item["display_name"]?.given ?? item["bundle_name"]?.given ?? bundle
      row["version"] = item["bundle_short_version"]?.given ?? item["bundle_version"]
      row["bundle_identifier"] = item["bundle_identifier"]
      row["install_path"] = item["path"]
      let parts = item["path"]?.text.split(separator: "/") ?? []
      let isUsers = parts.count > 2 && parts[0] == "Users" && parts[1] != "Shared"
      row["scope"] = item["path"]?.converted(to: isUsers ? "user" : "machine")
      row["user"] = isUsers ? item["path"]?.converted(to: String(parts[1])) : nil
    case .programs:
      row["publisher"] = item["publisher"]
      row["identifying_number"] = item["identifying_number"]
      row["upgrade_code"] = item["upgrade_code"]
      row["package_family_name"] = item["package_family_name"]
      row["install_path"] = item["install_location"]
      row["install_source"] = item["install_source"]
      row["install_date"] = item["install_date"]?.map(ToolDates.compact)
    case .debPackages, .rpmPackages:
      row["package_id"] = item["name"]
      row["package_manager"] = .constant(self == .debPackages ? "dpkg" : "rpm")
      row["scope"] = .constant("machine")
      row["publisher"] = item["maintainer"] ?? item["vendor"]
      if self == .rpmPackages, let release = item["release"]?.given {
        row["version"] = item["version"]?.map { "\($0)-\(release.text)" }
      }
    case .chromeExtensions:
      row["package_id"] = item["identifier"]
      row["install_path"] = item["path"]
      row["scope"] = .constant("user")
    case .users, .osVersion, .systemInfo: break
    }
  }
}
