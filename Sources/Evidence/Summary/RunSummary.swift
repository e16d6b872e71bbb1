import Formats
import Schema
import Values

/// What a run comes to: policies, their clauses, their rules, and the inventory it rests on.
public struct RunSummary: Sendable {
  /// In the order of their ids.
  public let policies: [PolicySummary]
  /// In the order in which the inventory has them.
  public let sources: [SourceSummary]
  public let counts: VerdictCounts
  /// By entity in the order of the schema, those that have any.
  public let orphans: [EntityCount]
  /// Parents some of whose children nobody collected, by entity and relation.
  public let uncollected: [UncollectedCount]
  /// Every waiver of the run's rules, in force or not, by policy, rule and place.
  public let waivers: [WaiverSummary]
  /// Every attestation about the run's rules, by policy, rule and place.
  public let attestations: [AttestationSummary]
}

/// How many subjects of an entity there are of some sort.
public struct EntityCount: Sendable, Hashable {
  public let entity: String
  public let count: Int
}

/// How many subjects a register lists whose records of a relation nobody collected completely.
public struct UncollectedCount: Sendable, Hashable {
  /// `device.software`.
  public let relation: String
  public let entity: String
  public let count: Int
  /// How many subjects of the entity there are.
  public let total: Int
}

/// A file of the inventory.
public struct SourceSummary: Sendable, Hashable {
  public let path: String
  public let digest: String
  public let format: String
  public let entity: String
  /// Records that became subjects or rows.
  public let rows: Int
  public let collected: CalendarDate?
  /// Section and level, sorted by section.
  public let coverage: [Section]
  /// The policies for which it is too old, by id.
  public let staleFor: [String]
  /// How it came into the auditor's hands, where the manifest says so.
  public let obtained: Obtained?

  /// What a source proves about a section.
  public struct Section: Sendable, Hashable {
    public let name: String
    public let level: Coverage
  }
}

/// One policy of a run.
public struct PolicySummary: Sendable {
  public let id: String
  public let version: String
  public let digest: String
  public let title: LocalizedText
  public let issuer: String
  public let number: String?
  /// As far as the advisory says: `2020-05`.
  public let date: String?
  public let verdict: Verdict
  public let counts: VerdictCounts
  /// In the order of the advisory.
  public let clauses: [ClauseSummary]
  /// In the order of the policy.
  public let rules: [RuleSummary]
}

/// One requirement of an advisory.
public struct ClauseSummary: Sendable {
  public let id: String
  public let isMandatory: Bool
  /// Verbatim.
  public let quote: String
  public let title: LocalizedText
  /// What its rules cannot test.
  public let limits: LocalizedText
  /// Why no rule decides it, where none does.
  public let whyNotEncoded: LocalizedText?
  /// Whether one passing rule is enough.
  public let isAny: Bool
  public let verdict: Verdict
  /// Whether every fail is waived; the verdict stays.
  public let isWaived: Bool
  public let counts: VerdictCounts
  /// The ids of its rules.
  public let rules: [String]
}

/// One rule over all its subjects.
public struct RuleSummary: Sendable {
  public let id: String
  public let title: LocalizedText
  public let remediation: LocalizedText
  public let severity: Severity
  public let entity: String
  public let clauses: [String]
  /// The check on one line, or the question of an attestation.
  public let expected: LocalizedText
  public let isInformational: Bool
  /// The profile's reason to leave it out, and who approved.
  public let deselection: Deselection?
  public let verdict: Verdict
  public let counts: VerdictCounts

  /// Why a rule was left out.
  public struct Deselection: Sendable, Hashable {
    public let reason: String
    public let approvedBy: String
  }
}
