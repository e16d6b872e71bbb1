import Diagnostics
import Evaluation
import Evidence
import Formats
import Inventories
import Planning
import Policies
import Reports
import Schema
import Tables
import Values

/// `kiem check` over an inventory that streams by, where nothing that was asked for takes more than that.
///
///     heads of files ─ StreamRecognizer ─ policies compiled ─ StreamPlan ─ StreamRun ─ counts, tables of findings
///
/// Whatever is out of the ordinary, at any time, ends it without a trace: then the general way is gone, which says what
/// there is to say.
struct StreamedCheck {
  let request: CheckRequest
  let input: RunInput
  let schema: InventorySchema
  let console: Console

  /// What came of it.
  struct Result {
    var summary: RunSummary
    var diagnostics: DiagnosticList
    var outputs: [(output: CheckRequest.Output, file: StreamedOutput)]
  }

  /// Inventories smaller than this are read the general way, which knows more and is as fast.
  static let smallest = 64 << 10

  /// nil where the general way is to be gone; with the reason, for whoever asked for the plan.
  func run() -> Result? {
    let wanted = request.outputs.map(\.format.streamed)
    guard !wanted.contains(nil), input.tailoringIsPlain else { return nil }
    var recognizer = StreamRecognizer(
      schema: schema, options: InventoryLoader.Options(zone: input.profile?.profile?.zone?.value))
    guard let inventory = try? recognizer.recognise(request.inventory, smallest: Self.smallest) else { return nil }
    let asOf = request.asOf ?? Clock.today(in: Zone(inventory.zone) ?? .vietnam)
    var problems = input.diagnostics
    for diagnostic in inventory.diagnostics(asOf: asOf) { problems.add(diagnostic) }
    var plans: [StreamPlan] = []
    for policy in input.policies {
      let (ready, found) = PolicyCompiler.compile(
        policy.policy, schema: schema, catalogs: policy.catalogs, tailoring: input.tailoring(asOf: asOf))
      problems.add(contentsOf: found)
      guard let ready, let plan = try? StreamPlan(ready, over: inventory) else { return nil }
      plans.append(plan)
    }
    return run(plans, problems)
  }

  private func run(_ plans: [StreamPlan], _ problems: DiagnosticList) -> Result? {
    let width = plans.map(\.width).max() ?? 0
    var files: [(output: CheckRequest.Output, file: StreamedOutput)] = []
    var isDone = false
    defer { if !isDone { for (_, file) in files { file.abandon() } } }
    for output in request.outputs {
      guard let file = try? StreamedOutput(path: output.file, overwrites: request.overwrites) else { return nil }
      files.append((output, file))
      if output.format.streamed != .counts { file.begin(FindingTable.header(width: width)) }
    }
    var outcomes: [PolicyOutcome] = []
    for plan in plans {
      let sinks = files.compactMap { output, file -> FindingSink? in
        switch output.format.streamed {
        case .fails: file.sink(.fails, offset: file.count)
        case .findings: file.sink(.all, offset: file.count)
        case .counts, nil: nil
        }
      }
      guard
        var run = try? StreamRun(
          plan, catalogs: input.catalogs, threads: request.threads, sinks: sinks, width: width),
        let outcome = try? run.run()
      else { return nil }
      outcomes.append(outcome)
    }
    isDone = true
    let summary = RunSummary(tallied: outcomes)
    for (output, file) in files where output.format.streamed == .counts { file.begin(CountsReport.bytes(summary)) }
    return Result(summary: summary, diagnostics: problems, outputs: files)
  }

  /// Shows what there is to show, puts the reports in their places, and tells the exit status.
  func finish(_ result: Result) -> ExitStatus {
    console.show(result.diagnostics)
    var problems = DiagnosticList()
    for (output, file) in result.outputs {
      do throws(OutputFile.Failure) {
        try file.finish(console)
      } catch {
        problems.add(error.diagnostic(output.file ?? "-"))
      }
    }
    console.show(problems)
    if !problems.isEmpty { return .inputOutput }
    let conclusion = Conclusion(
      result.summary, failOn: request.failOn ?? input.profile?.profile?.failOn ?? .info,
      allowUnknown: request.allowsUnknown, hasErrors: result.diagnostics.hasErrors)
    return ExitStatus(conclusion.status)
  }
}

extension RunInput {
  /// Whether the profile adds nothing that is held against single subjects.
  var tailoringIsPlain: Bool {
    (profile?.attestations.isEmpty ?? true) && (profile?.waivers.isEmpty ?? true)
  }
}

extension ExitStatus {
  init(_ status: Conclusion.Status) {
    switch status {
    case .clean: self = .passed
    case .failed: self = .failed
    case .undecided: self = .undecided
    case .unusable: self = .unusableData
    }
  }
}
