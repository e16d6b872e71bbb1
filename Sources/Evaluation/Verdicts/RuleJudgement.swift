import Diagnostics
import Planning
import Policies
import Schema
import Tables
import Values

/// Turns the bits of one rule into verdicts.
struct RuleJudgement {
  let rule: CompiledRule
  let scope: EvaluationScope
  let columns: [TruthColumn]
  private(set) var diagnostics: [Diagnostic] = []
  /// Rows of sheets of which something selects somebody, and what to say of the others.
  private(set) var reached: Set<RegisterPlace> = []
  private(set) var unreached: [(origin: RegisterPlace, problem: Diagnostic)] = []
  /// The attestations that are about no more subjects than they may be.
  private var attestations: [CompiledAttestation] = []

  init(rule: CompiledRule, scope: EvaluationScope, columns: [TruthColumn]) {
    self.rule = rule
    self.scope = scope
    self.columns = columns
  }

  private var source: any BatchSource { scope.source }
  private var asOf: CalendarDate { scope.policy.asOf }

  mutating func outcome() -> RuleOutcome {
    let count = source.count(of: rule.subject)
    let orphans = source.orphans(of: rule.subject)
    guard rule.deselection == nil else {
      return RuleOutcome(
        rule: rule, verdicts: Array(repeating: .notSelected, count: count), attested: [:], waived: [:],
        lapsedWaivers: [:], standIns: [], orphans: orphans)
    }
    // A `for` that selects nothing leaves the rule without a subject, which says so.
    if let selection = rule.selection, count > 0, columns[selection.node.index].rows(where: .false).count == count {
      diagnostics.append(.selectsNoDocument(rule.rule))
      return RuleOutcome(
        rule: rule, verdicts: Array(repeating: .notApplicable, count: count), attested: [:], waived: [:],
        lapsedWaivers: [:], standIns: [], orphans: orphans, selectsNothing: true)
    }
    attestations = rule.attestations.filter { !selectsTooMany($0) }
    let (verdicts, attested) = judged(count)
    let (waived, lapsed) = waivers(verdicts)
    checkAttestations()
    return RuleOutcome(
      rule: rule, verdicts: verdicts, attested: attested, waived: waived, lapsedWaivers: lapsed,
      standIns: standIns(), orphans: orphans)
  }

  // MARK: Subjects

  private func judged(_ count: Int) -> (verdicts: [Verdict], attested: [Int: AttestationFinding]) {
    // Each of the sixteen pairs of truths is judged once.
    let table = (0..<16).map { pair in
      judge(when: Truth(rawValue: UInt8(pair >> 2)) ?? .unknown, check: Truth(rawValue: UInt8(pair & 3)) ?? .unknown)
    }
    let selection = rule.selection.map { columns[$0.node.index] }
    let when = rule.when.map { columns[$0.node.index] }
    let check = rule.check.map { columns[$0.node.index] }
    var asking: [Int] = []
    var verdicts: [Verdict] = []
    verdicts.reserveCapacity(count)
    for row in 0..<count {
      let whenBits = when?.bits(row) ?? Truth.true.rawValue
      let checkBits = check?.bits(row) ?? Truth.unknown.rawValue
      if let selected = selection?.bits(row), selected == Truth.false.rawValue {
        verdicts.append(.notApplicable)
        continue
      }
      let verdict = table[Int(whenBits &<< 2 | checkBits)]
      if verdict == nil { asking.append(row) }
      verdicts.append(verdict ?? .notChecked)
    }
    var attested: [Int: AttestationFinding] = [:]
    for row in asking {
      let finding = attestation { columns[$0.selector.node.index][row] }
      verdicts[row] = self.verdict(of: finding)
      attested[row] = finding
    }
    return (verdicts, attested)
  }

  /// DESIGN section 2.3: when, then check; nil where an attestation is asked, because the check does not decide.
  private func judge(when: Truth, check: Truth) -> Verdict? {
    switch when {
    case .true: break
    case .false: return .notApplicable
    case .unknown: return .unknown
    case .error: return .error
    }
    if rule.rule.isInformational { return .informational }
    guard rule.check != nil else { return nil }
    switch check {
    case .true: return .pass
    case .false: return .fail
    case .error: return .error
    case .unknown: return rule.rule.attest == nil ? .unknown : nil
    }
  }

  private func verdict(of finding: AttestationFinding) -> Verdict {
    if finding.state == .decided, let answer = finding.attestation?.answer { return answer ? .pass : .fail }
    return rule.check == nil && finding.state != .contradicted ? .notChecked : .unknown
  }

  // MARK: Attestations

  /// What the attestations say of a subject, given which of them cover it (DESIGN section 2.6).
  private func attestation(_ covers: (CompiledAttestation) -> Truth) -> AttestationFinding {
    let covering = attestations.filter { covers($0) == .true }
    let whole = covering.filter(\.isWhole)
    let inForce = whole.filter { isInForce($0.attestation) }
    if let first = inForce.first {
      let agree = inForce.allSatisfy { $0.attestation.answer == first.attestation.answer }
      return AttestationFinding(state: agree ? .decided : .contradicted, attestation: first.attestation)
    }
    if let expired = whole.first { return AttestationFinding(state: .expired, attestation: expired.attestation) }
    if let partial = covering.first { return AttestationFinding(state: .partial, attestation: partial.attestation) }
    return AttestationFinding(state: .missing, attestation: nil)
  }

  /// An attestation may be about a parent whose children nobody collected: its stand-in is a subject too.
  private mutating func checkAttestations() {
    for item in rule.attestations {
      let selectors = [item.selector, item.parentSelector].compactMap { $0 }.map { columns[$0.node.index] }
      guard selectors.allSatisfy({ $0.rows(where: .true).isEmpty }) else {
        if let origin = item.attestation.origin { reached.insert(origin) }
        continue
      }
      let isUnknown = selectors.allSatisfy(isUnknownOfAll)
      note(
        .attestationSelectsNothing(item.attestation, rule: rule.id, isUnknown: isUnknown), item.attestation.origin)
    }
  }

  private mutating func selectsTooMany(_ item: CompiledAttestation) -> Bool {
    guard let limit = item.attestation.maxSubjects else { return false }
    let count = columns[item.selector.node.index].rows(where: .true).count
    if count > limit { diagnostics.append(.attestationSelectsTooMany(item.attestation, count, limit)) }
    return count > limit
  }

  /// Says that something selects nobody; of a sheet's row once, if nothing that it makes selects anybody.
  private mutating func note(_ problem: Diagnostic, _ origin: RegisterPlace?) {
    if let origin { unreached.append((origin, problem)) } else { diagnostics.append(problem) }
  }

  private func isInForce(_ attestation: Attestation) -> Bool {
    guard attestation.date <= asOf, attestation.until.map({ asOf <= $0 }) ?? true else { return false }
    guard let limit = rule.rule.attest?.maxAgeDays else { return true }
    return asOf.dayNumber - attestation.date.dayNumber <= limit
  }

  // MARK: Stand-ins

  private func standIns() -> [StandIn] {
    guard let parent = rule.parent, !rule.rule.isInformational else { return [] }
    let owner = parent.owner.name
    let name = "\(owner).\(parent.relation.name)"
    let closed = scope.closedRows(parent.relation, of: owner)
    let adjacency = parent.relation.many.flatMap { source.adjacency(child: parent.relation.entity, relation: $0.via) }
    return (0..<source.count(of: owner)).compactMap { row -> StandIn? in
      if closed.hasBit(row) {
        guard adjacency.map({ $0[row].isEmpty }) ?? true else { return nil }
        return StandIn(
          entity: owner, row: row, relation: name, verdict: .notApplicable, openness: nil, attestation: nil)
      }
      let finding = rule.rule.attest.map { _ in
        attestation { item in item.parentSelector.map { columns[$0.node.index][row] } ?? .false }
      }
      let verdict: Verdict = finding.map { $0.state == .decided ? self.verdict(of: $0) : .unknown } ?? .unknown
      return StandIn(
        entity: owner, row: row, relation: name, verdict: verdict,
        openness: scope.openness(parent.relation, of: owner, row: row), attestation: finding)
    }
  }

  // MARK: Waivers

  private mutating func waivers(_ verdicts: [Verdict]) -> (inForce: [Int: Waiver], lapsed: [Int: Waiver]) {
    var inForce: [Int: Waiver] = [:]
    var lapsed: [Int: Waiver] = [:]
    for compiled in rule.waivers {
      let waiver = compiled.waiver
      let selected = columns[compiled.selector.node.index].rows(where: .true)
      if selected.isEmpty {
        let isUnknown = isUnknownOfAll(columns[compiled.selector.node.index])
        note(
          isUnknown
            ? .waiverSelectsNobodyForSure(waiver, rule: rule.id) : .waiverSelectsNothing(waiver, rule: rule.id),
          waiver.origin)
      } else if let origin = waiver.origin {
        reached.insert(origin)
      }
      if let limit = waiver.maxSubjects, selected.count > limit {
        diagnostics.append(.waiverSelectsTooMany(waiver, selected.count, limit))
        continue
      }
      for row in selected where verdicts[row] == .fail {
        if waiver.isInForce(on: asOf) { inForce[row] = inForce[row] ?? waiver } else { lapsed[row] = waiver }
      }
    }
    var comments = SuppressionJudgement(rule: rule, scope: scope)
    for row in verdicts.indices where verdicts[row] == .fail && inForce[row] == nil {
      guard let waiver = comments.waiver(row) else { continue }
      if waiver.isInForce(on: asOf) { inForce[row] = waiver } else { lapsed[row] = lapsed[row] ?? waiver }
    }
    diagnostics += comments.diagnostics
    return (inForce, lapsed.filter { inForce[$0.key] == nil })
  }

  /// Whether nobody collected what a selector asks for: then it may be right, and only the inventory lacks it.
  private func isUnknownOfAll(_ selector: TruthColumn) -> Bool {
    selector.count > 0 && selector.rows(where: .unknown).count == selector.count
  }
}
