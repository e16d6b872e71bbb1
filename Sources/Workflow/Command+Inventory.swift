import Diagnostics
import Evaluation
import Formats
import Inventories
import Planning
import Policies
import Reports
import Schema
import Values

extension Command {
  /// `kiem inventory`: what was read, mapped, merged and left out, and what policies will miss.
  ///
  ///     kiem.yaml ─ policies, profile ─ compile ─┐
  ///     files ─ load, with the trace ────────┴─ evaluate ─ overview ─ text, JSON
  public static func inventory(_ request: InventoryRequest, console: Console) -> ExitStatus {
    let places = ShippedPolicies.paths(of: request.policies, console)
    let named = request.inventory + places + [request.profile].compactMap { $0 }
    if let missing = firstMissing(named, console) { return missing }

    let scope: RepositoryScope
    do throws(RepositoryScope.Refusal) {
      scope = try RepositoryScope(
        inventory: request.inventory, policies: places, profile: request.profile, console)
    } catch {
      console.show(error.problems)
      return error.status
    }
    let shipped = ShippedPolicies.folder(environment: console.environment)
    var input = RunInput.load(policies: scope.policies, profile: scope.profile, shipped: shipped, withTests: false)
    guard let schema = input.policies.first?.schema, !input.diagnostics.hasErrors else {
      console.show(input.everythingWrong)
      return .unusableData
    }
    var problems = input.diagnostics
    let zone = input.profile?.profile?.zone?.value
    let loaded = InventoryLoader.load(
      paths: request.inventory, schema: schema,
      options: InventoryLoader.Options(
        zone: zone, adapters: input.adapters, keepsTrace: true, documents: input.documentReading(scope)))
    problems.add(contentsOf: loaded.diagnostics.all)
    let asOf = request.asOf ?? Clock.today(in: Zone(loaded.report.zone) ?? .vietnam)
    problems.add(contentsOf: loaded.diagnostics(asOf: asOf))
    input.takeRegisters(of: loaded, problems: &problems)

    // Where a row went, and what a manifest should say, no policy decides.
    let policies = request.row == nil && !request.writesManifest ? input.policies : []
    var compiled: [CompiledPolicy] = []
    for policy in policies {
      let (ready, found) = PolicyCompiler.compile(
        policy.policy, schema: schema, catalogs: policy.catalogs, tailoring: input.tailoring(asOf: asOf))
      problems.add(contentsOf: found)
      if let ready { compiled.append(ready) }
    }
    if loaded.holdsOnlyReferences { problems = problems.withNoteOfEmptiness }
    console.show(problems)
    var builder = OverviewBuilder(loaded, asOf: asOf, policies: compiled, profiled: input.profiledRegisters)
    if let row = request.row {
      builder.explain(row)
    } else {
      builder.describe()
      if let inventory = loaded.inventory {
        for policy in compiled {
          builder.add(
            Evaluator.evaluate(policy, over: inventory, catalogs: input.catalogs, threads: Processors.count))
        }
      }
    }
    let overview = builder.overview
    let bytes: [UInt8]
    switch request.format {
    case _ where request.writesManifest: bytes = Array(builder.wholeManifest().utf8)
    case .json: bytes = overview.json()
    case .text:
      var text = InventoryText(
        overview, language: request.language, usesColour: request.output == nil && console.coloursOutput,
        limit: request.showsAll ? nil : 10)
      bytes = text.bytes()
    }
    if let failure = deliver(bytes, request, console) { return failure }
    if !loaded.missingPaths.isEmpty || overview.row?.absence != nil { return .missingInput }
    let isRead = loaded.inventory != nil || loaded.holdsOnlyReferences
    return !isRead || compiled.count < policies.count ? .unusableData : .passed
  }

  private static func deliver(_ bytes: [UInt8], _ request: InventoryRequest, _ console: Console) -> ExitStatus? {
    guard let path = request.output else { return console.deliver(bytes) }
    let existing = OutputFile.Existing(overwrites: request.overwrites)
    guard let problem = OutputFile.write(bytes, to: path, existing: existing) else { return nil }
    var problems = DiagnosticList()
    problems.add(problem)
    console.show(problems)
    return .inputOutput
  }
}

extension DiagnosticList {
  /// The same, for somebody who only wants to see what there is: that it cannot be checked is no error then.
  fileprivate var withNoteOfEmptiness: DiagnosticList {
    var list = DiagnosticList()
    for diagnostic in all {
      var diagnostic = diagnostic
      if diagnostic.code == .inventoryEmpty { diagnostic.severity = .note }
      list.add(diagnostic)
    }
    return list
  }
}
