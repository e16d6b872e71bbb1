import Schema

/// How often each verdict was given.
public struct Tally: Sendable, Hashable {
  private var counts: [Verdict: Int] = [:]
  /// Fails that a waiver marks; they stay fails.
  public private(set) var waived = 0
  /// Records on parents, in place of children that nobody collected.
  public private(set) var standIns = 0
  /// Subjects that only other rows name.
  public private(set) var orphans = 0
  /// Rules that met no subject; each counts as one `notchecked`.
  public private(set) var withoutSubject = 0
  /// Of the verdicts, those on stand-ins and orphans.
  private var apart: [Verdict: Int] = [:]

  public init() {}

  /// How often a verdict was given to subjects that a source describes.
  public func described(_ verdict: Verdict) -> Int { self[verdict] - apart[verdict, default: 0] }

  public subscript(verdict: Verdict) -> Int { counts[verdict] ?? 0 }

  public mutating func add(
    _ verdict: Verdict, isWaived: Bool = false, isOrphan: Bool = false, isStandIn: Bool = false
  ) {
    add(verdict, times: 1, isOrphan: isOrphan, isStandIn: isStandIn)
    if isWaived { waived += 1 }
  }

  /// Adds so many subjects of one verdict.
  mutating func add(_ verdict: Verdict, times: Int, isOrphan: Bool = false, isStandIn: Bool = false) {
    guard times > 0 else { return }
    counts[verdict, default: 0] += times
    if isOrphan { orphans += times }
    if isStandIn { standIns += times }
    if isOrphan || isStandIn { apart[verdict, default: 0] += times }
  }

  /// Adds a rule's subjects.
  /// - Complexity: O(subjects)
  mutating func add(_ verdicts: [Verdict], waived: Int, orphans: Set<Int>) {
    // An array by verdict: a dictionary access for each subject would cost more than deciding it.
    let all = Verdict.allCases
    var numbers = [Int](repeating: 0, count: all.count)
    for verdict in verdicts { numbers[verdict.position] += 1 }
    for (verdict, number) in zip(all, numbers) where number > 0 { counts[verdict, default: 0] += number }
    self.waived += waived
    self.orphans += orphans.count
    for row in orphans where row < verdicts.count { apart[verdicts[row], default: 0] += 1 }
  }

  public mutating func addNoSubject() {
    counts[.notChecked, default: 0] += 1
    withoutSubject += 1
  }

  public mutating func add(_ other: Tally) {
    for (verdict, count) in other.counts { counts[verdict, default: 0] += count }
    for (verdict, count) in other.apart { apart[verdict, default: 0] += count }
    waived += other.waived
    standIns += other.standIns
    orphans += other.orphans
    withoutSubject += other.withoutSubject
  }

  /// Passed or failed.
  public var decided: Int { self[.pass] + self[.fail] }

  /// All but those that a rule positively does not concern or that take no part.
  public var applicable: Int { total - self[.notApplicable] - self[.notSelected] - self[.informational] }

  public var total: Int { Verdict.allCases.reduce(0) { $0 + self[$1] } }

  /// The combination of everything counted; `notapplicable` where there is nothing (DESIGN section 2.8).
  public var verdict: Verdict {
    Verdict.combinationOrder.first { self[$0] > 0 } ?? (self[.informational] > 0 ? .informational : .notApplicable)
  }
}

extension Verdict {
  /// Its place among all cases.
  var position: Int {
    switch self {
    case .pass: 0
    case .fail: 1
    case .unknown: 2
    case .error: 3
    case .notApplicable: 4
    case .notChecked: 5
    case .notSelected: 6
    case .informational: 7
    }
  }
}
