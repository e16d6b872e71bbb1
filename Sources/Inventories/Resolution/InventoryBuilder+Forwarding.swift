import Schema
import Tables
import Values

/// Which subjects routers forward their outside ports to, by the rules of their tables.
///
/// A scan of a router's outside address sees what stands behind it: the open port is that of the camera which the rule
/// for that port names. Rules that differ on it tell nothing, nor does one that is off, unless the port was seen after the
/// table was read.
struct Forwarding {
  private struct Rule {
    var row: Int32
    var transport: String?
    var isEnabled: Bool
    var day: CalendarDate?
  }

  private struct Place: Hashable {
    var address: IPAddress
    var port: Int64
  }

  private let draft: EntityDraft
  private let sets: [RecordSet]
  private var rules: [Place: [Rule]] = [:]
  /// Rules for every port that no other rule is for (a DMZ host), by the address outside.
  private var others: [IPAddress: [Rule]] = [:]

  /// nil where no record of the entity is a rule that tells the address outside.
  init?(_ draft: EntityDraft, _ sets: [RecordSet], _ links: LinkTargets) {
    guard ["wan_ip", "port", "via"].allSatisfy({ draft.cells[$0] != nil }) else { return nil }
    self.draft = draft
    self.sets = sets
    for record in 0..<draft.count where links.rows[record] >= 0 && isRule(record) {
      let rule = Rule(
        row: links.rows[record], transport: text("transport", record), isEnabled: text("enabled", record) != "false",
        day: sets[draft.sets[record]].source.collected)
      if let place = place(of: record, "wan_ip") {
        rules[place, default: []].append(rule)
      } else if isForEveryPort(record), let address = text("wan_ip", record).flatMap(AddressText.only) {
        others[address, default: []].append(rule)
      }
    }
    if rules.isEmpty, others.isEmpty { return nil }
  }

  /// Whose port a record saw from outside; nil where no rule tells, or rules differ.
  /// - Complexity: O(rules of that port)
  func target(of record: Int) -> Int32? {
    guard !isRule(record), let place = place(of: record, Sightings.attribute),
      let own = rules[place] ?? others[place.address]
    else { return nil }
    let transport = text("transport", record)
    let day = self.day(of: record)
    let fitting = own.filter { rule in
      let isSame = transport == nil || rule.transport == nil || rule.transport == transport
      let isLater = day.flatMap { day in rule.day.map { $0 < day } } ?? false
      return isSame && (rule.isEnabled || isLater)
    }
    let rows = Set(fitting.map(\.row))
    return rows.count == 1 ? rows.first : nil
  }

  private func isRule(_ record: Int) -> Bool {
    text("via", record).map { ["port_forward", "upnp"].contains($0) } ?? false
  }

  /// Whether the cell for the port says nothing, and not something that cannot be read.
  private func isForEveryPort(_ record: Int) -> Bool {
    if case .unknown(let unknown)? = value("port", record) { unknown.code != .valueUnreadable } else { false }
  }

  private func place(of record: Int, _ member: String) -> Place? {
    guard case .int(let port)? = value("port", record), let written = text(member, record),
      let address = AddressText.only(written)
    else { return nil }
    return Place(address: address, port: port)
  }

  private func day(of record: Int) -> CalendarDate? {
    if case .date(let day)? = value("last_seen", record) { return day }
    return sets[draft.sets[record]].source.collected
  }

  private func value(_ member: String, _ record: Int) -> Value? {
    guard let codes = draft.cells[member], let entries = draft.pools[member]?.entries else { return nil }
    return entries[Int(codes[record])].value
  }

  private func text(_ member: String, _ record: Int) -> String? {
    value(member, record).flatMap(LookupText.folded).flatMap { $0.isEmpty ? nil : $0 }
  }
}
