import Diagnostics
import Formats
import Schema

/// A policy with everything that it refers to.
public struct LoadedPolicy: Sendable {
  public var policy: Policy
  /// The folder of its file.
  public var folder: String
  /// The file it was read from.
  public var source: Source
  /// The advisory's text, if the policy names it and it could be read.
  public var advisoryText: Source?
  public var schema: InventorySchema
  /// In the order of `uses`.
  public var catalogs: [CatalogDeclaration]
  /// The tests in its folder.
  public var tests: [PolicyTests]
}

/// Policies found in files and folders.
///
///     policies/
///       ninh-binh-2699-cameras/      a policy's folder bears its id
///         policy.yaml  tests.yaml  advisory.txt
///       shared/schema/               what `uses` names is looked for in the policy's own folder,
///       shared/catalogs/             then beside it in `shared`, then in the `shared` folders given
public struct PolicyLibrary: Sendable {
  /// In the order of the paths given, then of the bytes of their paths.
  public private(set) var policies: [LoadedPolicy] = []
  /// The adapters that documents declare: in the folders of policies, and in `adapters` of the `shared` folders.
  public private(set) var adapters: [AdapterDeclaration] = []
  public private(set) var diagnostics = DiagnosticList()
  /// Every file that was read, in the order read.
  public private(set) var sources: [Source] = []
  /// The files with tests that were passed over.
  public private(set) var passedOver: [String] = []

  /// The schema of all of them; that they share one is checked.
  public var schema: InventorySchema? { policies.first?.schema }

  /// The catalogs of all of them, each once, by first use.
  public var catalogs: [CatalogDeclaration] {
    var seen: Set<String> = []
    return policies.flatMap(\.catalogs).filter { seen.insert($0.name).inserted }
  }

  public func policy(_ id: String) -> LoadedPolicy? { policies.first { $0.policy.id == id } }

  /// Loads policies from files and folders.
  ///
  /// A folder is a policy's own, or holds such folders. Everything that is wrong is reported; a policy is left out
  /// only if it has no schema.
  /// - Parameters:
  ///   - paths: what the user named. A path that is not there is the caller's to report.
  ///   - shared: further folders `shared`, asked last.
  ///   - skipsTests: whether files that hold tests and nothing else are passed over, right or wrong: evaluating needs
  ///     none of them, and they are the larger part of most policies.
  ///   - preparation: files that are being read already.
  public static func load(
    _ paths: [String], shared: [String] = [], files: DocumentFiles, skipsTests: Bool = false,
    preparation: PolicyPreparation = PolicyPreparation()
  ) -> PolicyLibrary {
    let store = DocumentStore(files: files, skipsTests: skipsTests, pending: preparation.pending)
    var loader = PolicyLoader(store: store, shared: shared)
    for path in paths { loader.load(FilePaths.trimmed(path)) }
    return loader.finish()
  }

  init(
    policies: [LoadedPolicy], adapters: [AdapterDeclaration], diagnostics: DiagnosticList, sources: [Source],
    passedOver: [String]
  ) {
    self.passedOver = passedOver
    self.policies = policies
    self.adapters = adapters
    self.diagnostics = diagnostics
    self.sources = sources
  }
}

/// What most policies of some `shared` folder need, while whoever loads them is still busy with something else: the
/// schema, which is the largest file, and adapters, all of which are read in any case.
public struct PolicyPreparation: Sendable {
  let pending: [String: Background<DecodedFile>]

  /// Nothing.
  public init() { pending = [:] }

  /// Begins to read on other threads.
  public init(shared: String, files: DocumentFiles) {
    let store = DocumentStore(files: files)
    store.prepare(shared: shared)
    pending = store.pending
  }
}
