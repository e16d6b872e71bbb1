import Authoring
import Diagnostics
import Policies
import Values

extension Command {
  /// `kiem lint`: what compiles and is likely to be a mistake all the same.
  ///
  ///     policies, profile, adapters ─ compile ─ lints ─ suppressions ─ findings
  public static func lint(_ request: LintRequest, console: Console) -> ExitStatus {
    let policies = ShippedPolicies.paths(of: request.policies, console)
    if let missing = firstMissing(policies + [request.profile].compactMap { $0 }, console) { return missing }
    let shipped = ShippedPolicies.folder(environment: console.environment)
    let input = RunInput.load(policies: policies, profile: request.profile, shipped: shipped)
    guard !input.diagnostics.hasErrors else {
      console.show(input.everythingWrong)
      return .unusableData
    }
    let asOf = request.asOf ?? Clock.today(in: input.profile?.profile?.zone.flatMap { Zone($0.value) } ?? .vietnam)
    let report = LintRunner(levels: request.levels).run(
      input.policies, profile: input.profile, adapters: input.adapters, asOf: asOf)
    var problems = input.diagnostics
    problems.add(contentsOf: report.problems)
    console.show(problems)
    guard report.problems.isEmpty else { return .unusableData }
    let lost: ExitStatus?
    switch request.format {
    case .text: lost = console.deliver(Array(text(report, input, console).utf8))
    case .json: lost = console.deliver(LintJSON.bytes(report, asOf: asOf))
    case .sarif: lost = console.deliver(LintSARIF.bytes(report))
    }
    if let lost { return lost }
    let isClean = report.findings.allSatisfy { $0.diagnostic.severity == .note } && problems.isEmpty
    return isClean ? .passed : .failed
  }

  private static func text(_ report: LintRunner.Report, _ input: RunInput, _ console: Console) -> String {
    let renderer = DiagnosticRenderer(.full, usesColour: console.coloursOutput)
    var list = DiagnosticList()
    for finding in report.findings {
      var diagnostic = finding.diagnostic
      diagnostic.help.append("lint `\(finding.lint)`: see docs/lints.md")
      list.add(diagnostic)
    }
    let silenced = report.suppressed.isEmpty ? "" : ", \(report.suppressed.count) silenced with a reason"
    let names = input.policies.count == 1 ? "1 policy" : "\(input.policies.count) policies"
    let found = list.isEmpty ? "nothing found" : list.summary
    return renderer.render(list) + (list.isEmpty ? "" : "\n") + "\(names): \(found)\(silenced)\n"
  }
}
