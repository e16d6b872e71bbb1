import Schema

/// What a rule says of one subject: a cell of the full matrix, with its record where it is a finding.
public struct RuleResult: Sendable {
  /// The id of its record, written or not.
  public let id: String
  /// Index into the summary's policies.
  public let policy: Int
  /// Index into the policy's rules.
  public let rule: Int
  public let verdict: Verdict
  /// As it may be shown; with an empty id where the rule met no subject.
  public let subject: EvidenceRecord.Subject
  /// nil for what is no finding: its record can be made again, but nobody has written it.
  public let record: EvidenceRecord?
  /// Whether the verdict is a fail that a waiver in force marks.
  public let isWaived: Bool
}

extension CollectedEvidence {
  /// Calls the body with every cell of the matrix, passes and notapplicables too.
  ///
  /// - Parameters:
  ///   - withRecords: whether findings come with their records, which costs a replay each unless they are kept.
  /// - Complexity: O(rules · subjects); memory by what one batch holds
  public func forEachResult(
    _ order: ResultOrder = .bySubject, withRecords: Bool = true, _ body: (RuleResult) throws -> Void
  ) rethrows {
    try matrix.forEachCell(order) { try deliver($0, withRecords, body) }
  }

  /// Calls the body with the results of one rule, by subject in source order, stand-ins last.
  ///
  /// - Parameters:
  ///   - rule: index into the policy's rules.
  ///   - policy: index into the summary's policies.
  /// - Complexity: O(subjects); memory by what one batch holds
  public func forEachResult(ofRule rule: Int, in policy: Int, _ body: (RuleResult) throws -> Void) rethrows {
    try matrix.forEachCell(ofRule: rule, in: policy) { try deliver($0, true, body) }
  }

  private func deliver(
    _ cells: [MatrixCell], _ withRecords: Bool, _ body: (RuleResult) throws -> Void
  ) rethrows {
    let verdicts = cells.map(matrix.verdict)
    var records: [EvidenceRecord?] = []
    if withRecords {
      records = store.records(of: cells.indices.filter { verdicts[$0].verdict.isFinding }.map { cells[$0] })
    }
    var next = 0
    for (index, cell) in cells.enumerated() {
      let (verdict, isWaived) = verdicts[index]
      var record: EvidenceRecord?
      if withRecords, verdict.isFinding {
        record = records.indices.contains(next) ? records[next] : nil
        next += 1
      }
      try body(
        RuleResult(
          id: record?.id ?? matrix.recordID(cell), policy: cell.policy, rule: cell.rule, verdict: verdict,
          subject: record?.subject ?? matrix.subject(cell), record: record, isWaived: isWaived))
    }
  }
}
