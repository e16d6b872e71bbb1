import Formats
import Values

/// The inventory that the agents of GLPI, FusionInventory and OCS send: their XML, GLPI's JSON, the JSON of OCS 3.
///
/// The same sections under names that differ in case and spaces. A whole inventory lists what is installed for the
/// machine, wherever the agent looks for it; what users installed for themselves it sees in loaded profiles only. One
/// that says `partial`, or has no section of programs, proves nothing.
struct AgentInventoryAdapter: Adapter {
  let name = "glpi"
  let title = "GLPI, FusionInventory and OCS agents (XML, JSON)"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    if NetworkInventoryAdapter.isOne(document) { return nil }
    if document.xmlName?.local == "REQUEST" {
      return document.xml?.at("REQUEST", "CONTENT") == nil ? nil : .certain("`REQUEST` with `CONTENT`")
    }
    guard let root = document.root else { return nil }
    if root.at("template_inventory")?.isObject == true { return .certain("`template_inventory`") }
    guard root.at("content")?.isObject == true, root.has("deviceid") || root.has("itemtype") else { return nil }
    return .certain("`deviceid` with `content`")
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    let root = document.root ?? document.xml?.at("REQUEST")
    let sections = root?.at("template_inventory") ?? root?.at("content") ?? root?.at("CONTENT")
    guard let root, let sections, sections.isObject else { return output.loss("there is no content") }
    let content = AgentSection(sections)
    if root["partial"]?.text == "true" { output.loss("the inventory is partial") }
    // 2017-06-09 09:00:49; what a server of OCS hands out has the day of the last inventory with slashes instead.
    let day = content.section("ACCESSLOG")?.cell("LOGDATE") ?? content.section("HARDWARE")?.cell("LASTDATE")
    output.collected = day.flatMap { cell in
      CalendarDate(parsing: String(cell.text.prefix(10)).split(separator: "/").joined(separator: "-"))
    }
    let host = addDevice(content, root, into: &output) ?? output.host()
    let software = content.sections("SOFTWARES")
    for item in software { addSoftware(item, host, into: &output) }
    // Without the section nobody looked for programs.
    if content.has("SOFTWARES"), output.losses.isEmpty {
      output.claim("software.machine", .completeWherePresent, of: [host])
    }
    for user in content.sections("LOCAL_USERS") {
      output.add("account", at: user.place) { row in
        row["device"] = host
        row["uid"] = user.cell("LOGIN") ?? user.cell("NAME")
        row["name"] = user.cell("NAME")
        row["type"] = .constant("device_local")
      }
    }
    output.ignore("lenses of the device itself", count: content.sections("CAMERAS").count)
  }

  private func addDevice(_ content: AgentSection, _ root: JSONPlace, into output: inout AdaptedRecords) -> Cell? {
    let hardware = content.section("HARDWARE")
    let bios = content.section("BIOS")
    let system = content.section("OPERATINGSYSTEM") ?? content.section("OPERATING SYSTEM")
    let interfaces = content.sections("NETWORKS").filter {
      !["1", "true"].contains($0.cell("VIRTUALDEV")?.text) && $0.cell("TYPE")?.text != "loopback"
    }
    guard let site = hardware ?? bios ?? system else { return nil }
    let isNamed = hardware?.cell("NAME")?.given != nil || bios?.cell("SSN", "SERIAL NUMBER")?.given != nil
    let own = isNamed ? nil : output.host()
    return output.add("device", at: site.place) { row in
      row["hostname"] = hardware?.cell("NAME")?.given ?? own
      row["serial"] = bios?.cell("SSN", "SERIAL NUMBER")
      row["udid"] = hardware?.cell("UUID")
      row["asset_tag"] = bios?.cell("ASSETTAG", "ASSET TAG")
      // OCS on macOS writes 0 for whom it does not know.
      row["vendor"] = bios?.cell("SMANUFACTURER", "MANUFACTURER").map { $0.text == "0" ? $0.converted(to: "") : $0 }
      row["model"] = bios?.cell("SMODEL", "MODEL")
      row["mac"] = Self.list(interfaces.compactMap { $0.cell("MACADDR", "MAC", "MAC ADDRESS")?.given })
      row["ip"] = Self.list(interfaces.compactMap { $0.cell("IPADDRESS", "IP ADDRESS")?.given })
      row["fqdn"] = system?.cell("FQDN")
      OperatingSystemWords(
        caption: system?.cell("FULL_NAME", "FULL NAME")?.given ?? system?.cell("NAME") ?? hardware?.cell("OSNAME"),
        version: system?.cell("VERSION")?.given ?? hardware?.cell("OSVERSION"),
        build: system?.cell("KERNEL_VERSION")?.given
      ).fill(&row)
      row["os.family"] = system?.cell("KERNEL_NAME")
    }
  }

  /// Texts of several sections, each itself one or a list of them.
  private static func list(_ cells: [Cell]) -> Cell? {
    guard let first = cells.first else { return nil }
    var items: [RawValue] = []
    for cell in cells {
      if case .list(let own) = cell.value { items += own } else { items.append(cell.value) }
    }
    items = items.filter { !Cell($0).isEmpty }
    var seen: Set<RawValue> = []
    return Cell(.list(items.filter { seen.insert($0).inserted }), under: first.header)
  }

  private func addSoftware(_ item: AgentSection, _ host: Cell, into output: inout AdaptedRecords) {
    let title = item.cell("NAME")
    if WindowsUpdates.isOne(title?.text ?? "") || WindowsUpdates.isOne(item.cell("GUID")?.text ?? "") {
      return output.ignore("updates of Windows (KB rows)")
    }
    let origin = item.cell("FROM")
    let isPackage = ["rpm", "deb", "apk", "pacman"].contains(origin?.text.lowercased())
    let isAndroid = origin?.text == "Android"
    // Agents of macOS put the line of copyright where others have the publisher.
    let isMac = item.cell("SYSTEM_CATEGORY") != nil && !isPackage
    // OCS on macOS writes there where it was obtained from.
    let publisher = isMac ? nil : item.cell("PUBLISHER")
    let isOrigin = publisher.map { Self.origins.contains($0.text) } ?? false
    let user = item.cell("USERNAME")
    output.add("software", at: item.place) { row in
      row["device"] = host
      row["name"] = title
      row["version"] = item.cell("VERSION")
      row["publisher"] = isOrigin ? nil : publisher
      row["install_source"] = isOrigin ? publisher : nil
      row["package_id"] = isAndroid ? item.cell("COMMENTS") : isPackage ? title : nil
      row["identifying_number"] = item.cell("GUID").flatMap { $0.text.hasPrefix("{") ? $0 : nil }
      row["install_path"] = item.cell("FOLDER")
      row["install_date"] = item.cell("INSTALLDATE", "INSTALL_DATE", "INSTALLATION DATE")?.map(Self.day)
      row["source"] = origin?.given ?? .constant("glpi")
      row["scope"] = Self.scope(user, isPackage)
      row["user"] = user?.given
      row["state"] = .constant("installed")
    }
  }

  private static let origins: Set<String> = ["Identified Developer", "App Store", "Mac App Store", "Unknown"]

  private static func scope(_ user: Cell?, _ isPackage: Bool) -> Cell? {
    if isPackage { return .constant("machine") }
    return user.map { $0.converted(to: $0.isEmpty ? "machine" : "user") }
  }

  /// FusionInventory writes day/month/year, OCS year/month/day or as macOS does, GLPI year-month-day; the first day of Unix and the last
  /// of 2008, which images of Android bear, are no days.
  private static func day(_ text: String) -> String? {
    if ["01/01/1970", "1970-01-01", "1970/01/01", "31/12/2008", "2008-12-31"].contains(text) { return "" }
    let parts = text.split(separator: "/")
    guard parts.count == 3 else { return nil }
    // 10/29/25, 2:21 AM is how macOS writes for the United States, and nobody else has AM behind a year of two digits.
    if let comma = parts[2].firstIndex(of: ","), parts[2].hasSuffix("AM") || parts[2].hasSuffix("PM") {
      let year = parts[2][..<comma]
      return year.count == 2 ? ToolDates.separated("\(parts[0])/\(parts[1])/20\(year)", .mdy) : nil
    }
    return parts[0].count == 4 ? parts.joined(separator: "-") : ToolDates.separated(text, .dmy)
  }
}

/// A section of an agent's inventory: members by the name of FusionInventory's XML, in whatever case it stands.
struct AgentSection {
  let place: JSONPlace

  init(_ place: JSONPlace) { self.place = place }

  private func member(_ name: String) -> JSONPlace? {
    place.at(name) ?? place.at(name.lowercased()) ?? place.at(name.replacing("_", with: " "))
  }

  func has(_ name: String) -> Bool { member(name) != nil }

  /// The sections of a name: a list, or the one that stands there alone. Agents write `{}` for none.
  func sections(_ name: String) -> [AgentSection] {
    guard let member = member(name) else { return [] }
    let items = member.isArray ? member.items() : [member]
    return items.filter { !$0.headers.isEmpty }.map { AgentSection($0) }
  }

  func section(_ name: String) -> AgentSection? { sections(name).first }

  /// The first of some names that is there; an empty object says nothing.
  func cell(_ names: String...) -> Cell? {
    for name in names {
      guard let member = member(name) else { continue }
      if member.isObject, member.headers.isEmpty { return Cell(.null, under: member.cell.header) }
      return member.cell
    }
    return nil
  }
}
