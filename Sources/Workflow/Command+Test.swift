import Authoring
import Diagnostics
import Policies
import Values

/// `kiem test`: runs the tests of policies and tells which expectations were not met.
public struct TestRequest: Sendable {
  /// Files and folders; the shipped policies where there are none.
  public var policies: [String]
  /// Shows every case, not only those that failed.
  public var isVerbose: Bool

  public init(policies: [String], isVerbose: Bool = false) {
    self.policies = policies
    self.isVerbose = isVerbose
  }
}

extension Command {
  public static func test(_ request: TestRequest, console: Console) -> ExitStatus {
    if let missing = firstMissing(request.policies, console) { return missing }
    let shipped = ShippedPolicies.folder(environment: console.environment)
    let input = RunInput.load(policies: request.policies, profile: nil, shipped: shipped)
    let problems = input.everythingWrong
    console.show(problems)
    guard !problems.hasErrors else { return .unusableData }
    var passed = 0
    var failed = 0
    for loaded in input.policies {
      let report = PolicyTestRunner(loaded).run(today: Clock.today(in: .vietnam))
      show(report, isVerbose: request.isVerbose, console)
      passed += report.cases.count - report.failed.count
      failed += report.failed.count
    }
    return passed + failed > 0 && failed == 0 ? .passed : .failed
  }

  private static func show(_ report: PolicyTestReport, isVerbose: Bool, _ console: Console) {
    let renderer = DiagnosticRenderer(.full, usesColour: console.coloursMessages)
    var text = ""
    for test in report.cases where isVerbose || !test.hasPassed {
      text += "\(test.hasPassed ? "ok  " : "FAIL") \(report.policy.id): \(test.name)\n"
      if !test.hasPassed { console.tell(renderer.render(list(test.problems + test.misses))) }
    }
    let expectations = report.cases.reduce(0) { $0 + $1.expectations }
    let rules = report.policy.rules.count
    text += """
      \(report.policy.id): \(report.cases.count - report.failed.count) passed, \(report.failed.count) failed \
      (\(expectations) expectations, \(rules - report.untestedRules.count) of \(rules) rules tested)

      """
    if !report.untestedRules.isEmpty { text += "  not tested: \(report.untestedRules.joined(separator: ", "))\n" }
    _ = console.write(Array(text.utf8))
  }

  private static func list(_ diagnostics: [Diagnostic]) -> DiagnosticList {
    var list = DiagnosticList()
    list.add(contentsOf: diagnostics)
    return list
  }
}
