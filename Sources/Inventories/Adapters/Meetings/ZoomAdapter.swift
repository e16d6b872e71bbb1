import Formats
import Values

/// Zoom's API: meetings (one, or a list), users, and settings, as JSON.
///
/// A passcode is told by its being there and goes no further; a list of meetings leaves it out, which says nothing.
/// Settings do not say whether they are locked: the answer about locks looks like the settings themselves, so that
/// neither is taken for the other.
struct ZoomAdapter: Adapter {
  let name = "zoom"
  let title = "Zoom API (meetings, users, settings)"

  private enum Form { case meetings([JSONPlace]), users([JSONPlace]), settings(JSONPlace) }

  func recognise(_ document: InventoryDocument) -> Recognition? {
    switch form(document) {
    case .meetings: .certain("meetings with `join_url` or `host_id`")
    case .users: .certain("`users` with `pmi` or `last_login_time`")
    case .settings: .certain("`schedule_meeting` and `in_meeting`")
    case nil: nil
    }
  }

  private func form(_ document: InventoryDocument) -> Form? {
    guard let root = document.root else { return nil }
    if root.has("schedule_meeting", "in_meeting") { return .settings(root) }
    let meetings = root.isArray ? root.items() : root.has("meetings") ? root.items("meetings") : [root]
    // A register under the schema's own names has links too, and says which app each meeting was held in.
    if let first = meetings.first, first.has("topic"), first.has("host_id") || first.has("join_url"), first.has("id"),
      !first.has("app")
    {
      return .meetings(meetings)
    }
    let users = root.items("users")
    if let first = users.first, first.has("email"), first.has("pmi") || first.has("last_login_time") {
      return .users(users)
    }
    return nil
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    if document.root?["next_page_token"]?.given != nil { output.loss("the answer has further pages") }
    switch form(document) {
    case .meetings(let meetings): for meeting in meetings { add(meeting, document, into: &output) }
    case .users(let users): for user in users { add(user: user, document, into: &output) }
    case .settings(let root): add(settings: root, document, into: &output)
    case nil: output.loss("there are no meetings, users or settings")
    }
  }

  private func add(_ meeting: JSONPlace, _ document: InventoryDocument, into output: inout AdaptedRecords) {
    let link = meeting["join_url"]
    output.consulted("password", "settings", "start_url", "h323_password", "pstn_password", "encrypted_password")
    output.add("meeting", at: meeting) { row in
      row["id"] = meeting["id"]
      row["topic"] = meeting["topic"]
      row["app"] = .constant("Zoom")
      row["online"] = .constant("true")
      row["host"] = meeting["host_email"] ?? meeting["user_email"]
      row["join_url"] = link.map { Cell(Self.withoutQuery($0.text), under: $0.header) }
      row["started_at"] = meeting["start_time"].map { Self.day($0, document) }
      row["status"] = meeting["end_time"] == nil ? meeting["status"]?.map(Self.status) : .constant("held")
      row["passcode"] = Self.passcode(meeting["password"], link)
      row["waiting_room"] = meeting["settings.waiting_room"]
      row["authenticated_only"] = meeting["settings.meeting_authentication"]
      row["channel.kind"] = Self.channel(meeting)
      row["recorded"] = meeting["settings.auto_recording"]?.map { $0 == "none" ? "false" : "true" }
    }
  }

  private static func withoutQuery(_ url: String) -> String { String(url.prefix { $0 != "?" && $0 != "#" }) }

  /// Whether there is one: said by the field where it is there, else by a link that carries it.
  private static func passcode(_ password: Cell?, _ link: Cell?) -> Cell? {
    if let password { return Cell(password.isEmpty ? "false" : "true", under: password.header) }
    guard let link, link.text.contains("pwd=") else { return nil }
    return Cell("true", under: link.header)
  }

  private static func status(_ word: String) -> String? {
    switch word {
    case "waiting", "available": "planned"
    case "started", "finished", "ended": "held"
    case "deleted": "cancelled"
    default: nil
    }
  }

  /// A scheduled meeting (type 2) that does not use the host's own number has one of its own; a series shares its.
  private static func channel(_ meeting: JSONPlace) -> Cell? {
    if let own = meeting["settings.use_pmi"], own.text == "true" { return own.converted(to: "personal") }
    guard let type = meeting["type"] else { return nil }
    switch type.text {
    case "1", "2": return meeting["settings.use_pmi"] == nil ? nil : type.converted(to: "per_meeting")
    case "4": return type.converted(to: "personal")
    case "3", "8": return type.converted(to: "fixed_shared")
    default: return nil
    }
  }

  /// The day of an instant where the inventory is.
  static func day(_ cell: Cell, _ document: InventoryDocument) -> Cell {
    cell.map { text in
      Timestamp(text).flatMap { document.day(ofUnixTime: $0.seconds) }.map { "\($0)" }
    }
  }

  private func add(user: JSONPlace, _ document: InventoryDocument, into output: inout AdaptedRecords) {
    output.add("account", at: user) { row in
      row["service"] = .constant("Zoom")
      row["uid"] = user["email"]
      row["name"] = user["display_name"]
      row["type"] = .constant("cloud")
      row["last_used_at"] = user["last_login_time"].map { Self.day($0, document) }
      row["is_disabled"] = user["status"]?.map { ["active": "false", "inactive": "true"][$0] }
    }
    output.consulted("host_key", "pmi", "token")
  }

  private func add(settings root: JSONPlace, _ document: InventoryDocument, into output: inout AdaptedRecords) {
    let words = document.stem.lowercased()
    // The answer does not say whose settings they are.
    let scope = ["account", "group", "user"].first { words.contains($0) }.map { Cell.constant($0) }
    for (section, value) in root.members() {
      for (path, leaf) in Self.leaves(value, section) {
        output.add("setting", at: leaf) { row in
          row["service"] = .constant("Zoom")
          row["scope"] = scope
          row["path"] = Cell(path, under: leaf.cell.header)
          row["value"] = leaf.cell
          row["read_ok"] = .constant("true")
        }
      }
    }
    output.consulted("pmi_password")
  }

  /// The scalars below a place with their dotted paths; passwords stay where they are.
  private static func leaves(_ place: JSONPlace, _ path: String) -> [(path: String, place: JSONPlace)] {
    if place.isArray { return [] }
    guard place.isObject else {
      let last = path.split(separator: ".").last ?? ""
      let isPassword =
        last.hasSuffix("password") && !place.cell.isEmpty && Int(place.cell.text) == nil
        && !["true", "false"].contains(place.cell.text)
      return isPassword ? [] : [(path, place)]
    }
    return place.members().flatMap { leaves($0.value, "\(path).\($0.name)") }
  }
}
