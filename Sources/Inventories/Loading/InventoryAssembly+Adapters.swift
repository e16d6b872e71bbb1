import Diagnostics
import Formats
import Schema
import Tables
import Values

extension InventoryAssembly {
  /// Who reads a file.
  enum Reader {
    case adapter(any Adapter, Recognition)
    /// An adapter, if its columns are not the schema's own.
    case likely(any Adapter, Recognition)
    /// The schema's own names.
    case canonical
    /// Nobody, which has been said.
    case refused
  }

  func document(
    of table: ReadFile, _ format: RecordFormat?, _ entry: ManifestSource?, _ manifest: FolderManifest?
  ) -> InventoryDocument {
    let convention = convention(of: manifest?.manifest, entry)
    let context = InventoryDocument.Context(
      device: entry?.device?.value, unit: entry?.unit?.value ?? manifest?.manifest.unit?.id,
      collected: entry?.collected, zone: convention.zone, dateOrder: convention.order, csv: csvOptions(entry),
      columns: entry?.columns ?? [], entity: entry?.entity?.value)
    let document = InventoryDocument(
      table.source, path: table.file.relative, digest: table.digest, format: format, context: context, yaml: table.yaml)
    if let loss = table.loss { document.note(DiagnosticList(), loss: loss) }
    return document
  }

  /// How a file is prepared: by which thread and when is all the same.
  func preparation(
    of table: ReadFile, _ entry: ManifestSource?, _ manifest: FolderManifest?
  ) -> @Sendable () -> PreparedTable {
    let format = entry?.format.flatMap { RecordFormat(rawValue: $0.value) } ?? table.format
    let preparation = TablePreparation(
      document: document(of: table, format, entry, manifest),
      named: entry?.adapter.map { named in adapters.first { $0.name == named.value } },
      asksAdapters: entry?.columns.isEmpty ?? true)
    return { [adapters, recognizer, schema] in
      PreparedTable(preparation, adapters: adapters, recognizer: recognizer, schema: schema)
    }
  }

  /// The adapter that the manifest names, else the surest one. A file whose columns the manifest maps by hand is not
  /// asked about.
  /// - Parameter known: what came of asking, where somebody has.
  mutating func choice(
    for document: InventoryDocument, _ entry: ManifestSource?, _ manifest: FolderManifest?, isNamed: Bool = false,
    known: AdapterChoice? = nil
  ) -> Reader {
    if let named = entry?.adapter {
      if let manifest, named.value.hasSuffix(".yaml") || named.value.hasSuffix(".yml") {
        return declaredAdapter(named, manifest).map { .adapter($0, .certain("the manifest says so")) } ?? .refused
      }
      if let adapter = adapters.first(where: { $0.name == named.value }) {
        return .adapter(adapter, .certain("the manifest says so"))
      }
      diagnostics.add(
        InventoryDiagnostics.unknownFormat(named, what: "adapter", known: adapters.map(\.name)))
      isUsable = false
      return .refused
    }
    guard entry?.columns.isEmpty ?? true else { return .canonical }
    let path = manifestPath(document.path, manifest)
    switch known ?? AdapterChoice.choose(adapters, for: document) {
    case .none: return .canonical
    case .one(let adapter, let recognition):
      return recognition.certainty == .certain ? .adapter(adapter, recognition) : .likely(adapter, recognition)
    case .several(let found):
      guard found[0].recognition.certainty == .certain else { return .canonical }
      let names = found.map { (name: $0.adapter.name, because: $0.recognition.because) }
      diagnostics.add(
        AdapterDiagnostics.ambiguous(document.path, names, manifestPath: path, isNamed: entry != nil || isNamed))
      return .refused
    }
  }

  /// The adapter of a document that a manifest names, or nil after saying what is wrong with it.
  private mutating func declaredAdapter(_ path: Located<String>, _ manifest: FolderManifest) -> DeclarativeAdapter? {
    let inner = FolderManifest.normal(FilePaths.join(manifest.folder, path.value))
    let relative = manifest.relative(of: inner)
    if let known = declared[relative] { return known }
    let folder = FilePaths.join(manifest.root, manifest.folder)
    let source: Source
    do throws(FileError) {
      source = try FileReader.read(path: path.value, within: folder.isEmpty ? "." : folder)
    } catch {
      diagnostics.add(AdapterDiagnostics.unreadable(path, why: "\(error)"))
      isUsable = false
      return nil
    }
    let (documents, syntax) = YAMLReader.read(source)
    let log = DecodingLog()
    let document = documents.first { $0["adapter"] != nil }
    let declaration = document.flatMap { AdapterDecoder(log: log).decode($0) }
    var found = syntax.all + log.diagnostics.all
    var adapter: DeclarativeAdapter?
    if let declaration, !found.contains(where: { $0.severity == .error }) {
      let compiled = DeclarativeAdapter.compile(declaration, schema: schema)
      found += compiled.diagnostics
      adapter = compiled.adapter
    } else if document == nil, found.isEmpty {
      found.append(AdapterDiagnostics.unreadable(path, why: "its first key is not `adapter`"))
    }
    diagnostics.add(contentsOf: found)
    guard let adapter else {
      isUsable = false
      return nil
    }
    declared[relative] = adapter
    manifests.append(
      InventorySource(
        path: relative, digest: source.digest, format: RecordFormat.yaml.rawValue, collected: nil, coverage: [:],
        entity: "", headers: [:]))
    return adapter
  }

  /// A file's path as its folder's manifest would give it.
  func manifestPath(_ path: String, _ manifest: FolderManifest?) -> String {
    guard let manifest else { return path }
    let prefix = manifest.relative(of: manifest.folder.isEmpty ? "" : manifest.folder + "/")
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }

  /// Lets an adapter read a file, and takes what comes of it.
  mutating func adapt(
    _ document: InventoryDocument, _ table: ReadFile, with adapter: any Adapter, _ recognition: Recognition,
    _ entry: ManifestSource?, _ manifest: FolderManifest?, _ adapted: AdaptedRecords? = nil
  ) {
    let manifestPath = manifestPath(document.path, manifest)
    var output = adapted ?? AdaptedRecords(adapter, document, schema: schema)
    for coverage in entry?.coverage ?? [] {
      guard let entity = schema.entity(ofSection: coverage.section.value) else { continue }
      if !output.parts.contains(where: { $0.key.entity == entity.name }) { _ = output.part(of: entity, nil) }
    }
    diagnostics.add(contentsOf: document.diagnostics.all)
    if recognition.certainty == .likely {
      diagnostics.add(AdapterDiagnostics.likely(document.path, adapter, recognition, manifestPath: manifestPath))
    }
    output.losses += document.losses.filter { !output.losses.contains($0) }
    output.pendingHost?.manifestPath = manifestPath
    let tool = InventorySource.Tool(adapter: adapter.name, recognised: recognition.because)
    var told: Set<String> = []
    for part in output.parts {
      var set = recordSet(part, output, tool, table, entry, manifest)
      set.claims = claims(of: part, tool, entry, told: &told)
      let table = document.readTable(part.key.part)
      set.source.letters = table?.letters ?? [:]
      append(
        set, recognition: entry == nil ? .content : .manifest, adapted: part, output.notes.consulted,
        layout: table?.file.layout, isHidden: table?.isHidden ?? false)
    }
    note(output, adapter, recognition)
    if let device = entry?.device, !output.asksForHost {
      diagnostics.add(AdapterDiagnostics.deviceUnused(device, entity: "", [], isNamed: true))
    }
    if let declared = (adapter as? DeclarativeAdapter)?.declaration,
      self.declared.isEmpty
        || self.declared.values
          .allSatisfy({ $0.declaration.span != declared.span }),
      !usedAdapters.contains(where: { $0.span == declared.span })
    {
      usedAdapters.append(declared)
    }
    references += output.references
    let isEmpty = output.references.isEmpty && output.parts.allSatisfy { $0.records.isEmpty && $0.claims.isEmpty }
    let isSaidToBeEmpty = entry?.coverage.contains { $0.coverage != .partial } ?? false
    if isEmpty, !isSaidToBeEmpty {
      let entity = entry?.entity?.value ?? output.parts.first?.key.entity
      // A document of which everything was left out on purpose was read; one with nothing in it may have failed.
      let isOnPurpose = !output.notes.ignored.isEmpty
      var nothing = AdapterDiagnostics.nothing(
        table.file.path, adapter, entity: entity, leftOut: output.notes.ignored, at: entry?.span)
      // A configuration without cameras is one all the same, and is judged as a document.
      if table.isDocument { nothing.severity = min(nothing.severity, .warning) }
      diagnostics.add(nothing)
      if !isOnPurpose, !table.isDocument { isUsable = false }
    }
  }

  private func recordSet(
    _ part: AdaptedRecords.Part, _ output: AdaptedRecords, _ tool: InventorySource.Tool, _ table: ReadFile,
    _ entry: ManifestSource?, _ manifest: FolderManifest?
  ) -> RecordSet {
    let document = output.document
    let headers = part.headers
    var source = InventorySource(
      path: document.path, digest: document.digest, format: document.formatName,
      collected: entry?.collected ?? part.key.collected, coverage: [:], entity: part.entity.name,
      headers: headers.first, tool: tool)
    source.variants = headers.variants
    source.obtained = entry?.obtained
    source.part = part.key.part.map { $0.kind == .sheet ? .sheet($0.name) : .table($0.name) }
    let unknown = Set(part.unknownMembers)
    let members = part.columns.enumerated().filter { !unknown.contains($0.element) }
      .map { RecordSet.Member(name: $0.element, columns: [$0.offset]) }
    var set = RecordSet(source: source, entity: part.entity, members: members, records: part.records)
    if headers.variants.count > 0 { set.variants = part.layoutOfRecord }
    set.unit = entry?.unit?.value ?? part.key.unit ?? manifest?.manifest.unit?.id
    set.isUnitOfSource = entry?.unit != nil || part.key.unit != nil
    set.isDeclared = part.key.isDeclared || (entry?.isDeclared ?? false)
    set.convention = WritingConvention(
      order: entry?.dateOrder ?? output.dateOrder ?? document.context.dateOrder, zone: document.context.zone)
    set.losses = output.losses
    set.pendingHost = output.pendingHost
    set.origin = document.text ?? document.source
    return set
  }

  /// What the tool can prove, with what the manifest says instead; every other section of the entity is partial.
  private mutating func claims(
    of part: AdaptedRecords.Part, _ tool: InventorySource.Tool, _ entry: ManifestSource?, told: inout Set<String>
  ) -> [RecordSet.Claim] {
    var claims = part.claims
    for coverage in entry?.coverage ?? [] {
      let section = coverage.section.value
      guard schema.entity(ofSection: section)?.name == part.entity.name else { continue }
      let proven = claims.filter { $0.section == section }.map(\.level).max() ?? .partial
      if coverage.coverage > proven, coverage.coverage >= .completeWherePresent, told.insert(section).inserted {
        diagnostics.add(AdapterDiagnostics.beyond(coverage, proven: proven, adapter: tool.adapter))
      }
      claims.removeAll { $0.section == section }
      claims.append(
        RecordSet.Claim(
          section: section, level: coverage.coverage, subjects: entry?.subjects?.map(\.value),
          from: entry?.period?.from, to: entry?.period?.to))
    }
    let named = Set(claims.map(\.section))
    let others = closingSections(of: part.entity).filter { !named.contains($0) }
    return claims + others.map { RecordSet.Claim(section: $0, level: .partial) }
  }

  private mutating func note(_ output: AdaptedRecords, _ adapter: any Adapter, _ recognition: Recognition) {
    var note = output.notes
    note.path = output.document.path
    note.adapter = adapter.name
    note.title = adapter.title
    note.because = recognition.because
    note.isLikely = recognition.certainty == .likely
    note.losses = output.losses
    note.references = output.references.count
    note.referencesOfCatalog = Dictionary(output.references.map { ($0.catalog, 1) }, uniquingKeysWith: +)
    note.referencesAsOf = output.references.compactMap(\.asOf).max()
    if let device = output.context.device { note.host = InventoryReport.Host(name: device, origin: .manifest) }
    report.adapted.append(note)
  }
}
