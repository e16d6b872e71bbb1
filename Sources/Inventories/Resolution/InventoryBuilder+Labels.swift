import Schema
import Tables
import Values

extension InventoryBuilder {
  /// Joins subjects that are known by a label and an address to those whose address it is.
  ///
  /// What a tool calls a camera in its configuration (`cong` at `rtsp://192.168.1.65`), or a folder of answers named after
  /// an address, is no name that a register would have: the address tells whose it is. Only what a tool observed and what
  /// has no better key than its name is joined, and only to the one subject of its unit that has the address for certain.
  /// A stream may come from a recorder, which is another subject than the camera: there the target must be known to be
  /// none.
  /// - Complexity: O(records)
  mutating func joinedByAddress(_ subjects: [[Int]], _ keys: [[[ReadKey]]], _ draft: EntityDraft) -> [[Int]] {
    guard keys.count > 1, let sightings = Sightings(draft, sets) else { return subjects }
    let labels = subjects.map { label(of: $0, keys, draft, sightings) }
    guard labels.contains(where: { $0 != nil }) else { return subjects }
    let known = subjects.indices.filter { labels[$0] == nil }
    var register = SubjectRegister(
      known.map { SubjectRegister.Subject(records: subjects[$0], rank: 0, id: "\($0)", fallback: "\($0)") })
    noteAddresses(in: &register, draft)
    let units = targets[draft.entity.name]?["unit"]?.rows
    var joined = subjects
    for (index, label) in labels.enumerated() {
      guard let label, let record = subjects[index].first else { continue }
      let unit = units.flatMap { $0[record] >= 0 ? Int($0[record]) : nil }
      guard case .one(let row) = register.lookup(label.address, unit: unit) else { continue }
      let day = subjects[index].compactMap { sets[draft.sets[$0]].source.collected }.max()
      if let day, let own = register.daysOfAddresses[row], abs(day.dayNumber - own.dayNumber) > Sightings.mostDays {
        continue
      }
      guard label.isName || isCamera(subjects[known[row]], draft) else { continue }
      joined[known[row]] += subjects[index]
      labelled[draft.entity.name, default: []].formUnion(subjects[index])
      joined[index] = []
    }
    return joined.filter { !$0.isEmpty }.map { $0.sorted() }.sorted { $0[0] < $1[0] }
  }

  private struct Label {
    var address: IPAddress
    /// Whether the subject is called by the address itself.
    var isName: Bool
  }

  /// The address by which a subject may be known; nil where a register has it, or a better key than its name.
  private func label(
    of records: [Int], _ keys: [[[ReadKey]]], _ draft: EntityDraft, _ sightings: Sightings
  ) -> Label? {
    let last = keys.count - 1
    let isWeak = records.allSatisfy { record in
      !sets[draft.sets[record]].isDeclared && !keys[last][record].isEmpty
        && keys[..<last].allSatisfy { $0[record].isEmpty }
    }
    guard isWeak else { return nil }
    let names = Set(records.flatMap { keys[last][$0].map(\.key.name) })
    if names.count == 1, let name = names.first, let address = AddressText.only(name) {
      return Label(address: address, isName: true)
    }
    guard let streams = draft.cells[Self.stream] else { return nil }
    var found: Set<IPAddress> = []
    for record in records where streams[record] != CellPool.absent && streams[record] != CellPool.missing {
      found.formUnion(sightings.addresses(of: record) ?? [])
    }
    return found.count == 1 ? found.first.map { Label(address: $0, isName: false) } : nil
  }

  /// The attribute that tells that a record is of a configuration which reads a stream.
  private static let stream = "stream_url"

  /// Whether a subject is known to be a camera, and no recorder of several.
  private func isCamera(_ records: [Int], _ draft: EntityDraft) -> Bool {
    guard let codes = draft.cells["kind"], let entries = draft.pools["kind"]?.entries else { return false }
    let kinds = Set(records.compactMap { LookupText.folded(entries[Int(codes[$0])].value) }.filter { !$0.isEmpty })
    return kinds.isSubset(of: ["ip_camera", "doorbell"]) && !kinds.isEmpty
  }
}
