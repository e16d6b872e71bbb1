import Diagnostics
import Planning
import Policies
import Schema
import Testing
import Values

@testable import Evaluation

/// A rule, and all that may change its verdicts; `verdicts` tells them in words.
struct Judge {
  var subject = "device"
  var of: String?
  var when: String?
  var check: String?
  /// Whether the rule asks a person too.
  var asks = false
  var whole: String?
  var maxAgeDays: Int?
  var isInformational = false
  /// Days for `software.machine`.
  var freshness: Int?
  var facts: [(entity: String, name: String, text: String)] = []
  var attestations: [Attestation] = []
  var waivers: [Waiver] = []
  var isSkipped = false

  static let span = RandomInventory.span

  static func attestation(
    _ subject: String, _ answer: Bool = true, on date: String = "2024-10-01", until: String? = nil
  ) -> Attestation {
    Attestation(
      rule: RuleReference(rule: "rule", span: span), subject: World.text(subject), answer: answer, signedBy: "A",
      role: "head", date: day(date), until: until.map(day), span: span)
  }

  static func waiver(_ subject: String, from: String, until: String, max: Int? = nil) -> Waiver {
    Waiver(
      rule: RuleReference(rule: "rule", span: span), subject: World.text(subject), maxSubjects: max, reason: "old",
      requestedBy: "A", approvedBy: "B", from: day(from), until: day(until), span: span)
  }

  static func day(_ text: String) -> CalendarDate {
    CalendarDate(parsing: text, order: nil) ?? CalendarDate(dayNumber: 0)
  }

  /// A line per subject and stand-in: who, the verdict, the reason, marks. Then diagnostics.
  func verdicts(_ site: String) throws -> String {
    let outcome = try evaluate(site)
    let replayer = Replayer(scope: outcome.scope)
    let rule = outcome.rules[0]
    var lines: [String] = []
    for (row, verdict) in rule.verdicts.enumerated() {
      let replay = replayer.replay(rule.rule, row: row)
      var words = [outcome.scope.source.subject(row, of: subject), verdict.rawValue]
      words += reason(rule.reason(row: row, replay: replay))
      if rule.waived[row] != nil { words.append("waived") }
      if rule.lapsedWaivers[row] != nil { words.append("lapsed") }
      if verdict == .pass, replay?.isVacuous == true { words.append("vacuous") }
      #expect((replay?.isVacuous == true) == (verdict == .pass && replayer.isVacuous(rule.rule, row: row)))
      lines.append(words.joined(separator: " "))
    }
    for standIn in rule.standIns {
      let name = "[\(outcome.scope.source.subject(standIn.row, of: standIn.entity))]"
      lines.append(([name, standIn.verdict.rawValue] + reason(standIn.reason)).joined(separator: " "))
    }
    if lines.isEmpty { lines.append("no subject: \(rule.verdict.rawValue)") }
    return (lines + outcome.diagnostics.map(\.message)).joined(separator: "\n")
  }

  private func reason(_ reason: VerdictReason) -> [String] {
    reason.code.map { [$0.rawValue] + reason.attributes } ?? []
  }

  func evaluate(_ site: String) throws -> PolicyOutcome {
    let span = Self.span
    let rule = Rule(
      id: "rule", clauses: [Located("C1", span)], subject: Located(subject, span), of: of.map { Located($0, span) },
      severity: .high, when: when.map(World.text), check: check.map(World.text),
      attest: asks
        ? AttestationRequest(
          ask: LocalizedText(), whole: whole.map { Located($0, span) }, maxAgeDays: maxAgeDays, span: span) : nil,
      isInformational: isInformational, span: span)
    let clause = Clause(id: "C1", force: .mandatory, quote: Located("", span), span: span)
    let policy = Policy(
      id: "test", version: "1", advisory: Advisory(issuer: "", clauses: [clause], span: span),
      freshness: freshness.map { [FreshnessLimit(section: Located("software.machine", span), days: $0)] } ?? [],
      facts: facts.map { fact in
        EntityFacts(
          entity: Located(fact.entity, span),
          facts: [Fact(name: fact.name, expression: World.text(fact.text), span: span)])
      }, rules: [rule], span: span)
    let reference = RuleReference(rule: "rule", span: span)
    let tailoring = Tailoring(
      asOf: World.asOf,
      skip: isSkipped ? [Deselection(rule: reference, reason: "", approvedBy: "B", span: span)] : [],
      attestations: attestations, waivers: waivers)
    let (compiled, problems) = PolicyCompiler.compile(
      policy, schema: Site.schema, catalogs: [], tailoring: tailoring)
    return Evaluator.evaluate(
      try #require(compiled, "\(problems.map(\.message))"), over: try Site.inventory(site), catalogs: [:])
  }
}
