import Diagnostics
import Planning
import Policies
import Schema
import Tables
import Values

/// Holds the fails of a rule about documents against the comments that set findings aside.
///
/// A comment holds for the line it is about. A fail is set aside if the check would hold with the values on such lines
/// taken for granted: one comment does not cover what fails elsewhere too.
struct SuppressionJudgement {
  let rule: CompiledRule
  let scope: EvaluationScope
  private(set) var diagnostics: [Diagnostic] = []
  private var replayer: Replayer?
  private var told: Set<Span> = []

  init(rule: CompiledRule, scope: EvaluationScope) {
    self.rule = rule
    self.scope = scope
  }

  /// The comment that marks a fail, in force or not; nil where none does.
  mutating func waiver(_ row: Int) -> Waiver? {
    guard rule.subject == DocumentEntity.name, let document = scope.source.document(row),
      !document.suppressions.isEmpty
    else { return nil }
    let policy = scope.policy
    let own = document.suppressions.filter { $0.names(rule: rule.id, of: policy.policy.id) }
    guard !own.isEmpty else { return nil }
    if policy.suppressions == .forbidden {
      for suppression in own where told.insert(suppression.span).inserted {
        diagnostics.append(.suppressionForbidden(rule.id, at: suppression.span))
      }
      return nil
    }
    let replayer = self.replayer ?? Replayer(scope: scope)
    self.replayer = replayer
    for candidates in [own.filter { policy.asOf <= $0.until }, own] where !candidates.isEmpty {
      let lines = Set(candidates.map(\.line))
      guard let used = replayer.linesSettingAside(rule, row: row, document, lines), !used.isEmpty else { continue }
      // Of several, the one that ends first: with it the finding comes back.
      let marking = candidates.filter { used.contains($0.line) }.min { ($0.until, $0.line) < ($1.until, $1.line) }
      guard let marking else { continue }
      if marking.until < policy.asOf, told.insert(marking.span).inserted {
        diagnostics.append(.suppressionExpired(rule.id, marking.until, at: marking.span))
      }
      return waiver(marking, document)
    }
    return nil
  }

  private func waiver(_ suppression: DocumentSuppression, _ document: DocumentContent) -> Waiver {
    let path = document.path.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
    let selector = "\(DocumentEntity.name).\(DocumentEntity.path) == '\(path)'"
    let span = suppression.span
    let text = ExpressionText(text: selector, map: .identity(span.source, length: 0), span: span, style: .plain)
    let author = "\(Redaction.withoutSecrets(document.path)):\(span.line) (kiem:ignore)"
    var waiver = Waiver(
      rule: RuleReference(policy: scope.policy.policy.id, rule: rule.id, span: span), subject: text,
      reason: suppression.reason, requestedBy: author, approvedBy: author,
      from: min(suppression.until, scope.policy.asOf),
      until: suppression.until, span: span)
    waiver.commentPath = document.path
    return waiver
  }
}
