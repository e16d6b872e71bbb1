import Schema

/// Findings that an earlier run had already, so that a check may fail on new ones only.
public struct Baseline: Sendable {
  /// By `policy/rule`, fails that are waived left out.
  private var counts: [String: [Verdict: Int]] = [:]
  /// How many there are.
  public private(set) var total = 0
  /// What became of findings, by the ids of their records.
  private var kinds: [String: EvidenceDiff.Kind] = [:]
  /// The digest of the run that is compared with; nil where none is.
  public private(set) var runDigest: String?

  /// No findings: everything counts.
  public static let none = Baseline()

  private init() {}

  /// The findings that were there before and are not worse now.
  public init(_ diff: EvidenceDiff) {
    runDigest = diff.oldRun.digest
    kinds = Dictionary(diff.entries.map { ($0.id, $0.kind) }, uniquingKeysWith: { first, _ in first })
    for entry in diff.entries {
      guard let old = entry.old, let new = entry.new, Baseline.isKnown(old, new) else { continue }
      counts["\(entry.policy)/\(entry.rule)", default: [:]][new.verdict, default: 0] += 1
      total += 1
    }
  }

  /// A fail that was undecided before is new, and so is one that is no longer waived.
  private static func isKnown(_ old: EvidenceDiff.Side, _ new: EvidenceDiff.Side) -> Bool {
    guard old.verdict.isFinding, new.verdict.isFinding, !new.isWaived else { return false }
    switch new.verdict {
    case .fail: return old.verdict == .fail && !old.isWaived
    case .error: return old.verdict == .error || old.verdict == .fail
    default: return true
    }
  }

  /// What became of a finding of either run; nil for a record that is one in neither.
  public func kind(of record: String) -> EvidenceDiff.Kind? { kinds[record] }

  func count(_ policy: String, _ rule: String, _ verdict: Verdict) -> Int {
    counts["\(policy)/\(rule)"]?[verdict] ?? 0
  }
}
