import Diagnostics
import Formats
import Schema
import Tables
import Values

/// Tells whether an inventory is one that can be streamed: a folder with a manifest that lists every file in it, each of
/// them one entity's, in a format that can be scanned, with subjects that need no resolution.
///
/// It reads the head of each file and nothing more. Whatever it does not understand it refuses: then the general
/// assembly reads the inventory, and says what there is to say.
public struct StreamRecognizer {
  /// Why an inventory cannot be streamed.
  public struct Refusal: Error, Equatable, Sendable {
    public let reason: String
  }

  private let schema: InventorySchema
  private let options: InventoryLoader.Options
  private var assembly: InventoryAssembly

  /// How much is read of each file.
  private static let headBytes = 1 << 14

  public init(schema: InventorySchema, options: InventoryLoader.Options = .init()) {
    self.schema = schema
    self.options = options
    assembly = InventoryAssembly(schema: schema, options: options, readsFiles: true)
    // What is wrong with adapters is told by whoever reads a file that needs one.
    assembly.diagnostics = DiagnosticList()
  }

  /// - Parameter smallest: bytes of all files together below which streaming is not worth it.
  public mutating func recognise(_ paths: [String], smallest: Int = 0) throws(Refusal) -> StreamedInventory {
    let found = InventoryFiles(paths)
    guard found.missing.isEmpty, found.diagnostics.isEmpty else { throw Refusal(reason: "paths that are not plain") }
    var manifest: (file: InventoryFile, manifest: InventoryAssembly.FolderManifest)?
    var files: [InventoryFile] = []
    for file in found.files {
      guard file.inner.hasSuffix(".yaml") || file.inner.hasSuffix(".yml") else {
        files.append(file)
        continue
      }
      guard manifest == nil, let read = self.manifest(file) else { throw Refusal(reason: "more than one document") }
      manifest = (file, read)
    }
    guard let manifest else { throw Refusal(reason: "no manifest") }
    let own = manifest.manifest.manifest
    guard own.unit == nil, own.absent.isEmpty else { throw Refusal(reason: "a unit, or sections that are absent") }
    guard own.sources.count == files.count else { throw Refusal(reason: "a file that the manifest does not list") }
    var listed: [(file: InventoryFile, entry: ManifestSource)] = []
    for file in files {
      let path = InventoryAssembly.FolderManifest.normal(file.inner)
      let entry = own.sources.first {
        InventoryAssembly.FolderManifest.normal(FilePaths.join(manifest.manifest.folder, $0.path.value)) == path
      }
      guard let entry, file.root == manifest.file.root else { throw Refusal(reason: "a file that is not listed") }
      listed.append((file, entry))
    }
    var tables: [(table: StreamedTable, source: InventorySource)] = []
    for table in try self.tables(listed, own) {
      guard !tables.contains(where: { $0.table.entity.name == table.table.entity.name }) else {
        throw Refusal(reason: "two files of `\(table.table.entity.name)`")
      }
      tables.append(table)
    }
    guard tables.reduce(0, { $0 + $1.table.file.size }) >= smallest else { throw Refusal(reason: "small files") }
    tables.sort { InventoryFiles.precedes($0.source.path, $1.source.path) }
    let streamed = tables.enumerated().map { index, item in
      var table = item.table
      table.source = index
      return table
    }
    return StreamedInventory(
      schema: schema, sources: tables.map(\.source), tables: streamed,
      zone: options.zone ?? own.zone?.value ?? InventoryLoader.standardZone)
  }

  private mutating func manifest(_ file: InventoryFile) -> InventoryAssembly.FolderManifest? {
    guard let source = try? FileReader.read(path: file.inner, within: file.root, limit: 1 << 20).confidential,
      case .manifest(let document, let problems) = FileContent.of(source), problems.isEmpty,
      let manifest = assembly.manifest(document, read(file, source, .yaml)), assembly.diagnostics.isEmpty
    else { return nil }
    return manifest
  }

  private func read(_ file: InventoryFile, _ source: Source, _ format: RecordFormat) -> InventoryAssembly.ReadFile {
    InventoryAssembly.ReadFile(file: file, source: source, digest: "", format: format)
  }

  /// Looks at files, several at once; what is wrong with the first of them is told.
  private func tables(
    _ files: [(file: InventoryFile, entry: ManifestSource)], _ manifest: InventoryManifest
  ) throws(Refusal) -> [(table: StreamedTable, source: InventorySource)] {
    let looks = files.map { file, entry in
      Background { [schema, options] in
        let own = StreamRecognizer(schema: schema, options: options)
        return Result { () throws(Refusal) -> (table: StreamedTable, source: InventorySource) in
          try own.table(file, entry, manifest)
        }
      }
    }
    var tables: [(table: StreamedTable, source: InventorySource)] = []
    for look in looks { tables.append(try look.value().get()) }
    return tables
  }

  // MARK: One file

  private func table(
    _ file: InventoryFile, _ entry: ManifestSource, _ manifest: InventoryManifest
  ) throws(Refusal) -> (table: StreamedTable, source: InventorySource) {
    guard let entity = entry.entity.flatMap({ schema[$0.value] }) else {
      throw Refusal(reason: "a file without entity")
    }
    guard entry.adapter == nil, entry.unit == nil, entry.device == nil, entry.encoding == nil, entry.headerLine == nil,
      entry.subjects == nil, entry.period == nil, entry.register == nil
    else {
      throw Refusal(reason: "an entry of the manifest that is not plain")
    }
    guard let scanned = open(file), let head = try? scanned.head(StreamRecognizer.headBytes) else {
      throw Refusal(reason: "a file that cannot be read")
    }
    let format = entry.format.flatMap { RecordFormat(rawValue: $0.value) }
    guard let table = self.head(scanned, format ?? RecordReader.recognise(path: file.path, bytes: head), entry) else {
      throw Refusal(reason: "a file that cannot be scanned")
    }
    guard isCanonical(file, head, format ?? (table.format.isJSON ? .ndjson : .csv), entry) else {
      throw Refusal(reason: "a file that a tool may have written")
    }
    let names = assembly.recognizer.headers(of: entity.name) ?? HeaderNames(entity, schema: schema)
    let mapping = ColumnMapping(table.columns, names, manifest: entry.columns, path: file.path)
    // A yes under a header that asks a question means something else than under its attribute's name.
    let asks = mapping.members.flatMap(\.columns).contains { names.question(table.columns[$0]) != nil }
    guard !asks, mapping.diagnostics.isEmpty, mapping.members.allSatisfy({ $0.columns.count == 1 }),
      !mapping.members.isEmpty,
      mapping.dated == nil || entry.collected != nil
    else { throw Refusal(reason: "columns that are not plain") }
    var source = InventorySource(
      path: file.relative, digest: "", format: table.format.isJSON ? "ndjson" : "csv", collected: entry.collected,
      coverage: [:], entity: entity.name, headers: mapping.headers)
    for claim in entry.coverage { source.coverage[claim.section.value] = claim.coverage }
    let convention = WritingConvention(
      order: entry.dateOrder ?? manifest.dateOrder ?? options.dateOrder,
      zone: (entry.zone?.value ?? options.zone ?? manifest.zone?.value).flatMap { Zone($0) } ?? .vietnam)
    let members = try members(mapping, entity, table, convention)
    let key = try key(of: entity, members)
    let form = key.flatMap { entity.attribute($0) }.map { KeyForm($0) }
    return (
      StreamedTable(
        entity: entity, file: scanned, format: table.format, start: table.start, source: 0, members: members, key: key,
        hasPlainKeys: hasPlainKeys(key.flatMap { entity.attribute($0) }),
        keyName: { entry in StreamRecognizer.keyName(entry, form) }, target: StreamRecognizer.target), source
    )
  }

  /// The file, if it stands within its root; a link may not lead out of it.
  private func open(_ file: InventoryFile) -> ScannedFile? {
    guard let path = FilePaths.real(file.path), let root = FilePaths.real(file.root),
      path.utf8.starts(with: (root == "/" ? root : root + "/").utf8)
    else { return nil }
    return try? ScannedFile(path: path)
  }

  private func head(_ file: ScannedFile, _ format: RecordFormat?, _ entry: ManifestSource) -> TableHead? {
    switch format {
    case .csv: TableHead.cells(file, delimiter: entry.delimiter?.utf8.first)
    case .ndjson: TableHead.lines(file)
    default: nil
    }
  }

  /// Whether no adapter would rather read the file.
  private func isCanonical(
    _ file: InventoryFile, _ head: [UInt8], _ format: RecordFormat, _ entry: ManifestSource
  ) -> Bool {
    var assembly = assembly
    let source = Source(path: file.path, bytes: head, isConfidential: true)
    let document = assembly.document(of: read(file, source, format), format, entry, nil)
    if case .canonical = assembly.choice(for: document, entry, nil) { return true }
    return false
  }

  // MARK: Columns

  private func members(
    _ mapping: ColumnMapping, _ entity: EntityType, _ head: TableHead, _ convention: WritingConvention
  ) throws(Refusal) -> [StreamedTable.Member] {
    let conventions = ValueReader(words: schema.words, dateOrder: convention.order, zone: convention.zone)
    var members: [StreamedTable.Member] = []
    for member in mapping.members {
      let field: ScanLayout.Field =
        head.format.isJSON ? .member(head.columns[member.columns[0]]) : .cell(member.columns[0])
      let attribute: AttributeDeclaration
      if let own = entity.attribute(member.name) {
        // What is withheld may turn up in other columns too, which takes all of them to see.
        guard own.sensitivity == .none else { throw Refusal(reason: "`\(member.name)` is sensitive") }
        guard own.name != Sightings.attribute else { throw Refusal(reason: "subjects are told by their addresses") }
        attribute = own
      } else if let relation = entity.relation(member.name) {
        guard relation.entity != "unit" else { throw Refusal(reason: "names hold within units") }
        attribute = CellPool.attribute(of: relation, schema.words)
      } else {
        throw Refusal(reason: "an unknown member")
      }
      let reader = conventions.reader(for: attribute)
      let name = "\(entity.name).\(member.name)"
      members.append(
        StreamedTable.Member(name: member.name, field: field, wordsApart: reader.wordsApart) {
          CellPool.entry(of: $0, reader, name: name)
        })
    }
    return members
  }

  /// The only key that the file has, a single attribute; nil for an entity of rows.
  private func key(of entity: EntityType, _ members: [StreamedTable.Member]) throws(Refusal) -> String? {
    guard case .keys(let ranks) = entity.identity else { return nil }
    let known = Set(members.map(\.name))
    let usable = ranks.filter { rank in rank.contains { known.contains($0) } }
    guard usable.count == 1, usable[0].count == 1, let attribute = entity.attribute(usable[0][0]) else {
      throw Refusal(reason: "`\(entity.name)` has several keys")
    }
    let form = KeyForm(attribute)
    guard form == .words || form == .login || form == .exact, attribute.type == .text || attribute.type == .string
    else {
      throw Refusal(reason: "keys of `\(entity.name)` compare in a way of their own")
    }
    return attribute.name
  }

  /// Whether no word that stands for something else looks like a key.
  private func hasPlainKeys(_ attribute: AttributeDeclaration?) -> Bool {
    guard let attribute else { return false }
    let words = (attribute.missing ?? schema.words.missing) + (attribute.none ?? schema.words.none)
    return !words.contains { word in word.utf8.contains { (0x30...0x39).contains($0) } }
  }

  private static func keyName(_ entry: Column.Entry, _ form: KeyForm?) -> StreamedTable.Name? {
    guard let form else { return nil }
    let texts = KeyText.texts(of: entry.value, as: form)
    guard texts.count == 1, KeyText.hardwareAddress(texts[0].folded) == nil else { return nil }
    return StreamedTable.Name(folded: texts[0].folded, display: texts[0].display)
  }

  private static func target(_ entry: Column.Entry) -> StreamedTable.Target {
    switch entry.value {
    case .null: return .null
    case .unknown(let unknown): return .unknown(unknown.code)
    case .text(let name) where Placeholder.isPhrase(name.folded): return .unknown(.valueUnreadable)
    case .text(let name):
      let host = HostText(name.folded)
      var others = [KeyText.hardwareAddress(name.folded), host.whole].compactMap { $0 }.filter { $0 != name.folded }
      if host.short != host.whole, host.domain == nil { others.append(host.short) }
      return .name(StreamedTable.Name(folded: name.folded, display: name.display, others: others))
    default: return .unknown(.valueUnreadable)
    }
  }
}

extension StreamedInventory {
  /// What the day of a run shows to be doubtful: sources dated after it.
  public func diagnostics(asOf: CalendarDate) -> [Diagnostic] {
    sources.compactMap { source in
      source.collected.flatMap { day in
        day > asOf ? InventoryDiagnostics.collectedLater(source.path, day, asOf: asOf) : nil
      }
    }
  }
}
