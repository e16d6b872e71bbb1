import Evaluation
import Schema
import Values

/// Makes a run's evidence out of what the policies said.
///
///     let run = Run(policies: compiled.map { Run.Policy($0, documents: ...) }, asOf: ..., zone: ..., inputs: ...)
///     let evidence = EvidenceCollector.collect(outcomes, run: run, threads: 2)
///     evidence.summary        // policies, clauses, rules, sources
///     evidence.matrix         // every rule and subject, a letter each
///     evidence.forEachRecord { record in ... }
public enum EvidenceCollector {
  /// - Parameters:
  ///   - outcomes: over one inventory, in any order.
  ///   - threads: how many records may be made at once; nothing depends on it.
  ///   - personal: what becomes of personal data.
  ///   - takesDigests: whether somebody will ask for the digests of the records: they are then taken on all threads.
  ///   - language: the only language that anybody will read messages in, where no digest is of them; nil for both.
  ///   - subjects: how the inventory's subjects are shown, where somebody has begun to work it out; with the same
  ///     `personal`.
  public static func collect(
    _ outcomes: [PolicyOutcome], run: Run, threads: Int = 1, personal: PersonalData = .withheld,
    takesDigests: Bool = true, language: Language? = nil, subjects: ShownSubjects? = nil
  ) -> CollectedEvidence {
    let ordered = outcomes.sorted { $0.policy.id.precedesExactly($1.policy.id) }
    let subjects = subjects ?? ordered.first.map { ShownSubjects($0.scope.source, personal: personal) }
    let redactor = subjects?.redactor
    let summary = RunSummary(ordered, run: run)
    let matrix = VerdictMatrix(ordered, subjects)
    let records = LiveRecords(
      ordered, run: run, matrix: matrix, findings: summary.counts.findings, threads: max(1, threads),
      redactor: redactor, takesDigests: takesDigests, language: takesDigests ? nil : language)
    return CollectedEvidence(run: run, summary: summary, matrix: matrix, records: records)
  }
}

/// The evidence of a run, just made or read back from a bundle.
public struct CollectedEvidence: Sendable {
  public let run: Run
  public let summary: RunSummary
  public let matrix: VerdictMatrix
  /// How many records need someone's attention: what `forEachRecord` gives.
  public let findingCount: Int

  let store: any RecordStore

  init(run: Run, summary: RunSummary, matrix: VerdictMatrix, records: any RecordStore) {
    self.run = run
    self.summary = summary
    self.matrix = matrix
    store = records
    findingCount = summary.counts.findings
  }

  /// Calls the body with the record of every finding, in order: policy, entity, subject, rule. Records are made or
  /// read when asked for, so that memory follows what is looked at.
  /// - Complexity: O(findings), each replayed or decoded
  public func forEachRecord(_ body: (EvidenceRecord) throws -> Void) rethrows {
    try store.forEach(.findings, body)
  }

  /// Calls the body with every record selected, in order. A bundle that keeps findings only has no others.
  public func forEachRecord(_ selection: RecordSelection, _ body: (EvidenceRecord) throws -> Void) rethrows {
    try store.forEach(selection, body)
  }

  /// The records of all findings, in order. Rather stream them where there may be many.
  public var records: [EvidenceRecord] {
    var records: [EvidenceRecord] = []
    forEachRecord { records.append($0) }
    return records
  }

  /// A text about the inventory, a message that quotes a value, without what must not be shown.
  public func masked(_ text: String) -> String { store.masked(text) }

  /// The record of any rule and subject, finding or not; nil where there is no such policy, rule or subject, or where a
  /// bundle does not keep it.
  ///
  /// - Parameter subject: the subject's id as the matrix shows it, or as the inventory has it; empty for a rule that met
  ///   none.
  public func record(policy: String, rule: String, subject: String) -> EvidenceRecord? {
    store.record(policy: policy, rule: rule, subject: subject)
  }
}
