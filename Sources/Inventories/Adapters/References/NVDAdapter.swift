import Formats
import Values

/// NVD: answers of the API 2.0, data feeds of that form, and single vulnerabilities.
///
/// Each vulnerable CPE becomes a row with the versions it tells. A CPE that holds only together with another (a
/// program on one system), in a negated node, or for one edition or target system is `conditional`: an inventory can
/// seldom tell, and a rule is then undecided. Firmware on the hardware it is named after is no condition.
struct NVDAdapter: Adapter {
  let name = "nvd"
  let title = "NVD (API 2.0, data feeds, single CVE)"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    guard let root = document.root else { return nil }
    if root["format"]?.text == "NVD_CVE" { return .certain("`format: NVD_CVE`") }
    if root.items("vulnerabilities").first?.at("cve")?.has("id", "sourceIdentifier") == true {
      return .certain("`vulnerabilities` with `cve`")
    }
    if root.items("cve_items").first?.has("id", "sourceIdentifier") == true { return .certain("`cve_items`") }
    return root.has("id", "sourceIdentifier", "vulnStatus") ? .certain("`sourceIdentifier` and `vulnStatus`") : nil
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    guard let root = document.root else { return }
    let answers = root.items("vulnerabilities").compactMap { $0.at("cve") } + root.items("cve_items")
    let items = answers.isEmpty ? [root] : answers
    let dated = root["timestamp"] ?? root["lastModified"]
    output.collected = ReferenceDays.calendar(dated)
    for item in items { add(item, into: &output) }
  }

  private func add(_ item: JSONPlace, into output: inout AdaptedRecords) {
    if item["vulnStatus"]?.text == "Rejected" { return output.ignore("rejected vulnerabilities") }
    let before = output.references.count
    for configuration in item.items("configurations") {
      let nodes = configuration.items("nodes")
      let isTogether = configuration["operator"]?.text == "AND" && nodes.count > 1
      for (index, node) in nodes.enumerated() {
        let matches = node.items("cpeMatch")
        let isNegated = [configuration, node].contains { $0["negate"]?.text == "true" }
        let isConditional = isNegated || (node["operator"]?.text == "AND" && matches.count > 1)
        let others = isTogether ? nodes.enumerated().filter { $0.offset != index }.map(\.element) : []
        for match in matches where match["vulnerable"]?.text != "false" {
          add(match, of: item, isConditional: isConditional, others: others, into: &output)
        }
      }
    }
    if output.references.count == before { output.ignore("vulnerabilities without a product") }
  }

  private func add(
    _ match: JSONPlace, of item: JSONPlace, isConditional: Bool, others: [JSONPlace],
    into output: inout AdaptedRecords
  ) {
    guard let criteria = match["criteria"], let cpe = CPEName(criteria.text) else {
      return output.ignore("products that are no CPE 2.3 name")
    }
    let isBound = isConditional || cpe.isRestricted || !others.allSatisfy { isOwnHardware($0, of: cpe) }
    let version = cpe.version
    output.addReference("vulnerabilities", at: match) { row in
      row["id"] = item["id"]
      row["cpe"] = criteria
      row["introduced"] = match["versionStartIncluding"]?.given
      row["introduced_after"] = match["versionStartExcluding"]?.given
      row["fixed"] = match["versionEndExcluding"]?.given
      row["last_affected"] = match["versionEndIncluding"]?.given
      if let version { row["versions"] = Cell(.list([.string(version)]), under: criteria.header) }
      // "*" without a bound is every version; "-" tells none.
      let hasBound = ["introduced", "introduced_after", "fixed", "last_affected"].contains { row[$0] != nil }
      if version == nil, !hasBound, cpe.components.count > 3, cpe.components[3] == "*" {
        row["introduced"] = criteria.converted(to: "0")
      }
      if isBound || (version != nil && cpe.update != nil) { row["conditional"] = .constant("true") }
      if item.has("cisaExploitAdd") { row["exploited"] = .constant("true") }
      row["published"] = item["published"]?.map(ReferenceDays.day)
      row["source"] = .constant("nvd")
    }
  }

  /// Whether a node names nothing but the hardware that a firmware is named after.
  private func isOwnHardware(_ node: JSONPlace, of firmware: CPEName) -> Bool {
    let matches = node.items("cpeMatch")
    guard firmware.part == "o", !matches.isEmpty, node["negate"]?.text != "true" else { return false }
    return matches.contains { match in
      guard let hardware = match["criteria"].flatMap({ CPEName($0.text) }), hardware.part == "h" else { return false }
      let isWhole = hardware.version == nil && !hardware.isRestricted
      return isWhole && hardware.vendor == firmware.vendor && "\(hardware.product)_firmware" == firmware.product
    }
  }
}
