import CEL
import Evaluation
import Policies
import Schema
import Tables
import Values

extension RunSummary {
  /// - Parameter outcomes: in the order of the policies' ids, over one inventory.
  init(_ outcomes: [PolicyOutcome], run: Run) {
    policies = outcomes.map { PolicySummary($0, digest: run.policy($0.policy.id)?.digest ?? "") }
    var tally = Tally()
    for outcome in outcomes { tally.add(outcome.tally) }
    counts = VerdictCounts(tally)
    guard let source = outcomes.first?.scope.source else {
      (sources, orphans, uncollected, waivers, attestations) = ([], [], [], [], [])
      return
    }
    let rows = source.recordCounts()
    sources = source.sources.enumerated().map { index, file in
      let stale = outcomes.filter { $0.scope.staleSources.contains(index) }.map(\.policy.id)
      return SourceSummary(file, rows: rows[index], staleFor: stale)
    }
    orphans = source.schema.entities.compactMap { entity in
      let count = (0..<source.count(of: entity.name)).count { source.isOrphan($0, of: entity.name) }
      return count == 0 ? nil : EntityCount(entity: entity.name, count: count)
    }
    uncollected = RunSummary.uncollected(outcomes, source)
    waivers = outcomes.flatMap { WaiverSummary.all(in: $0, run: run) }
    attestations = outcomes.flatMap { AttestationSummary.all(in: $0, run: run) }
  }

  /// The summary of policies of which only the numbers are known.
  public init(tallied outcomes: [PolicyOutcome]) {
    let ordered = outcomes.sorted { $0.policy.id.precedesExactly($1.policy.id) }
    policies = ordered.map { PolicySummary($0, digest: "") }
    var tally = Tally()
    for outcome in outcomes { tally.add(outcome.tally) }
    counts = VerdictCounts(tally)
    (sources, orphans, uncollected, waivers, attestations) = ([], [], [], [], [])
  }

  private static func uncollected(_ outcomes: [PolicyOutcome], _ source: any BatchSource) -> [UncollectedCount] {
    var rows: [String: Set<Int>] = [:]
    var entities: [String: String] = [:]
    for standIn in outcomes.lazy.flatMap(\.rules).flatMap(\.standIns) where standIn.openness != nil {
      rows[standIn.relation, default: []].insert(standIn.row)
      entities[standIn.relation] = standIn.entity
    }
    return rows.keys.sorted { $0.precedesExactly($1) }.map { relation in
      let entity = entities[relation] ?? ""
      return UncollectedCount(
        relation: relation, entity: entity, count: rows[relation]?.count ?? 0, total: source.count(of: entity))
    }
  }
}

extension SourceSummary {
  init(_ source: InventorySource, rows: Int, staleFor: [String]) {
    path = source.shownPath
    digest = source.digest
    format = source.format
    entity = source.entity
    self.rows = rows
    collected = source.collected
    coverage = source.coverage.sorted { $0.key.precedesExactly($1.key) }.map { Section(name: $0.key, level: $0.value) }
    self.staleFor = staleFor
    obtained = source.obtained.map { obtained in
      Obtained(
        by: obtained.by.map(Redaction.withoutSecrets), how: obtained.how.map(Redaction.withoutSecrets),
        at: obtained.at)
    }
  }
}

extension PolicySummary {
  init(_ outcome: PolicyOutcome, digest: String) {
    let policy = outcome.policy
    id = policy.id
    version = policy.version
    self.digest = digest
    title = policy.title
    issuer = policy.advisory.issuer
    number = policy.advisory.number
    date = policy.advisory.date?.value
    verdict = outcome.verdict
    counts = VerdictCounts(outcome.tally)
    clauses = outcome.clauses.map { ClauseSummary($0, rules: outcome.rules) }
    rules = outcome.rules.map(RuleSummary.init)
  }
}

extension ClauseSummary {
  init(_ outcome: ClauseOutcome, rules all: [RuleOutcome]) {
    let clause = outcome.clause
    id = clause.id
    isMandatory = clause.force == .mandatory
    quote = clause.quote.value
    title = clause.title
    limits = clause.limits
    if case .none(let reason) = clause.encoding { whyNotEncoded = reason } else { whyNotEncoded = nil }
    isAny = clause.isAny
    verdict = outcome.verdict
    isWaived = outcome.isWaived
    counts = VerdictCounts(outcome.tally)
    rules = outcome.rules.map { all[$0].rule.id }
  }
}

extension RuleSummary {
  init(_ outcome: RuleOutcome) {
    let rule = outcome.rule.rule
    id = rule.id
    title = rule.title
    remediation = rule.remediation
    severity = rule.severity
    entity = rule.subject.value
    clauses = rule.clauses.map(\.value)
    if let check = outcome.rule.check {
      expected = LocalizedText(en: Redactor.withoutCredentials(Unparser.text(of: check.expression.root)))
    } else {
      expected = rule.attest?.ask ?? LocalizedText()
    }
    isInformational = rule.isInformational
    deselection = outcome.rule.deselection.map {
      Deselection(reason: Redaction.withoutSecrets($0.reason), approvedBy: $0.approvedBy)
    }
    verdict = outcome.verdict
    counts = VerdictCounts(outcome.tally)
  }
}
