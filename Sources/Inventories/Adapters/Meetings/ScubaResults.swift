import Formats
import Values

/// What ScubaGear and ScubaGoggles found, in any of the forms in which they write it: the list of every test, a report of
/// groups of controls, the table of controls.
struct ScubaResults {
  private let document: InventoryDocument

  init(_ document: InventoryDocument) { self.document = document }

  /// Whether a document has results of controls whose numbers begin so.
  static func recognise(_ document: InventoryDocument, _ prefix: String) -> Recognition? {
    if let head = document.head {
      guard let id = numbers.first(where: { head.has($0) }), head.hasAny(["Result", "RequirementMet"]) else {
        return nil
      }
      let isOwn = head.rows.contains { unquoted($0[id]?.text ?? "").hasPrefix(prefix) }
      return isOwn ? .certain("the columns `\(id)` and `Result` with numbers of `\(prefix)`") : nil
    }
    guard let root = document.root else { return nil }
    if let first = root.items().first, first.has("PolicyId", "RequirementMet") {
      let isOwn = root.items().contains { unquoted($0["PolicyId"]?.text ?? "").hasPrefix(prefix) }
      return isOwn ? .certain("results with `PolicyId` and `RequirementMet`") : nil
    }
    let report = root.isArray ? root.items().first : root
    guard let report, report.has("Results"), report.has("ReportSummary") || report.has("MetaData") else { return nil }
    let first = controls(root).first?["Control ID"]?.text ?? ""
    return first.hasPrefix(prefix) ? .certain("`Results` of controls of `\(prefix)`") : nil
  }

  private static let numbers = ["Control ID", "PolicyId", "ControlID"]

  /// The controls of a report: of one product a list of groups, of several such a list for each.
  private static func controls(_ root: JSONPlace) -> [JSONPlace] {
    let reports = root.isArray ? root.items() : [root]
    var groups = reports.flatMap { $0.items("Results") }
    groups += reports.flatMap { $0.members("Results") }.flatMap { $0.value.items() }
    return groups.flatMap { $0.items("Controls") }
  }

  /// The day that the results tell, if they do in a way that is the same everywhere.
  var day: CalendarDate? {
    let told = document.root?["MetaData.TimestampZulu"]
    return told.flatMap { Timestamp($0.text) }.flatMap { document.day(ofUnixTime: $0.seconds) }
  }

  /// Adds a setting for each result of the controls whose numbers begin so.
  func add(_ prefix: String, into output: inout AdaptedRecords, service: (String) -> String) {
    if let day { output.collected = day }
    for row in document.table?.rows.filter({ !$0.isBlank }) ?? [] { add(row, prefix, into: &output, service) }
    guard let root = document.root else { return }
    for item in root.items() where item.has("PolicyId") { add(item, prefix, into: &output, service) }
    for control in Self.controls(root) { add(control, prefix, into: &output, service) }
    output.consulted(
      "Requirement", "Details", "Criticality", "GroupName", "GroupNumber", "Product", "Prerequisites", "Commandlet",
      "ReportDetails", "ActualValue", "OmittedEvaluationResult", "OmittedEvaluationDetails", "IncorrectResult",
      "IncorrectResultDetails", "OriginalResult", "OriginalDetails", "Comments", "ResolutionDate")
  }

  private func add(
    _ site: some RecordSite, _ prefix: String, into output: inout AdaptedRecords, _ service: (String) -> String
  ) {
    let number = Self.numbers.lazy.compactMap { site[$0]?.given }.first?.map(Self.unquoted)
    guard let number, number.text.hasPrefix(prefix) else {
      return output.ignore("results on other services", at: site)
    }
    let result = (site["Result"] ?? site["RequirementMet"])?.map(Self.unquoted)
    let service = service(number.text)
    output.add("setting", at: site) { row in
      row["service"] = .constant(service)
      row["scope"] = .constant("tenant")
      row["path"] = number
      row["value"] = result
      row["read_ok"] = Self.isRead(site)
    }
  }

  /// Whether the tool looked at what a control is about. Without an event nobody knows what the setting is, and for what
  /// it cannot look at it says so in the criticality, or `N/A`.
  private static func isRead(_ site: some RecordSite) -> Cell? {
    let criticality = site["Criticality"]?.text.lowercased() ?? ""
    if ["not-implemented", "3rd party"].contains(where: criticality.contains) {
      return site["Criticality"]?.converted(to: "false")
    }
    if let event = site["NoSuchEvent"] { return event.map { unquoted($0) == "true" ? "false" : "true" } }
    guard let result = site["Result"] else { return .constant("true") }
    return result.map { text in
      ["error", "n/a", "omit"].contains { text.lowercased().hasPrefix($0) } ? "false" : "true"
    }
  }

  /// Some results are JSON inside of JSON: `"\"GWS.MEET.1.1v1\""`.
  private static func unquoted(_ text: String) -> String {
    text.hasPrefix("\"") && text.hasSuffix("\"") && text.utf8.count > 1 ? String(text.dropFirst().dropLast()) : text
  }
}
