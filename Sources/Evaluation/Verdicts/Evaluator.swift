import Diagnostics
import Planning
import Policies
import Schema
import Tables
import Values

/// Evaluates compiled policies: the plan's bits become verdicts, with stand-ins, attestations and waivers.
public enum Evaluator {
  /// Evaluates one policy over one inventory.
  ///
  /// - Parameters:
  ///   - catalogs: the catalogs that the policy uses, by name.
  ///   - threads: how many batches may run at once; no result depends on it.
  public static func evaluate(
    _ policy: CompiledPolicy, over source: any BatchSource, catalogs: [String: any ObjectValue], threads: Int = 1
  ) -> PolicyOutcome {
    let scope = EvaluationScope(policy: policy, source: source, catalogs: catalogs)
    let columns = Executor(scope: scope, threads: threads).run()
    var diagnostics: [Diagnostic] = []
    let rules = policy.rules.map { rule in
      var judgement = RuleJudgement(rule: rule, scope: scope, columns: columns)
      let outcome = judgement.outcome()
      diagnostics += judgement.diagnostics
      return outcome
    }
    let clauses = policy.policy.advisory.clauses.map { ClauseOutcome($0, rules) }
    return PolicyOutcome(scope: scope, rules: rules, clauses: clauses, diagnostics: diagnostics)
  }
}

/// Turns the bits of one rule into verdicts.
private struct RuleJudgement {
  let rule: CompiledRule
  let scope: EvaluationScope
  let columns: [TruthColumn]
  var diagnostics: [Diagnostic] = []

  private var source: any BatchSource { scope.source }
  private var asOf: CalendarDate { scope.policy.asOf }

  mutating func outcome() -> RuleOutcome {
    let count = source.count(of: rule.subject)
    let orphans = Set((0..<count).filter { source.isOrphan($0, of: rule.subject) })
    if rule.deselection != nil {
      return RuleOutcome(
        rule: rule, verdicts: Array(repeating: .notSelected, count: count), attested: [:], waived: [:],
        lapsedWaivers: [:], standIns: [], orphans: orphans)
    }
    var verdicts: [Verdict] = []
    verdicts.reserveCapacity(count)
    var attested: [Int: AttestationFinding] = [:]
    for row in 0..<count {
      let (verdict, finding) = judge(row)
      verdicts.append(verdict)
      if let finding { attested[row] = finding }
    }
    let (waived, lapsed) = waivers(verdicts)
    return RuleOutcome(
      rule: rule, verdicts: verdicts, attested: attested, waived: waived, lapsedWaivers: lapsed,
      standIns: standIns(), orphans: orphans)
  }

  /// DESIGN section 2.3: when, then check; an attestation where the check does not decide.
  private func judge(_ row: Int) -> (Verdict, AttestationFinding?) {
    if let when = rule.when {
      switch columns[when.node.index][row] {
      case .true: break
      case .false: return (.notApplicable, nil)
      case .unknown: return (.unknown, nil)
      case .error: return (.error, nil)
      }
    }
    if rule.rule.isInformational { return (.informational, nil) }
    if let check = rule.check {
      switch columns[check.node.index][row] {
      case .true: return (.pass, nil)
      case .false: return (.fail, nil)
      case .error: return (.error, nil)
      case .unknown where rule.rule.attest == nil: return (.unknown, nil)
      case .unknown: break
      }
    }
    let finding = attestation { columns[$0.selector.node.index][row] }
    return (verdict(of: finding), finding)
  }

  private func verdict(of finding: AttestationFinding) -> Verdict {
    if finding.state == .decided, let answer = finding.attestation?.answer { return answer ? .pass : .fail }
    return rule.check == nil && finding.state != .contradicted ? .notChecked : .unknown
  }

  // MARK: Attestations

  /// What the attestations say of a subject, given which of them cover it (DESIGN section 2.6).
  private func attestation(_ covers: (CompiledAttestation) -> Truth) -> AttestationFinding {
    let covering = rule.attestations.filter { covers($0) == .true }
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

  private func isInForce(_ attestation: Attestation) -> Bool {
    guard attestation.date <= asOf, attestation.until.map({ asOf <= $0 }) ?? true else { return false }
    guard let limit = rule.rule.attest?.maxAgeDays else { return true }
    return asOf.dayNumber - attestation.date.dayNumber <= limit
  }

  // MARK: Stand-ins

  private func standIns() -> [StandIn] {
    guard let parent = rule.parent, !rule.rule.isInformational else { return [] }
    let name = "\(parent.owner.name).\(parent.relation.name)"
    return (0..<source.count(of: parent.owner.name)).compactMap { row -> StandIn? in
      if let openness = scope.openness(parent.relation, of: parent.owner.name, row: row) {
        let finding = rule.rule.attest.map { _ in
          attestation { item in item.parentSelector.map { columns[$0.node.index][row] } ?? .false }
        }
        let verdict: Verdict = finding.map { $0.state == .decided ? self.verdict(of: $0) : .unknown } ?? .unknown
        return StandIn(
          entity: parent.owner.name, row: row, relation: name, verdict: verdict, openness: openness,
          attestation: finding)
      }
      guard scope.children(parent.relation, of: row).isEmpty else { return nil }
      return StandIn(
        entity: parent.owner.name, row: row, relation: name, verdict: .notApplicable, openness: nil,
        attestation: nil)
    }
  }

  // MARK: Waivers

  private mutating func waivers(_ verdicts: [Verdict]) -> (inForce: [Int: Waiver], lapsed: [Int: Waiver]) {
    var inForce: [Int: Waiver] = [:]
    var lapsed: [Int: Waiver] = [:]
    for compiled in rule.waivers {
      let waiver = compiled.waiver
      let selected = verdicts.indices.filter { columns[compiled.selector.node.index][$0] == .true }
      if selected.isEmpty { diagnostics.append(.waiverSelectsNothing(waiver, rule: rule.id)) }
      if let limit = waiver.maxSubjects, selected.count > limit {
        diagnostics.append(.waiverSelectsTooMany(waiver, selected.count, limit))
        continue
      }
      for row in selected where verdicts[row] == .fail {
        if waiver.isInForce(on: asOf) { inForce[row] = inForce[row] ?? waiver } else { lapsed[row] = waiver }
      }
    }
    return (inForce, lapsed.filter { inForce[$0.key] == nil })
  }
}
