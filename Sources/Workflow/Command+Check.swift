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

extension Command {
  /// `kiem check`: policies over an inventory, evidence out.
  ///
  ///     policies, profile ─ compile ─┐
  ///     files ───────────── load ────┴─ evaluate ─ evidence ─ reports ─ exit status
  public static func check(_ request: CheckRequest, console: Console) -> ExitStatus {
    let named = request.inventory + request.policies + [request.profile].compactMap { $0 }
    if let missing = firstMissing(named, console) { return missing }

    let shipped = ShippedPolicies.folder(environment: console.environment)
    let input = RunInput.load(policies: request.policies, profile: request.profile, shipped: shipped)
    guard let schema = input.policies.first?.schema, !input.diagnostics.hasErrors else {
      console.show(input.everythingWrong)
      return .unusableData
    }
    var problems = input.diagnostics

    let zone = input.profile?.profile?.zone?.value
    let loaded = InventoryLoader.load(
      paths: request.inventory, schema: schema, options: InventoryLoader.Options(zone: zone))
    problems.add(contentsOf: loaded.diagnostics.all)
    let asOf = request.asOf ?? Clock.today(in: Zone(loaded.report.zone) ?? .vietnam)

    problems.add(contentsOf: loaded.diagnostics(asOf: asOf))

    var compiled: [CompiledPolicy] = []
    for policy in input.policies {
      let (ready, found) = PolicyCompiler.compile(
        policy.policy, schema: schema, catalogs: policy.catalogs, tailoring: input.tailoring(asOf: asOf))
      problems.add(contentsOf: found)
      if let ready { compiled.append(ready) }
    }
    guard let inventory = loaded.inventory, compiled.count == input.policies.count else {
      console.show(problems)
      return loaded.missingPaths.isEmpty ? .unusableData : .missingInput
    }

    let outcomes = compiled.map { policy in
      Evaluator.evaluate(policy, over: inventory, catalogs: input.catalogs, threads: request.threads)
    }
    for outcome in outcomes { problems.add(contentsOf: outcome.diagnostics) }

    let evidence = EvidenceCollector.collect(
      outcomes, run: run(compiled, input, loaded, inventory, asOf: asOf, shipped: shipped), threads: request.threads)
    console.show(problems)
    let context = ReportContext(
      evidence: evidence, diagnostics: problems.all, language: request.language, usesColour: console.coloursOutput,
      listLimit: request.showsAll ? nil : 10, failOn: request.failOn ?? input.profile?.profile?.failOn ?? .info,
      allowsUnknown: request.allowsUnknown)
    if let failure = write(request, context, console) { return failure }
    switch context.conclusion.status {
    case .clean: return .passed
    case .failed: return .failed
    case .undecided: return .undecided
    case .unusable: return .unusableData
    }
  }

  /// What names the run: every document and input with its digest, by paths that are the same on every machine.
  private static func run(
    _ compiled: [CompiledPolicy], _ input: RunInput, _ loaded: LoadedInventory, _ inventory: Inventory,
    asOf: CalendarDate, shipped: String?
  ) -> Run {
    let policies = zip(compiled, input.policies).map { ready, loaded in
      let root = FilePaths.folder(of: loaded.folder)
      let sources = [loaded.source, loaded.schema.span.source] + loaded.catalogs.map(\.span.source)
      let documents = (sources + [loaded.advisoryText].compactMap { $0 }).map { source in
        RunDocument(source, relativeTo: source.path.hasPrefix(root + "/") ? root : shipped ?? "")
      }
      return Run.Policy(ready, documents: documents)
    }
    let profile = input.profile
    let spans =
      [profile?.profile?.span].compactMap { $0 } + (profile?.waivers.map(\.span) ?? [])
      + (profile?.attestations.map(\.span) ?? [])
    let tailoring = spans.map { RunDocument($0.source, path: FilePaths.name(of: $0.source.path)) }
    return Run(
      policies: policies, tailoring: tailoring, asOf: asOf, zone: inventory.zone,
      inputs: inventory.sources + loaded.manifests)
  }

  /// Writes every report; an output file appears whole or not at all.
  private static func write(_ request: CheckRequest, _ context: ReportContext, _ console: Console) -> ExitStatus? {
    var problems = DiagnosticList()
    for output in request.outputs {
      guard let path = output.file else {
        var failure: ExitStatus?
        output.format.write(context) { bytes in if failure == nil { failure = console.deliver(bytes) } }
        if let failure { return failure }
        continue
      }
      var plain = context
      plain.usesColour = false
      do throws(OutputFile.Failure) {
        try OutputFile.write(plain, as: output.format, to: path, overwrites: request.overwrites)
      } catch {
        problems.add(error.diagnostic(path))
      }
    }
    console.show(problems)
    return problems.isEmpty ? nil : .inputOutput
  }
}
