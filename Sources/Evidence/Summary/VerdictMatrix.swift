import Evaluation
import Formats
import Schema

/// The verdict of every rule about every subject, a letter each: the full matrix that findings are the remarkable part of.
///
///     subjects  device  ["PC-1", "PC-2", "PC-3"]
///     rule      zoom-removed  device  "pFu"        PC-2 fails
public struct VerdictMatrix: Sendable {
  /// The subjects of an entity, in the order of the sources.
  public struct Subjects: Sendable {
    public let entity: String
    /// Redacted where they are made from what must not be shown.
    public let ids: [String]
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

    public struct StandIns: Sendable {
      public let entity: String
      public let letters: [UInt8]
    }
  }

  /// Every entity that some rule is about, in the order of the schema.
  public let subjects: [Subjects]
  /// By policy, in the order of its rules.
  public let rows: [Row]

  /// - Parameter redactor: of the outcomes' inventory; nil where there are none.
  init(_ outcomes: [PolicyOutcome], _ redactor: Redactor?) {
    rows = outcomes.flatMap { outcome in outcome.rules.map { Row($0, of: outcome) } }
    guard let redactor, let source = outcomes.first?.scope.source else {
      subjects = []
      return
    }
    let entities = Set(rows.map(\.entity) + rows.compactMap { $0.standIns?.entity })
    subjects = source.schema.entities.map(\.name).filter(entities.contains).map { entity in
      Subjects(entity: entity, ids: (0..<source.count(of: entity)).map { redactor.subject($0, of: entity) })
    }
  }

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

  /// The matrix for machines, with a legend.
  public var json: JSONValue {
    [
      "legend": [
        "p": "pass", "F": "fail", "W": "fail, waived", "U": "unknown", "E": "error", "n": "notapplicable",
        "C": "notchecked", "s": "notselected", "i": "informational", "-": "no record",
      ],
      "subjects": .object(subjects.map { ($0.entity, .array($0.ids.map(JSONValue.string))) }),
      "rules": .array(rows.map(\.json)),
    ]
  }
}

extension VerdictMatrix.Row {
  init(_ outcome: RuleOutcome, of policy: PolicyOutcome) {
    self.policy = policy.policy.id
    rule = outcome.rule.id
    entity = outcome.rule.subject
    letters = outcome.verdicts.enumerated().map { row, verdict in
      VerdictMatrix.letter(verdict, isWaived: outcome.waived[row] != nil)
    }
    guard let parent = outcome.standIns.first?.entity else {
      standIns = nil
      return
    }
    var letters = [UInt8](repeating: UInt8(ascii: "-"), count: policy.scope.source.count(of: parent))
    for standIn in outcome.standIns where letters.indices.contains(standIn.row) {
      letters[standIn.row] = VerdictMatrix.letter(standIn.verdict)
    }
    standIns = StandIns(entity: parent, letters: letters)
  }

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
    return .object(members)
  }
}
