import Diagnostics
import Policies
import Schema

/// What the tests of a policy have reached: of each rule the verdicts, of each condition both outcomes.
///
/// Only what an expectation asserts counts, and only where it was met: a rule that happened to be evaluated beside
/// another one is not tested by it.
public struct PolicyCoverage: Sendable {
  /// How a condition may come out.
  public enum Outcome: String, Sendable, CaseIterable {
    case `true`, `false`, unknown
  }

  /// Something that ought to be reached, and how often it was.
  public struct Goal<Value: Sendable>: Sendable {
    public let value: Value
    public internal(set) var count = 0

    public var isReached: Bool { count > 0 }
  }

  /// One rule.
  public struct RuleEntry: Sendable {
    public let rule: Rule
    /// The verdicts that it can give: pass and fail; unknown where it checks, notchecked where it only asks;
    /// notapplicable where it has a `when`.
    public internal(set) var goals: [Goal<Verdict>]
    /// Why what is missing cannot be reached.
    public internal(set) var exemption: String?
    /// How many expectations about it were met.
    public internal(set) var expectations = 0
  }

  /// One condition: an operand of `&&`, `||`, `!` or `? :`, or a `when`.
  public struct Condition: Sendable {
    /// The rule and its key, or the fact: `firmware-current check`, `camera.live`.
    public let owner: String
    /// As the unparser writes it.
    public let text: String
    public let span: Span
    public internal(set) var goals: [Goal<Outcome>]
    public internal(set) var exemption: String?
  }

  /// So many of so many.
  public struct Share: Sendable, Equatable {
    public var reached: Int
    public var total: Int

    public init(reached: Int, total: Int) {
      self.reached = reached
      self.total = total
    }

    /// In tenths of a percent, rounded down; all of nothing is everything.
    public var permille: Int { total == 0 ? 1000 : reached * 1000 / total }

    /// `97.5 %`
    public var text: String { "\(permille / 10)\(permille % 10 == 0 ? "" : ".\(permille % 10)") %" }
  }

  public let policy: Policy
  /// In the order of the policy.
  public internal(set) var rules: [RuleEntry]
  /// In the order of the policy: facts, then rules.
  public internal(set) var conditions: [Condition]
  /// Exemptions that nothing needs, or that give no reason.
  public internal(set) var problems: [Diagnostic] = []

  /// Verdicts of rules. What is exempt does not count.
  public var ruleShare: Share {
    let goals = rules.filter { $0.exemption == nil }.flatMap(\.goals)
    return Share(reached: goals.count(where: \.isReached), total: goals.count)
  }

  /// Outcomes of conditions. What is exempt does not count.
  public var conditionShare: Share {
    let goals = conditions.filter { $0.exemption == nil }.flatMap(\.goals)
    return Share(reached: goals.count(where: \.isReached), total: goals.count)
  }
}

extension PolicyCoverage.RuleEntry {
  /// What no test has reached.
  public var missing: [Verdict] { goals.filter { !$0.isReached }.map(\.value) }
}

extension PolicyCoverage.Condition {
  /// What no test has seen.
  public var missing: [PolicyCoverage.Outcome] { goals.filter { !$0.isReached }.map(\.value) }
}
