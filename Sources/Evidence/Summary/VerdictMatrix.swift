import Formats
import Schema

/// The verdict of every rule about every subject, a letter each: the full matrix that findings are the remarkable part of.
///
///     subjects  device  ["PC-1", "PC-2", "PC-3"]
///     rule      zoom-removed  device  "pFu"        PC-2 fails
///
/// With the names and units of the subjects in it, a report can tell of passes without their records.
public struct VerdictMatrix: Sendable {
  /// The subjects of an entity, in the order of the sources; redacted where they are made from what must not be shown.
  public struct Subjects: Sendable {
    public let entity: String
    public let ids: [String]
    /// What people call them.
    public let names: [String]
    /// Index into `unitPaths` by subject.
    public let units: [Int]
    /// The ids of a unit and of those above it, the nearest first; empty for subjects of no unit.
    public let unitPaths: [[String]]
    /// Indices of subjects that only other rows name.
    public let orphans: Set<Int>

    /// A subject as records have it.
    public func subject(_ index: Int, isStandIn: Bool = false) -> EvidenceRecord.Subject {
      EvidenceRecord.Subject(
        type: entity, id: ids[index], name: names[index], units: unitPaths[units[index]], isStandIn: isStandIn,
        isOrphan: orphans.contains(index))
    }
  }

  /// The verdicts of a rule.
  public struct Row: Sendable {
    public let policy: String
    public let rule: String
    public let entity: String
    /// One letter per subject of the entity.
    public let letters: [UInt8]
    /// Where the rule has stand-ins: the parents' entity, and one letter or `-` per parent.
    public let standIns: StandIns?
    /// Whether the rule met no subject, and has one record that says so.
    public let isWithoutSubject: Bool

    public struct StandIns: Sendable {
      public let entity: String
      public let letters: [UInt8]
    }
  }

  /// Every entity that some rule is about or has stand-ins of, in the order of the schema.
  public let subjects: [Subjects]
  /// By policy in the order of their ids, and by rule in the order of the policy.
  public let rows: [Row]
  /// The rows of each policy.
  let policies: [Range<Int>]

  init(subjects: [Subjects], rows: [Row]) {
    self.subjects = subjects
    self.rows = rows
    var policies: [Range<Int>] = []
    for index in rows.indices {
      if let last = policies.last, rows[last.lowerBound].policy == rows[index].policy {
        policies[policies.count - 1] = last.lowerBound..<index + 1
      } else {
        policies.append(index..<index + 1)
      }
    }
    self.policies = policies
  }

  /// Stands where a parent has no stand-in.
  static let noRecord = UInt8(ascii: "-")

  /// The letter of a verdict: lower case for what is well, upper case for findings, `W` for a waived fail.
  static func letter(_ verdict: Verdict, isWaived: Bool = false) -> UInt8 {
    switch verdict {
    case .pass: UInt8(ascii: "p")
    case .fail: isWaived ? UInt8(ascii: "W") : UInt8(ascii: "F")
    case .unknown: UInt8(ascii: "U")
    case .error: UInt8(ascii: "E")
    case .notApplicable: UInt8(ascii: "n")
    case .notChecked: UInt8(ascii: "C")
    case .notSelected: UInt8(ascii: "s")
    case .informational: UInt8(ascii: "i")
    }
  }

  /// The verdict of a letter; nil for `-` and for what is none.
  static func verdict(_ letter: UInt8) -> Verdict? {
    switch letter {
    case UInt8(ascii: "p"): .pass
    case UInt8(ascii: "F"), UInt8(ascii: "W"): .fail
    case UInt8(ascii: "U"): .unknown
    case UInt8(ascii: "E"): .error
    case UInt8(ascii: "n"): .notApplicable
    case UInt8(ascii: "C"): .notChecked
    case UInt8(ascii: "s"): .notSelected
    case UInt8(ascii: "i"): .informational
    default: nil
    }
  }

  /// The matrix for machines, with a legend.
  public var json: JSONValue {
    [
      "legend": [
        "p": "pass", "F": "fail", "W": "fail, waived", "U": "unknown", "E": "error", "n": "notapplicable",
        "C": "notchecked", "s": "notselected", "i": "informational", "-": "no record",
      ],
      "subjects": .array(subjects.map(\.json)),
      "rules": .array(rows.map(\.json)),
    ]
  }
}

extension VerdictMatrix.Subjects {
  /// A name that is the id is left out.
  var json: JSONValue {
    [
      "type": .string(entity), "ids": .array(ids.map(JSONValue.string)),
      "names": .array(zip(ids, names).map { id, name in id == name ? .null : .string(name) }),
      "units": .array(units.map { .int(Int64($0)) }),
      "unit_paths": .array(unitPaths.map { .array($0.map(JSONValue.string)) }),
      "orphans": .array(orphans.sorted().map { .int(Int64($0)) }),
    ]
  }
}

extension VerdictMatrix.Row {
  var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("policy", .string(policy)), ("rule", .string(rule)), ("subject", .string(entity)),
      ("verdicts", .string(String(decoding: letters, as: UTF8.self))),
    ]
    if let standIns {
      members.append(
        (
          "stand_ins",
          [
            "subject": .string(standIns.entity),
            "verdicts": .string(String(decoding: standIns.letters, as: UTF8.self)),
          ]
        ))
    }
    if isWithoutSubject { members.append(("no_subject", true)) }
    return .object(members)
  }
}
