import Schema

/// What became of the findings of one run in another.
///
///     old  F U p F F        p pass, F fail, U unknown, . not there
///     new  F F F p .
///          │ │ │ │ └ gone: nobody judged it, which is no improvement
///          │ │ │ └ fixed
///          │ │ └ new
///          │ └ changed
///          └ open
///
/// Findings are matched by their records' ids: policy, rule and subject.
public struct EvidenceDiff: Sendable {
  /// What became of a finding.
  public enum Kind: String, Sendable, CaseIterable {
    case new, changed, open, fixed, gone
  }

  /// Why it did.
  public struct Cause: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
      /// What the inventory says, or that it has the subject at all.
      case data
      /// The policy, its parameters, catalogs or schema.
      case policy
      case waiver
      case attestation
      /// Nothing but the day of the run.
      case day
      /// Nothing that the run rests on: another build of the program.
      case program
    }

    public let kind: Kind
    /// The thing that changed: an attribute, a file, a document, a parameter.
    public let subject: String
    /// nil where there was, or is, nothing.
    public let old: String?
    public let new: String?
  }

  /// What one side says.
  public struct Side: Sendable {
    public let verdict: Verdict
    public let isWaived: Bool
    /// nil for what is no finding.
    public let record: EvidenceRecord?
  }

  /// A rule and a subject of which one side or both have a finding.
  public struct Entry: Sendable {
    public let kind: Kind
    public let id: String
    public let policy: String
    public let rule: String
    public let title: LocalizedText
    public let severity: Severity
    public let subject: EvidenceRecord.Subject
    /// nil where the rule or the subject was not there.
    public let old: Side?
    public let new: Side?
    /// Without those of `open` findings.
    public let causes: [Cause]
  }

  /// By kind as declared, then in the order of the newer run; what it no longer has comes in the order of the older.
  public let entries: [Entry]
  public let oldRun: Run
  public let newRun: Run

  /// How many there are of a kind.
  public func count(_ kind: Kind) -> Int { entries.count { $0.kind == kind } }

  /// Whether anything is not as it was.
  public var hasChanges: Bool { entries.contains { $0.kind != .open } }
}

extension EvidenceDiff {
  /// - Complexity: O(rules · subjects) of both
  public init(from old: CollectedEvidence, to new: CollectedEvidence) {
    oldRun = old.run
    newRun = new.run
    let causes = DiffCauses(old: old.run, new: new.run)
    let before = FindingIndex(old)
    let after = FindingIndex(new)
    var byKind: [Kind: [Entry]] = [:]

    func add(_ id: String, _ oldCell: MatrixCell?, _ newCell: MatrixCell?) {
      let oldSide = oldCell.map { Side($0, id, in: old) }
      let newSide = newCell.map { Side($0, id, in: new) }
      let kind = Kind(oldSide, newSide)
      let (evidence, cell) = newCell.map { (new, $0) } ?? oldCell.map { (old, $0) } ?? (new, nil)
      guard let cell else { return }
      let policy = evidence.summary.policies[cell.policy]
      let rule = policy.rules[cell.rule]
      let entry = Entry(
        kind: kind, id: id, policy: policy.id, rule: rule.id, title: rule.title, severity: rule.severity,
        subject: newSide?.record?.subject ?? oldSide?.record?.subject ?? evidence.matrix.subject(cell), old: oldSide,
        new: newSide, causes: kind == .open ? [] : causes.causes(policy.id, rule.id, oldSide, newSide))
      byKind[kind, default: []].append(entry)
    }

    let others = old.cells(of: after.findings.filter { before.cells[$0] == nil })
    for id in after.findings { add(id, before.cells[id] ?? others[id], after.cells[id]) }
    let rest = before.findings.filter { after.cells[$0] == nil }
    let judged = new.cells(of: rest)
    for id in rest { add(id, before.cells[id], judged[id]) }
    entries = Kind.allCases.flatMap { byKind[$0] ?? [] }
  }
}

extension EvidenceDiff.Side {
  fileprivate init(_ cell: MatrixCell, _ id: String, in evidence: CollectedEvidence) {
    let (verdict, isWaived) = evidence.matrix.verdict(cell)
    self.init(
      verdict: verdict, isWaived: isWaived,
      record: verdict.isFinding ? evidence.store.records(of: [cell]).first ?? nil : nil)
  }
}

extension EvidenceDiff.Kind {
  fileprivate init(_ old: EvidenceDiff.Side?, _ new: EvidenceDiff.Side?) {
    guard let new, new.verdict.isFinding else {
      // Only a positive answer is an improvement.
      let isGood = new?.verdict == .pass || new?.verdict == .notApplicable
      self = isGood ? .fixed : .gone
      return
    }
    guard let old, old.verdict.isFinding else {
      self = .new
      return
    }
    let isSame =
      old.verdict == new.verdict && old.isWaived == new.isWaived
      && old.record?.reason == new.record?.reason && old.record?.waiver?.state == new.record?.waiver?.state
    self = isSame ? .open : .changed
  }
}

/// The findings of a run by the ids of their records.
private struct FindingIndex {
  /// In order.
  private(set) var findings: [String] = []
  private(set) var cells: [String: MatrixCell] = [:]

  init(_ evidence: CollectedEvidence) {
    evidence.matrix.forEachCell(.bySubject) { batch in
      for cell in batch where evidence.matrix.verdict(cell).verdict.isFinding {
        let id = evidence.matrix.recordID(cell)
        if cells.updateValue(cell, forKey: id) == nil { findings.append(id) }
      }
    }
  }
}

extension CollectedEvidence {
  /// The cells whose records have one of these ids.
  func cells(of ids: [String]) -> [String: MatrixCell] {
    let wanted = Set(ids)
    var found: [String: MatrixCell] = [:]
    guard !wanted.isEmpty else { return found }
    matrix.forEachCell(.bySubject) { batch in
      for cell in batch {
        let id = matrix.recordID(cell)
        if wanted.contains(id) { found[id] = cell }
      }
    }
    return found
  }
}
