import Formats

/// What a document is that nobody reads, where that is certain, so that more can be said than that nobody knows it.
struct UnreadForm {
  /// To follow *it is*: "SPDX as XML".
  var what: String
  /// What to do instead.
  var help: String?

  /// Looks at a document that no adapter and no entity took.
  /// - Complexity: O(what a form costs that was not asked for yet)
  static func of(_ document: InventoryDocument) -> UnreadForm? {
    if document.isRegistry {
      return UnreadForm(
        what: "an export of the Windows registry without programs (keys below `Uninstall`)",
        help: "export `HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall`, and the same of each user")
    }
    if let root = document.xmlName { return markup(root, document) }
    if document.source.bytes.starts(with: "bplist".utf8) {
      return UnreadForm(what: "a property list without applications", help: nil)
    }
    if let root = document.root { return tree(root) }
    guard document.format == nil || document.format == .csv else { return nil }
    return text(document)
  }

  private static func tree(_ root: JSONPlace) -> UnreadForm? {
    if root.has("__NmapReport__") {
      return UnreadForm(what: "a report of python-libnmap", help: "give the XML that nmap wrote (`nmap -oX`)")
    }
    let members = root.members()
    if !members.isEmpty, members.allSatisfy({ $0.value.has("justification") }) {
      return UnreadForm(
        what: "a list of InSpec's waivers", help: "a waiver of Kiem stands in a document `waivers:`")
    }
    return nil
  }

  private static func markup(_ root: XMLName, _ document: InventoryDocument) -> UnreadForm {
    let spdx = "convert it to SPDX's JSON, YAML or tag-value form"
    switch root.local {
    case "RDF":
      let head = document.text.map { String(decoding: $0.bytes.prefix(8_192), as: UTF8.self) } ?? ""
      return head.contains("spdx.org/rdf")
        ? UnreadForm(what: "SPDX as RDF/XML", help: spdx) : UnreadForm(what: "RDF/XML")
    case "Document" where document.xml?.at("Document", "spdxVersion") != nil:
      return UnreadForm(what: "SPDX as XML", help: spdx)
    case "html", "HTML": return UnreadForm(what: "a page of HTML", help: "export its data as CSV, JSON or XML")
    case "plist":
      let types = (document.propertyList?.items() ?? []).compactMap { $0["_dataType"]?.text }
      let told = types.prefix(4).map { "`\($0)`" }.joined(separator: ", ")
      return types.isEmpty
        ? UnreadForm(what: "a property list without applications")
        : UnreadForm(
          what: "a report of system_profiler on \(told)", help: "run `system_profiler SPApplicationsDataType`")
    default: return UnreadForm(what: "XML whose outermost element is `\(root.local)`, which no adapter reads")
    }
  }

  /// Lists of package managers and reports, by what their first lines are like nowhere else.
  private static func text(_ document: InventoryDocument) -> UnreadForm? {
    let lines = (1...12).map { document.line($0) }
    let first = lines.first { !$0.trimmed.isEmpty } ?? ""
    let words = first.split(separator: " ").map(String.init)
    let convert = "list the same as CSV with the columns `name` and `version`"
    if words.count >= 5, words.prefix(3) == ["Name", "Version", "Rev"] {
      return UnreadForm(what: "the table of `snap list`", help: convert)
    }
    if first.hasPrefix("Name   "), lines.contains(where: { $0.hasPrefix("Depends On ") }) {
      return UnreadForm(what: "the list of `pacman -Qi`", help: convert)
    }
    if first.hasPrefix("C:Q1"), lines.contains(where: { $0.hasPrefix("P:") }) {
      return UnreadForm(what: "the database of packages of `apk`", help: convert)
    }
    let cells = first.split(separator: "\t").map(String.init)
    if cells.count == 4, cells[0].contains("."), ["system", "user"].contains(cells[2]) {
      return UnreadForm(what: "the list of `flatpak list`", help: convert)
    }
    if first.hasPrefix("/nix/store/") { return UnreadForm(what: "a list of paths of Nix", help: convert) }
    let isReport = first.hasSuffix(":") && !first.hasPrefix(" ") && lines.contains { $0.hasPrefix("      ") }
    if isReport, reports.contains(where: first.hasPrefix) {
      return UnreadForm(
        what: "a report of system_profiler without applications", help: "run `system_profiler SPApplicationsDataType`")
    }
    return nil
  }

  private static let reports = ["Hardware:", "Software:", "Network:", "Power:", "Graphics/Displays:", "USB:", "ATA:"]
}
