import Diagnostics
import Schema
import Tables
import Values

/// Looks at the comments that set findings aside once all policies have been evaluated: those that name no rule of the
/// run, and those that mark nothing.
public enum SuppressionReview {
  /// What there is to say of them, in the order of the files.
  /// - Complexity: O(comments · rules)
  public static func diagnostics(_ outcomes: [PolicyOutcome]) -> [Diagnostic] {
    guard let source = outcomes.first?.scope.source else { return [] }
    var marking: Set<Span> = []
    for rule in outcomes.flatMap(\.rules) {
      for waiver in rule.waived.values where waiver.commentPath != nil { marking.insert(waiver.span) }
      for waiver in rule.lapsedWaivers.values where waiver.commentPath != nil { marking.insert(waiver.span) }
    }
    let isForbidden = outcomes.contains { $0.scope.policy.suppressions == .forbidden }
    var seen: Set<Span> = []
    var found: [Diagnostic] = []
    for row in 0..<source.count(of: DocumentEntity.name) {
      for suppression in source.document(row)?.suppressions ?? [] where seen.insert(suppression.span).inserted {
        let unknown = suppression.rules.filter { name in
          !outcomes.contains { outcome in
            outcome.rules.contains { name == $0.rule.id || name == "\(outcome.policy.id)/\($0.rule.id)" }
          }
        }
        if !unknown.isEmpty {
          found.append(.suppressionIdle(unknown, isUnknown: true, at: suppression.span))
        } else if !isForbidden, !marking.contains(suppression.span) {
          found.append(.suppressionIdle(suppression.rules, isUnknown: false, at: suppression.span))
        }
      }
    }
    return found
  }
}
