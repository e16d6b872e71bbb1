import Evidence
import Schema

/// What one policy says about one subject: the matter of one test result, or of two.
///
/// The Schematron rules of XCCDF 1.2 want every result of a test result overridden as soon as one is. So waived fails
/// stand in a test result of their own, the other one points at it, and the score of both counts all.
struct XCCDFTarget {
  let policy: Int
  let subject: EvidenceRecord.Subject
  /// Of policy and subject, and of whether these are its waived fails.
  let uuid: String
  let isWaived: Bool
  var results: [RuleResult] = []
  /// The results of policy and subject, waived or not.
  var counts: [Verdict: Int] = [:]
  /// The test result with the waived fails, where this one is without them.
  var waived: (uuid: String, count: Int)?

  init(
    policy: Int, id: String, subject: EvidenceRecord.Subject, isWaived: Bool = false, results: [RuleResult] = []
  ) {
    self.policy = policy
    self.subject = subject
    self.isWaived = isWaived
    self.results = results
    uuid = RecordID.derived(isWaived ? "xccdf-waived" : "xccdf", from: id, subject.uuid)
  }

  /// The asset; nil where rules met no subject.
  var asset: String? { subject.id.isEmpty ? nil : XCCDFTarget.asset(subject) }

  static func asset(_ subject: EvidenceRecord.Subject) -> String { "asset_\(subject.uuid)" }

  static func testResult(_ uuid: String) -> String { "xccdf_kiem_testresult_\(uuid)" }
}

extension XCCDFBenchmark {
  /// Calls the body with every subject of every policy and what the rules say of it.
  func forEachTarget(withRecords: Bool = true, _ body: (XCCDFTarget) throws -> Void) rethrows {
    var results: [RuleResult] = []
    try context.evidence.forEachResult(withRecords: withRecords) { result in
      if let first = results.first, first.policy != result.policy || !first.subject.isSame(as: result.subject) {
        try targets(results).forEach(body)
        results.removeAll(keepingCapacity: true)
      }
      results.append(result)
    }
    try targets(results).forEach(body)
  }

  /// The targets that results about one subject make.
  private func targets(_ results: [RuleResult]) -> [XCCDFTarget] {
    guard let first = results.first else { return [] }
    let id = context.evidence.summary.policies[first.policy].id
    var counts: [Verdict: Int] = [:]
    for result in results { counts[result.verdict, default: 0] += 1 }
    let parts = [false, true].compactMap { isWaived -> XCCDFTarget? in
      let own = results.filter { $0.isWaived == isWaived }
      guard !own.isEmpty else { return nil }
      var target = XCCDFTarget(
        policy: first.policy, id: id, subject: first.subject, isWaived: isWaived,
        results: own)
      target.counts = counts
      return target
    }
    guard parts.count == 2 else { return parts }
    var open = parts[0]
    open.waived = (parts[1].uuid, parts[1].results.count)
    return [open, parts[1]]
  }

  /// A target for a run without any result.
  var emptyTarget: XCCDFTarget {
    XCCDFTarget(policy: 0, id: "", subject: EvidenceRecord.Subject(type: "run", id: "", name: ""))
  }
}

extension EvidenceRecord.Subject {
  fileprivate func isSame(as other: EvidenceRecord.Subject) -> Bool { type == other.type && id == other.id }
}
