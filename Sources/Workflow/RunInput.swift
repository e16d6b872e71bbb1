import Diagnostics
import Evidence
import Formats
import Inventories
import Planning
import Policies
import Schema
import Values

/// The policies of a run with their catalogs, and the profile that tailors them.
struct RunInput {
  /// The policies that the run evaluates, in the order of their ids.
  private(set) var policies: [LoadedPolicy]
  let profile: LoadedProfile?
  /// The attestations that hold, with the papers behind them.
  private(set) var attestations: [Attestation]
  private(set) var waivers: [Waiver]
  private(set) var papers: [RunDocument]
  /// The sheets with waivers or attestations that the profile names.
  private(set) var registers: [RegisterFile] = []
  /// Every policy that was read, chosen or not.
  private let read: [Policy]
  /// The files with tests beside the policies, which were not read.
  private let unreadTests: [String]
  /// The folder with the shipped policies, unless all of them were read.
  private let unread: String?
  /// The adapters that documents beside the policies declare.
  let adapters: [AdapterDeclaration]
  /// By name, each built once.
  var catalogs: [String: Catalog]
  var diagnostics: DiagnosticList

  /// Reads policies and profile; what is wrong is in `diagnostics`.
  ///
  /// - Parameters:
  ///   - paths: files and folders with policies; without any, the profile's policies out of the shipped ones, else all
  ///     shipped.
  ///   - chosenIDs: ids of the policies to take of those found; nil takes all.
  ///   - isCopy: whether this is what a bundle keeps of a run, where a profile may name policies that the run did not
  ///     need.
  ///   - withTests: whether the policies' tests are wanted; without them a run starts sooner.
  ///   - withCatalogs: whether catalogs are built; else whoever needs them does so.
  static func load(
    policies paths: [String], profile profilePath: String?, shipped: String?, only chosenIDs: Set<String>? = nil,
    isCopy: Bool = false, withTests: Bool = true, withCatalogs: Bool = true
  ) -> RunInput {
    var diagnostics = DiagnosticList()
    let sought = paths.isEmpty ? [shipped].compactMap { $0 } : paths
    let files = PolicyFiles(shipped: shipped, withTests: withTests, isLikely: paths.isEmpty)
    let profile = profilePath.map { LoadedProfile.load($0, files: .disk) }
    let wanted: [String] = profile?.profile?.policies.map { $0.value } ?? []
    let named = paths.isEmpty ? files.named(wanted) : nil
    let library = named ?? files.all(sought)
    let unread = paths.isEmpty && named == nil ? nil : shipped
    diagnostics.add(contentsOf: library.diagnostics.all)
    if let profile {
      diagnostics.add(contentsOf: profile.diagnostics.all)
      if !isCopy {
        diagnostics.add(contentsOf: problems(of: profile, library.policies.map(\.policy), unread: unread))
      }
    }
    let eligible =
      paths.isEmpty && !wanted.isEmpty
      ? library.policies.filter { wanted.contains($0.policy.id) } : library.policies
    let chosen = eligible.filter { chosenIDs?.contains($0.policy.id) ?? true }
    if sought.isEmpty || (chosen.isEmpty && !diagnostics.hasErrors) { diagnostics.add(.noPolicySelected()) }
    var input = RunInput(
      policies: chosen.sorted { $0.policy.id < $1.policy.id }, profile: profile, attestations: [],
      waivers: profile?.waivers.flatMap(\.items) ?? [], papers: [],
      read: library.policies.map(\.policy), unreadTests: library.passedOver, unread: unread, adapters: library.adapters,
      catalogs: [:], diagnostics: DiagnosticList())
    if withCatalogs { input.catalogs = input.builtCatalogs(&diagnostics) }
    input.take(profile?.attestations.flatMap(\.items) ?? [], problems: &diagnostics)
    input.registers = profile?.registers ?? []
    input.take(input.registers, isCopy: isCopy, problems: &diagnostics)
    input.diagnostics = diagnostics
    return input
  }

  // MARK: Waivers and attestations

  /// Takes the attestations that hold.
  private mutating func take(_ attestations: [Attestation], problems: inout DiagnosticList) {
    guard !attestations.isEmpty || !(profile?.profile?.signers.isEmpty ?? true) else { return }
    let proofs = AttestationProofs(attestations, signers: profile?.profile?.signers ?? [])
    problems.add(contentsOf: proofs.problems.all.filter { problem in !problems.all.contains { $0 == problem } })
    self.attestations += proofs.attestations
    papers += proofs.papers
  }

  /// Puts sheets with waivers and attestations in force.
  private mutating func take(_ registers: [RegisterFile], isCopy: Bool, problems: inout DiagnosticList) {
    guard !registers.isEmpty, let schema = policies.first?.schema else { return }
    let known = RunInput.known(read, unread: unread)
    var decoder = RegisterDecoder(policies: known, schema: schema, ignoresUnknownRules: isCopy)
    waivers += registers.flatMap { decoder.waivers(of: $0) }
    let attestations = registers.flatMap { decoder.attestations(of: $0) }
    problems.add(contentsOf: decoder.diagnostics.all)
    if !attestations.isEmpty { take(attestations, problems: &problems) }
  }

  /// The real paths of the sheets that the profile names.
  var profiledRegisters: Set<String> { Set(registers.compactMap { FilePaths.real($0.source.path) }) }

  /// Puts in force what the inventory's manifests name, and tells what lies there that nobody names; false if something
  /// in them cannot be used, which whoever named them relies on.
  @discardableResult
  mutating func takeRegisters(
    of loaded: LoadedInventory, isCopy: Bool = false, problems: inout DiagnosticList
  ) -> Bool {
    var own = DiagnosticList()
    let named = loaded.registers.compactMap { register -> RegisterFile? in
      guard let span = register.namedAt else { return nil }
      let convention = RegisterFile.Convention(
        dateOrder: register.dateOrder, zone: register.zone, encoding: register.encoding)
      let source = Source(path: register.path, bytes: register.source.bytes, isConfidential: true)
      return RegisterFile(source, as: register.kind, convention, namedAt: span)
    }
    for file in named { own.add(contentsOf: file.diagnostics.all) }
    take(named, isCopy: isCopy, problems: &own)
    problems.add(contentsOf: own.all.filter { problem in !problems.all.contains { $0 == problem } })
    problems.add(contentsOf: loaded.unnamedRegisters(besides: profiledRegisters))
    return !own.hasErrors
  }

  /// Where policies, schema and catalogs were read.
  var policyPaths: Set<String> {
    Set(
      policies.flatMap { loaded in
        [loaded.source.path, loaded.schema.span.source.path] + loaded.catalogs.map(\.span.source.path)
      })
  }

  /// Whether configuration files are read: not where no policy speaks of them.
  var readsDocuments: Bool { policies.contains { $0.policy.readsDocuments } }

  /// How configuration files are read; nil where they are not.
  func documentReading(_ scope: RepositoryScope? = nil) -> DocumentReading? {
    guard readsDocuments else { return nil }
    let tests = policies.flatMap(\.tests).map(\.policy.span.source.path) + unreadTests
    let own = policyPaths.union(tests).union(profile?.sources.map(\.path) ?? []).union(scope?.own ?? [])
    return DocumentReading(excluding: own, selection: scope?.selection ?? PathSelection(), files: scope?.files)
  }

  /// The catalogs of all policies, built, by name.
  func builtCatalogs(_ problems: inout DiagnosticList) -> [String: Catalog] {
    var catalogs: [String: Catalog] = [:]
    for declaration in policies.flatMap(\.catalogs) where catalogs[declaration.name] == nil {
      catalogs[declaration.name] = Catalog(declaration, diagnostics: &problems)
    }
    return catalogs
  }

  /// Lets rows that the inventory supplies extend the catalogs of all policies.
  mutating func extendCatalogs(with references: [AdaptedReference], problems: inout DiagnosticList) {
    guard !references.isEmpty else { return }
    var told: Set<String> = []
    for index in policies.indices {
      let result = CatalogExtension.extend(policies[index].catalogs, with: references)
      policies[index].catalogs = result.catalogs
      for catalog in result.catalogs where result.extended.contains(catalog.name) && told.insert(catalog.name).inserted
      {
        // What is wrong with the shipped rows has been said when they were read.
        var known = DiagnosticList()
        catalogs[catalog.name] = Catalog(catalog, diagnostics: &known)
      }
      let new = result.diagnostics.all.filter { found in !problems.all.contains { $0.message == found.message } }
      problems.add(contentsOf: new)
    }
  }

  /// The policies that a profile may speak of: those of this run, and the shipped ones that it leaves out; nil where
  /// the run has read the shipped ones itself.
  private static func known(_ own: [Policy], unread: String?) -> [Policy] {
    let others = unread.map { PolicyLibrary.load([$0], files: .disk, skipsTests: true).policies.map(\.policy) } ?? []
    return own + others.filter { other in !own.contains { $0.id == other.id } }
  }

  /// What is wrong with a profile: that of which this run's policies know nothing may be of another.
  private static func problems(of profile: LoadedProfile, _ own: [Policy], unread: String?) -> [Diagnostic] {
    let found = profile.diagnostics(of: own)
    if !own.isEmpty, found.isEmpty { return [] }
    // Where no policy was found at all, that is what is wrong, and not every line that names one.
    let policies = known(own, unread: unread)
    return policies.isEmpty ? [] : profile.diagnostics(of: policies)
  }

  /// What is wrong with the documents and, beyond that, with the expressions in them: of a policy that cannot be used,
  /// an author wants to see everything at once.
  var everythingWrong: DiagnosticList {
    var all = diagnostics
    for loaded in policies {
      let day = Tailoring(asOf: Clock.today(in: .vietnam))
      let (_, found) = PolicyCompiler.compile(
        loaded.policy, schema: loaded.schema, catalogs: loaded.catalogs, tailoring: day)
      all.add(contentsOf: found)
    }
    return all
  }

  /// What the profile adds to the policies on a day.
  func tailoring(asOf: CalendarDate) -> Tailoring {
    Tailoring(
      asOf: asOf, parameters: profile?.profile?.parameters ?? [], skip: profile?.profile?.skip ?? [],
      attestations: attestations, waivers: waivers, suppressions: profile?.profile?.suppressions ?? .allowed)
  }
}

/// Where the policies of a run are read.
private struct PolicyFiles {
  let shipped: String?
  let withTests: Bool
  private let preparation: PolicyPreparation

  /// - Parameter isLikely: whether the shipped policies are meant, so that it is worth it to begin with what they use.
  init(shipped: String?, withTests: Bool, isLikely: Bool) {
    self.shipped = shipped
    self.withTests = withTests
    preparation = (isLikely ? shipped : nil).map(ShippedPolicies.preparation) ?? PolicyPreparation()
  }

  func all(_ paths: [String]) -> PolicyLibrary {
    PolicyLibrary.load(
      paths, shared: [shipped].compactMap { $0.map { "\($0)/shared" } }, files: .disk, skipsTests: !withTests,
      preparation: preparation)
  }

  /// The shipped policies of some ids and no others, since a policy's folder bears its id; nil where that is not so, or
  /// where something is wrong with them: then all are to be read.
  func named(_ ids: [String]) -> PolicyLibrary? {
    guard let shipped, !ids.isEmpty, !ids.contains(where: { $0.contains("/") || $0.hasPrefix(".") }) else { return nil }
    let folders = ids.map { "\(shipped)/\($0)" }
    guard folders.allSatisfy(Disk.has) else { return nil }
    let library = all(folders)
    return !library.diagnostics.hasErrors && ids.allSatisfy { library.policy($0) != nil } ? library : nil
  }
}

extension Diagnostic {
  static func missingPath(_ path: String) -> Diagnostic {
    Diagnostic(.missingPath, "there is nothing at `\(path)`", help: ["paths are relative to the working folder"])
  }

  static func noPolicySelected() -> Diagnostic {
    Diagnostic(
      .noPolicySelected, "there is no policy to evaluate",
      help: [
        "name a policy's file or folder with `-p`",
        "the shipped policies are found in the folder `policies` of the working folder, beside the program, or where the environment variable `KIEM_POLICIES` says",
      ])
  }
}
