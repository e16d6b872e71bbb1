import Evaluation
import Formats
import Schema

/// How often each verdict was given, and what stands beside any score (DESIGN section 2.10).
public struct VerdictCounts: Sendable, Hashable {
  /// What a bundle does not keep, and what therefore takes no part in comparisons.
  private struct Described: Sendable, Hashable {
    var counts: [(verdict: Verdict, count: Int)]

    static func == (a: Described, b: Described) -> Bool { true }
    func hash(into hasher: inout Hasher) {}
  }

  private var counts: [Verdict: Int] = [:]
  private var described = Described(counts: [])
  /// Fails that a waiver in force marks; they stay fails.
  public let waived: Int
  /// Records on parents, in place of children that nobody collected.
  public let standIns: Int
  /// Subjects that only other rows name.
  public let orphans: Int
  /// Rules that met no subject; each counts as one `notchecked`.
  public let withoutSubject: Int

  init(_ tally: Tally) {
    for verdict in Verdict.allCases { counts[verdict] = tally[verdict] }
    described = Described(counts: Verdict.allCases.map { ($0, tally.described($0)) })
    waived = tally.waived
    standIns = tally.standIns
    orphans = tally.orphans
    withoutSubject = tally.withoutSubject
  }

  init(_ counts: [Verdict: Int], waived: Int, standIns: Int, orphans: Int, withoutSubject: Int) {
    self.counts = counts
    self.waived = waived
    self.standIns = standIns
    self.orphans = orphans
    self.withoutSubject = withoutSubject
  }

  public subscript(verdict: Verdict) -> Int { counts[verdict] ?? 0 }

  /// Of subjects that a source describes: stand-ins and orphans left out. nil where a bundle did not keep it.
  public func described(_ verdict: Verdict) -> Int? { described.counts.first { $0.verdict == verdict }?.count }

  public var total: Int { Verdict.allCases.reduce(0) { $0 + self[$1] } }

  /// Verdicts that need someone's attention.
  public var findings: Int { Verdict.allCases.filter(\.isFinding).reduce(0) { $0 + self[$1] } }

  /// Passed or failed.
  public var decided: Int { self[.pass] + self[.fail] }

  /// All but those that a rule positively does not concern or that take no part.
  public var applicable: Int { total - self[.notApplicable] - self[.notSelected] - self[.informational] }

  /// How many of the applicable pass at least, and how many would if all that is undecided turned out well.
  public var bounds: ClosedRange<Int> { self[.pass]...max(self[.pass], applicable - self[.fail]) }

  /// Everything by name, for machines.
  public var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("decided", .int(Int64(decided))), ("applicable", .int(Int64(applicable))), ("total", .int(Int64(total))),
    ]
    members += Verdict.allCases.map { ($0.rawValue, .int(Int64(self[$0]))) }
    members += [
      ("waived", .int(Int64(waived))), ("stand_ins", .int(Int64(standIns))), ("orphans", .int(Int64(orphans))),
      ("without_subject", .int(Int64(withoutSubject))),
      (
        "pass_bounds",
        ["at_least": .int(Int64(bounds.lowerBound)), "at_most": .int(Int64(bounds.upperBound))]
      ),
    ]
    return .object(members)
  }
}
