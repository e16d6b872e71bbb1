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
  let console: Console

  init(_ request: CheckRequest, _ console: Console) {
    self.request = request
    self.console = console
  }

  /// What came of it.
  struct Result {
    var summary: RunSummary
    var diagnostics: DiagnosticList
    var input: RunInput
    var outputs: [(output: ReportOutput, file: StreamedOutput)]
  }

  /// Inventories smaller than this are read the general way, which knows more and is as fast.
  static let smallest = 64 << 10

  /// The plans, or why the general way is to be gone.
  enum Preparation {
    case plans([StreamPlan], RunInput, DiagnosticList)
    case general(String)
  }

  /// nil where the general way is to be gone.
  func run() -> Result? {
    let isStreamed = request.outputs.allSatisfy { $0.format.streamed != nil && $0.destination != .bundle }
    guard isStreamed, request.bundle == nil, request.baseline == nil else { return nil }
    if request.overwrites { makeRoom() }
    guard case .plans(let plans, let input, let problems) = prepare(smallest: Self.smallest) else { return nil }
    return run(plans, input, problems)
  }

  /// Makes room for what is written, while the policies are read.
  private func makeRoom() {
    let paths = request.outputs.compactMap(\.path)
    guard request.threads > 1 else { return paths.forEach { StreamedOutput.makeRoom(at: $0) } }
    _ = Background { paths.forEach { StreamedOutput.makeRoom(at: $0) } }
  }

  func prepare(smallest: Int) -> Preparation {
    var input = RunInput.load(
      policies: request.policies, profile: request.profile,
      shipped: ShippedPolicies.folder(environment: console.environment), only: nil, isCopy: false, withTests: false,
      withCatalogs: false)
    guard let schema = input.policies.first?.schema, !input.diagnostics.hasErrors else {
      return .general("a policy that cannot be used")
    }
    guard !input.readsDocuments else { return .general("rules about documents, which are read whole") }
    guard input.tailoringIsPlain else { return .general("the profile has waivers or attestations") }
    // The zone of a manifest may make it another day: then the policies are compiled again.
    let likelyDay = request.asOf ?? Clock.today(in: .vietnam)
    let early = Background { [input] in ReadyPolicies(input, schema: schema, asOf: likelyDay) }
    var recognizer = StreamRecognizer(
      schema: schema,
      options: InventoryLoader.Options(
        zone: input.profile?.profile?.zone?.value, adapters: input.adapters))
    do {
      let inventory = try recognizer.recognise(request.inventory, smallest: smallest)
      let asOf = request.asOf ?? Clock.today(in: Zone(inventory.zone) ?? .vietnam)
      var ready = early.value()
      if ready.asOf != asOf { ready = ReadyPolicies(input, schema: schema, asOf: asOf) }
      input.catalogs = ready.catalogs
      var problems = input.diagnostics
      problems.add(contentsOf: ready.catalogProblems.all)
      guard !problems.hasErrors, ready.compiled.count == input.policies.count else {
        return .general("a policy that cannot be used")
      }
      for diagnostic in inventory.diagnostics(asOf: asOf) { problems.add(diagnostic) }
      problems.add(contentsOf: ready.problems)
      let plans = try ready.compiled.map { compiled throws(StreamPlan.Refusal) in
        try StreamPlan(compiled, over: inventory)
      }
      return .plans(plans, input, problems)
    } catch let refusal as StreamRecognizer.Refusal {
      return .general(refusal.reason)
    } catch let refusal as StreamPlan.Refusal {
      return .general(refusal.reason)
    } catch {
      return .general("\(error)")
    }
  }

  private func run(_ plans: [StreamPlan], _ input: RunInput, _ problems: DiagnosticList) -> Result? {
    let width = plans.map(\.width).max() ?? 0
    var files: [(output: ReportOutput, file: StreamedOutput)] = []
    var isDone = false
    let line = ProgressLine(console)
    defer {
      line?.end()
      if !isDone { for (_, file) in files { file.abandon() } }
    }
    for output in request.outputs {
      guard let file = try? StreamedOutput(path: output.path, overwrites: request.overwrites) else { return nil }
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
        let outcome = try? { () throws -> PolicyOutcome in
          run.isProfiled = request.profilesPlan
          if let line { run.progress = { line.tell($0) } }
          return try run.run()
        }()
      else { return nil }
      if request.profilesPlan { console.tell(run.profile.text(plan.policy.graph) + "\n") }
      outcomes.append(outcome)
    }
    isDone = true
    let summary = RunSummary(tallied: outcomes)
    for (output, file) in files where output.format.streamed == .counts { file.begin(CountsReport.bytes(summary)) }
    return Result(summary: summary, diagnostics: problems, input: input, outputs: files)
  }

  /// Shows what there is to show, puts the reports in their places, and tells the exit status.
  func finish(_ result: Result) -> ExitStatus {
    console.show(result.diagnostics)
    var problems = DiagnosticList()
    for (output, file) in result.outputs {
      do throws(OutputFile.Failure) {
        try file.finish(console)
      } catch {
        problems.add(error.diagnostic(output.path ?? "-"))
      }
    }
    console.show(problems)
    if !problems.isEmpty { return .inputOutput }
    let conclusion = Conclusion(
      result.summary, failOn: request.failOn ?? result.input.profile?.profile?.failOn ?? .info,
      allowUnknown: request.allowsUnknown, hasErrors: result.diagnostics.hasErrors)
    return ExitStatus(conclusion.status)
  }
}

extension RunInput {
  /// Whether the profile adds nothing that is held against single subjects.
  var tailoringIsPlain: Bool {
    (profile?.attestations.isEmpty ?? true) && waivers.isEmpty && registers.isEmpty
  }
}

extension ReportOutput {
  /// The file it goes to; nil for the standard output.
  fileprivate var path: String? { if case .file(let path) = destination { path } else { nil } }
}
