import Evidence
import Formats
import Schema

/// What each organisational unit comes to, with the units below it, by policy.
struct UnitTable {
  struct Unit {
    let id: String
    let name: String
    /// How many units stand above it.
    let depth: Int
    /// By policy of the summary, then by verdict in the order of `Verdict.allCases`; waived fails last.
    var counts: [[Int]]
  }

  /// Each unit after the one above it; subjects of no unit stand under the empty id, last.
  private(set) var units: [Unit] = []

  private static let columns = Verdict.allCases.count + 1

  /// - Complexity: O(rules · subjects)
  init(_ evidence: CollectedEvidence) {
    let matrix = evidence.matrix
    var policies: [String: Int] = [:]
    for (index, policy) in evidence.summary.policies.enumerated() { policies[policy.id] = index }
    var names: [String: String] = [:]
    for subjects in matrix.subjects where subjects.entity == "unit" {
      for (id, name) in zip(subjects.ids, subjects.names) where id != name { names[id] = name }
    }
    var entities: [String: VerdictMatrix.Subjects] = [:]
    for subjects in matrix.subjects { entities[subjects.entity] = subjects }

    let none = [[Int]](repeating: [Int](repeating: 0, count: UnitTable.columns), count: policies.count)
    var tallies: [[String]: [[Int]]] = [:]
    for row in matrix.rows {
      guard let policy = policies[row.policy] else { continue }
      var lists: [(entity: String, letters: [UInt8])] = [(row.entity, row.letters)]
      if let standIns = row.standIns { lists.append((standIns.entity, standIns.letters)) }
      for list in lists {
        guard let subjects = entities[list.entity] else { continue }
        for (path, counts) in UnitTable.tally(list.letters, subjects) {
          for (index, count) in counts.enumerated() where count > 0 {
            tallies[path, default: none][policy][index] += count
          }
        }
      }
    }
    build(tallies, names, none)
  }

  /// The letters of a row by the unit path of their subjects.
  private static func tally(_ letters: [UInt8], _ subjects: VerdictMatrix.Subjects) -> [([String], [Int])] {
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: columns), count: subjects.unitPaths.count)
    for (subject, letter) in letters.enumerated() where subject < subjects.units.count {
      let path = subjects.units[subject]
      guard counts.indices.contains(path), let (verdict, isWaived) = reading(letter) else { continue }
      counts[path][Verdict.allCases.firstIndex(of: verdict) ?? 0] += 1
      if isWaived { counts[path][columns - 1] += 1 }
    }
    return Array(zip(subjects.unitPaths, counts))
  }

  private static func reading(_ letter: UInt8) -> (Verdict, isWaived: Bool)? {
    switch letter {
    case UInt8(ascii: "p"): (.pass, false)
    case UInt8(ascii: "F"): (.fail, false)
    case UInt8(ascii: "W"): (.fail, true)
    case UInt8(ascii: "U"): (.unknown, false)
    case UInt8(ascii: "E"): (.error, false)
    case UInt8(ascii: "n"): (.notApplicable, false)
    case UInt8(ascii: "C"): (.notChecked, false)
    case UInt8(ascii: "s"): (.notSelected, false)
    case UInt8(ascii: "i"): (.informational, false)
    default: nil
    }
  }

  /// Adds what each path has to every unit on it, and orders units as a tree.
  private mutating func build(_ tallies: [[String]: [[Int]]], _ names: [String: String], _ none: [[Int]]) {
    var sums: [[String]: [[Int]]] = [:]
    for (path, counts) in tallies {
      let fromRoot = Array(path.reversed())
      for depth in 1...max(1, fromRoot.count) {
        let key = fromRoot.isEmpty ? [""] : Array(fromRoot.prefix(depth))
        var sum = sums[key] ?? none
        for policy in sum.indices {
          for index in sum[policy].indices { sum[policy][index] += counts[policy][index] }
        }
        sums[key] = sum
      }
    }
    let ordered = sums.keys.sorted { a, b in
      if (a == [""]) != (b == [""]) { return b == [""] }
      for (x, y) in zip(a, b) where !x.utf8.elementsEqual(y.utf8) { return x.utf8.lexicographicallyPrecedes(y.utf8) }
      return a.count < b.count
    }
    for path in ordered {
      guard let id = path.last, let counts = sums[path] else { continue }
      units.append(Unit(id: id, name: names[id] ?? id, depth: path.count - 1, counts: counts))
    }
  }

  var json: JSONValue {
    .array(
      units.map { unit in
        [
          "id": .string(unit.id), "name": .string(unit.name), "depth": .int(Int64(unit.depth)),
          "counts": .array(unit.counts.map { .array($0.map { .int(Int64($0)) }) }),
        ]
      })
  }
}
