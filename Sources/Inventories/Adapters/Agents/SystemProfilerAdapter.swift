import Diagnostics
import Formats
import Values

/// macOS's system_profiler: the applications, as JSON, as property list and as indented text.
///
/// It looks where applications usually lie, for every user. The JSON has no bundle id; who signed stands in
/// `signed_by`. The words of the text are those of the user's language: only the first of each block, the indentation
/// and the path tell.
struct SystemProfilerAdapter: Adapter {
  let name = "system-profiler"
  let title = "system_profiler (SPApplicationsDataType: JSON, property list, text)"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    if document.root?.at("SPApplicationsDataType")?.isArray == true { return .certain("`SPApplicationsDataType`") }
    if document.xmlName?.local == "plist" || document.source.bytes.starts(with: "bplist".utf8) {
      return Self.list(document.propertyList) == nil ? nil : .certain("`_dataType: SPApplicationsDataType`")
    }
    return Self.isText(document) ? .certain("indented blocks with paths of `.app`") : nil
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    let host = output.host()
    let items = document.root?.items("SPApplicationsDataType") ?? Self.list(document.propertyList) ?? []
    for item in items {
      let signer = item.items("signed_by").first?.cell ?? item["signed_by"]
      let team = signer?.map(Self.team)
      add(item, host, into: &output, version: item["version"], path: item["path"]) { row in
        row["name"] = item["_name"]
        row["signed_by"] = team
        row["install_source"] = item["obtained_from"]
      }
    }
    guard items.isEmpty, let text = document.text else { return }
    output.consulted("Signed by", "Obtained from")
    for item in InventoryTable(Self.table(text, document.lines)).rows {
      add(item, host, into: &output, version: item["Version"]?.map(Self.number), path: item["Location"]) { row in
        row["name"] = item["Name"]
        row["signed_by"] = item["Signed by"]?.given?.map(Self.team)
        row["install_source"] = item["Obtained from"]?.given
      }
    }
  }

  /// A version that is one number, which the text writes as the user's language does: `2,10`.
  private static func number(_ text: String) -> String? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let areDigits = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    return parts.count == 2 && areDigits ? parts.joined(separator: ".") : nil
  }

  private func add(
    _ site: some RecordSite, _ host: Cell, into output: inout AdaptedRecords, version: Cell?, path: Cell?,
    _ fill: (inout AdaptedRow) -> Void
  ) {
    output.add("software", at: site) { row in
      row["device"] = host
      fill(&row)
      row["version"] = version
      row["install_path"] = path
      let parts = path?.text.split(separator: "/") ?? []
      let isUsers = parts.count > 2 && parts[0] == "Users" && parts[1] != "Shared"
      row["scope"] = path?.converted(to: isUsers ? "user" : "machine")
      row["user"] = isUsers ? path?.converted(to: String(parts[1])) : nil
      row["source"] = .constant("apps")
      row["state"] = .constant("installed")
    }
  }

  /// `Developer ID Application: Microsoft Corporation (UBF8T346G9)`: the team's id.
  private static func team(_ text: String) -> String? {
    guard text.hasSuffix(")"), let open = text.lastIndex(of: "(") else { return nil }
    let id = text[text.index(after: open)...].dropLast()
    return id.count == 10 && id.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x41 && $0 <= 0x5A) }
      ? String(id) : nil
  }

  private static func list(_ root: JSONPlace?) -> [JSONPlace]? {
    let types = root?.isArray == true ? root?.items() ?? [] : [root].compactMap { $0 }
    return types.first { $0["_dataType"]?.text == "SPApplicationsDataType" }?.items("_items")
  }

  // MARK: Text

  private static func isText(_ document: InventoryDocument) -> Bool {
    guard document.xmlName == nil, document.format == nil || document.format == .csv || document.format == .yaml else {
      return false
    }
    let lines = (1...24).map { document.line($0) }
    return lines.contains { $0.hasPrefix("    ") && $0.hasSuffix(":") && !$0.hasPrefix("     ") }
      && lines.contains { $0.hasPrefix("      ") && $0.hasSuffix(".app") && $0.contains(": /") }
  }

  /// `    Terminal:`, then lines that stand two places further in: `      Version: 2.1.2`.
  private static func table(_ text: Source, _ lines: [String]) -> RecordFile {
    var table = TextTable(text, columns: ["Name", "Version", "Location", "Signed by", "Obtained from"])
    var name: String?
    var start = 0
    var version = ""
    var path = ""
    var signer = ""
    var origin = ""
    func close() {
      if let name { table.append([name, version, path, signer, origin], line: start) }
      (version, path, signer, origin) = ("", "", "", "")
    }
    for (index, line) in lines.enumerated() {
      let depth = line.prefix { $0 == " " }.count
      if depth == 4, line.hasSuffix(":") {
        close()
        (name, start) = (String(line.dropFirst(4).dropLast()), index + 1)
      } else if depth == 6, name != nil, let colon = line.firstRange(of: ": ") {
        let value = String(line[colon.upperBound...])
        // The path is the value that is one, the version stands first where there is any and begins with a digit.
        if value.hasPrefix("/") {
          path = value
        } else if line.hasPrefix("      Signed by: ") || value.hasPrefix("Developer ID Application: ") {
          // The certificate, and those that vouch for it.
          signer = value.firstRange(of: ", ").map { String(value[..<$0.lowerBound]) } ?? value
        } else if line.hasPrefix("      Obtained from: ") {
          origin = value
        } else if version.isEmpty, isFirst(line), value.first?.isNumber == true {
          version = value
        }
      }
    }
    close()
    return table.file
  }

  /// `Version`, `Versión`, `Versione`, `Phiên bản`.
  private static func isFirst(_ line: String) -> Bool {
    let word = line.trimmed.prefix { $0 != ":" }.lowercased()
    return word.hasPrefix("vers") || word == "phiên bản"
  }
}
