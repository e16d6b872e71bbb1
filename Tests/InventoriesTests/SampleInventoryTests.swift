import Formats
import Schema
import Tables
import Testing

@testable import Inventories

/// Real exports of many tools, where a developer has them: every file is read alone, and what became of it is printed.
@Suite struct SampleInventoryTests {
  static let folder =
    FilePaths.folder(of: FilePaths.folder(of: FilePaths.folder(of: AdapterSnapshot.folder)))
    + "/shared/inventory-samples"
  static let isThere = FilePaths.real(folder) != nil
  static let absent: Comment = "the folder of sample inventories, ../shared/inventory-samples, is not here"

  /// What became of one sample, in one line.
  static func line(_ path: String, _ schema: InventorySchema, _ options: InventoryLoader.Options) -> String {
    let loaded = InventoryLoader.load(paths: ["\(folder)/\(path)"], schema: schema, options: options)
    let adapters = Set(loaded.report.adapted.map(\.adapter)).sorted().joined(separator: "+")
    var rows: [String: Int] = [:]
    for source in loaded.report.sources { rows[source.entity, default: 0] += source.records }
    var parts = rows.keys.sorted().map { "\($0) \(rows[$0] ?? 0)" }
    if !loaded.references.isEmpty { parts.append("references \(loaded.references.count)") }
    let subjects = loaded.inventory.map { inventory in
      inventory.tables.values.reduce(0) { $0 + $1.count }
    }
    let unreadable = loaded.inventory.map(Self.unreadable) ?? 0
    return "\(path): \(adapters.isEmpty ? "-" : adapters): \(parts.isEmpty ? "nothing" : parts.joined(separator: ", "))"
      + "; subjects \(subjects.map(String.init) ?? "none"), unreadable \(unreadable)"
  }

  private static func unreadable(_ inventory: Inventory) -> Int {
    var count = 0
    for table in inventory.tables.values {
      for column in table.columns.values {
        let isUnreadable = column.entries.map { entry in
          if case .unknown(let unknown) = entry.value { unknown.code == .valueUnreadable } else { false }
        }
        for code in column.codes where isUnreadable[Int(code)] { count += 1 }
      }
    }
    return count
  }

  static func files() throws -> [String] {
    let listing = try FileTree.files(under: folder)
    return listing.files.map { String($0.dropFirst(folder.utf8.count + 1)) }.filter { $0 != "INDEX.md" }.sorted()
  }

  @Test(.enabled(if: isThere, absent)) func `every sample is read, and tells what became of it`() throws {
    let schema = try AdapterSnapshot.schema()
    let options = InventoryLoader.Options(adapters: try AdapterSnapshot.declared())
    let lines = try Self.files().map { Self.line($0, schema, options) }
    print(lines.joined(separator: "\n"))
    let byPath = Dictionary(
      lines.map { (String($0.prefix { $0 != ":" }), $0) }, uniquingKeysWith: { first, _ in first })
    for (path, expected) in Self.expected where byPath[path] != nil {
      let found = byPath[path]?.dropFirst(path.count + 2).prefix { $0 != ";" }
      #expect(found.map(String.init) == expected, "\(path)")
    }
    #expect(Self.expected.keys.allSatisfy { byPath[$0] != nil })
  }

  /// Adapter and rows by entity, counted by other means.
  static let expected: [String: String] = [
    "ansible-facts/facter.test.local.json": "ansible-facts: device 1",
    "camera-config/go2rtc-streams.yaml": "go2rtc: account 2, camera 2",
    "camera-config/hikvision-camera-bot.json": "camera-bot: account 2, camera 2",
    "cyclonedx/hbom-pcie.bom.json": "cyclonedx: device 1",
    "cyclonedx/laravel-7.12.0.bom.1.4.json": "cyclonedx: software 1",
    "cyclonedx/obom-example1.json": "cyclonedx: device 1, software 1",
    "cyclonedx/pyenv-1.4.json": "cyclonedx: software 49",
    "cyclonedx/pyenv-1.5.json": "cyclonedx: software 49",
    "dahua-cgi/magicbox.txt": "dahua: camera 1",
    "dpkg/dpkg-l.out.txt": "dpkg: software 671",
    "dpkg/dpkg-query-zoom-installed.tsv": "dpkg: software 4",
    "dpkg/status-zoom-installed": "dpkg: software 4",
    "dpkg/syft-status": "dpkg: software 1",
    "frigate/config-snapshot.json": "frigate: camera 3",
    "endoflife/macos.release-data.json": "endoflife: nothing",
    "endoflife/windows.product.md": "endoflife: references 76",
    "firmware-catalog/hikvision_devices.json": "firmware-archive: nothing",
    "firmware-catalog/hikvision_firmwares_subset.json": "firmware-archive: references 2806",
    "fusioninventory-xml/1.xml": "glpi: account 60, device 1, software 42",
    "fusioninventory-xml/13-android.xml": "glpi: device 1, software 1",
    "fusioninventory-xml/4-macos.xml": "glpi: account 98, device 1, software 7",
    "fusioninventory-xml/local-debian.ocs": "glpi: device 1, software 799",
    "glpi-json/computer_1.json": "glpi: device 1, software 6",
    "glpi-json/phone_1.json": "glpi: device 1, software 3",
    "glpi-json/printer_1.json": "glpi-network: device 1",
    "hikvision-isapi/DS-2CD2386G2-IU.json": "hikvision: camera 1",
    "hikvision-isapi/DS-2CD2532F-IWS.json": "hikvision: camera 1",
    "hikvision-isapi/DS-7608NXI-I2.json": "hikvision: camera 5",
    "hikvision-isapi/deviceInfo-ipc1.xml": "hikvision: camera 1",
    "intune-csv/devices.synthetic.csv": "intune: device 1",
    "kev/known_exploited_vulnerabilities.csv": "kev: references 1404",
    "mdm/installed_application_list.plist": "apple-mdm: device 1, software 3",
    "netbox/devicetype-hikvision-DS-2CD2043G2-I.yaml": "netbox: nothing",
    "nmap/1_os_banner_scripts.xml": "nmap: exposure 8",
    "nmap/2_null_hosts.xml": "nmap: nothing",
    "nmap/cameras-sim1.gnmap": "nmap: camera 2, exposure 8",
    "nmap/cameras-sim1.nmap.txt": "nmap: camera 3, exposure 54",
    "nmap/cameras-sim1.xml": "nmap: camera 3, exposure 54",
    "nmap/jc-xml-nmap.xml": "nmap: exposure 1",
    "ocs-json/rhel_inventory.json": "glpi: account 52, device 1, software 2153",
    "ocs-json/windows_inventory.json": "glpi: account 5, device 1, software 68",
    "nvd/CVE-2020-11469.json": "nvd: references 1",
    "onvif/hikvision/GetDeviceInformation.Response.xml": "onvif: camera 1",
    "onvif/hikvision/GetUsers.Response.xml": "onvif: account 1",
    "onvif/pelco/GetUsers.Response.xml": "onvif: camera 1",
    "osquery/apps-snapshot-zoom.json": "osquery: device 1, software 3",
    "osv/full_ranges.osv.json": "osv: references 2",
    "rpm/centos7-rpm-qai.txt": "rpm: software 430",
    "scuba/ProviderSettingsExport.json": "scubagear: setting 1122",
    "scuba/TeamsReport.json": "scubagear: setting 14",
    "scuba/gws_TestResults.json": "scubagoggles: setting 137",
    "scuba/gws_policyapi_policies1.json": "scubagoggles: setting 13",
    "shodan/host-8.8.8.8.json": "shodan: exposure 1",
    "spdx/ACME-v2.3.spdx.json": "spdx: software 1",
    "spdx/examplemaven-3.0.spdx3.json": "spdx: software 1",
    "system-profiler/10.8.plist.xml": "system-profiler: software 291",
    "system-profiler/apps-2026.json": "system-profiler: software 3",
    "system-profiler/sample1.SPApplicationsDataType.txt": "system-profiler: software 349",
    "windows-uninstall/mssql-Uninstall.reg": "windows-uninstall: software 7",
    "windows-uninstall/uninstall-export.utf16.csv": "windows-uninstall: software 107",
    "windows-uninstall/xp-Uninstall.reg": "windows-uninstall: software 56",
    "winget/ImportFile-Good.2.0.json": "winget: software 1",
    "winget/export-with-zoom.json": "winget: software 11",
    "zoom/group-settings.json": "zoom: setting 47",
    "zoom/meeting-detail.json": "zoom: meeting 1",
  ]
}
