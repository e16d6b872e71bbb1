import Schema

/// What a run means for whoever waits for it: the exit status of `check`, and why (DESIGN section 7).
public struct Conclusion: Sendable, Hashable {
  public enum Status: Int, Sendable {
    /// All decided, and passed, waived or not applicable.
    case clean = 0
    /// Something fails at or above the severity asked for.
    case failed = 1
    /// Nothing fails that matters, but something is undecided, in error or without subject.
    case undecided = 2
    /// A policy, a profile or an inventory has an error: what was found stands, but not all that was asked for was done.
    case unusable = 65
  }

  public let status: Status
  /// Fails at or above the severity asked for, waived ones left out.
  public let fails: Int
  /// Fails below it: they get a notice.
  public let minorFails: Int
  public let waived: Int
  public let errors: Int
  /// Unknown and not checked.
  public let undecided: Int
  /// Findings that a baseline has already, and that count for nothing here.
  public let known: Int

  /// - Parameters:
  ///   - failOn: the severity from which on a fail counts.
  ///   - allowUnknown: whether unknown and not checked are forgiven; errors never are.
  ///   - baseline: findings that do not count.
  ///   - hasErrors: whether reading policies, profile and inventory met an error.
  public init(
    _ summary: RunSummary, failOn: Severity = .info, allowUnknown: Bool = false, baseline: Baseline = .none,
    hasErrors: Bool = false
  ) {
    var (fails, minor, waived, errors, undecided) = (0, 0, 0, 0, 0)
    for policy in summary.policies {
      let satisfied = Set(policy.clauses.filter { $0.isAny && $0.verdict == .pass }.map(\.id))
      for rule in policy.rules where !rule.isInformational && rule.deselection == nil {
        // Where any rule of a clause is enough and one passes, the others ask for nothing.
        if !rule.clauses.isEmpty, rule.clauses.allSatisfy(satisfied.contains) { continue }
        func known(_ verdict: Verdict) -> Int { baseline.count(policy.id, rule.id, verdict) }
        let open = rule.counts[.fail] - rule.counts.waived - known(.fail)
        if rule.severity >= failOn { fails += open } else { minor += open }
        waived += rule.counts.waived
        errors += rule.counts[.error] - known(.error)
        undecided += rule.counts[.unknown] + rule.counts[.notChecked] - known(.unknown) - known(.notChecked)
      }
    }
    self.fails = fails
    minorFails = minor
    self.waived = waived
    self.errors = errors
    self.undecided = undecided
    known = baseline.total
    if hasErrors {
      status = .unusable
    } else if fails > 0 {
      status = .failed
    } else if errors > 0 || (undecided > 0 && !allowUnknown) {
      status = .undecided
    } else {
      status = .clean
    }
  }
}
