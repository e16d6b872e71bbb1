import Diagnostics
import Policies

/// What came of a policy's tests.
public struct PolicyTestReport: Sendable {
  public let policy: Policy
  public internal(set) var cases: [Case]
  /// What the cases reached; nil where the policy does not compile.
  public internal(set) var coverage: PolicyCoverage?

  /// One case.
  public struct Case: Sendable {
    public let name: String
    public let span: Span
    /// Expectations that were not met, each pointing at its line.
    public internal(set) var misses: [Diagnostic] = []
    /// What expectations would have to say, by place.
    public internal(set) var corrections: [Correction] = []
    /// What kept the case from being evaluated as written.
    public internal(set) var problems: [Diagnostic] = []
    public internal(set) var expectations = 0
    /// The rules it says something about.
    public internal(set) var rules: Set<String> = []

    public var hasPassed: Bool { misses.isEmpty && !problems.contains { $0.severity == .error } }
  }

  /// What stands in place of an expectation that was not met.
  public struct Correction: Sendable {
    public let span: Span
    public let replacement: String
  }

  public var failed: [Case] { cases.filter { !$0.hasPassed } }

  /// Rules that no case says anything about, in the order of the policy.
  public var untestedRules: [String] {
    let tested = cases.reduce(into: Set<String>()) { $0.formUnion($1.rules) }
    return policy.rules.map(\.id).filter { !tested.contains($0) }
  }
}
