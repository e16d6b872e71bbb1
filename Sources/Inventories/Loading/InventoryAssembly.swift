import Diagnostics
import Formats
import Schema
import Tables
import Values

/// The state of reading an inventory: record sets as they are recognised, and what there is to report.
struct InventoryAssembly {
  let schema: InventorySchema
  let options: InventoryLoader.Options
  let recognizer: EntityRecognizer
  var sets: [RecordSet] = []
  /// What the report says of each record set.
  var reports: [InventoryReport.Source] = []
  var report = InventoryReport()
  var diagnostics = DiagnosticList()
  var missing: [String] = []
  /// The manifests, which decide as much as the files they describe.
  var manifests: [InventorySource] = []
  var isUsable = true
  var hasInline = false
  /// What `append` still has to report of the record set being made.
  var pending: (mapping: ColumnMapping, file: RecordFile, blankLines: [Int])?
  var zone: Located<String>?
  /// In the order in which they are asked.
  let adapters: [any Adapter]
  /// Adapters that manifests declare, by the path of the document.
  var declared: [String: DeclarativeAdapter] = [:]
  /// The declared adapters that read something, which decide as much as the manifests do.
  var usedAdapters: [AdapterDeclaration] = []
  var references: [AdaptedReference] = []
  /// Configuration files, where the run asks for them.
  var documents: [DocumentFile] = []
  var registers: [InventoryRegister] = []
  /// Where each file stands, by its relative path.
  var paths: [String: String] = [:]

  /// - Parameter readsFiles: whether there will be files, for which declared adapters are made ready.
  init(schema: InventorySchema, options: InventoryLoader.Options, readsFiles: Bool) {
    self.schema = schema
    self.options = options
    recognizer = EntityRecognizer(schema)
    var adapters = AdapterCatalog.all
    for declaration in readsFiles ? options.adapters : [] {
      let (adapter, found) = DeclarativeAdapter.compile(declaration, schema: schema)
      if Self.isOfOtherSchema(declaration, found, schema) { continue }
      diagnostics.add(contentsOf: found)
      if let first = adapters.first(where: { $0.name == declaration.name.value }) {
        diagnostics.add(AdapterDiagnostics.nameTaken(declaration.name, by: first.title))
      } else if let adapter {
        adapters.append(adapter)
      }
    }
    self.adapters = adapters
    isUsable = !diagnostics.hasErrors
  }

  /// Whether an adapter is one of those that a folder `shared` has for its own schema, and knows what this schema does
  /// not: then it has nothing to read here, and nobody has made a mistake.
  private static func isOfOtherSchema(
    _ declaration: AdapterDeclaration, _ found: [Diagnostic], _ schema: InventorySchema
  ) -> Bool {
    let folder = FilePaths.folder(of: declaration.span.source.path)
    let root = FilePaths.folder(of: folder)
    guard FilePaths.name(of: folder) == "adapters", FilePaths.name(of: root) == "shared" else { return false }
    let isNeighbour = schema.span.source.path.utf8.starts(with: (root + "/").utf8)
    let unknown: Set<DiagnosticCode> = [.unknownEntity, .unknownMember, .unknownSection]
    return !isNeighbour && found.contains { unknown.contains($0.code) }
  }

  /// A file that has been read, or a member of one.
  struct ReadFile {
    var file: InventoryFile
    var source: Source
    /// That of the file on disk, whatever became of its bytes.
    var digest: String
    /// Why there may be more than was read.
    var loss: String?
    /// Whether it is among the documents, so that nothing need be said where no entity fits it.
    var isDocument = false
    /// nil where only an adapter can read it.
    var format: RecordFormat?
    /// What was read of it to tell what it is, if it is YAML.
    var yaml: ReadYAML?
  }

  /// A manifest and the folder it speaks about.
  struct FolderManifest {
    var manifest: InventoryManifest
    /// The folder's path relative to the root, empty for the root itself.
    var folder: String
    var root: String
    var relative: String
    var source: Source
    /// That of the file on disk, which may be an archive.
    var digest: String
  }

  /// Reads everything that some paths lead to.
  mutating func add(_ paths: [String]) {
    let files = InventoryFiles(paths, documents: options.documents)
    missing = files.missing
    diagnostics.add(contentsOf: files.diagnostics.all)
    if files.diagnostics.hasErrors { isUsable = false }
    report.skipped += files.skipped
    var tables: [ReadFile] = []
    var manifests: [FolderManifest] = []
    for file in files.files { self.paths[file.relative] = file.path }
    let all = Set(files.files.map(\.relative))
    for var table in files.files.flatMap({ open($0, among: all) }) {
      let (file, source) = (table.file, table.source)
      table.isDocument = addDocument(table)
      switch FileContent.of(source) {
      case .document(let kind): skip(file.relative, "\(kind.hasPrefix("a") ? "an" : "a") \(kind) document")
      case .manifest(let document, let problems):
        diagnostics.add(contentsOf: problems.all)
        if problems.hasErrors { isUsable = false }
        if let manifest = manifest(document, table) {
          add(manifest, to: &manifests)
          self.manifests.append(
            InventorySource(
              path: manifest.relative, digest: table.digest, format: RecordFormat.yaml.rawValue, collected: nil,
              coverage: [:], entity: "", headers: [:]))
        }
      case .records(let format, let yaml): tables.append(table.of(format, yaml))
      case .broken where table.isDocument: break
      case .broken(let problems):
        diagnostics.add(contentsOf: problems.all)
        isUsable = false
      case .other: tables.append(table)
      }
    }
    add(tables, manifests)
  }

  mutating func skip(_ path: String, _ reason: String) {
    report.skipped.append(InventoryReport.Skipped(path: path, reason: reason))
  }

  private mutating func add(_ tables: [ReadFile], _ manifests: [FolderManifest]) {
    chooseZone(manifests)
    let listed = manifests.map { manifest in
      manifest.manifest.sources.map { entry in
        let wanted = FolderManifest.normal(FilePaths.join(manifest.folder, entry.path.value))
        return (entry: entry, wanted: wanted, index: index(of: wanted, in: tables, manifest))
      }
    }
    let isListed = Set(listed.joined().compactMap(\.index))
    let others = tables.indices.filter { !isListed.contains($0) }.map { index in
      let governing = manifests.filter { $0.governs(tables[index].file) }
      return (index: index, manifest: governing.max { $0.folder.utf8.count < $1.folder.utf8.count })
    }
    var ahead = TableLookahead(
      zip(manifests, listed).flatMap { manifest, sources in
        sources.compactMap { source in
          source.index.flatMap { lookahead($0, tables[$0], source.entry, manifest) }
        }
      } + others.compactMap { lookahead($0.index, tables[$0.index], nil, $0.manifest) })
    for (manifest, sources) in zip(manifests, listed) {
      addUnit(of: manifest)
      for (entry, wanted, index) in sources {
        if let index {
          add(tables[index], entry, of: manifest, ahead.take(index))
        } else if let file = readBeside(manifest, entry, wanted) {
          add(file, entry, of: manifest)
        }
      }
      for section in manifest.manifest.absent { addAbsent(section, of: manifest) }
    }
    for (index, governing) in others {
      let table = tables[index]
      if let governing, !table.isDocument {
        diagnostics.add(InventoryDiagnostics.notListed(table.file.path, manifest: governing.relative))
      }
      addRecognised(table, under: governing, ahead.take(index))
    }
  }

  /// A file for the lookahead; nil where it is to be looked at in its turn: what it is written in is still to be
  /// heeded, or it is a register that nobody parses here.
  private func lookahead(
    _ index: Int, _ table: ReadFile, _ entry: ManifestSource?, _ manifest: FolderManifest?
  ) -> TableLookahead.File? {
    guard entry?.encoding == nil, entry?.register == nil else { return nil }
    return TableLookahead.File(
      table: index, bytes: table.source.bytes.count, prepare: preparation(of: table, entry, manifest))
  }

  private mutating func chooseZone(_ manifests: [FolderManifest]) {
    let zones = manifests.compactMap(\.manifest.zone)
    zone = zones.first
    guard options.zone == nil, let first = zones.first else { return }
    for other in zones.dropFirst() where other.value != first.value {
      diagnostics.add(InventoryDiagnostics.zones(other, first: first))
    }
  }

  /// Builds the inventory.
  mutating func finish(paths: [String]) -> LoadedInventory {
    report.zone = options.zone ?? zone?.value ?? InventoryLoader.standardZone
    report.zoneOrigin = options.zone != nil ? .option : zone != nil ? .manifest : .standard
    settleHosts()
    settleReferences()
    settleScans()
    settleLeases()
    describeByName()
    let order = sets.indices.sorted { a, b in
      let (first, second) = (sets[a].source, sets[b].source)
      if first.path != second.path { return InventoryFiles.precedes(first.path, second.path) }
      return a < b
    }
    sets = order.map { sets[$0] }
    reports = order.map { reports[$0] }
    var holdsOnlyReferences = false
    if sets.isEmpty, documents.isEmpty, isUsable, !hasInline, options.documents?.isListed != true {
      let aside = InventoryDiagnostics.aside(references, registers)
      holdsOnlyReferences = !aside.isEmpty
      diagnostics.add(InventoryDiagnostics.empty(paths, besides: aside))
      isUsable = false
    }
    var builder = InventoryBuilder(schema: schema, sets: sets, zone: report.zone)
    builder.keepsTrace = options.keepsTrace
    let inventory = withDocuments(builder.build())
    builder.trace.inventory = inventory
    diagnostics.add(contentsOf: builder.diagnostics.all)
    for (index, source) in inventory.sources.enumerated() { reports[index].coverage = source.coverage }
    report.sources = reports
    report.entities = schema.entities.compactMap { builder.reports[$0.name] }.filter { $0.records + $0.subjects > 0 }
    if !documents.isEmpty {
      var own = InventoryReport.Entity(entity: DocumentEntity.name)
      own.records = inventory.count(of: DocumentEntity.name)
      own.subjects = own.records
      report.entities.append(own)
    }
    report.downgrades = builder.downgrades
    for downgrade in Set(builder.downgrades).sorted(by: { ($0.path, $0.section) < ($1.path, $1.section) }) {
      diagnostics.add(InventoryDiagnostics.weakened(downgrade))
    }
    report.skipped.sort { InventoryFiles.precedes($0.path, $1.path) }
    report.adapted.sort { InventoryFiles.precedes($0.path, $1.path) }
    return LoadedInventory(
      inventory: isUsable ? inventory : nil, manifests: manifests, references: references, registers: registers,
      adapters: usedAdapters,
      report: report, diagnostics: diagnostics, missingPaths: missing, paths: self.paths,
      holdsOnlyReferences: holdsOnlyReferences, trace: options.keepsTrace ? builder.trace : nil)
  }
}
