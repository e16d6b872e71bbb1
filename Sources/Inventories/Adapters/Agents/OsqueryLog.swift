import Formats

/// The results log of osqueryd: what each query last saw on each host.
///
/// An entry is an event (one row added or removed), a snapshot (all rows) or a batch (`diffResults`). Entries count in
/// the order of `unixTime`, a number or a string; of equal times, as they stand. A query starts anew where its epoch
/// changes or its counter is 0 again: all rows are then added once more.
struct OsqueryLog {
  /// The rows of one query on one host.
  struct State {
    var hostname: Cell?
    var uuid: Cell?
    /// The entry that told of it last.
    var entry: JSONPlace
    /// Seconds since 1970; nil where an entry does not say.
    var time: Int64?
    var rows: [JSONPlace] = []
    fileprivate var epoch = ""
    fileprivate var counter: Int64 = -1
  }

  private(set) var states: [State] = []
  /// Rows that were there and are no more.
  private(set) var removed = 0
  /// Items that are no entries.
  private(set) var strangers = 0
  private var stateOf: [[String]: Int] = [:]
  /// By name of a host, the only machine that bears it, where some entries tell both and others the name alone.
  private var machineOf: [String: String] = [:]

  static func isEntry(_ item: JSONPlace) -> Bool {
    let host = item.has("hostIdentifier") || item.has("hostname") || item.has("decorations")
    return host && item.has("name")
      && (item.has("diffResults") || (item.has("action") && (item.has("columns") || item.has("snapshot"))))
  }

  init(_ items: [JSONPlace]) {
    let entries = items.filter(Self.isEntry)
    strangers = items.count - entries.count
    machineOf = Self.machines(entries)
    let times = entries.map { $0["unixTime"].flatMap { Int64($0.text) } }
    let order = entries.indices.sorted { a, b in
      guard let first = times[a], let second = times[b], first != second else { return a < b }
      return first < second
    }
    // Entries without a time would make the order depend on the sort: then the file's own order counts.
    for index in times.contains(nil) ? Array(entries.indices) : order { take(entries[index], times[index]) }
  }

  private static func machines(_ entries: [JSONPlace]) -> [String: String] {
    var machines: [String: Set<String>] = [:]
    for entry in entries {
      guard let host = (entry["hostIdentifier"]?.given ?? entry["hostname"]?.given)?.text,
        let uuid = entry["decorations.host_uuid"]?.given?.text
      else { continue }
      machines[host, default: []].insert(uuid)
    }
    return machines.compactMapValues { $0.count == 1 ? $0.first : nil }
  }

  private mutating func take(_ entry: JSONPlace, _ time: Int64?) {
    let host = entry["hostIdentifier"]?.given ?? entry["hostname"]?.given
    let uuid = entry["decorations.host_uuid"]?.given
    let machine = uuid?.text ?? host.map { machineOf[$0.text] ?? $0.text }
    let key = [machine ?? "", entry["name"]?.text ?? ""]
    let index = stateOf[key] ?? states.count
    if index == states.count {
      states.append(State(entry: entry))
      stateOf[key] = index
    }
    let isUUID = host.map { OsqueryAdapter.looksLikeUUID($0.text) } ?? false
    states[index].hostname = entry["decorations.hostname"]?.given ?? (isUUID ? nil : host) ?? states[index].hostname
    states[index].uuid = uuid ?? (isUUID ? host : nil) ?? states[index].uuid
    states[index].entry = entry
    states[index].time = time

    let epoch = entry["epoch"]?.text ?? ""
    let counter = entry["counter"].flatMap { Int64($0.text) } ?? -1
    // An entry that does not say its epoch, as older versions write, is of no other.
    let isOther = !epoch.isEmpty && !states[index].epoch.isEmpty && epoch != states[index].epoch
    let isNew = isOther || (counter == 0 && states[index].counter > 0)
    if isNew { states[index].rows = [] }
    states[index].epoch = epoch.isEmpty ? states[index].epoch : epoch
    states[index].counter = counter

    if entry.has("snapshot") {
      states[index].rows = entry.items("snapshot")
      return
    }
    for row in entry.items("diffResults", "removed") { remove(row, index) }
    for row in entry.items("diffResults", "added") { states[index].rows.append(row) }
    guard let columns = entry.at("columns") else { return }
    if entry["action"]?.text == "removed" { remove(columns, index) } else { states[index].rows.append(columns) }
  }

  /// An entry repeats the whole row that it removes.
  private mutating func remove(_ row: JSONPlace, _ index: Int) {
    let wanted = RawValue(row.node)
    guard let found = states[index].rows.lastIndex(where: { RawValue($0.node) == wanted }) else { return }
    states[index].rows.remove(at: found)
    removed += 1
  }
}
