import Formats
import Values

/// Ansible facts: what `ansible -m setup --tree` writes, one JSON for each host, with the facts of `package_facts`
/// among them or not.
struct AnsibleFactsAdapter: Adapter {
  let name = "ansible-facts"
  let title = "Ansible facts (setup --tree, package_facts)"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    if document.root?.has("unreachable", "msg") == true { return .certain("`unreachable` with `msg`") }
    guard let facts = document.root?.at("ansible_facts"), facts.isObject else { return nil }
    return .certain("`ansible_facts`")
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    if let root = document.root, root["unreachable"]?.text == "true" {
      return output.ignore("a host that Ansible did not reach", at: root)
    }
    guard let root = document.root, let facts = root.at("ansible_facts") else {
      return output.loss("there are no `ansible_facts`")
    }
    func fact(_ name: String) -> Cell? { facts["ansible_" + name] ?? facts[name] }
    output.collected = (facts["ansible_date_time.date"] ?? facts["date_time.date"]).flatMap {
      CalendarDate(parsing: $0.text)
    }
    let named = fact("hostname") ?? fact("nodename")
    let own = named?.given ?? output.host()
    let mac = facts["ansible_default_ipv4.macaddress"] ?? facts["default_ipv4.macaddress"]
    let host =
      output.add("device", at: facts) { row in
        row["hostname"] = own
        row["fqdn"] = fact("fqdn")
        // Without the rights to read it Ansible writes NA.
        row["serial"] = fact("product_serial")
        row["udid"] = fact("product_uuid")
        row["mac"] = mac
        row["ip"] = fact("all_ipv4_addresses")
        row["vendor"] = fact("system_vendor")
        row["model"] = fact("product_name")
        OperatingSystemWords(caption: fact("distribution"), version: fact("distribution_version")).fill(&row)
        row["os.family"] = fact("os_family")
      } ?? own
    let packages = facts.at("packages") ?? facts.at("ansible_packages")
    for (_, versions) in packages?.members() ?? [] {
      for package in versions.isArray ? versions.items() : [versions] {
        output.add("software", at: package) { row in
          row["device"] = host
          row["name"] = package["name"]
          row["package_id"] = package["name"]
          row["version"] = package["version"]
          row["source"] = package["source"]
          row["package_manager"] = package["source"]
          row["scope"] = .constant("machine")
          row["state"] = .constant("installed")
        }
      }
    }
    output.consulted("packages", "ansible_date_time", "ansible_default_ipv4")
  }
}
