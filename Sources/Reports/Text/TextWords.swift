import Evidence
import Schema
import Values

/// The words of the terminal report in one language.
protocol TextWords: Sendable {
  var language: Language { get }

  // MARK: Header
  func title(asOf: CalendarDate, zone: String, run: String) -> String
  var inventory: String { get }
  var rows: String { get }
  var collected: String { get }
  var coverage: String { get }
  var undated: String { get }
  func level(_ level: Coverage) -> String
  func stale(_ policies: [String]) -> String
  func uncollected(_ count: UncollectedCount) -> String
  func orphans(_ count: EntityCount) -> String
  var noSources: String { get }

  // MARK: Clauses
  /// Two lines for each heading: clause, verdict, decided of applicable of all, and the six counts.
  var clauseHeadings: [(String, String)] { get }
  func verdict(_ verdict: Verdict) -> String
  func waivedVerdict(_ verdict: Verdict) -> String
  func notEncoded(_ reason: String) -> String
  func bounds(_ bounds: ClosedRange<Int>, of applicable: Int) -> String

  // MARK: Findings
  var findings: String { get }
  var noFindings: String { get }
  func severity(_ severity: Severity) -> String
  func subjects(_ count: Int, of total: Int, _ entity: String) -> String
  var expected: String { get }
  var remedy: String { get }
  var standIn: String { get }
  var orphan: String { get }
  func waived(_ until: CalendarDate) -> String
  func lapsed(_ waiver: EvidenceRecord.Waiver) -> String
  func reason(_ code: ReasonCode) -> String
  func more(_ count: Int) -> String
  /// How to see what was folded.
  var hint: String { get }

  // MARK: Footer
  var notes: String { get }
  var total: String { get }
  func decided(_ counts: VerdictCounts) -> String
  func count(_ count: Int, _ verdict: Verdict) -> String
  func waivedCount(_ count: Int) -> String
  func apart(_ counts: VerdictCounts) -> [String]
  func conclusion(_ conclusion: Conclusion, failOn: Severity, allowsUnknown: Bool) -> String
}
