import Formats
import Values

/// CISA ScubaGoggles: its results on Google Workspace (JSON and CSV), and the answers of the Policy API that it reads.
///
/// Several policies may give the same setting to the same people: the one of the highest `sortOrder` holds.
struct ScubaGogglesAdapter: Adapter {
  let name = "scubagoggles"
  let title = "ScubaGoggles (TestResults, ScubaResults), Google Policy API"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    if let found = ScubaResults.recognise(document, "GWS.") { return found }
    guard let root = document.root else { return nil }
    return Self.policies(root).first?.at("policyQuery") != nil ? .certain("`policies` with `policyQuery`") : nil
  }

  private static func policies(_ root: JSONPlace) -> [JSONPlace] {
    let pages = root.has("responses") ? root.items("responses") : [root.at("response") ?? root]
    return pages.flatMap { $0.items("policies") }
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    let results = ScubaResults(document)
    results.add("GWS.", into: &output) { $0.hasPrefix("GWS.MEET.") ? "Google Meet" : "Google Workspace" }
    guard let root = document.root else { return }
    let policies = Self.policies(root)
    let last = root.has("responses") ? root.items("responses").last : root.at("response") ?? root
    if last?["nextPageToken"]?.given != nil { output.loss("the answer has further pages") }
    let highest = Self.highest(policies)
    for policy in policies {
      guard let type = policy["setting.type"] else { continue }
      let setting = type.text.split(separator: "/").last.map(String.init) ?? ""
      for (name, value) in policy.members("setting", "value") where !value.isObject && !value.isArray {
        if let order = Self.order(policy), let key = Self.key(policy, name), highest[key].map({ $0 > order }) ?? false {
          output.ignore("values that a policy of a higher `sortOrder` overrules", at: value)
          continue
        }
        output.add("setting", at: value) { row in
          row["service"] = .constant(setting.hasPrefix("meet.") ? "Google Meet" : "Google Workspace")
          row["scope"] = Self.scope(policy)
          row["path"] = type.converted(to: "\(setting).\(name)")
          row["value"] = value.cell
          row["read_ok"] = .constant("true")
        }
      }
    }
    output.consulted("ReportDetails", "ActualValue", "Criticality", "Prerequisites")
  }

  /// To whom a policy applies: a part of the organization, and within it perhaps one group alone.
  private static func scope(_ policy: JSONPlace) -> Cell? {
    let unit = policy["policyQuery.orgUnit"]?.given
    guard let group = policy["policyQuery.group"]?.given else { return unit }
    return unit.map { $0.converted(to: "\($0.text) \(group.text)") } ?? group
  }

  /// The highest order of the policies that give a value to the same people. Each may give a part of a setting only, so
  /// the values are compared one by one.
  private static func highest(_ policies: [JSONPlace]) -> [String: Double] {
    var highest: [String: Double] = [:]
    for policy in policies {
      guard let order = order(policy) else { continue }
      for (name, _) in policy.members("setting", "value") {
        guard let key = key(policy, name) else { continue }
        highest[key] = max(highest[key] ?? order, order)
      }
    }
    return highest
  }

  private static func order(_ policy: JSONPlace) -> Double? {
    policy["policyQuery.sortOrder"].flatMap { Double($0.text) }
  }

  /// What two values have in common of which only one can hold; nil for rules, which stand beside each other.
  private static func key(_ policy: JSONPlace, _ name: String) -> String? {
    guard let type = policy["setting.type"]?.text, !type.contains("/rule.") else { return nil }
    return "\(type) \(name) \(scope(policy)?.text ?? "") \(policy["policyQuery.query"]?.text ?? "")"
  }
}
