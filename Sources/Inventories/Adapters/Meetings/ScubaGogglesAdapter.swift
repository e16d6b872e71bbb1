import Formats

/// CISA ScubaGoggles: its results on Google Workspace, and the answers of the Policy API that it reads.
struct ScubaGogglesAdapter: Adapter {
  let name = "scubagoggles"
  let title = "ScubaGoggles (TestResults), Google Policy API"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    guard let root = document.root else { return nil }
    if let first = root.items().first, first.has("PolicyId", "RequirementMet") {
      return .certain("results with `PolicyId` and `RequirementMet`")
    }
    return Self.policies(root).first?.at("policyQuery") != nil ? .certain("`policies` with `policyQuery`") : nil
  }

  private static func policies(_ root: JSONPlace) -> [JSONPlace] {
    let pages = root.has("responses") ? root.items("responses") : [root]
    return pages.flatMap { $0.items("policies") }
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    guard let root = document.root else { return output.loss("it is no JSON") }
    for result in root.items() {
      let id = result["PolicyId"]?.map(Self.unquoted)
      output.add("setting", at: result) { row in
        row["service"] = .constant(id?.text.hasPrefix("GWS.MEET.") == true ? "Google Meet" : "Google Workspace")
        row["scope"] = .constant("tenant")
        row["path"] = id
        row["value"] = result["RequirementMet"]?.map(Self.unquoted)
        // Without an event nobody knows what the setting is.
        row["read_ok"] = result["NoSuchEvent"]?.map { Self.unquoted($0) == "true" ? "false" : "true" }
      }
    }
    for policy in Self.policies(root) {
      guard let type = policy["setting.type"] else { continue }
      let setting = type.text.split(separator: "/").last.map(String.init) ?? ""
      for (name, value) in policy.members("setting", "value") where !value.isObject && !value.isArray {
        output.add("setting", at: value) { row in
          row["service"] = .constant(setting.hasPrefix("meet.") ? "Google Meet" : "Google Workspace")
          row["scope"] = policy["policyQuery.orgUnit"]?.given ?? policy["policyQuery.group"]
          row["path"] = type.converted(to: "\(setting).\(name)")
          row["value"] = value.cell
          row["read_ok"] = .constant("true")
        }
      }
    }
    output.consulted("ReportDetails", "ActualValue", "Criticality", "Prerequisites")
  }

  /// The results are JSON inside of JSON: `"\"GWS.MEET.1.1v1\""`.
  private static func unquoted(_ text: String) -> String {
    text.hasPrefix("\"") && text.hasSuffix("\"") && text.utf8.count > 1 ? String(text.dropFirst().dropLast()) : text
  }
}
