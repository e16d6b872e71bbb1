import Diagnostics
import Formats
import Schema
import Tables
import Values

extension InventoryAssembly {
  /// Reads a configuration file as rows of `document`, if the run asks for documents and it is one.
  ///
  /// - Returns: whether it is one.
  mutating func addDocument(_ table: ReadFile) -> Bool {
    guard let reading = options.documents, !reading.isExcluded(table.file.path) else { return false }
    guard let file = ConfigurationReader.read(table.source) else {
      // Left alone, but not in silence: a rule may be about the file of this very name.
      if ConfigurationReader.isNamedSo(path: table.file.path) {
        diagnostics.add(InventoryDiagnostics.skipped(table.file.path, reason: "its bytes are no text"))
      }
      return false
    }
    tell(file, path: table.file.path)
    documents.append(
      DocumentFile(
        path: table.file.relative, digest: table.digest, format: file.format.rawValue, collected: nil,
        documents: file.documents.map { DocumentFile.Document(index: $0.index, root: Self.placed($0.root, file)) },
        suppressions: Self.suppressions(file)))
    return true
  }

  /// A file of a repository whose bytes cannot be read: a document of which nothing is known, if its name is that of one.
  mutating func addUnreadable(_ file: InventoryFile, why: String) {
    guard let reading = options.documents, !reading.isExcluded(file.path), ConfigurationReader.mayRead(path: file.path)
    else {
      return skip(file.relative, why)
    }
    let source = Source(path: file.path, bytes: [], isConfidential: true)
    let root = ConfigurationNode(.unreadable(reason: why), at: Span(source: source, range: 0..<0))
    documents.append(
      DocumentFile(
        path: file.relative, digest: "", format: "", collected: nil,
        documents: [DocumentFile.Document(index: 0, root: root)], suppressions: []))
  }

  /// Says what is wrong with a file. It stops nothing: what could not be read is unknown to the rules.
  private mutating func tell(_ file: ConfigurationFile, path: String) {
    var isTold = !file.isMalformed
    for var problem in file.diagnostics.all {
      if !isTold, problem.severity == .error {
        isTold = true
        problem = InventoryDiagnostics.malformed(path, file.format.rawValue, problem)
      }
      problem.severity = min(problem.severity, .warning)
      diagnostics.add(problem)
    }
  }

  /// A document that cannot be read at all stands where the mistake does.
  private static func placed(_ root: ConfigurationNode, _ file: ConfigurationFile) -> ConfigurationNode {
    guard case .unreadable = root.kind,
      let mistake = file.diagnostics.all.first(where: { $0.severity == .error })?.primary?.span
    else { return root }
    var placed = root
    placed.place = mistake
    return placed
  }

  private static func suppressions(_ file: ConfigurationFile) -> [DocumentSuppression] {
    file.suppressions.compactMap { comment in
      CalendarDate(parsing: comment.until.text).map { day in
        DocumentSuppression(
          rules: comment.rules.map(\.text), until: day, reason: comment.reason.text, span: comment.place,
          line: comment.line)
      }
    }
  }

  /// Takes documents given inline: `path`, and `data` as YAML.
  mutating func addDocuments(_ given: InlineInventory.Entity, collected: CalendarDate) {
    for row in given.rows {
      var path: String?
      var format = ConfigurationFormat.yaml.rawValue
      var index = 0
      var data: Span?
      var text: (value: String, span: Span?)?
      for field in row.fields {
        switch field.name {
        case DocumentEntity.path: path = field.value.spelling
        case DocumentEntity.format: format = field.value.spelling
        case DocumentEntity.index: index = Int(field.value.spelling) ?? 0
        case DocumentEntity.data: data = field.document ?? field.span
        case DocumentEntity.text: text = (field.value.spelling, field.span)
        default:
          let known = (schema[DocumentEntity.name]?.attributes.map(\.name) ?? []) + [DocumentEntity.text]
          diagnostics.add(
            InventoryDiagnostics.unknownMember(
              field.name, entity: DocumentEntity.name, known: known, at: field.span ?? row.span))
          isUsable = false
        }
      }
      guard let path, !path.isEmpty else {
        diagnostics.add(InventoryDiagnostics.documentWithoutPath(at: row.span ?? given.span))
        isUsable = false
        continue
      }
      if let text {
        add(path, text: text.value, hasData: data != nil, at: text.span, collected: collected)
        continue
      }
      let file = data.flatMap { ConfigurationReader.read(Self.excerpt($0)) }
      if let file { tell(file, path: path) }
      var document = DocumentFile.Document(index: index, root: Self.nothing, isAbsent: true)
      if let file, let root = file.documents.first?.root {
        document = DocumentFile.Document(index: index, root: Self.placed(root, file))
      }
      documents.append(
        DocumentFile(
          path: path, digest: row.span?.source.digest ?? "", format: format, collected: collected,
          documents: [document], suppressions: file.map(Self.suppressions) ?? [], recognition: .given))
    }
  }

  /// Takes a whole file given inline, as text in the format that its path tells.
  private mutating func add(_ path: String, text: String, hasData: Bool, at span: Span?, collected: CalendarDate) {
    let source = Source(path: path, bytes: Array(text.utf8), isConfidential: true)
    guard !hasData, let file = ConfigurationReader.read(source) else {
      diagnostics.add(
        hasData
          ? InventoryDiagnostics.documentGivenTwice(at: span)
          : InventoryDiagnostics.documentOfNoFormat(path, at: span))
      isUsable = false
      return
    }
    tell(file, path: path)
    documents.append(
      DocumentFile(
        path: path, digest: source.digest, format: file.format.rawValue, collected: collected,
        documents: file.documents.map { DocumentFile.Document(index: $0.index, root: Self.placed($0.root, file)) },
        suppressions: Self.suppressions(file), recognition: .given))
  }

  /// A stretch of a document as a text of its own, in which everything keeps its place.
  private static func excerpt(_ span: Span) -> Source {
    let bytes = span.source.bytes
    let range = span.range.clamped(to: bytes.indices)
    var text = bytes[..<range.lowerBound].map { byte in
      byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") ? byte : UInt8(ascii: " ")
    }
    text += bytes[range]
    // The comment behind the last value belongs to it.
    if let end = bytes[range.upperBound...].firstIndex(of: UInt8(ascii: "\n")) {
      let rest = bytes[range.upperBound..<end]
      if rest.first(where: { $0 != UInt8(ascii: " ") }) == UInt8(ascii: "#") { text += rest }
    }
    let isYAML = span.source.path.hasSuffix(".yaml") || span.source.path.hasSuffix(".yml")
    return Source(path: isYAML ? span.source.path : "given.yaml", bytes: text, isConfidential: true)
  }

  private static var nothing: ConfigurationNode {
    let source = Source(path: "<given>", bytes: [])
    return ConfigurationNode(.unreadable(reason: "it is not given"), at: Span(source: source, range: 0..<0))
  }

  /// Adds the rows of `document` to an inventory, and what the report says of their files. Without documents the
  /// inventory is the same.
  mutating func withDocuments(_ inventory: Inventory) -> Inventory {
    guard !documents.isEmpty, schema[DocumentEntity.name] != nil else { return inventory }
    let table = DocumentTable(documents, firstSource: inventory.sources.count)
    reports += table.reports
    var tables = inventory.tables
    tables[DocumentEntity.name] = table.table()
    return Inventory(
      schema: schema, sources: inventory.sources + table.sources, tables: tables, coverage: inventory.coverage,
      zone: inventory.zone, documents: table.contents)
  }
}
