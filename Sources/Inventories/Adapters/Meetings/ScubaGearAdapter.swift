import Formats
import Values

/// CISA ScubaGear: the settings of Microsoft 365 that it exported, of which the meeting policies of Teams count here, and
/// its report on Teams.
///
/// What a failed command would have read is not known: the export says which failed.
struct ScubaGearAdapter: Adapter {
  let name = "scubagear"
  let title = "ScubaGear (ProviderSettingsExport, TeamsReport)"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    guard let root = document.root else { return nil }
    if root.has("meeting_policies"), root.has("teams_successful_commands") || root.has("teams_unsuccessful_commands") {
      return .certain("`meeting_policies` and `teams_unsuccessful_commands`")
    }
    let report = root.isArray ? root.items().first : root
    return report?.has("ReportSummary", "Results") == true ? .certain("`ReportSummary` and `Results`") : nil
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    guard let root = document.root else { return output.loss("it is no JSON") }
    if root.has("meeting_policies") { adaptExport(root, into: &output) } else { adaptReport(root, into: &output) }
  }

  private func adaptExport(_ root: JSONPlace, into output: inout AdaptedRecords) {
    output.collected = root["timestamp_zulu"].flatMap { CalendarDate(parsing: String($0.text.prefix(10))) }
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

  private func adaptReport(_ root: JSONPlace, into output: inout AdaptedRecords) {
    let reports = root.isArray ? root.items() : [root]
    for control in reports.flatMap({ $0.items("Results") }).flatMap({ $0.items("Controls") }) {
      guard let id = control["Control ID"], id.text.hasPrefix("MS.TEAMS.") else {
        output.ignore("results on other services", at: control)
        continue
      }
      output.add("setting", at: control) { row in
        row["service"] = .constant("Microsoft Teams")
        row["scope"] = .constant("tenant")
        row["path"] = id
        row["value"] = control["Result"]
        row["read_ok"] = control["Result"]?.map { $0.hasPrefix("Error") ? "false" : "true" }
      }
    }
    output.consulted("Requirement", "Details", "Criticality")
  }
}
