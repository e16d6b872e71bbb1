import Planning
import Policies
import Schema
import Values

/// What one rule says of every subject.
public struct RuleOutcome: Sendable {
  public let rule: CompiledRule
  /// By row of the rule's entity.
  public let verdicts: [Verdict]
  /// What attestations had to say, by row, where the rule asked for one and its check did not decide.
  public let attested: [Int: AttestationFinding]
  /// The waiver in force that marks a fail, by row.
  public let waived: [Int: Waiver]
  /// Waivers that would mark a fail but are not in force on the day, by row.
  public let lapsedWaivers: [Int: Waiver]
  /// One for each parent whose children were not all collected, or that certainly has none.
  public let standIns: [StandIn]
  /// Rows that only other rows name: counted apart.
  public let orphans: Set<Int>

  /// Subjects and stand-ins.
  public let count: Int

  /// Whether the rule met no subject, which leaves its clause unchecked. A rule that was left out, or that only informs,
  /// asks for none.
  public var hasNoSubject: Bool {
    (count == 0 || selectsNothing) && rule.deselection == nil && !rule.rule.isInformational
  }

  /// Whether the rule's `for` selects none of the subjects there are: they are all `notapplicable`.
  public let selectsNothing: Bool

  /// How often each verdict was given, stand-ins included.
  public private(set) var tally = Tally()

  init(
    rule: CompiledRule, verdicts: [Verdict], attested: [Int: AttestationFinding], waived: [Int: Waiver],
    lapsedWaivers: [Int: Waiver], standIns: [StandIn], orphans: Set<Int>, selectsNothing: Bool = false
  ) {
    self.selectsNothing = selectsNothing
    self.rule = rule
    self.verdicts = verdicts
    self.attested = attested
    self.waived = waived
    self.lapsedWaivers = lapsedWaivers
    self.standIns = standIns
    self.orphans = orphans
    count = verdicts.count + standIns.count
    tally.add(verdicts, waived: waived.count, orphans: orphans)
    for standIn in standIns { tally.add(standIn.verdict, isStandIn: true) }
    if hasNoSubject { tally.addNoSubject() }
  }

  /// An outcome of which only the numbers are known: the subjects streamed by.
  init(rule: CompiledRule, tally: Tally, count: Int) {
    self.rule = rule
    verdicts = []
    attested = [:]
    waived = [:]
    lapsedWaivers = [:]
    standIns = []
    orphans = []
    selectsNothing = false
    self.count = count
    self.tally = tally
    if hasNoSubject { self.tally.addNoSubject() }
  }

  /// The rule's own verdict over all subjects; `notchecked` where it met none.
  public var verdict: Verdict { tally.verdict }
}

/// A record on a parent in place of the children that nobody collected (DESIGN section 2.5).
public struct StandIn: Sendable {
  /// The parent's entity and row.
  public let entity: String
  public let row: Int
  /// The relation that is not closed, as causes name it.
  public let relation: String
  public let verdict: Verdict
  /// Why there may be children that nobody saw; nil where the parent certainly has none.
  public let openness: Unknown?
  public let attestation: AttestationFinding?
}

/// What the attestations about a rule say of one subject.
public struct AttestationFinding: Sendable {
  public enum State: String, Sendable {
    /// In force and covering: its answer decides.
    case decided
    case contradicted
    case partial
    case expired
    case missing
  }

  public let state: State
  /// The one that decides, or the one that comes nearest.
  public let attestation: Attestation?

  /// The reason of a verdict that this leaves open.
  public var reason: ReasonCode? {
    switch state {
    case .decided: nil
    case .contradicted: .conflict
    case .partial: .attestationPartial
    case .expired: .attestationExpired
    case .missing: .attestationMissing
    }
  }
}
