import Formats
import Values

/// Intune: its devices, as the portal exports them and as Microsoft Graph answers (`managedDevices`, in JSON, or made
/// CSV by PowerShell), and the applications it discovered on them.
///
/// Discovered applications are gathered once a week, from devices that answer, and of a device only what its platform
/// shows: what is not listed may be there all the same.
struct IntuneAdapter: Adapter {
  let name = "intune"
  let title = "Intune (devices and discovered apps as CSV, Graph managedDevices)"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    if let head = document.head { return Self.recognise(head) }
    guard let first = document.root?.items("value").first ?? document.sample.first else { return nil }
    return first.has("deviceName", "lastSyncDateTime", "operatingSystem")
      ? .certain("records with `deviceName` and `lastSyncDateTime`") : nil
  }

  private static func recognise(_ head: InventoryTable) -> Recognition? {
    if head.has("Device name"), head.has("Last check-in") || head.has("Intune registered") {
      return head.has("Device ID") || head.has("OS version") || head.has("Managed by")
        ? .certain("the columns `Device name` and `Last check-in`") : nil
    }
    if head.has("DeviceName", "LastSyncDateTime", "OperatingSystem") {
      return .certain("the columns `DeviceName` and `LastSyncDateTime`")
    }
    let isApps = names["app"].map { head.hasAny($0) } ?? false
    return isApps && head.hasAny(["Device name", "DeviceName"]) && head.hasAny(names["app version"] ?? [])
      ? .certain("the columns of discovered applications") : nil
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    if let table = document.table {
      let areApps = table.hasAny(Self.names["app"] ?? [])
      for row in table.rows where !row.isBlank {
        if areApps { addApplication(row, into: &output) } else { addDevice(row, into: &output) }
      }
      return
    }
    output.dateOrder = nil
    let root = document.root
    if root?.has("@odata.nextLink") == true { output.loss("the answer has further pages") }
    let devices = root?.items("value") ?? []
    for device in devices.isEmpty ? document.objects.flatMap({ $0.isArray ? $0.items() : [$0] }) : devices {
      addDevice(device, into: &output)
    }
  }

  /// By what is meant: the portal's columns, and Graph's, which PowerShell keeps.
  private static let names: [String: [String]] = [
    "hostname": ["Device name", "deviceName"], "serial": ["Serial number", "serialNumber"],
    "mac": ["Wi-Fi MAC", "wiFiMacAddress"], "wired": ["Ethernet MAC", "ethernetMacAddress"],
    "imei": ["IMEI", "imei"], "vendor": ["Manufacturer", "manufacturer"], "model": ["Model", "model"],
    "system": ["OS", "operatingSystem"], "version": ["OS version", "osVersion"],
    "owner": ["Primary user UPN", "userPrincipalName", "Primary user email address", "Primary user display name"],
    "state": ["Device state", "managementState"], "ownership": ["Ownership", "managedDeviceOwnerType", "ownerType"],
    "seen": ["Last check-in", "lastSyncDateTime"], "enrolled": ["Enrollment date", "enrolledDateTime"],
    "app": ["Application name", "ApplicationName", "App name"],
    "app version": ["Application version", "ApplicationVersion", "App version"],
    "publisher": ["Application publisher", "ApplicationPublisher", "App publisher", "Publisher"],
  ]

  private func cell(_ meaning: String, _ site: some RecordSite) -> Cell? {
    let found = (Self.names[meaning] ?? []).compactMap { site[$0] }
    return found.first { !$0.isEmpty } ?? found.first
  }

  private func addDevice(_ device: some RecordSite, into output: inout AdaptedRecords) {
    let macs = [cell("mac", device)?.given, cell("wired", device)?.given].compactMap { $0 }
    output.add("device", at: device) { row in
      row["hostname"] = cell("hostname", device)
      row["serial"] = cell("serial", device)
      row["mac"] = macs.count < 2 ? macs.first : Cell(.list(macs.map(\.value)), under: macs[0].header)
      row["imei"] = cell("imei", device)
      row["vendor"] = cell("vendor", device)
      row["model"] = cell("model", device)
      OperatingSystemWords(caption: system(device), version: cell("version", device)).fill(&row)
      row["os.build"] = cell("version", device)
      row["owner"] = cell("owner", device)
      row["is_managed"] = cell("state", device)?.map { $0.lowercased() == "managed" ? "true" : nil }
      row["is_personal"] = cell("ownership", device)?.map(Self.isPersonal)
      row["last_seen"] = cell("seen", device)?.map(Self.day)
      row["first_seen"] = cell("enrolled", device)?.map(Self.day)
    }
  }

  private func addApplication(_ application: some RecordSite, into output: inout AdaptedRecords) {
    output.add("software", at: application) { row in
      row["device"] = cell("hostname", application)
      row["name"] = cell("app", application)
      row["version"] = cell("app version", application)
      row["publisher"] = cell("publisher", application)
      row["source"] = .constant("intune")
      row["state"] = .constant("installed")
    }
  }

  /// `Windows` and version 10.0.22631 are Windows 11: the builds from 22000 on are.
  private func system(_ device: some RecordSite) -> Cell? {
    guard let system = cell("system", device), system.text == "Windows" else { return cell("system", device) }
    let parts = (cell("version", device)?.text ?? "").split(separator: ".")
    guard parts.count > 2, parts[0] == "10", let build = Int(parts[2]) else { return system }
    return system.converted(to: build >= 22000 ? "Windows 11" : "Windows 10")
  }

  private static func isPersonal(_ text: String) -> String? {
    switch text.lowercased() {
    case "personal": "true"
    case "corporate", "company": "false"
    default: nil
    }
  }

  /// `2026-01-06 01:45:12.0000000`, in UTC: the day is enough. `1/14/2026 8:45:12 AM` is in the order of the browser's
  /// language, which the file does not tell: its first word is left to the manifest's.
  private static func day(_ text: String) -> String? {
    let day = String(text.prefix(10))
    if CalendarDate(parsing: day) != nil { return day }
    let words = text.split { $0 == " " || $0 == "," }
    guard words.count > 1, words[0].contains("/") || words[0].contains("."), words[1].contains(":") else { return nil }
    return String(words[0])
  }
}
