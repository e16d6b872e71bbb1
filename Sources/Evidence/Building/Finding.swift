import Evaluation
import Schema

/// A verdict by its place in the outcomes; its record is made when it is wanted.
public struct Finding: Sendable, Hashable {
  /// What the verdict is about.
  public enum Place: Sendable, Hashable {
    /// A row of the rule's entity.
    case row(Int)
    /// One of the rule's stand-ins.
    case standIn(Int)
    /// Nothing: the rule met no subject.
    case noSubject
  }

  /// Index into the outcomes, which are in the order of the policies' ids.
  public let policy: Int
  /// Index into the policy's rules.
  public let rule: Int
  public let place: Place

  public init(policy: Int, rule: Int, place: Place) {
    self.policy = policy
    self.rule = rule
    self.place = place
  }
}

/// Which records are asked for.
public enum RecordSelection: String, Sendable, CaseIterable {
  /// Those that need someone's attention; the rest stands in the verdict matrix.
  case findings
  /// Those of every rule and subject.
  case all

  func takes(_ verdict: Verdict) -> Bool { self == .all || verdict.isFinding }
}

extension Verdict {
  /// Whether a verdict needs someone's attention: everything that is neither good nor without weight.
  public var isFinding: Bool {
    switch self {
    case .fail, .unknown, .error, .notChecked: true
    case .pass, .notApplicable, .notSelected, .informational: false
    }
  }
}
