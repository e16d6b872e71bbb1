import Evaluation
import Policies
import Schema
import Values

/// A record on its way: what the outcome says of one rule and subject, and what was found out about it so far.
struct RecordDraft {
  var verdict: Verdict
  var reason = VerdictReason(code: nil)
  var subject: EvidenceRecord.Subject
  /// The row that the record is about; nil where there is none.
  var place: (entity: String, row: Int)?
  var isNoSubject = false
  var replay: Replay?
  /// Why the children that a stand-in stands for may be more than were seen.
  var openness: Unknown?
  /// The relation of a stand-in: `device.software`.
  var relation: String?
  var attestation: AttestationFinding?
  var waiver: Waiver?
  var deselection: Deselection?
  var needles: [Needle] = []
  var observed: [EvidenceRecord.Observation] = []
  var steps: [EvidenceRecord.Step] = []
  var expected = ""
  /// The question of an attestation.
  var ask = LocalizedText()
  /// The entity of a rule, where the record stands in for its records.
  var childEntity: String?
  /// The id of the subject, as the sources give it.
  var ownSubject = ""
  /// The other rows that the record touches, by their ids as the sources give them: the id and name that may be shown.
  var shownSubjects: [String: (id: String, name: String)] = [:]
  var asOf: CalendarDate

  init(verdict: Verdict, subject: EvidenceRecord.Subject, asOf: CalendarDate, isNoSubject: Bool = false) {
    self.asOf = asOf
    self.verdict = verdict
    self.subject = subject
    self.isNoSubject = isNoSubject
  }

  /// What is not known, where that is the verdict.
  var unknown: Unknown? { verdict == .unknown ? openness ?? replay?.unknown : nil }
}
