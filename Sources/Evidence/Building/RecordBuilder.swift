import CEL
import Evaluation
import Formats
import Planning
import Policies
import Schema
import Tables
import Values

/// Makes the full record of any rule and subject of a policy's outcome: the verdict is replayed, what it read is looked
/// up in the sources, and what must not be shown is taken out.
///
/// A builder belongs to one thread, as the replayer in it does.
public final class RecordBuilder {
  /// Values and witnesses that one record lists; more are only counted.
  static let observationLimit = 64

  let run: Run
  let outcome: PolicyOutcome
  let redactor: Redactor
  let shownRows: ShownRows
  let units: UnitPath
  let subjects: SubjectIndex
  private let takesDigests: Bool
  /// The only language that messages are read in; nil where both are.
  private let language: Language?
  private let replayer: Replayer
  private let policy: EvidenceRecord.Policy
  private var rules: [Int: RuleParts] = [:]

  public convenience init(run: Run, outcome: PolicyOutcome, personal: PersonalData = .withheld) {
    let redactor = Redactor(source: outcome.scope.source, personal: personal)
    self.init(run: run, outcome: outcome, redactor: redactor)
  }

  /// - Parameters:
  ///   - redactor: of the outcome's inventory.
  ///   - takesDigests: whether a record's digest is taken at once; else when somebody asks for it.
  ///   - language: the only language that anybody reads messages in; nil where both are wanted.
  init(
    run: Run, outcome: PolicyOutcome, redactor: Redactor, takesDigests: Bool = true, language: Language? = nil
  ) {
    self.takesDigests = takesDigests
    self.language = language
    self.run = run
    self.outcome = outcome
    self.redactor = redactor
    shownRows = ShownRows(redactor)
    units = UnitPath(source: outcome.scope.source)
    subjects = SubjectIndex(source: outcome.scope.source)
    replayer = Replayer(scope: outcome.scope)
    let policy = outcome.policy
    self.policy = EvidenceRecord.Policy(
      id: policy.id, version: policy.version, digest: run.policy(policy.id)?.digest ?? "")
  }

  var source: any BatchSource { outcome.scope.source }

  /// The record of a rule about a place; its `policy` is not looked at.
  public func record(_ finding: Finding) -> EvidenceRecord {
    let result = outcome.rules[finding.rule]
    var draft: RecordDraft
    switch finding.place {
    case .row(let row): draft = self.draft(result, row: row)
    case .standIn(let index): draft = self.draft(result, standIn: result.standIns[index])
    case .noSubject:
      draft = RecordDraft(
        verdict: .notChecked, subject: subject(nil, result.rule.subject), asOf: run.asOf, isNoSubject: true)
      draft.reason = RuleOutcome.withoutSubject
    }
    return finish(draft, result, rule: rule(finding.rule))
  }

  private func draft(_ result: RuleOutcome, row: Int) -> RecordDraft {
    let entity = result.rule.subject
    var draft = RecordDraft(verdict: result.verdicts[row], subject: subject(row, entity), asOf: run.asOf)
    draft.subject.isOrphan = result.orphans.contains(row)
    draft.place = (entity, row)
    draft.attestation = result.attested[row]
    if let waiver = result.waived[row] ?? result.lapsedWaivers[row] { draft.waiver = waiver }
    draft.replay = result.rule.deselection == nil ? replayer.replay(result.rule, row: row) : nil
    draft.reason = result.reason(row: row, replay: draft.replay)
    return draft
  }

  private func draft(_ result: RuleOutcome, standIn: StandIn) -> RecordDraft {
    var draft = RecordDraft(
      verdict: standIn.verdict, subject: subject(standIn.row, standIn.entity), asOf: run.asOf)
    draft.subject.isStandIn = true
    draft.place = (standIn.entity, standIn.row)
    draft.attestation = standIn.attestation
    draft.openness = standIn.openness
    draft.reason = standIn.reason
    draft.relation = standIn.relation
    draft.childEntity = result.rule.subject
    return draft
  }

  private func finish(
    _ draft: RecordDraft, _ result: RuleOutcome, rule: RuleParts
  ) -> EvidenceRecord {
    var draft = draft
    draft.ownSubject = draft.place.map { source.subject($0.row, of: $0.entity) } ?? ""
    let touched = rowsTouched(draft)
    show(touched, in: &draft)
    let named = rowsNamed(draft)
    show(named, in: &draft)
    draft.needles = needles(touched + named)
    let observations = observations(draft)
    draft.observed = observations.listed
    draft.steps = steps(draft)
    draft.expected = rule.expected
    draft.ask = result.rule.rule.attest?.ask ?? LocalizedText()
    draft.deselection = result.rule.deselection
    let needles = draft.needles
    let redact: (String) -> String = { self.redactor.mask($0, needles) }
    func message(_ words: any Wording) -> String {
      MessageWriter(words: words, draft: draft, redact: redact).message()
    }
    let message = LocalizedText(
      vi: language == .en ? "" : message(VietnameseWording()), en: language == .vi ? "" : message(EnglishWording()))
    let reason = draft.reason.code.map { EvidenceRecord.Reason(code: $0, attributes: draft.reason.attributes) }
    let record = EvidenceRecord(
      id: recordID(draft, result.rule), run: run.digest, policy: policy, rule: rule.rule, subject: draft.subject,
      verdict: draft.verdict, isVacuous: draft.verdict == .pass && draft.replay?.isVacuous == true, reason: reason,
      expected: draft.expected, observed: draft.observed,
      omitted: observations.omitted, witnessCount: draft.replay?.witnessCount ?? 0, trace: draft.steps,
      message: message,
      remediation: result.rule.rule.remediation, waiver: draft.waiver.map(waiver),
      attestation: draft.attestation.map(attestation))
    return takesDigests ? record.sealed() : record
  }

  /// Notes how rows may be called.
  private func show(_ rows: [TouchedRow], in draft: inout RecordDraft) {
    for row in rows {
      let id = source.subject(row.row, of: row.entity)
      guard draft.shownSubjects[id] == nil else { continue }
      draft.shownSubjects[id] = (shownRows[row].id, shownRows[row].name)
    }
  }

  // MARK: Parts

  private func recordID(_ draft: RecordDraft, _ rule: CompiledRule) -> String {
    // Of the id as it is shown: a digest of a name that is withheld would let everybody check a guess at it.
    RecordID.id(policy: policy.id, rule: rule.id, subjectType: draft.subject.type, subject: draft.subject.id)
  }

  private func subject(_ row: Int?, _ entity: String) -> EvidenceRecord.Subject {
    guard let row else {
      return EvidenceRecord.Subject(type: entity, id: "", name: "", units: [], isStandIn: false, isOrphan: false)
    }
    return EvidenceRecord.Subject(
      type: entity, id: shownRows[row, of: entity].id, name: shownRows[row, of: entity].name,
      units: units.rows(of: row, entity: entity).map { shownRows[$0, of: UnitPath.entity].id },
      isStandIn: false, isOrphan: source.isOrphan(row, of: entity))
  }

  /// What all records of a rule say.
  private struct RuleParts {
    let rule: EvidenceRecord.Rule
    let expected: String
  }

  private func rule(_ index: Int) -> RuleParts {
    if let known = rules[index] { return known }
    let rule = outcome.rules[index].rule.rule
    let made = EvidenceRecord.Rule(
      id: rule.id, title: rule.title, severity: rule.severity, clauses: rule.clauses.map(\.value),
      references: rule.references, source: run.place(rule.span),
      expression: Redactor.withoutCredentials(Text.trimmed(rule.check?.text ?? "")))
    let parts = RuleParts(rule: made, expected: expected(outcome.rules[index].rule))
    rules[index] = parts
    return parts
  }

  /// The check on one line, without comments; the question where there is none.
  private func expected(_ rule: CompiledRule) -> String {
    let text =
      rule.check.map { Unparser.text(of: $0.expression.root) } ?? rule.rule.attest?.ask.text(.en) ?? ""
    return Redactor.withoutCredentials(text)
  }

  private func waiver(_ waiver: Waiver) -> EvidenceRecord.Waiver {
    EvidenceRecord.Waiver(
      state: EvidenceRecord.Waiver.State(of: waiver, on: run.asOf), reason: Redaction.withoutSecrets(waiver.reason),
      requestedBy: waiver.requestedBy,
      approvedBy: waiver.approvedBy, from: waiver.from, until: waiver.until, source: run.place(waiver),
      isComment: waiver.commentPath != nil)
  }

  private func attestation(_ finding: AttestationFinding) -> EvidenceRecord.Attestation {
    let statement = finding.attestation.map { attestation in
      EvidenceRecord.Attestation.Statement(
        answer: attestation.answer, signedBy: attestation.signedBy, role: attestation.role, date: attestation.date,
        until: attestation.until, document: attestation.document.map(Redaction.withoutSecrets),
        documentDigest: attestation.documentDigest?.value, isDocumentChecked: attestation.proof.isDocumentChecked,
        keyID: attestation.proof.keyID, source: run.place(attestation.span))
    }
    return EvidenceRecord.Attestation(state: finding.state.rawValue, statement: statement)
  }
}
