import Diagnostics
import Formats
import Schema
import Synchronization

/// A document of any kind, decoded.
public enum PolicyDocument: Sendable {
  case policy(Policy)
  case schema(InventorySchema)
  case catalog(CatalogDeclaration)
  case profile(Profile)
  case tests(PolicyTests)
  case waivers(WaiverList)
  case attestations(AttestationList)
  case inventory(InventoryManifest)
  case adapter(AdapterDeclaration)
  case project(Project)

  /// The words that a document's first key may be.
  public enum Kind: String, Sendable, CaseIterable {
    case policy, schema, catalog, profile, tests, waivers, attestations, inventory, adapter
    case project = "kiem"
  }

  /// The kind and the name, by which others refer to it.
  public var identity: (kind: Kind, name: Located<String>) {
    switch self {
    case .policy(let policy): (.policy, Located(policy.id, policy.span))
    case .schema(let schema): (.schema, Located(schema.name, schema.span))
    case .catalog(let catalog): (.catalog, Located(catalog.name, catalog.span))
    case .profile(let profile): (.profile, Located(profile.id, profile.span))
    case .tests(let tests): (.tests, tests.policy)
    case .waivers(let list): (.waivers, Located(list.id, list.span))
    case .attestations(let list): (.attestations, Located(list.id, list.span))
    case .inventory(let manifest): (.inventory, Located(manifest.name, manifest.span))
    case .adapter(let adapter): (.adapter, adapter.name)
    case .project(let project): (.project, project.name)
    }
  }
}

/// Decodes whole files, each document by its first key.
public enum DocumentDecoder {
  /// What a document may cost: people write these, a list of 4 MB belongs into an inventory.
  public static let limits = YAMLLimits(bytes: 4 << 20, depth: 50, nodes: 300_000)

  /// The documents of a file, and everything that is wrong with them. A document that is no mapping, or of no known
  /// kind, is reported and left out.
  public static func decode(_ source: Source) -> (documents: [PolicyDocument], diagnostics: DiagnosticList) {
    let (nodes, syntax) = YAMLReader.read(source, limits: limits)
    var diagnostics = syntax
    var documents: [PolicyDocument] = []
    for node in nodes {
      let log = DecodingLog()
      if let document = decode(node, log: log) { documents.append(document) }
      // What YAML could not make of a place is no second mistake of whoever reads the place.
      let blank = syntax.all.compactMap { $0.code == .yamlSyntax ? nil : $0.primary?.span.range }
      let own = log.diagnostics.all.filter { !blank.contains($0.primary?.span.range ?? 0..<0) }
      diagnostics.add(contentsOf: inOrder(own))
    }
    if nodes.isEmpty, syntax.isEmpty { diagnostics.add(.emptyFile(source)) }
    keep(nodes, bytes: source.bytes.count)
    return (documents, diagnostics)
  }

  /// Trees that are done with, and the bytes that they were read from.
  private static let kept = Mutex<(trees: [[YAMLNode]], bytes: Int)>(([], 0))

  /// Keeps the trees of the first megabyte. To take a tree apart takes half as long as to build it, and a program that
  /// reads its policies and ends has no use for the memory.
  private static func keep(_ trees: [YAMLNode], bytes: Int) {
    kept.withLock { kept in
      guard kept.bytes + bytes <= 1 << 20 else { return }
      kept.trees.append(trees)
      kept.bytes += bytes
    }
  }

  /// Diagnostics as a reader of the file meets them, whatever order the decoders read in.
  private static func inOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    let offsets = diagnostics.map { $0.primary?.span.range.lowerBound ?? 0 }
    return diagnostics.indices.sorted { (offsets[$0], $0) < (offsets[$1], $1) }.map { diagnostics[$0] }
  }

  /// One document.
  public static func decode(_ node: YAMLNode, log: DecodingLog) -> PolicyDocument? {
    guard let kind = kind(of: node, log: log) else { return nil }
    switch kind {
    case .policy: return PolicyDecoder(log: log).decode(node).map(PolicyDocument.policy)
    case .schema: return SchemaDecoder(log: log).decode(node).map(PolicyDocument.schema)
    case .catalog: return CatalogDecoder(log: log).decode(node).map(PolicyDocument.catalog)
    case .profile: return ProfileDecoder(log: log).decode(node).map(PolicyDocument.profile)
    case .tests: return TestsDecoder(log: log).decode(node).map(PolicyDocument.tests)
    case .waivers: return WaiverDecoder(log: log).decode(node).map(PolicyDocument.waivers)
    case .attestations: return AttestationDecoder(log: log).decode(node).map(PolicyDocument.attestations)
    case .inventory: return ManifestDecoder(log: log).decode(node).map(PolicyDocument.inventory)
    case .adapter: return AdapterDecoder(log: log).decode(node).map(PolicyDocument.adapter)
    case .project: return ProjectDecoder(log: log).decode(node).map(PolicyDocument.project)
    }
  }

  /// What the first key says.
  private static func kind(of node: YAMLNode, log: DecodingLog) -> PolicyDocument.Kind? {
    let kinds = PolicyDocument.Kind.allCases.map(\.rawValue)
    guard case .mapping(let entries) = node.kind, let first = entries.first, let key = first.key.scalar else {
      log.add(.notADocument(kinds: kinds, at: node.headSpan))
      return nil
    }
    if let kind = PolicyDocument.Kind(rawValue: key.text) { return kind }
    let later = entries.first { entry in
      entry.key.scalar.map { ["policy", "schema", "catalog", "profile"].contains($0.text) } ?? false
    }
    if let later, let text = later.key.scalar?.text {
      log.add(.kindNotFirst(text, at: later.key.span, first: first.key.span))
      return PolicyDocument.Kind(rawValue: text)
    }
    log.add(.unknownDocument(key.text, kinds: kinds, at: first.key.span))
    return nil
  }
}

extension Diagnostic {
  fileprivate static func emptyFile(_ source: Source) -> Diagnostic {
    Diagnostic(
      .unknownDocument, "the file `\(source.path)` holds no document", at: Span(source: source, range: 0..<0))
  }

  fileprivate static func notADocument(kinds: [String], at span: Span) -> Diagnostic {
    Diagnostic(
      .unknownDocument, "a document is a mapping whose first key says what it is", at: span,
      help: ["kinds: \(kinds.map { "`\($0)`" }.joined(separator: ", "))"])
  }
}
