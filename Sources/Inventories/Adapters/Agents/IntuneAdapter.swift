import Values

/// Intune: the devices that the portal exports as CSV. It has no programs.
struct IntuneAdapter: Adapter {
  let name = "intune"
  let title = "Intune (All devices > Export)"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    document.head?.has("Device ID", "Device name", "Last check-in") == true
      ? .certain("the columns `Device ID` and `Last check-in`") : nil
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    for device in document.table?.rows.filter({ !$0.isBlank }) ?? [] {
      output.add("device", at: device) { row in
        row["hostname"] = device["Device name"]
        row["serial"] = device["Serial number"]
        row["mac"] = device["Wi-Fi MAC"]?.given
        row["imei"] = device["IMEI"]
        row["vendor"] = device["Manufacturer"]
        row["model"] = device["Model"]
        OperatingSystemWords(caption: Self.system(device), version: device["OS version"]).fill(&row)
        row["os.build"] = device["OS version"]
        row["owner"] = device["Primary user UPN"]?.given ?? device["Primary user display name"]
        row["is_managed"] = device["Device state"]?.map { $0.lowercased() == "managed" ? "true" : nil }
        row["is_personal"] = device["Ownership"]?.map(Self.isPersonal)
        row["last_seen"] = device["Last check-in"]?.map(Self.day)
        row["first_seen"] = device["Enrollment date"]?.map(Self.day)
      }
    }
  }

  /// `Windows` and version 10.0.22631 are Windows 11: the builds from 22000 on are.
  private static func system(_ device: TableRow) -> Cell? {
    guard let system = device["OS"], system.text == "Windows" else { return device["OS"] }
    let parts = (device["OS version"]?.text ?? "").split(separator: ".")
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

  /// `2026-01-06 01:45:12.0000000`, in UTC: the day is enough.
  private static func day(_ text: String) -> String? {
    let day = String(text.prefix(10))
    return CalendarDate(parsing: day) == nil ? nil : day
  }
}
