import Diagnostics
import Formats
import Schema
import Tables
import Values

extension InventoryAssembly {
  /// Takes a file that a manifest describes.
  /// - Parameter prepared: the file, where somebody has prepared it.
  mutating func add(
    _ table: ReadFile, _ entry: ManifestSource, of manifest: FolderManifest, _ prepared: PreparedTable? = nil
  ) {
    let table = decoded(table, as: entry.encoding)
    if let kind = entry.register {
      addRegister(table, kind, entry, of: manifest)
      return
    }
    if let named = entry.format, RecordFormat(rawValue: named.value) == nil {
      let all = RecordFormat.allCases.map(\.rawValue)
      diagnostics.add(InventoryDiagnostics.unknownFormat(named, what: "format", known: all))
      isUsable = false
      return
    }
    let prepared = prepared ?? preparation(of: table, entry, manifest)()
    let document = prepared.document
    var likely: (adapter: any Adapter, recognition: Recognition)?
    switch choice(for: document, entry, manifest, known: prepared.choice) {
    case .refused:
      addAbsent(entry, manifest)
      return
    case .adapter(let adapter, let recognition):
      adapt(document, table, with: adapter, recognition, entry, manifest, prepared.adapted)
      return
    case .likely(let adapter, let recognition): likely = (adapter, recognition)
    case .canonical: break
    }
    let entity = entry.entity.flatMap { schema[$0.value] }
    if entry.entity != nil, entity == nil { return }
    var parts = prepared.parts
    for index in parts.indices {
      guard let encoding = entry.encoding else { break }
      (parts[index].file.encoding, parts[index].file.encodingOrigin) = (encoding, .declared)
    }
    let whole = parts.count
    if entity == nil { parts = takeRegisters(parts, table, entry, manifest) }
    if parts.isEmpty, whole > 0 { return }
    if let entity {
      let own = parts.filter { $0.entity == entity.name }
      if !own.isEmpty { parts = own } else if parts.count == 1 { parts[0].entity = entity.name }
      for index in parts.indices where parts[index].entity == nil { parts[index].entity = entity.name }
    }
    var own: ManifestSource? = entry
    if entity == nil { parts = takeSheets(parts, document, table, &own, manifest) }
    if parts.isEmpty, whole > 0 { return }
    let before = diagnostics
    let recognised = recognise(parts, table, document)
    if recognised.isEmpty, let likely {
      diagnostics = before
      adapt(document, table, with: likely.adapter, likely.recognition, entry, manifest)
      return
    }
    guard !recognised.isEmpty else {
      diagnostics.add(InventoryDiagnostics.unusable(entry.path, why: "no entity has its columns"))
      addAbsent(entry, manifest)
      return
    }
    var unclaimed = own?.coverage ?? []
    var claims: [[ManifestSource.SectionCoverage]] = []
    for (_, entity) in recognised {
      claims.append(unclaimed.filter { schema.entity(ofSection: $0.section.value)?.name == entity.name })
      unclaimed.removeAll { schema.entity(ofSection: $0.section.value)?.name == entity.name }
    }
    // What is claimed may stand in a table that nobody knows: then its absence elsewhere proves nothing.
    if recognised.count < parts.count { unclaimed.removeAll { $0.coverage >= .completeWherePresent } }
    claims[0] += unclaimed
    for (index, (part, entity)) in recognised.enumerated() {
      var set = recordSet(part, entity, table, columns: entry.columns)
      set.source.collected = entry.collected ?? set.source.collected
      set.source.obtained = entry.obtained
      set.unit = entry.unit?.value ?? manifest.manifest.unit?.id
      set.isUnitOfSource = entry.unit != nil
      set.isDeclared = entry.isDeclared
      set.convention = convention(of: manifest.manifest, entry)
      set.claims = claims[index].map { claim in
        RecordSet.Claim(
          section: claim.section.value, level: claim.coverage, subjects: entry.subjects?.map(\.value),
          from: entry.period?.from, to: entry.period?.to)
      }
      if let device = entry.device { fill(&set, device) }
      append(set, recognition: .manifest, isHidden: part.isHidden)
    }
    let isEmpty = recognised.allSatisfy { $0.part.file.records.isEmpty }
    if isEmpty, !entry.coverage.contains(where: { $0.coverage != .partial }) {
      diagnostics.add(
        InventoryDiagnostics.withoutRows(table.file.path, entity: recognised[0].entity.name, at: entry.span))
      isUsable = false
    }
  }

  /// Takes a file that no manifest lists, if its columns tell what it is.
  /// - Parameter prepared: the file, where somebody has prepared it.
  mutating func addRecognised(
    _ table: ReadFile, under manifest: FolderManifest?, _ prepared: PreparedTable? = nil
  ) {
    let prepared = prepared ?? preparation(of: table, nil, manifest)()
    let document = prepared.document
    let choice = choice(for: document, nil, manifest, isNamed: table.file.isNamed, known: prepared.choice)
    if case .refused = choice {
      if table.file.isNamed { isUsable = false }
      skip(table.file.relative, "several adapters recognise it")
      return
    }
    if case .adapter(let adapter, let recognition) = choice {
      adapt(document, table, with: adapter, recognition, nil, manifest, prepared.adapted)
      return
    }
    var parts = prepared.parts
    let whole = parts.count
    parts = takeRegisters(parts, table, nil, manifest)
    var none: ManifestSource?
    parts = takeSheets(parts, document, table, &none, manifest)
    if parts.isEmpty, whole > 0 { return }
    let before = diagnostics
    let recognised = recognise(parts, table, document)
    if recognised.isEmpty, case .likely(let adapter, let recognition) = choice {
      diagnostics = before
      adapt(document, table, with: adapter, recognition, nil, manifest)
      return
    }
    guard !recognised.isEmpty else {
      if options.documents != nil, table.isDocument || !table.file.isNamed {
        // A repository is full of files that no inventory has; what was read as a document was read.
        diagnostics = before
        if !table.isDocument { skip(table.file.relative, "not recognised") }
        return
      }
      if table.file.isNamed { isUsable = false }
      skip(table.file.relative, "not recognised")
      return
    }
    if table.isDocument, recognised.allSatisfy({ $0.part.file.records.isEmpty }) {
      diagnostics = before
      return
    }
    for (part, entity) in recognised {
      var set = recordSet(part, entity, table, columns: [])
      set.unit = manifest?.manifest.unit?.id
      set.convention = convention(of: manifest?.manifest, nil)
      append(set, recognition: .content, isHidden: part.isHidden)
    }
    if recognised.allSatisfy({ $0.part.file.records.isEmpty }) {
      let entity = recognised[0].entity.name
      diagnostics.add(InventoryDiagnostics.withoutRows(table.file.path, entity: entity, at: nil))
      isUsable = false
    }
  }

  /// Tells the entity of each part, and takes a part with a column `entity` to pieces. What is not recognised is
  /// reported.
  private mutating func recognise(
    _ parts: [FilePart], _ table: ReadFile, _ document: InventoryDocument
  ) -> [(part: FilePart, entity: EntityType)] {
    var recognised: [(part: FilePart, entity: EntityType)] = []
    if parts.isEmpty {
      let isBinary = RecordReader.isBinary(table.source)
      diagnostics.add(
        InventoryDiagnostics.notRecognised(
          table.file.path, columns: [], isBinary: isBinary, form: UnreadForm.of(document),
          isNamed: table.file.isNamed))
    }
    for part in parts {
      diagnostics.add(contentsOf: part.file.diagnostics.all)
      if let entity = part.entity.flatMap({ schema[$0] }) {
        recognised.append((part, entity))
        continue
      }
      let pieces = split(part)
      if !pieces.isEmpty {
        recognised += pieces
        continue
      }
      let columns = part.file.columns
      switch recognizer.recognise(part.file, fileName: part.partName ?? FilePaths.name(of: table.file.inner)) {
      case .entity(let name): if let entity = schema[name] { recognised.append((part, entity)) }
      case .several(let entities):
        let ambiguous = InventoryDiagnostics.ambiguous(
          table.file.path, part: part.partName, entities: entities, isNamed: table.file.isNamed && parts.count == 1)
        diagnostics.add(ambiguous)
      case .none:
        diagnostics.add(
          InventoryDiagnostics.notRecognised(
            table.file.path, part: part.partName, columns: columns,
            form: part.part == nil && parts.count == 1 ? UnreadForm.of(document) : nil,
            isNamed: table.file.isNamed && parts.count == 1))
      }
    }
    return recognised
  }

  /// The records of a part by what their column `entity` says; none where there is no such column or it names what the
  /// schema does not have.
  private func split(_ part: FilePart) -> [(part: FilePart, entity: EntityType)] {
    guard let column = part.file.columns.firstIndex(where: { HeaderNames.canonical($0) == "entity" }) else { return [] }
    var order: [String] = []
    var records: [String: [Record]] = [:]
    for record in part.file.records {
      let value = record.fields.first { $0.column == column }?.value
      guard let entity = value.flatMap({ recognizer.entity(key: $0.spelling) }) else { return [] }
      if records[entity] == nil { order.append(entity) }
      records[entity, default: []].append(record)
    }
    return order.compactMap { name in
      guard let entity = schema[name] else { return nil }
      var piece = part
      piece.file.records = records[name] ?? []
      piece.file.columns = part.file.columns
      return (piece, entity)
    }
  }

  /// A record set of a recognised part; `append` adds what holds for all.
  private mutating func recordSet(
    _ part: FilePart, _ entity: EntityType, _ table: ReadFile, columns: [ManifestSource.ColumnMapping]
  ) -> RecordSet {
    let names = recognizer.headers(of: entity.name) ?? HeaderNames(entity, schema: schema)
    let groups = part.file.layout?.groups ?? []
    let mapping = ColumnMapping(part.file.columns, names, groups: groups, manifest: columns, path: table.file.path)
    diagnostics.add(contentsOf: mapping.diagnostics)
    let blank = part.file.format == .csv ? part.file.records.filter(Self.isBlank).map(\.line) : []
    let given = blank.isEmpty ? part.file.records : part.file.records.filter { !Self.isBlank($0) }
    let answered = SheetAnswers(part.file.columns, mapping, names, schema.words, groups: groups).answered(given)
    var members = mapping.members
    let systems = SheetSystems(entity, &members, columns: part.file.columns.count)
    let told = systems?.told(answered) ?? answered
    let records = Self.dated(told, part.file, declaredDays(of: entity, columns, part.file.columns))
    let dated = mapping.dated.flatMap { Self.earliest($0, records) }
    let source = InventorySource(
      path: table.file.relative, digest: table.digest,
      format: part.formatName ?? part.file.format.rawValue,
      collected: part.collected ?? dated, coverage: [:], entity: entity.name, headers: mapping.headers, part: part.part)
    var set = RecordSet(source: source, entity: entity, members: members, records: records)
    if systems != nil {
      // What the cell of the system says stands under its header.
      for member in ["os.version", "os.edition"] where set.source.headers[member] == nil {
        set.source.headers[member] = mapping.headers["os.name"]
      }
    }
    set.source.letters = InventoryTable.letters(part.letters, of: part.file.columns)
    set.origin = part.file.source
    if let loss = table.loss { set.losses.append(loss) }
    if !part.file.isWhole { set.losses.append("the file breaks off") }
    if records.contains(where: { $0.problem == "unclosed quote" }) { set.losses.append("an unclosed quote") }
    pending = (mapping, part.file, blank)
    return set
  }

  /// The columns of a file that a manifest maps to an attribute of days.
  private func declaredDays(
    of entity: EntityType, _ columns: [ManifestSource.ColumnMapping], _ headers: [String]
  ) -> Set<Int> {
    let days = columns.filter { entity.attribute($0.member.value)?.type == .date }.map { Text($0.header.value).folded }
    return Set(headers.indices.filter { days.contains(Text(headers[$0]).folded) })
  }

  /// Records in which numbers of a workbook are days, in columns of which a manifest says so: a cell without a style of
  /// dates does not tell it itself.
  private static func dated(_ records: [Record], _ file: RecordFile, _ columns: Set<Int>) -> [Record] {
    guard file.format == .xlsx, !columns.isEmpty else { return records }
    return records.map { record in
      var record = record
      for index in record.fields.indices where columns.contains(record.fields[index].column) {
        record.fields[index].value = XLSXDate.declared(
          record.fields[index].value, countsFrom1904: file.layout?.countsFrom1904 ?? false)
      }
      return record
    }
  }

  /// How dates and times are written in a source: as it says itself, else as its manifest says, else as the run.
  func convention(of manifest: InventoryManifest?, _ entry: ManifestSource?) -> WritingConvention {
    let zone = entry?.zone?.value ?? options.zone ?? manifest?.zone?.value
    return WritingConvention(
      order: entry?.dateOrder ?? manifest?.dateOrder ?? options.dateOrder, zone: zone.flatMap { Zone($0) } ?? .vietnam)
  }

  /// The earliest day of a column that dates every record; nil where one of them has none.
  private static func earliest(_ column: Int, _ records: [Record]) -> CalendarDate? {
    var first: CalendarDate?
    for record in records {
      guard case .string(let text)? = record.fields.first(where: { $0.column == column })?.value else { return nil }
      guard let day = CalendarDate(parsing: Text(text).display) else { return nil }
      first = min(first ?? day, day)
    }
    return first
  }

  private static func isBlank(_ record: Record) -> Bool {
    record.fields.allSatisfy { field in
      if case .string(let text) = field.value { Text(text).isEmpty } else { false }
    }
  }

  /// Adds a record set and what the report says of it. A set without claims is `partial` for its entity's sections.
  mutating func append(
    _ set: RecordSet, recognition: InventoryReport.Recognition, adapted: AdaptedRecords.Part? = nil,
    _ consulted: Set<String> = [], layout adaptedLayout: TableLayout? = nil, isHidden: Bool = false
  ) {
    var set = set
    if set.claims.isEmpty, recognition != .absent {
      set.claims = closingSections(of: set.entity).map { RecordSet.Claim(section: $0, level: .partial) }
    }
    for claim in set.claims { set.source.coverage[claim.section] = claim.level }
    var entry = InventoryReport.Source(
      path: set.source.path, digest: set.source.digest, format: set.source.format, entity: set.entity.name,
      recognition: recognition, collected: set.source.collected)
    entry.records = set.records.count
    entry.damagedRecords = set.records.filter { $0.problem != nil }.count
    entry.isDeclared = set.isDeclared
    if let (mapping, file, blank) = pending {
      entry.mapped = mapping.mapped
      entry.dropped = mapping.dropped
      entry.blankRows = blank.count
      entry.note(file.layout, blank: blank)
      entry.isHidden = isHidden
      entry.encoding = file.format.hasTables ? nil : file.encoding.rawValue
      entry.encodingOrigin = file.encodingOrigin.rawValue
      pending = nil
    }
    entry.part = set.source.part
    entry.tool = set.source.tool
    if let adapted {
      entry.note(adaptedLayout, blank: [])
      entry.isHidden = isHidden
      entry.mapped = adapted.mapped()
      entry.dropped = adapted.dropped(consulted: consulted)
    }
    sets.append(set)
    reports.append(entry)
  }
}
