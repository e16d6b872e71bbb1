import Formats
import Schema

extension VerdictMatrix {
  /// A matrix read back from what `json` wrote. Everything in it is of the length that it must be.
  init(stored json: JSONValue) throws(StoredFault) {
    let matrix = try StoredObject(json)
    var subjects: [Subjects] = []
    var counts: [String: Int] = [:]
    for stored in try matrix.objects("subjects") {
      let entity = try Subjects(stored: stored)
      guard counts.updateValue(entity.ids.count, forKey: entity.entity) == nil else {
        throw StoredFault("`\(entity.entity)` is there twice", at: stored.pointer)
      }
      subjects.append(entity)
    }
    var rows: [Row] = []
    for stored in try matrix.objects("rules") {
      let row = try Row(stored: stored)
      guard counts[row.entity] == row.letters.count,
        row.standIns.map({ counts[$0.entity] == $0.letters.count }) ?? true
      else { throw StoredFault("there are not as many verdicts as subjects", at: stored.pointer) }
      let letters = row.letters + (row.standIns?.letters.filter { $0 != VerdictMatrix.noRecord } ?? [])
      guard letters.allSatisfy({ VerdictMatrix.verdict($0) != nil }) else {
        throw StoredFault("there is a letter that is no verdict", at: stored.pointer)
      }
      rows.append(row)
    }
    self.init(subjects: subjects, rows: rows)
    guard Set(policies.map { rows[$0.lowerBound].policy }).count == policies.count else {
      throw StoredFault("the rules of a policy do not stand together", at: "/rules")
    }
  }
}

extension VerdictMatrix.Subjects {
  fileprivate init(stored: StoredObject) throws(StoredFault) {
    let ids = try stored.strings("ids")
    var names: [String] = []
    for (index, name) in try stored.array("names").enumerated() where ids.indices.contains(index) {
      switch name {
      case .null: names.append(ids[index])
      case .string(let text): names.append(text)
      default: throw StoredFault("a name is no text", at: stored.path("names"))
      }
    }
    var paths: [[String]] = []
    for item in try stored.array("unit_paths") {
      guard case .array(let units) = item else {
        throw StoredFault("a list is expected", at: stored.path("unit_paths"))
      }
      var path: [String] = []
      for unit in units {
        guard case .string(let id) = unit else {
          throw StoredFault("a text is expected", at: stored.path("unit_paths"))
        }
        path.append(id)
      }
      paths.append(path)
    }
    let units = try VerdictMatrix.Subjects.indices(stored, "units", below: paths.count)
    let orphans = try VerdictMatrix.Subjects.indices(stored, "orphans", below: ids.count)
    guard names.count == ids.count, units.count == ids.count, try stored.array("names").count == ids.count else {
      throw StoredFault("there are not as many names or units as subjects", at: stored.pointer)
    }
    self.init(
      entity: try stored.string("type"), ids: ids, names: names, units: units, unitPaths: paths,
      orphans: Set(orphans))
  }

  private static func indices(
    _ stored: StoredObject, _ name: String, below count: Int
  ) throws(StoredFault) -> [Int] {
    var indices: [Int] = []
    for item in try stored.array(name) {
      guard case .int(let number) = item, number >= 0, number < Int64(count) else {
        throw StoredFault("a number points at nothing", at: stored.path(name))
      }
      indices.append(Int(number))
    }
    return indices
  }
}

extension VerdictMatrix.Row {
  fileprivate init(stored row: StoredObject) throws(StoredFault) {
    var standIns: StandIns?
    if let stored = try row.optionalObject("stand_ins") {
      standIns = StandIns(entity: try stored.string("subject"), letters: Array(try stored.string("verdicts").utf8))
    }
    self.init(
      policy: try row.string("policy"), rule: try row.string("rule"), entity: try row.string("subject"),
      letters: Array(try row.string("verdicts").utf8), standIns: standIns,
      isWithoutSubject: try row.flag("no_subject"))
  }
}
