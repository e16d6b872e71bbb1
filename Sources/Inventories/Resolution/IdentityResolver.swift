/// A key of a record under one rank: the whole composite, or its name alone where the scope behind it is not known.
struct RecordKey: Hashable {
  /// The whole key; for a partial one the name.
  var text: String
  /// What comes before the scope: `cam-01` of `[name, unit]`.
  var name: String
  var isPartial: Bool
}

/// Tells which records are about the same subject, by ranked keys.
///
/// Ranks are taken in order. Records that share a key are one subject, unless two of the subjects so far found that
/// share it differ in a better key: then the key identifies nobody, joins none of them (only those that have nothing
/// better and the same keys throughout become one), and is reported. The same holds for a chain of keys that would join two subjects which differ in
/// a better one. A key without its scope (`CAM-01` of an unnamed unit) joins the one subject that has it with a scope;
/// where several have it, it stays apart.
///
/// The result does not depend on the order in which keys are met, only on the records.
struct IdentityResolver {
  /// A key that several subjects share which are certainly different.
  struct Ambiguity {
    var rank: Int
    var name: String
    var records: [Int]
  }

  private let keys: [[[RecordKey]]]
  private var joined: DisjointSets
  /// The ranks under which a subject has a key, as bits, by representative.
  private var ranksOf: [UInt64]
  private(set) var ambiguities: [Ambiguity] = []

  /// - Parameter keys: by rank, the keys of each record. Ranks beyond 64 are not used.
  /// - Complexity: O(ranks · records · log records)
  init(_ keys: [[[RecordKey]]], records: Int) {
    self.keys = keys
    joined = DisjointSets(count: records)
    ranksOf = Array(repeating: 0, count: records)
    for rank in keys.indices.prefix(64) { take(keys[rank], rank: rank) }
  }

  /// The records of each subject, ascending; subjects by their first record.
  func subjects() -> [[Int]] {
    var sets = joined
    var position: [Int: Int] = [:]
    var subjects: [[Int]] = []
    for record in ranksOf.indices {
      let root = sets.find(record)
      if let known = position[root] {
        subjects[known].append(record)
      } else {
        position[root] = subjects.count
        subjects.append([record])
      }
    }
    return subjects
  }

  private mutating func take(_ keys: [[RecordKey]], rank: Int) {
    var whole = Groups()
    var partial = Groups()
    for (record, alternatives) in keys.enumerated() {
      for key in alternatives {
        if key.isPartial { partial.add(record, to: key.name) } else { whole.add(record, to: key.text, name: key.name) }
      }
    }
    var shared = join(whole, rank: rank)
    if !partial.isEmpty { shared.formUnion(join(scoped(partial, keys, rank: rank), rank: rank)) }
    for (record, alternatives) in keys.enumerated() {
      // A key that identifies nobody tells nobody apart either.
      let isTelling = alternatives.contains { !shared.contains($0.isPartial ? $0.name : $0.text) }
      if isTelling { ranksOf[joined.find(record)] |= 1 << UInt64(rank) }
    }
  }

  /// Adds to each group of keys without scope the one subject that has the name with a scope.
  private mutating func scoped(_ partial: Groups, _ keys: [[RecordKey]], rank: Int) -> Groups {
    var bearers: [String: [Int]] = [:]
    for (record, alternatives) in keys.enumerated() {
      for key in alternatives where !key.isPartial { bearers[key.name, default: []].append(record) }
    }
    var groups = partial
    for index in groups.members.indices {
      let name = groups.names[index]
      let roots = Set((bearers[name] ?? []).map { joined.find($0) })
      if roots.count == 1, let first = bearers[name]?.first {
        groups.members[index].append(first)
      } else if roots.count > 1 {
        let all = (groups.members[index] + (bearers[name] ?? [])).sorted()
        ambiguities.append(Ambiguity(rank: rank, name: name, records: all))
      }
    }
    return groups
  }

  /// - Returns: the keys that identify nobody
  private mutating func join(_ groups: Groups, rank: Int) -> Set<String> {
    var shared: Set<String> = []
    var usable: [(key: String, name: String, records: [Int])] = []
    for (index, name) in groups.names.enumerated() {
      let records = groups.members[index]
      if canBeOne(records, below: rank) {
        usable.append((groups.keys[index], name, records))
      } else {
        ambiguities.append(Ambiguity(rank: rank, name: name, records: records))
        shared.insert(groups.keys[index])
        // Those that have nothing better and say the same are one; that they share what others share says nothing.
        var alike: [[[RecordKey]]: [Int]] = [:]
        for record in records where better(than: rank, record) == 0 {
          alike[keys.map { $0[record] }, default: []].append(record)
        }
        for records in alike.values.sorted(by: { $0[0] < $1[0] }) where records.count > 1 {
          usable.append((groups.keys[index], name, records))
        }
      }
    }
    var tentative = joined
    for (_, _, records) in usable {
      for record in records.dropFirst() { tentative.join(records[0], record) }
    }
    var membersOf: [Int: [Int]] = [:]
    for (_, _, records) in usable {
      for record in records { membersOf[tentative.find(record), default: []].append(record) }
    }
    var broken: Set<Int> = []
    for (root, records) in membersOf where !canBeOne(records, below: rank) { broken.insert(root) }
    for (key, name, records) in usable where records.count > 1 {
      guard !broken.contains(tentative.find(records[0])) else {
        ambiguities.append(Ambiguity(rank: rank, name: name, records: records))
        shared.insert(key)
        continue
      }
      for record in records.dropFirst() { unite(records[0], record) }
    }
    return shared
  }

  /// Whether no two of the subjects of some records have a key under the same better rank: they would have been joined
  /// by it if it were the same key.
  private mutating func canBeOne(_ records: [Int], below rank: Int) -> Bool {
    var roots: Set<Int> = []
    var seen: UInt64 = 0
    for record in records where roots.insert(joined.find(record)).inserted {
      let ranks = better(than: rank, record)
      if seen & ranks != 0 { return false }
      seen |= ranks
    }
    return true
  }

  private mutating func better(than rank: Int, _ record: Int) -> UInt64 {
    ranksOf[joined.find(record)] & ((1 << UInt64(rank)) - 1)
  }

  private mutating func unite(_ a: Int, _ b: Int) {
    let ranks = ranksOf[joined.find(a)] | ranksOf[joined.find(b)]
    joined.join(a, b)
    ranksOf[joined.find(a)] = ranks
  }

  /// Records by key, in the order in which the keys were first met.
  private struct Groups {
    var keys: [String] = []
    var names: [String] = []
    var members: [[Int]] = []
    private var index: [String: Int] = [:]

    var isEmpty: Bool { names.isEmpty }

    mutating func add(_ record: Int, to key: String, name: String? = nil) {
      if let known = index[key] {
        if members[known].last != record { members[known].append(record) }
      } else {
        index[key] = names.count
        keys.append(key)
        names.append(name ?? key)
        members.append([record])
      }
    }
  }
}
