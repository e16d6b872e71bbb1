import Diagnostics
import Policies
import Values

extension Diagnostic {
  static func waiverSelectsNothing(_ waiver: Waiver, rule: String) -> Diagnostic {
    Diagnostic(
      .waiverSelectsNothing, "the waiver of `\(rule)` selects no subject of this inventory", at: waiver.subject.span,
      help: ["correct the selector, or delete the waiver if its subject is gone"])
  }

  static func waiverSelectsNobodyForSure(_ waiver: Waiver, rule: String) -> Diagnostic {
    Diagnostic(
      .waiverSelectsNothing, .warning,
      "the waiver of `\(rule)` selects nobody: what it asks for is not known of any subject", at: waiver.subject.span,
      help: ["nothing was waived by it; select by what was collected"])
  }

  static func attestationSelectsNothing(_ attestation: Attestation, rule: String, isUnknown: Bool) -> Diagnostic {
    let why =
      isUnknown
      ? "selects nobody: what it asks for is not known of any subject" : "selects no subject of this inventory"
    return Diagnostic(
      .attestationSelectsNothing, .warning, "the attestation about `\(rule)` \(why)", at: attestation.subject.span,
      help: ["correct the selector, or delete the attestation if its subject is gone"])
  }

  static func selectsNoDocument(_ rule: Rule) -> Diagnostic {
    Diagnostic(
      .patternSelectsNothing, .warning, "`for` of the rule `\(rule.id)` selects no document of this inventory",
      at: rule.patterns.first?.span,
      help: ["a pattern with `/` must match the whole path from the root that is checked: `**/config/*.yml`"])
  }

  static func suppressionForbidden(_ rule: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .suppressionForbidden, .warning,
      "this comment does not set the finding of `\(rule)` aside: the profile forbids such comments", at: span,
      help: ["ask for a waiver, and delete the comment"])
  }

  static func suppressionExpired(_ rule: String, _ until: CalendarDate, at span: Span) -> Diagnostic {
    Diagnostic(
      .suppressionExpired, .warning, "this comment set the finding of `\(rule)` aside until \(until), which is over",
      at: span, help: ["mend what it is about, or give a new day and a reason that holds today"])
  }

  static func suppressionIdle(_ rules: [String], isUnknown: Bool, at span: Span) -> Diagnostic {
    let names = rules.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      .suppressionIdle, .warning,
      isUnknown
        ? "this comment names \(names), which is no rule of this run"
        : "this comment sets nothing aside: \(names) finds nothing on its line",
      at: span, help: [isUnknown ? "correct the rule's id" : "delete it, or move it to the line that fails"])
  }

  static func attestationSelectsTooMany(_ attestation: Attestation, _ count: Int, _ limit: Int) -> Diagnostic {
    let place = attestation.origin.map { "\($0): " } ?? ""
    return Diagnostic(
      .attestationSelectsNothing, "\(place)the attestation is about \(count) subjects, and names \(limit)",
      at: attestation.subject.span, help: ["it decides nothing; name their unit too, or `max_subjects`"])
  }

  static func waiverSelectsTooMany(_ waiver: Waiver, _ count: Int, _ limit: Int) -> Diagnostic {
    Diagnostic(
      .waiverSelectsTooMany,
      "\(waiver.origin.map { "\($0): " } ?? "")the waiver selects \(count) subjects, but may mark at most \(limit)",
      at: waiver.subject.span, help: ["nothing was waived by it; narrow the selector, or raise `max_subjects`"])
  }
}
