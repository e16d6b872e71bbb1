import Formats
import Schema

extension CollectedEvidence {
  /// A record that somebody asks for by name.
  public struct Wanted: Sendable, Hashable {
    public let policy: String
    public let rule: String
    /// The subject's id as the matrix shows it; empty for a rule that met none.
    public let subject: String
    public let type: String
  }

  /// The places of the matrix that are meant: by a record's id or the beginning of it, or by a rule and a subject.
  ///
  /// - Parameters:
  ///   - name: a record's id, at least eight characters of it; or a rule, as `policy/rule` or its id alone.
  ///   - subject: with a rule, its subject as `type/id` or as the id or name alone; nil means a record's id is given, or
  ///     the rule met no subject.
  /// - Complexity: O(rules · subjects)
  public func places(named name: String, subject: String?) -> [Wanted] {
    var found: [Wanted] = []
    matrix.forEachCell(.bySubject) { cells in
      for cell in cells {
        let policy = summary.policies[cell.policy]
        let rule = policy.rules[cell.rule]
        let isNamed = name == rule.id || name == "\(policy.id)/\(rule.id)"
        let about = matrix.subject(cell)
        if let subject {
          guard isNamed, [about.id, about.name, "\(about.type)/\(about.id)"].contains(subject) else { continue }
        } else if isNamed {
          guard cell.subject == nil else { continue }
        } else {
          guard name.utf8.count >= 8, matrix.recordID(cell).hasPrefix(name.lowercased()) else { continue }
        }
        found.append(Wanted(policy: policy.id, rule: rule.id, subject: about.id, type: about.type))
      }
    }
    return found
  }

  /// The ids of the records in which a text stands.
  /// - Complexity: O(records)
  public func records(bearing text: String) -> [String] {
    var ids: [String] = []
    forEachRecord(.all) { record in
      let line = String(decoding: JSONWriter.canonical(record.json), as: UTF8.self)
      if line.contains(text) { ids.append(record.id) }
    }
    return ids
  }
}
