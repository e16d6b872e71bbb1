import Evaluation
import Formats
import Schema
import Synchronization
import Tables

/// The records of outcomes at hand, made when asked for; where there are few, they are kept.
struct LiveRecords: RecordStore {
  let outcomes: [PolicyOutcome]
  let run: Run
  private let matrix: VerdictMatrix
  private let threads: Int
  let redactor: Redactor?
  private let takesDigests: Bool
  private let language: Language?
  private let pool = WorkerPool()
  /// The indices of stand-ins by the parent's row, by policy and rule.
  private let standIns: [[[Int: Int]]]
  private var kept: [MatrixCell: EvidenceRecord]?

  /// So many records at most are kept.
  private static let keepLimit = 20_000
  /// Records that one thread makes before it looks for more: fewer where there are few, so that every thread has some.
  private func chunk(_ count: Int) -> Int { max(4, min(128, count / (max(1, threads) * 8))) }

  /// - Parameters:
  ///   - outcomes: in the order of their policies' ids.
  ///   - matrix: of these outcomes.
  ///   - redactor: of the outcomes' inventory; nil where there are none.
  ///   - takesDigests: whether the digest of every record will be asked for.
  ///   - language: the only language that anybody reads messages in; nil where both are wanted.
  init(
    _ outcomes: [PolicyOutcome], run: Run, matrix: VerdictMatrix, findings: Int, threads: Int, redactor: Redactor?,
    takesDigests: Bool, language: Language?
  ) {
    self.takesDigests = takesDigests
    self.language = language
    self.outcomes = outcomes
    self.run = run
    self.matrix = matrix
    self.threads = threads
    self.redactor = redactor
    standIns = outcomes.map { outcome in
      outcome.rules.map { rule in
        Dictionary(rule.standIns.enumerated().map { ($1.row, $0) }, uniquingKeysWith: { first, _ in first })
      }
    }
    if findings <= LiveRecords.keepLimit { kept = collected() }
  }

  private func collected() -> [MatrixCell: EvidenceRecord] {
    var wanted: [MatrixCell] = []
    matrix.forEachCell(.bySubject) { cells in wanted += cells.filter { matrix.verdict($0).verdict.isFinding } }
    return Dictionary(zip(wanted, made(wanted)), uniquingKeysWith: { _, last in last })
  }

  func forEach(_ selection: RecordSelection, _ body: (EvidenceRecord) throws -> Void) rethrows {
    try matrix.forEachCell(.bySubject) { cells in
      for record in records(of: cells.filter { selection.takes(matrix.verdict($0).verdict) }) {
        if let record { try body(record) }
      }
    }
  }

  func records(of cells: [MatrixCell]) -> [EvidenceRecord?] {
    guard let kept else { return made(cells) }
    let missing = cells.filter { kept[$0] == nil }
    guard !missing.isEmpty else { return cells.map { kept[$0] } }
    var fresh = made(missing).makeIterator()
    return cells.map { kept[$0] ?? fresh.next() }
  }

  func masked(_ text: String) -> String { redactor?.mask(text, []) ?? Redaction.withoutSecrets(text) }

  func record(policy: String, rule: String, subject: String) -> EvidenceRecord? {
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
    } else if subject.isEmpty, result.hasNoSubject {
      place = .noSubject
    }
    guard let place else { return nil }
    return RecordBuilder(run: run, outcome: outcome, redactor: redactor)
      .record(Finding(policy: policyIndex, rule: ruleIndex, place: place))
  }

  // MARK: Making records

  private func place(_ cell: MatrixCell) -> Finding {
    var place = Finding.Place.noSubject
    if let subject = cell.subject {
      place = cell.isStandIn ? .standIn(standIns[cell.policy][cell.rule][subject] ?? 0) : .row(subject)
    }
    return Finding(policy: cell.policy, rule: cell.rule, place: place)
  }

  private func made(_ cells: [MatrixCell]) -> [EvidenceRecord] {
    guard let redactor, !cells.isEmpty else { return [] }
    let findings = cells.map(place)
    let chunk = chunk(findings.count)
    let slices = stride(from: 0, to: findings.count, by: chunk).map {
      findings[$0..<min($0 + chunk, findings.count)]
    }
    let workers = pool.take(min(threads, slices.count)) {
      RecordWorker(outcomes, run, redactor, takesDigests, language)
    }
    defer { pool.giveBack(workers) }
    // Whoever is quicker makes more of them; which thread made a slice shows nowhere.
    let made = SliceRecords(slices.count)
    let free = Mutex(workers[...])
    BackgroundWork.share(workers.count) {
      guard let worker = free.withLock({ $0.popFirst() }) else { return }
      while let index = made.next() {
        worker.make(slices[index])
        made.take(worker.takeMade(), of: index)
      }
    }
    return made.all
  }
}

/// The records of slices, which several threads make.
private final class SliceRecords: Sendable {
  private let state: Mutex<(next: Int, made: [[EvidenceRecord]])>

  init(_ count: Int) { state = Mutex((0, Array(repeating: [], count: count))) }

  /// A slice that nobody has begun.
  func next() -> Int? {
    state.withLock { state in
      guard state.next < state.made.count else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  func take(_ records: [EvidenceRecord], of slice: Int) { state.withLock { $0.made[slice] = records } }

  var all: [EvidenceRecord] { state.withLock { state in state.made.flatMap { $0 } } }
}

/// The builders of one thread, and what it made.
///
/// INVARIANT: used by one thread at a time; that is why it may be shared between them.
private final class RecordWorker: @unchecked Sendable {
  private let builders: [RecordBuilder]
  private var made: [EvidenceRecord] = []

  init(_ outcomes: [PolicyOutcome], _ run: Run, _ redactor: Redactor, _ takesDigests: Bool, _ language: Language?) {
    builders = outcomes.map {
      RecordBuilder(run: run, outcome: $0, redactor: redactor, takesDigests: takesDigests, language: language)
    }
  }

  func make(_ findings: ArraySlice<Finding>) {
    for finding in findings { made.append(builders[finding.policy].record(finding)) }
  }

  /// What was made since the last time.
  func takeMade() -> [EvidenceRecord] {
    defer { made = [] }
    return made
  }
}

/// Workers at rest, with the programs and indices that they have prepared.
private final class WorkerPool: Sendable {
  private let resting = Mutex<[RecordWorker]>([])

  func take(_ count: Int, make: () -> RecordWorker) -> [RecordWorker] {
    let known = resting.withLock { workers in
      let taken = Array(workers.suffix(count))
      workers.removeLast(taken.count)
      return taken
    }
    return known + (known.count..<max(count, known.count)).map { _ in make() }
  }

  func giveBack(_ workers: [RecordWorker]) { resting.withLock { $0 += workers } }
}
