import Diagnostics
import Formats
import Values

/// SPDX 2.x (JSON, YAML, tag-value) and SPDX 3 (JSON-LD).
///
/// As with every bill of materials, the packages that the document describes count: those of a system are what is
/// installed there, those of an application are its parts. Where nothing is said to be described, all packages count.
struct SPDXAdapter: Adapter {
  let name = "spdx"
  let title = "SPDX (2.x JSON, YAML and tag-value, 3 JSON-LD)"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    if document.root?["spdxVersion"]?.text.hasPrefix("SPDX-2") == true { return .certain("`spdxVersion: SPDX-2`") }
    if let root = document.root, root.has("@graph"), root["@context"]?.text.contains("spdx.org") == true {
      return .certain("the context of SPDX 3")
    }
    guard document.format == nil || document.format == .csv || document.format == .yaml else { return nil }
    return (1...5).contains { document.line($0).hasPrefix("SPDXVersion: SPDX-2") }
      ? .certain("`SPDXVersion: SPDX-2`") : nil
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    let packages: [SPDXPackage]
    if let root = document.root, root.has("@graph") {
      packages = SPDXPackage.graph(root)
      output.collected = root.items("@graph").first { $0["type"]?.text == "CreationInfo" }.flatMap {
        Self.day($0["created"])
      }
    } else if let root = document.root, root.has("spdxVersion") {
      packages = SPDXPackage.tree(root)
      output.collected = Self.day(root["creationInfo.created"])
    } else {
      packages = SPDXPackage.tags(document)
    }
    let described = packages.filter(\.isDescribed)
    let system = described.first { $0.isSystem }
    let isWhole = described.isEmpty || system != nil
    let host: Cell
    if let system, document.context.device == nil {
      host = output.add("device", at: system.site) { row in row["hostname"] = system.name } ?? output.host()
    } else {
      host = output.host()
    }
    for package in packages where !package.isSystem {
      guard isWhole || package.isDescribed else {
        output.ignore("parts of the package that the document is about", at: package.site)
        continue
      }
      output.add("software", at: package.site) { row in
        row["device"] = host
        row["name"] = package.name
        row["version"] = package.version
        row["publisher"] = package.supplier?.map(Self.party)
        row["purl"] = package.purl
        row["cpe_name"] = package.cpe
        row["source"] = .constant("spdx")
        row["state"] = isWhole ? .constant("installed") : nil
      }
    }
    output.consulted("SPDXID", "spdxId", "externalRefs", "licenseConcluded", "licenseDeclared", "checksums")
  }

  private static func day(_ cell: Cell?) -> CalendarDate? {
    cell.flatMap { CalendarDate(parsing: String($0.text.prefix(10))) }
  }

  /// `Organization: Zoom (security@zoom.us)` without the word and the address; nobody is nobody.
  private static func party(_ text: String) -> String? {
    if text == "NOASSERTION" || text == "NONE" { return "" }
    let name = text.firstRange(of: ": ").map { text[$0.upperBound...] } ?? text[...]
    return name.prefix { $0 != "(" }.trimmed
  }
}

/// A package of either version.
struct SPDXPackage {
  var site: AnyRecordSite
  var id: String
  var name: Cell?
  var version: Cell?
  var supplier: Cell?
  var purl: Cell?
  var cpe: Cell?
  var purpose: String
  /// Whether the document is about it.
  var isDescribed = false

  /// Whether other packages are installed in it.
  var isSystem: Bool {
    ["operating-system", "operatingsystem", "device", "container", "platform"].contains(
      purpose.lowercased().replacing("_", with: "-"))
  }

  // MARK: Version 2

  static func tree(_ root: JSONPlace) -> [SPDXPackage] {
    var described = Set(root.items("documentDescribes").map(\.cell.text))
    for relation in root.items("relationships") {
      let kind = relation["relationshipType"]?.text
      if kind == "DESCRIBES", relation["spdxElementId"]?.text == "SPDXRef-DOCUMENT" {
        described.insert(relation["relatedSpdxElement"]?.text ?? "")
      } else if kind == "DESCRIBED_BY" {
        described.insert(relation["spdxElementId"]?.text ?? "")
      }
    }
    return root.items("packages").map { package in
      let id = package["SPDXID"]?.text ?? ""
      func reference(_ kinds: String...) -> Cell? {
        package.items("externalRefs").first { kinds.contains($0["referenceType"]?.text ?? "") }?["referenceLocator"]
      }
      return SPDXPackage(
        site: AnyRecordSite(package), id: id, name: package["name"], version: package["versionInfo"],
        supplier: package["supplier"]?.given ?? package["originator"], purl: reference("purl"),
        cpe: reference("cpe23Type", "cpe22Type"), purpose: package["primaryPackagePurpose"]?.text ?? "",
        isDescribed: described.contains(id))
    }
  }

  /// `PackageName: zoom` and the tags up to the next.
  static func tags(_ document: InventoryDocument) -> [SPDXPackage] {
    var table = TextTable(document.text ?? document.source, columns: [])
    var names: [String] = []
    var values: [String] = []
    var start = 0
    var described: Set<String> = []
    func close() {
      if start > 0 { table.append(names, values, line: start) }
      (names, values, start) = ([], [], 0)
    }
    for (index, line) in document.lines.enumerated() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let tag = String(line[..<colon])
      let value = line[line.index(after: colon)...].trimmed
      if tag == "PackageName" {
        close()
        start = index + 1
      } else if tag == "FileName" || tag == "SnippetSPDXID" {
        close()
      } else if tag == "Relationship", value.contains(" DESCRIBES ") {
        described.insert(value.split(separator: " ").last.map(String.init) ?? "")
      }
      guard start > 0 else { continue }
      let reference = value.split(separator: " ").map(String.init)
      if tag == "ExternalRef", reference.count == 3 {
        if !names.contains(reference[1]) {
          names.append(reference[1])
          values.append(reference[2])
        }
      } else if tag.hasPrefix("Package") || tag == "SPDXID" || tag == "PrimaryPackagePurpose", !names.contains(tag) {
        names.append(tag)
        values.append(value)
      }
    }
    close()
    return InventoryTable(table.file).rows.map { row in
      let id = row["SPDXID"]?.text ?? ""
      return SPDXPackage(
        site: AnyRecordSite(row), id: id, name: row["PackageName"], version: row["PackageVersion"],
        supplier: row["PackageSupplier"]?.given ?? row["PackageOriginator"], purl: row["purl"],
        cpe: row["cpe23Type"], purpose: row["PrimaryPackagePurpose"]?.text ?? "", isDescribed: described.contains(id))
    }
  }

  // MARK: Version 3

  static func graph(_ root: JSONPlace) -> [SPDXPackage] {
    let elements = root.items("@graph")
    var byID: [String: JSONPlace] = [:]
    for element in elements { byID[element["spdxId"]?.text ?? ""] = element }
    var described: Set<String> = []
    var roots = elements.filter { ["SpdxDocument", "software_Sbom", "Bom"].contains($0["type"]?.text ?? "") }
      .flatMap { $0.each("rootElement").map(\.cell.text) }
    while let id = roots.popLast() {
      if described.insert(id).inserted { roots += byID[id]?.each("rootElement").map(\.cell.text) ?? [] }
    }
    return elements.filter { $0["type"]?.text == "software_Package" }.map { package in
      let id = package["spdxId"]?.text ?? ""
      func identifier(_ kind: String) -> Cell? {
        package.each("externalIdentifier").first { $0["externalIdentifierType"]?.text == kind }?["identifier"]
      }
      let supplier = package["suppliedBy"].flatMap { byID[$0.text]?["name"] }
      return SPDXPackage(
        site: AnyRecordSite(package), id: id, name: package["name"], version: package["software_packageVersion"],
        supplier: supplier, purl: package["software_packageUrl"]?.given ?? identifier("packageUrl"),
        cpe: identifier("cpe23"), purpose: package["software_primaryPurpose"]?.text ?? "",
        isDescribed: described.contains(id))
    }
  }
}
