import Evidence
import Schema
import Values

struct EnglishTextWords: TextWords {
  var language: Language { .en }

  func title(asOf: CalendarDate, zone: String, run: String) -> String { "as of \(asOf) (\(zone)), run \(run)" }
  var inventory: String { "INVENTORY" }
  var rows: String { "rows" }
  var collected: String { "collected" }
  var coverage: String { "proves" }
  var undated: String { "undated" }
  func level(_ level: Coverage) -> String {
    switch level {
    case .complete: "complete"
    case .completeWherePresent: "complete for whom it names"
    case .partial: "partial"
    case .failed: "failed"
    case .absent: "absent"
    }
  }
  func stale(_ policies: [String]) -> String { "too old or undated for \(policies.joined(separator: ", "))" }
  func uncollected(_ count: UncollectedCount) -> String {
    "\(count.entity): \(count.count) of \(count.total) without a complete list of `\(count.relation)`"
  }
  func orphans(_ count: EntityCount) -> String { "\(count.entity): \(count.count) known only because others name them" }
  var noSources: String { "no sources" }

  var clauseHeadings: [(String, String)] {
    [
      ("clause", ""), ("verdict", ""), ("decided/", "applic./all"), ("pass", ""), ("fail", ""), ("un-", "known"),
      ("error", ""), ("not", "checked"), ("not", "applic."),
    ]
  }
  func verdict(_ verdict: Verdict) -> String {
    switch verdict {
    case .pass: "pass"
    case .fail: "FAIL"
    case .unknown: "unknown"
    case .error: "ERROR"
    case .notApplicable: "not applicable"
    case .notChecked: "not checked"
    case .notSelected: "not selected"
    case .informational: "informational"
    }
  }
  func waivedVerdict(_ verdict: Verdict) -> String { "\(self.verdict(verdict)), waived" }
  func notEncoded(_ reason: String) -> String { "no rule decides this clause: \(reason)" }
  func bounds(_ bounds: ClosedRange<Int>, of applicable: Int) -> String {
    bounds.count == 1
      ? "\(bounds.lowerBound) of \(applicable) applicable pass"
      : "at least \(bounds.lowerBound), at most \(bounds.upperBound) of \(applicable) applicable pass"
  }

  var findings: String { "FINDINGS" }
  var noFindings: String { "none" }
  func severity(_ severity: Severity) -> String { severity.rawValue }
  func subjects(_ count: Int, of total: Int, _ entity: String) -> String { "\(entity): \(count) of \(total)" }
  var expected: String { "expected" }
  var remedy: String { "remedy" }
  var standIn: String { "stands in for what nobody collected" }
  var orphan: String { "known only because others name it" }
  func waived(_ until: CalendarDate) -> String { "WAIVED until \(until)" }
  func lapsed(_ waiver: EvidenceRecord.Waiver) -> String {
    waiver.state == .notYet ? "waiver begins on \(waiver.from)" : "WAIVER EXPIRED on \(waiver.until)"
  }
  func reason(_ code: ReasonCode) -> String {
    switch code {
    case .conflict: "the sources disagree"
    case .valueUnreadable: "a value cannot be read"
    case .sourceStale: "the data is too old or undated"
    case .sourcePartial: "not everything was collected"
    case .attributeAbsent: "no source tells it"
    case .valueMissing: "a value is empty"
    case .noReference: "a catalog has no answer"
    case .undecided: "the policy leaves it undecided"
    case .attestationMissing: "nobody has attested it"
    case .attestationPartial: "the statement does not cover the whole"
    case .attestationExpired: "the statement is not in force"
    case .noSubject: "the inventory has no such subject"
    }
  }
  func more(_ count: Int) -> String { "... and \(count) more" }
  var hint: String { "lists are cut; --all shows them whole, -f records has every record" }

  var notes: String { "NOTES" }
  var total: String { "TOTAL" }
  func decided(_ counts: VerdictCounts) -> String {
    "\(counts.decided) decided of \(counts.applicable) applicable of \(counts.total)"
  }
  func count(_ count: Int, _ verdict: Verdict) -> String { "\(count) \(self.verdict(verdict).lowercased())" }
  func waivedCount(_ count: Int) -> String { "\(count) waived" }
  func apart(_ counts: VerdictCounts) -> [String] {
    var lines: [String] = []
    if counts.standIns > 0 { lines.append("stand-ins for what nobody collected: \(counts.standIns)") }
    if counts.orphans > 0 { lines.append("about subjects known only because others name them: \(counts.orphans)") }
    if counts.withoutSubject > 0 { lines.append("rules that met no subject: \(counts.withoutSubject)") }
    return lines
  }
  func conclusion(_ conclusion: Conclusion, failOn: Severity, allowsUnknown: Bool) -> String {
    var reasons: [String] = []
    let scope = failOn == .info ? "" : " of severity \(failOn.rawValue) or above"
    switch conclusion.status {
    case .unusable:
      reasons.append("not everything that was given can be used, see the notes above")
      if conclusion.fails > 0 { reasons.append("\(conclusion.fails) fail\(scope)") }
    case .failed: reasons.append("\(conclusion.fails) fail\(scope)")
    case .undecided:
      reasons.append(conclusion.known > 0 ? "no new fail\(scope)" : "none fails\(scope)")
      if conclusion.errors > 0 { reasons.append("\(conclusion.errors) could not be evaluated") }
      if conclusion.undecided > 0 { reasons.append("\(conclusion.undecided) undecided") }
    // Nothing counts, but to say that nothing fails would hide what the baseline forgives.
    case .clean where conclusion.known > 0: reasons.append("nothing new\(scope)")
    case .clean:
      reasons.append("none fails\(scope)")
      reasons.append(
        allowsUnknown && conclusion.undecided > 0 ? "\(conclusion.undecided) undecided are allowed" : "all decided")
    }
    if conclusion.minorFails > 0 { reasons.append("\(conclusion.minorFails) fail below that") }
    if conclusion.waived > 0 { reasons.append("\(conclusion.waived) waived") }
    if conclusion.known > 0 { reasons.append("\(conclusion.known) known from the baseline") }
    return "exit status \(conclusion.status.rawValue): \(reasons.joined(separator: ", "))"
  }
}
