import Diagnostics
import Evaluation
import Evidence
import Formats
import Glibc
import Inventories
import Planning
import Policies
import Schema
import Tables
import Values

/// A small made-up site, evaluated whole: policies and inventory as text in, evidence out.
///
/// Every kind of finding occurs once at least. A test that needs another one changes a file.
public struct World: Sendable {
  public let outcomes: [PolicyOutcome]
  public let run: Run
  public let inventory: Inventory

  /// Why a world could not be made.
  public struct Mistake: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
  }

  /// - Parameters:
  ///   - policies: by path under `policies/`; they replace or join those of the standard world.
  ///   - files: of the inventory; they replace or join those of the standard world, an empty text takes one away.
  public init(policies: [String: String] = [:], files: [String: String] = [:], asOf: String = "2026-01-15") throws {
    let policies = WorldText.policies.merging(policies) { $1 }
    let files = WorldText.files.merging(files) { $1 }.filter { !$0.value.isEmpty }
    guard let asOf = CalendarDate(parsing: asOf) else { throw Mistake("no such day: \(asOf)") }
    let texts = Dictionary(uniqueKeysWithValues: policies.map { ("policies/\($0.key)", $0.value) })
    let library = PolicyLibrary.load(["policies"], files: DocumentFiles(texts))
    let profile = LoadedProfile.load("policies/profile.yaml", files: DocumentFiles(texts))
    let problems = (library.diagnostics.all + profile.diagnostics.all).filter { $0.severity == .error }
    guard problems.isEmpty, let schema = library.schema else { throw World.mistake(problems) }

    let loaded = try World.load(files, schema)
    guard let inventory = loaded.inventory else { throw World.mistake(loaded.diagnostics.all) }
    self.inventory = inventory
    var catalogs: [String: any ObjectValue] = [:]
    var found = DiagnosticList()
    for catalog in library.catalogs { catalogs[catalog.name] = Catalog(catalog, diagnostics: &found) }
    let tailoring = Tailoring(
      asOf: asOf, parameters: profile.profile?.parameters ?? [], skip: profile.profile?.skip ?? [],
      attestations: profile.attestations.flatMap { $0.items }, waivers: profile.waivers.flatMap { $0.items })
    var outcomes: [PolicyOutcome] = []
    var named: [Run.Policy] = []
    for loaded in library.policies {
      let (compiled, problems) = PolicyCompiler.compile(
        loaded.policy, schema: loaded.schema, catalogs: loaded.catalogs, tailoring: tailoring)
      guard let compiled else { throw World.mistake(problems) }
      outcomes.append(Evaluator.evaluate(compiled, over: inventory, catalogs: catalogs))
      let sources = [loaded.source, loaded.schema.span.source] + loaded.catalogs.map { $0.span.source }
      named.append(Run.Policy(compiled, documents: sources.map { RunDocument($0, relativeTo: "policies") }))
    }
    self.outcomes = outcomes
    run = Run(
      policies: named, tailoring: profile.sources.map { RunDocument($0, relativeTo: "policies") }, asOf: asOf,
      zone: inventory.zone, inputs: inventory.sources)
  }

  public func evidence(threads: Int = 1, personal: PersonalData = .withheld) -> CollectedEvidence {
    EvidenceCollector.collect(outcomes, run: run, threads: threads, personal: personal)
  }

  private static func mistake(_ problems: [Diagnostic]) -> Mistake {
    Mistake(problems.map { DiagnosticRenderer(.short).render($0) }.joined())
  }

  // MARK: Files

  private static func load(_ files: [String: String], _ schema: InventorySchema) throws -> LoadedInventory {
    let template = strdup("/tmp/kiem-world-XXXXXX")
    defer { free(template) }
    guard let made = template.flatMap({ mkdtemp($0) }) else { throw Mistake("no temporary folder") }
    let folder = String(cString: made)
    defer {
      for name in files.keys { unlink("\(folder)/\(name)") }
      rmdir(folder)
    }
    for (name, text) in files {
      guard let file = fopen("\(folder)/\(name)", "wb") else { throw Mistake("cannot write \(name)") }
      let bytes = Array(text.utf8)
      fwrite(bytes, 1, bytes.count, file)
      fclose(file)
    }
    return InventoryLoader.load(paths: [folder], schema: schema)
  }
}
