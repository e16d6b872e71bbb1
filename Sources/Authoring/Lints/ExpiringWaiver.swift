import Diagnostics
import Values

/// Waivers of the profile that end soon, or have ended.
struct ExpiringWaiver: Lint {
  /// Time to ask for another one, or to mend what it covers.
  static let days = 30

  let name = "expiring-waiver"
  let code = DiagnosticCode.expiringWaiver
  let summary = "A waiver of the profile that ends within 30 days of `--as-of`, or has ended."
  let reason = """
    On the day after `until` the fail counts again, and nobody has planned for it. Mend what it covers, or have it \
    approved anew; take out one that has ended. Looked at are the waivers of `--profile`.
    """
  private static func files(_ until: String) -> String {
    """
    title: {vi: Thử, en: A trial}
    ---
    waivers: w
    items:
      - rule: x/named
        subject: camera.name == 'C1'
        reason: waiting for a part
        requested_by: Ngô Văn Cam
        approved_by: Trần Thị Bưởi
        from: 2025-10-01
        until: \(until)
    """
  }
  let examples = [
    LintExample(files("2026-02-01"), finds: ["x/named"]), LintExample(files("2025-12-31"), finds: ["x/named"]),
    LintExample(files("2026-06-30")),
  ]

  func check(_ context: LintContext) -> [LintFinding] {
    let waivers = context.profile?.waivers.flatMap(\.items) ?? []
    return waivers.compactMap { waiver in
      guard waiver.rule.policy == context.policy.id else { return nil }
      let left = context.asOf.days(to: waiver.until)
      guard left <= Self.days else { return nil }
      let message =
        left < 0
        ? "this waiver ended on \(waiver.until)" : "this waiver ends on \(waiver.until)"
      let label = left < 0 ? "\(-left) days before \(context.asOf)" : "\(left) days after \(context.asOf)"
      return LintFinding(self, message, at: waiver.rule.span, label: label)
    }
  }
}
