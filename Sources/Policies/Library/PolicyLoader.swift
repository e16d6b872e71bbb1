import Diagnostics
import Formats
import Schema

/// The work of `PolicyLibrary.load`.
struct PolicyLoader {
  /// How many folders deep policies are looked for.
  static let depthLimit = 4

  let store: DocumentStore
  let shared: [String]
  private var policies: [LoadedPolicy] = []
  /// Policies by id, those that could not be resolved included.
  private var seen: [String: Span] = [:]
  private var visited: Set<String> = []
  /// The policies that tests beside some policy name.
  private var tested: [Located<String>] = []

  init(store: DocumentStore, shared: [String]) {
    self.store = store
    self.shared = shared
  }

  /// Loads what a path holds.
  mutating func load(_ path: String) {
    let problems = store.diagnostics.all.count
    let isFolder = store.files.entry(path) == .folder
    let holdsPolicies = isFolder ? load(folder: path, depth: 0) : load(file: path)
    if !holdsPolicies, store.diagnostics.all.count == problems { store.add(.noPolicies(path)) }
  }

  /// Whether there is a policy in the folder, loaded now or before.
  private mutating func load(folder: String, depth: Int) -> Bool {
    var holdsPolicies = false
    for file in store.yamlFiles(in: folder) where load(file: file) { holdsPolicies = true }
    guard !holdsPolicies, depth < Self.depthLimit else { return holdsPolicies }
    for inner in store.subfolders(of: folder) where FilePaths.name(of: inner) != "shared" {
      if load(folder: inner, depth: depth + 1) { holdsPolicies = true }
    }
    return holdsPolicies
  }

  /// Whether there is a policy in the file, loaded now or before.
  private mutating func load(file: String) -> Bool {
    store.prepare(shared: FilePaths.join(FilePaths.parent(of: FilePaths.parent(of: file)), "shared"))
    let policies = store.documents(in: file).compactMap { document in
      if case .policy(let policy) = document { policy } else { nil }
    }
    guard visited.insert(file).inserted else { return !policies.isEmpty }
    for policy in policies {
      if let first = seen[policy.id] {
        store.add(.duplicateDocument(.policy, policy.id, at: policy.span, first: first))
        continue
      }
      seen[policy.id] = policy.span
      if let loaded = resolve(policy, file: file) { self.policies.append(loaded) }
    }
    return !policies.isEmpty
  }

  /// Begins to read the files that bear the names of what a policy uses.
  private func prepare(_ uses: [Located<String>], in folders: [String]) {
    for use in uses {
      if let file = folders.lazy.compactMap({ store.file(of: use.value, in: $0) }).first { store.prepare(file) }
    }
  }

  mutating func finish() -> PolicyLibrary {
    var told: Set<Span> = []
    for name in tested where seen[name.value] == nil && told.insert(name.span).inserted {
      let known = seen.keys.sorted()
      store.add(.unknownName(.unknownPolicy, name.value, what: "policy in this run", known: known, at: name.span))
    }
    for loaded in policies.dropFirst() {
      guard let first = policies.first?.schema, first.span != loaded.schema.span else { continue }
      store.add(.duplicateDocument(.schema, loaded.schema.name, at: loaded.schema.span, first: first.span))
    }
    for catalogs in Dictionary(grouping: policies.flatMap(\.catalogs), by: \.name).sorted(by: { $0.key < $1.key }) {
      for catalog in catalogs.value.dropFirst() where catalog.span != catalogs.value[0].span {
        store.add(.duplicateDocument(.catalog, catalog.name, at: catalog.span, first: catalogs.value[0].span))
      }
    }
    let adapters = adapters()
    return PolicyLibrary(
      policies: policies, adapters: adapters, diagnostics: store.diagnostics, sources: store.sources,
      passedOver: store.passedOver)
  }

  /// Every adapter beside a policy or in a `shared` folder, each once, in the order of the folders. Those of a `shared`
  /// folder that was given are written for the schema there: under another one they name what is not there.
  private func adapters() -> [AdapterDeclaration] {
    let own = policies.map(\.folder)
    let beside = own.map { FilePaths.join(FilePaths.parent(of: $0), "shared") }
    let schemas = policies.map(\.schema.span.source.path)
    let given = shared.filter { root in schemas.contains { $0.hasPrefix(FilePaths.join(root, "schema") + "/") } }
    var seen: Set<String> = []
    let folders = (own + (beside + given).map { FilePaths.join($0, "adapters") }).filter { seen.insert($0).inserted }
    var found: [AdapterDeclaration] = []
    for document in folders.flatMap({ store.yamlFiles(in: $0) }).flatMap({ store.documents(besideIn: $0) }) {
      guard case .adapter(let adapter) = document, !found.contains(where: { $0.span == adapter.span }) else { continue }
      if let first = found.first(where: { $0.name.value == adapter.name.value }) {
        // The same file by two paths is one adapter.
        guard first.span.source.bytes != adapter.span.source.bytes else { continue }
        store.add(.duplicateDocument(.adapter, adapter.name.value, at: adapter.span, first: first.span))
      } else {
        found.append(adapter)
      }
    }
    return found
  }

  // MARK: One policy

  private mutating func resolve(_ policy: Policy, file: String) -> LoadedPolicy? {
    let folder = FilePaths.parent(of: file)
    let folderName = FilePaths.name(of: folder)
    if folderName != policy.id, ![".", ".."].contains(folderName) {
      store.add(.folderName(policy.id, folder: folderName, at: policy.span))
    }
    let text = advisoryText(of: policy, folder: folder)
    let (schema, catalogs) = uses(of: policy, folder: folder)
    let tests = store.yamlFiles(in: folder).flatMap { store.documents(in: $0) }.compactMap { document in
      if case .tests(let tests) = document { tests } else { nil }
    }
    tested += tests.map(\.policy)
    guard let schema else { return nil }
    policy.diagnostics(under: schema).forEach(store.add)
    for catalog in catalogs {
      catalog.diagnostics(under: schema).forEach(store.add)
      if let entity = schema[catalog.name] {
        store.add(.useCollision(catalog.name, at: catalog.span, entity: entity.span))
      }
    }
    let own = tests.filter { $0.policy.value == policy.id }
    for tests in own { tests.diagnostics(of: policy, under: schema).forEach(store.add) }
    return LoadedPolicy(
      policy: policy, folder: folder, source: policy.span.source, advisoryText: text, schema: schema,
      catalogs: catalogs, tests: own)
  }

  private func advisoryText(of policy: Policy, folder: String) -> Source? {
    guard let name = policy.advisory.text else { return nil }
    guard FilePaths.staysInside(name.value) else {
      store.add(.outsideFolder(name.value, at: name.span))
      return nil
    }
    guard let source = store.text(at: FilePaths.join(folder, name.value), named: name) else { return nil }
    let text = String(decoding: source.bytes, as: UTF8.self)
    policy.quoteDiagnostics(in: text, named: name.value).forEach(store.add)
    return source
  }

  /// The schema and the catalogs that a policy uses. A catalog of several policies is decoded once, and checked
  /// under each one's schema.
  private func uses(of policy: Policy, folder: String) -> (InventorySchema?, [CatalogDeclaration]) {
    var schema: InventorySchema?
    var catalogs: [CatalogDeclaration] = []
    let roots = [FilePaths.join(FilePaths.parent(of: folder), "shared")] + shared
    let folders = [folder] + roots.flatMap { [FilePaths.join($0, "schema"), FilePaths.join($0, "catalogs")] }
    prepare(policy.uses, in: folders)
    for use in policy.uses {
      let found = folders.lazy.compactMap {
        store.find(use.value, in: $0) { $0 == .schema || $0 == .catalog }
      }.first
      switch found {
      case .schema(let found):
        if schema != nil { store.add(.severalSchemas(use.value, at: use.span)) }
        schema = schema ?? found
      case .catalog(let catalog): catalogs.append(catalog)
      default:
        store.add(
          .unresolvedUse(use.value, folders: folders, known: names(in: folders), at: use.span))
      }
    }
    let isResolved = policy.uses.allSatisfy { use in
      use.value == schema?.name || catalogs.contains { $0.name == use.value }
    }
    if schema == nil, isResolved { store.add(.noSchema(policy.id, at: policy.span)) }
    return (schema, catalogs)
  }

  /// The schemas and catalogs that there are, for suggestions.
  private func names(in folders: [String]) -> [String] {
    folders.flatMap { store.yamlFiles(in: $0) }.flatMap { store.documents(in: $0) }.map(\.identity)
      .filter { $0.kind == .schema || $0.kind == .catalog }.map(\.name.value)
  }
}
