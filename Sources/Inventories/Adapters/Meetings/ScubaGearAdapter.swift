import Formats
import Values

/// CISA ScubaGear: the settings of Microsoft 365 that it exported, of which the meeting policies of Teams count here, and
/// its results.
///
/// What a failed command would have read is not known: the export says which failed.
struct ScubaGearAdapter: Adapter {
  let name = "scubagear"
  let title = "ScubaGear (ProviderSettingsExport, reports, ScubaResults, TestResults)"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    if let found = ScubaResults.recognise(document, "MS.") { return found }
    guard let root = document.root else { return nil }
    if root.has("meeting_policies"), root.has("teams_successful_commands") || root.has("teams_unsuccessful_commands") {
      return .certain("`meeting_policies` and `teams_unsuccessful_commands`")
    }
    return nil
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    ScubaResults(document).add("MS.TEAMS.", into: &output) { _ in "Microsoft Teams" }
    // A file of all results may have what they rest on beside them.
    guard let root = document.root, let export = root.has("meeting_policies") ? root : root.at("Raw") else { return }
    if export.has("meeting_policies") { adaptExport(export, into: &output) }
  }

  private func adaptExport(_ root: JSONPlace, into output: inout AdaptedRecords) {
    if let day = root["timestamp_zulu"].flatMap({ CalendarDate(parsing: String($0.text.prefix(10))) }) {
      output.collected = day
    }
    let failed = root.items("teams_unsuccessful_commands").map(\.cell.text)
    let isRead = !failed.contains("Get-CsTeamsMeetingPolicy")
    if !isRead { output.loss("the meeting policies could not be read") }
    for policy in root.items("meeting_policies") {
      for (name, value) in policy.members() where !["Identity", "Description", "Key"].contains(name) {
        if value.isObject || value.isArray { continue }
        output.add("setting", at: value) { row in
          row["service"] = .constant("Microsoft Teams")
          row["scope"] = policy["Identity"]
          row["path"] = Cell("meeting_policies.\(name)", under: value.cell.header)
          row["value"] = value.cell
          row["read_ok"] = .constant(isRead ? "true" : "false")
        }
      }
    }
    output.ignore("sections on other services", count: max(0, root.members().count - 1))
  }
}
