import Diagnostics
import Policies

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

  static func waiverSelectsTooMany(_ waiver: Waiver, _ count: Int, _ limit: Int) -> Diagnostic {
    Diagnostic(
      .waiverSelectsTooMany, "the waiver selects \(count) subjects, but may mark at most \(limit)",
      at: waiver.subject.span, help: ["nothing was waived by it; narrow the selector, or raise `max_subjects`"])
  }
}
