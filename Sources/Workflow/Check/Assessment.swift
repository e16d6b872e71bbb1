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
    /// What a repository says of its own check, and which of its files are listed.
    var scope: RepositoryScope?
    /// Whether a bundle or a report has the digests of records.
    var takesDigests = true
    /// The only language that records are read in, where nobody takes their digests; nil for both.
    var language: Language?
    /// Whether the profile may name only what is there: a copy in a bundle has only what the run needed.
    var isCopy = false

    /// Takes the policies, the profile and the files that a repository names, where the command line names none.
    mutating func take(_ scope: RepositoryScope) {
      (policies, profile) = (scope.policies, scope.profile)
      self.scope = scope
    }
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
      isCopy: question.isCopy, withTests: false, withCatalogs: false)
    guard let schema = input.policies.first?.schema, !input.diagnostics.hasErrors else {
      throw Self.refusal(.unusableData, input.everythingWrong, input)
    }
    let isListed = question.scope?.files != nil
    guard input.readsDocuments || !isListed else {
      var problems = input.diagnostics
      problems.add(.listWithoutDocuments())
      throw Self.refusal(.usage, problems, input)
    }
    let zone = input.profile?.profile?.zone?.value
    // The zone of a manifest may make it another day: then the policies are compiled again.
    let likelyDay = question.asOf ?? Clock.today(in: zone.flatMap { Zone($0) } ?? .vietnam)
    let early = Background { [input] in ReadyPolicies(input, schema: schema, asOf: likelyDay) }
    let loaded = InventoryLoader.load(
      paths: question.inventory, schema: schema,
      options: InventoryLoader.Options(
        zone: zone, adapters: input.adapters, documents: input.documentReading(question.scope)))
    let ready = early.value()
    input.catalogs = ready.catalogs
    input.diagnostics.add(contentsOf: ready.catalogProblems.all)
    if ready.catalogProblems.hasErrors { throw Self.refusal(.unusableData, input.everythingWrong, input) }
    var problems = input.diagnostics
    problems.add(contentsOf: loaded.diagnostics.all)
    input.extendCatalogs(with: loaded.references, problems: &problems)
    let isSound = input.takeRegisters(of: loaded, isCopy: question.isCopy, problems: &problems)
    let asOf = question.asOf ?? Clock.today(in: Zone(loaded.report.zone) ?? .vietnam)
    problems.add(contentsOf: loaded.diagnostics(asOf: asOf))

    let tailoring = input.tailoring(asOf: asOf)
    let isReady = ready.asOf == asOf && loaded.references.isEmpty && !loaded.registers.contains { $0.namedAt != nil }
    var (compiled, found) =
      isReady ? (ready.compiled, ready.problems) : input.compiled(schema: schema, tailoring)
    problems.add(contentsOf: found)
    guard let inventory = loaded.inventory, isSound, compiled.count == input.policies.count else {
      throw Self.refusal(loaded.missingPaths.isEmpty ? .unusableData : .missingInput, problems, input)
    }
    func evaluate(_ policies: [CompiledPolicy]) -> [PolicyOutcome] {
      policies.map { policy in
        Evaluator.evaluate(policy, over: inventory, catalogs: input.catalogs, threads: question.threads)
      }
    }
    @Sendable func name(_ policies: [CompiledPolicy], _ input: RunInput) -> Run {
      Self.run(policies, input, loaded, inventory, asOf: asOf, shipped: question.shipped)
    }
    let named = Background { [compiled, input] in name(compiled, input) }
    let judged = Set(compiled.flatMap { $0.rules.map(\.subject) })
    let subjects = ShownSubjects(inventory, entities: isListed ? [] : judged, personal: question.personal)
    var outcomes = evaluate(compiled)
    let idle = isListed ? outcomes.flatMap(Self.idleRules) : []
    if !idle.isEmpty {
      var narrower = tailoring
      narrower.skip += idle
      compiled = input.compiled(schema: schema, narrower).policies
      outcomes = evaluate(compiled)
    }
    for outcome in outcomes { problems.add(contentsOf: outcome.diagnostics) }
    problems.add(contentsOf: SuppressionReview.diagnostics(outcomes))
    let evidence = EvidenceCollector.collect(
      outcomes, run: idle.isEmpty ? named.value() : name(compiled, input), threads: question.threads,
      personal: question.personal, takesDigests: question.takesDigests,
      language: question.language, subjects: subjects)
    self.evidence = evidence
    self.problems = problems.withoutSecrets(evidence.masked, policies: input.policyPaths)
    self.input = input
    self.loaded = loaded
  }

  /// The rules that met none of their subjects among the files of a list: that says nothing of the repository.
  private static func idleRules(_ outcome: PolicyOutcome) -> [Deselection] {
    outcome.rules.filter(\.hasNoSubject).map { rule in
      let reference = RuleReference(policy: outcome.policy.id, rule: rule.rule.id, span: rule.rule.rule.span)
      return Deselection(
        rule: reference, reason: "the list of files has none of its subjects", approvedBy: "--files-from",
        span: rule.rule.rule.span)
    }
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

extension Diagnostic {
  fileprivate static func listWithoutDocuments() -> Diagnostic {
    Diagnostic(
      .listedFile, "`--files-from` limits which configuration files are read, and no policy of this run reads any",
      help: ["name a policy with rules about `document`"])
  }
}
