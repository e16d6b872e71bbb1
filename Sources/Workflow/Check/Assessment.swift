import Diagnostics
import Evaluation
import Evidence
import Formats
import Inventories
import Planning
import Policies
import Schema
import Tables
import Values

/// Policies over an inventory, evaluated: what `kiem check` reports, and `kiem verify` makes again.
///
///     policies, profile ─ compile ─┐
///     files ───────────── load ────┴─ evaluate ─ evidence
struct Assessment {
  /// What is evaluated.
  struct Question {
    var inventory: [String]
    var policies: [String]
    var profile: String?
    /// Today, where nil.
    var asOf: CalendarDate?
    /// The folder of the shipped policies.
    var shipped: String?
    var threads: Int
    var personal = PersonalData.withheld
    /// The ids of the policies to evaluate, of those found; all where nil.
    var only: Set<String>?
    /// Whether the profile may name only what is there: a copy in a bundle has only what the run needed.
    var isCopy = false
  }

  /// Why nothing could be evaluated.
  struct Refusal: Error {
    let status: ExitStatus
    let problems: DiagnosticList
  }

  let evidence: CollectedEvidence
  let problems: DiagnosticList
  let input: RunInput
  let loaded: LoadedInventory

  init(_ question: Question) throws(Refusal) {
    var input = RunInput.load(
      policies: question.policies, profile: question.profile, shipped: question.shipped, only: question.only,
      isCopy: question.isCopy)
    guard let schema = input.policies.first?.schema, !input.diagnostics.hasErrors else {
      throw Self.refusal(.unusableData, input.everythingWrong, input)
    }
    var problems = input.diagnostics
    let zone = input.profile?.profile?.zone?.value
    let loaded = InventoryLoader.load(
      paths: question.inventory, schema: schema,
      options: InventoryLoader.Options(zone: zone, adapters: input.adapters, documents: input.documentReading))
    problems.add(contentsOf: loaded.diagnostics.all)
    input.extendCatalogs(with: loaded.references, problems: &problems)
    let isSound = input.takeRegisters(of: loaded, isCopy: question.isCopy, problems: &problems)
    let asOf = question.asOf ?? Clock.today(in: Zone(loaded.report.zone) ?? .vietnam)
    problems.add(contentsOf: loaded.diagnostics(asOf: asOf))

    var compiled: [CompiledPolicy] = []
    for policy in input.policies {
      let (ready, found) = PolicyCompiler.compile(
        policy.policy, schema: schema, catalogs: policy.catalogs, tailoring: input.tailoring(asOf: asOf))
      problems.add(contentsOf: found)
      if let ready { compiled.append(ready) }
    }
    guard let inventory = loaded.inventory, isSound, compiled.count == input.policies.count else {
      throw Self.refusal(loaded.missingPaths.isEmpty ? .unusableData : .missingInput, problems, input)
    }
    let outcomes = compiled.map { policy in
      Evaluator.evaluate(policy, over: inventory, catalogs: input.catalogs, threads: question.threads)
    }
    for outcome in outcomes { problems.add(contentsOf: outcome.diagnostics) }
    problems.add(contentsOf: SuppressionReview.diagnostics(outcomes))
    let evidence = EvidenceCollector.collect(
      outcomes, run: Self.run(compiled, input, loaded, inventory, asOf: asOf, shipped: question.shipped),
      threads: question.threads, personal: question.personal)
    self.evidence = evidence
    self.problems = problems.withoutSecrets(evidence.masked, policies: input.policyPaths)
    self.input = input
    self.loaded = loaded
  }

  private static func refusal(_ status: ExitStatus, _ problems: DiagnosticList, _ input: RunInput) -> Refusal {
    Refusal(status: status, problems: problems.withoutSecrets(Redaction.withoutSecrets, policies: input.policyPaths))
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
    let roots = input.policies.map { FilePaths.folder(of: $0.folder) } + [shipped].compactMap { $0 }
    let adapters = loaded.adapters.map(\.span.source).map { source in
      RunDocument(source, relativeTo: roots.first { source.path.hasPrefix($0 + "/") } ?? "")
    }
    let tailoring =
      spans.map { RunDocument($0.source, path: FilePaths.name(of: $0.source.path)) } + adapters + input.papers
      + input.registers.map { RunDocument($0.source, path: FilePaths.name(of: $0.source.path)) }
    return Run(
      policies: policies, tailoring: tailoring, asOf: asOf, zone: inventory.zone,
      inputs: inventory.sources + loaded.manifests + loaded.referenceSources + loaded.registerSources)
  }
}
