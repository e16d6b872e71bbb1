import Authoring
import Diagnostics
import Policies
import Values

extension Command {
  /// `kiem test`: runs the tests of policies and tells which expectations were not met, and what they reach.
  ///
  ///     policies, tests ─ evaluate each case ─ misses ┬ told, or written over the expectations
  ///                                                   └ coverage
  public static func test(_ request: TestRequest, console: Console) -> ExitStatus {
    let policies = ShippedPolicies.paths(of: request.policies, console)
    if let missing = firstMissing(policies, console) { return missing }
    let shipped = ShippedPolicies.folder(environment: console.environment)
    let input = RunInput.load(policies: policies, profile: nil, shipped: shipped)
    var problems = input.everythingWrong
    if problems.hasErrors {
      console.show(problems)
      return .unusableData
    }
    for loaded in input.policies where loaded.tests.allSatisfy(\.cases.isEmpty) {
      problems.add(.policyWithoutTests(loaded.policy))
    }
    console.show(problems)
    let reports = input.policies.map {
      PolicyTestRunner($0, adapters: input.adapters).run(today: Clock.today(in: .vietnam))
    }
    var text = ""
    for report in reports { text += self.text(report, isVerbose: request.isVerbose, console) }
    if let lost = console.deliver(Array(text.utf8)) { return lost }

    if request.updates {
      let outcome = ExpectationUpdate.apply(reports.flatMap(\.cases))
      console.show(outcome.problems)
      if let lost = console.deliver(Array(outcome.text.utf8)) { return lost }
      if outcome.problems.hasErrors { return .inputOutput }
    }
    let coverage = reports.compactMap(\.coverage)
    if let fault = deliver(coverage, request, console) { return fault }
    let hasFailed = reports.contains { !$0.failed.isEmpty || $0.cases.isEmpty } || reports.isEmpty
    let isCovered = meetsFloor(coverage, request, console)
    return hasFailed || !isCovered ? .failed : .passed
  }

  // MARK: Cases

  private static func text(_ report: PolicyTestReport, isVerbose: Bool, _ console: Console) -> String {
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
    return text
  }

  // MARK: Coverage

  /// Writes the reports that were asked for; nil if all are written.
  private static func deliver(
    _ coverage: [PolicyCoverage], _ request: TestRequest, _ console: Console
  ) -> ExitStatus? {
    if !request.coverage.isEmpty { console.show(list(coverage.flatMap(\.problems))) }
    for output in request.coverage {
      let bytes = Array(output.format.text(of: coverage).utf8)
      guard let file = output.file else {
        if let lost = console.deliver(bytes) { return lost }
        continue
      }
      if let problem = OutputFile.write(bytes, to: file, existing: .replaced) {
        console.show(list([problem]))
        return .inputOutput
      }
    }
    return nil
  }

  /// Whether every policy reaches what was asked for; tells which do not.
  private static func meetsFloor(_ coverage: [PolicyCoverage], _ request: TestRequest, _ console: Console) -> Bool {
    guard let floor = request.coverageFloor else { return true }
    var short = DiagnosticList()
    for policy in coverage {
      let shares = [("verdicts of rules", policy.ruleShare), ("outcomes of conditions", policy.conditionShare)]
      for (what, share) in shares where share.permille < floor {
        short.add(.insufficientCoverage(policy.policy, what, share, floor: floor))
      }
    }
    console.show(short)
    return short.isEmpty
  }

  private static func list(_ diagnostics: [Diagnostic]) -> DiagnosticList {
    var list = DiagnosticList()
    list.add(contentsOf: diagnostics)
    return list
  }
}

extension Diagnostic {
  fileprivate static func policyWithoutTests(_ policy: Policy) -> Diagnostic {
    Diagnostic(
      .policyWithoutTests, .warning, "there is no test of the policy `\(policy.id)`", at: policy.span,
      help: ["write a document `tests: \(policy.id)` beside it"])
  }

  fileprivate static func insufficientCoverage(
    _ policy: Policy, _ what: String, _ share: PolicyCoverage.Share, floor: Int
  ) -> Diagnostic {
    let wanted = PolicyCoverage.Share(reached: floor, total: 1000).text
    return Diagnostic(
      .insufficientCoverage, "tests of `\(policy.id)` reach \(share.text) of the \(what), and \(wanted) were asked for",
      at: policy.span, label: "\(share.reached) of \(share.total)", help: ["`--coverage` lists what is missing"])
  }
}
