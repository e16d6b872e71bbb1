import Diagnostics
import Values

/// A comment of a configuration file that sets a finding aside: `# kiem:ignore RULE until=2026-12-31 reason=why`.
///
/// It holds for what stands on its own line, or where it is alone on its line, on the next line that is no such comment.
public struct DocumentSuppression: Sendable {
  /// The rules, as `policy/rule` or by their ids alone.
  public var rules: [String]
  /// The last day on which it holds.
  public var until: CalendarDate
  public var reason: String
  /// Where the comment stands.
  public var span: Span
  /// The line whose findings it sets aside.
  public var line: Int

  public init(rules: [String], until: CalendarDate, reason: String, span: Span, line: Int) {
    self.rules = rules
    self.until = until
    self.reason = reason
    self.span = span
    self.line = line
  }

  /// Whether it names a rule of a policy.
  public func names(rule: String, of policy: String) -> Bool {
    rules.contains { $0 == rule || $0 == "\(policy)/\(rule)" }
  }
}
