import Dispatch
import Evaluation
import Schema
import Tables
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
  ///   - showsPersonal: whether personal data may be shown: in a report for the unit itself.
  public static func collect(
    _ outcomes: [PolicyOutcome], run: Run, threads: Int = 1, showsPersonal: Bool = false
  ) -> CollectedEvidence {
    let ordered = outcomes.sorted { $0.policy.id.precedesExactly($1.policy.id) }
    return CollectedEvidence(ordered, run: run, threads: max(1, threads), showsPersonal: showsPersonal)
  }
}

/// The evidence of a run. Records are made when asked for, so that memory follows what is looked at; where there are few,
/// they are kept.
public struct CollectedEvidence: Sendable {
  public let run: Run
  public let summary: RunSummary
  public let matrix: VerdictMatrix
  /// In the order of the records: policy, entity, subject, rule.
  public let findings: [Finding]

  private let outcomes: [PolicyOutcome]
  private let threads: Int
  private let redactor: Redactor?
  private let kept: [EvidenceRecord]?

  /// So many records at most are kept.
  private static let keepLimit = 20_000
  /// Records that one thread makes before it looks for more.
  private static let chunk = 128

  init(_ outcomes: [PolicyOutcome], run: Run, threads: Int, showsPersonal: Bool) {
    self.outcomes = outcomes
    self.run = run
    self.threads = threads
    let redactor = outcomes.first.map { Redactor(source: $0.scope.source, showsPersonal: showsPersonal) }
    self.redactor = redactor
    summary = RunSummary(outcomes, run: run)
    matrix = VerdictMatrix(outcomes, redactor)
    findings = outcomes.enumerated().flatMap { Finding.all(in: $1, policy: $0) }
    var kept: [EvidenceRecord]?
    if findings.count <= CollectedEvidence.keepLimit {
      var records: [EvidenceRecord] = []
      CollectedEvidence.make(findings, outcomes, run, threads, redactor) { records.append($0) }
      kept = records
    }
    self.kept = kept
  }

  /// Calls the body with the record of every finding, in order.
  /// - Complexity: O(findings), each replayed; nothing is replayed again where the records are kept
  public func forEachRecord(_ body: (EvidenceRecord) throws -> Void) rethrows {
    if let kept { return try kept.forEach(body) }
    try CollectedEvidence.make(findings, outcomes, run, threads, redactor, body)
  }

  /// The records of all findings, in order. Rather stream them where there may be many.
  public var records: [EvidenceRecord] {
    if let kept { return kept }
    var records: [EvidenceRecord] = []
    forEachRecord { records.append($0) }
    return records
  }

  /// The record of any rule and subject, finding or not; nil where there is no such policy, rule or subject.
  ///
  /// - Parameter subject: the subject's id as the matrix shows it, or as the inventory has it.
  public func record(policy: String, rule: String, subject: String) -> EvidenceRecord? {
    guard let redactor, let policyIndex = outcomes.firstIndex(where: { $0.policy.id == policy }) else { return nil }
    let outcome = outcomes[policyIndex]
    guard let ruleIndex = outcome.rules.firstIndex(where: { $0.rule.id == rule }) else { return nil }
    let result = outcome.rules[ruleIndex]
    func isMeant(_ row: Int, _ entity: String) -> Bool {
      outcome.scope.source.subject(row, of: entity) == subject || redactor.subject(row, of: entity) == subject
    }
    var place: Finding.Place?
    if let row = result.verdicts.indices.first(where: { isMeant($0, result.rule.subject) }) {
      place = .row(row)
    } else if let index = result.standIns.firstIndex(where: { isMeant($0.row, $0.entity) }) {
      place = .standIn(index)
    } else if subject.isEmpty, result.count == 0 {
      place = .noSubject
    }
    guard let place else { return nil }
    return RecordBuilder(run: run, outcome: outcome, redactor: redactor)
      .record(Finding(policy: policyIndex, rule: ruleIndex, place: place))
  }

  // MARK: Making records

  private static func make(
    _ findings: [Finding], _ outcomes: [PolicyOutcome], _ run: Run, _ threads: Int, _ redactor: Redactor?,
    _ body: (EvidenceRecord) throws -> Void
  ) rethrows {
    guard let redactor else { return }
    let workers = (0..<threads).map { _ in RecordWorker(outcomes, run, redactor) }
    var start = 0
    while start < findings.count {
      let end = min(start + threads * chunk, findings.count)
      let slices = stride(from: start, to: end, by: chunk).map { findings[$0..<min($0 + chunk, end)] }
      if slices.count == 1 {
        workers[0].make(slices[0])
      } else {
        DispatchQueue.concurrentPerform(iterations: slices.count) { workers[$0].make(slices[$0]) }
      }
      for index in slices.indices { try workers[index].made.forEach(body) }
      start = end
    }
  }
}

/// The builders of one thread, and what it made last.
///
/// INVARIANT: used by one thread at a time; that is why it may be shared between them.
private final class RecordWorker: @unchecked Sendable {
  private let builders: [RecordBuilder]
  private(set) var made: [EvidenceRecord] = []

  init(_ outcomes: [PolicyOutcome], _ run: Run, _ redactor: Redactor) {
    builders = outcomes.map { RecordBuilder(run: run, outcome: $0, redactor: redactor) }
  }

  func make(_ findings: ArraySlice<Finding>) {
    made = findings.map { builders[$0.policy].record($0) }
  }
}
