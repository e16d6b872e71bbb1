import Diagnostics
import Formats
import Values

/// endoflife.date: the release data, the answers of both versions of the API, and a product's page with its front
/// matter. Operating systems become rows of `os_support`, everything else rows of `product_support`.
///
/// An `eol` that only says yes or no tells no day, so that nothing can be looked up by it.
struct EndOfLifeAdapter: Adapter {
  let name = "endoflife"
  let title = "endoflife.date (release data, API, product page)"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    if let root = document.root {
      if root.has("result"), root.at("result")?.items("releases").first?.has("name", "isEol") == true {
        return .certain("`result` with `releases`")
      }
      if root.isArray, document.sample.first?.has("cycle", "eol") == true { return .certain("`cycle` and `eol`") }
      let versions = root.members("versions").prefix(1) + root.members("releases").prefix(1)
      let isData = !versions.isEmpty && versions.allSatisfy { $0.value["name"]?.text == $0.name }
      return isData ? .certain("`versions` by name") : nil
    }
    guard document.format == nil, document.line(1) == "---" else { return nil }
    let head = (2...40).map { document.line($0) }
    let isPage = head.contains("releases:") && head.contains { $0.hasPrefix("permalink: /") }
    return isPage ? .certain("front matter with `permalink` and `releases`") : nil
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    if let result = document.root?.at("result") {
      let dated = document.root?["last_modified"] ?? document.root?["generated_at"]
      output.collected = ReferenceDays.calendar(dated)
      let product = EndOfLifeProduct(result["name"]?.text ?? document.stem)
      for release in result.items("releases") {
        add(release, cycle: release["name"], ends: [release["eoesFrom"], release["eolFrom"]], product, &output)
      }
    } else if let root = document.root, root.isArray {
      let product = EndOfLifeProduct(document.stem)
      for release in root.items() {
        add(release, cycle: release["cycle"], ends: [release["extendedSupport"], release["eol"]], product, &output)
      }
    } else if let root = document.root {
      let product = EndOfLifeProduct(document.stem.replacing(".release-data", with: ""))
      output.ignore("versions, of which the file tells the day of release alone", count: root.members("versions").count)
      for (_, release) in root.members("releases") {
        add(release, cycle: release["name"], ends: [release["eoes"], release["eol"]], product, &output)
      }
    } else if let page = Self.frontMatter(document) {
      let product = EndOfLifeProduct(page["permalink"]?.text.replacing("/", with: "") ?? document.stem)
      for release in page.items("releases") {
        add(release, cycle: release["releaseCycle"], ends: [release["eoes"], release["eol"]], product, &output)
      }
    }
  }

  /// The YAML above the second `---` of a page.
  private static func frontMatter(_ document: InventoryDocument) -> JSONPlace? {
    let lines = document.lines
    guard let end = lines.dropFirst().prefix(5_000).firstIndex(where: { $0.trimmed == "---" }) else { return nil }
    let text = lines[..<end].joined(separator: "\n") + "\n"
    let source = Source(path: document.source.path, bytes: Array(text.utf8), isConfidential: true)
    return YAMLReader.read(source).documents.first.map { JSONPlace(JSONNode($0)) }
  }

  private func add(
    _ release: JSONPlace, cycle: Cell?, ends: [Cell?], _ product: EndOfLifeProduct, _ output: inout AdaptedRecords
  ) {
    guard let cycle = cycle?.given else { return output.ignore("releases without a name") }
    let extended = product.countsExtendedSupport ? ends.first.flatMap { $0 } : nil
    let days = [extended, ends.last.flatMap { $0 }].compactMap { $0?.given }
    guard let end = days.first(where: { CalendarDate(parsing: $0.text, order: .ymd) != nil }) else {
      return output.ignore("releases whose end has no day")
    }
    let entries = product.entries(cycle.text)
    if entries.isEmpty { output.ignore("releases that no catalog spells") }
    for entry in entries {
      output.addReference(product.isSystem ? "os_support" : "product_support", at: release) { row in
        row["name"] = cycle.converted(to: entry.name)
        row["version"] = cycle.converted(to: entry.version)
        row["edition"] = cycle.converted(to: entry.edition)
        row["supported_until"] = end
      }
    }
  }
}

/// What endoflife.date calls a product, and how catalogs spell its releases.
struct EndOfLifeProduct {
  let name: String

  init(_ name: String) { self.name = name.lowercased() }

  private static let systems: Set<String> = [
    "almalinux", "alpine", "android", "centos", "debian", "fedora", "ios", "ipados", "linuxmint", "macos", "opensuse",
    "rhel", "rocky-linux", "ubuntu", "windows",
  ]

  var isSystem: Bool { Self.systems.contains(name) }

  /// Debian's long-term support costs nothing and needs no subscription; elsewhere an extension belongs to a device.
  var countsExtendedSupport: Bool { name == "debian" }

  /// `11-24h2-e` is Windows 11, version 24H2, edition Enterprise; other systems have no editions.
  func entries(_ cycle: String) -> [(name: String, version: String, edition: String)] {
    guard name == "windows" else { return [(name, cycle, "any")] }
    let parts = cycle.lowercased().split(separator: "-", maxSplits: 2).map(String.init)
    guard parts.count >= 2 else { return [] }
    let editions: [String]
    switch parts.count > 2 ? parts[2] : "" {
    case "": editions = ["home", "pro", "enterprise"]
    case "w": editions = ["home", "pro"]
    case "e": editions = ["enterprise"]
    case "e-lts": editions = ["enterprise ltsc"]
    case "iot-lts": editions = ["iot enterprise ltsc"]
    default: editions = []
    }
    return editions.map { ("windows \(parts[0])", parts[1], $0) }
  }
}
