import Formats
import Values

/// Meeting policies of Microsoft Teams, as `Get-CsTeamsMeetingPolicy` gives them to `ConvertTo-Json` or `Export-Csv`.
///
/// Each policy holds for those to whom it is assigned (`Global` for all others), and nothing tells who they are.
struct TeamsPolicyAdapter: Adapter {
  let name = "teams-policy"
  let title = "Teams meeting policies (Get-CsTeamsMeetingPolicy)"

  private static let telling = [
    "AutoAdmittedUsers", "AllowAnonymousUsersToJoinMeeting", "AllowAnonymousUsersToStartMeeting",
    "AllowPSTNUsersToBypassLobby", "AllowCloudRecording", "DesignatedPresenterRoleMode", "AllowMeetNow",
  ]

  func recognise(_ document: InventoryDocument) -> Recognition? {
    let columns = policies(document).first?.headers ?? document.head?.columns ?? []
    let own = Self.telling.filter(columns.contains)
    return own.count >= 2 ? .certain("`\(own[0])` and `\(own[1])` of a meeting policy") : nil
  }

  /// A list of policies, one alone, or what a call of Graph wraps around them.
  private func policies(_ document: InventoryDocument) -> [JSONPlace] {
    guard let root = document.root else { return [] }
    if root.isArray { return root.items() }
    return root.at("value")?.isArray == true ? root.items("value") : [root]
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    let policies = policies(document)
    for policy in policies {
      for (name, value) in policy.members() where !value.isObject && !value.isArray {
        add(name, value.cell, of: policy["Identity"], at: value, into: &output)
      }
    }
    guard policies.isEmpty, let table = document.table else { return }
    for row in table.rows where !row.isBlank {
      for column in table.columns {
        guard let cell = row[column]?.given else { continue }
        add(column, cell, of: row["Identity"], at: row, into: &output)
      }
    }
  }

  private static let details: Set<String> = [
    "Identity", "Description", "Key", "Element", "Anchor", "ScopeClass", "ConfigMetadata", "ConfigId", "PSComputerName",
    "RunspaceId", "PSShowComputerName",
  ]

  private func add(
    _ name: String, _ value: Cell, of policy: Cell?, at site: some RecordSite, into output: inout AdaptedRecords
  ) {
    guard !Self.details.contains(name) else { return output.consulted(name) }
    output.add("setting", at: site) { row in
      row["service"] = .constant("Microsoft Teams")
      row["scope"] = policy
      row["path"] = Cell("meeting_policies.\(name)", under: value.header)
      row["value"] = value
      row["read_ok"] = .constant("true")
    }
  }
}
