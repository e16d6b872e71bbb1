import Diagnostics
import Formats
import Values

/// Decodes a `catalog` document.
public struct CatalogDecoder {
  private let log: DecodingLog

  public init(log: DecodingLog) { self.log = log }

  /// The catalog, as far as it could be read; usable if the log has no errors. nil if the document is no mapping.
  public func decode(_ document: YAMLNode) -> CatalogDeclaration? {
    log.mapping(document, as: "a catalog") { fields in
      let name = fields.required("catalog").flatMap { log.identifier($0, as: "a catalog's name") }
      let asOf = fields.optionalDate("as_of")
      if fields.optional("as_of") == nil { log.add(.undatedCatalog(name?.value ?? "", at: fields.span)) }
      let columns = self.columns(fields)
      let key = fields.required("key").flatMap { log.listOrOne($0, as: "a list of columns") } ?? []
      let keyNames = key.compactMap { log.string($0, as: "a column") }
      for column in keyNames { check(column, among: columns, as: "a single value") { $0.isSingle } }
      let aliases = fields.optionalString("aliases")
      if let aliases { check(aliases: aliases, key: keyNames, columns) }
      for name in ["look_alikes", "suspect"] {
        if let column = columns.first(where: { $0.name == name }) {
          check(Located(name, column.span), among: columns, as: "a list of patterns") { $0 == .list(.pattern) }
        }
      }
      let classify = fields.entries("classify").map { self.classifier($0.key, $0.value, columns) }
      let rows = fields.required("rows").flatMap { log.list($0, as: "a list of rows") } ?? []
      let catalog = CatalogDeclaration(
        name: name?.value ?? "", asOf: asOf, origin: fields.optionalString("origin")?.value, columns: columns,
        key: keyNames.map(\.value), aliases: aliases?.value, classify: classify,
        rows: rows.compactMap { row($0, columns, asOf: asOf, key: keyNames) }, doc: fields.localized("doc"),
        span: name?.span ?? fields.span)
      reportDuplicateRows(catalog)
      return catalog
    }
  }

  private func columns(_ fields: MappingReader) -> [CatalogColumn] {
    let entries = fields.required("columns").flatMap { log.entries($0, as: "a mapping of columns to types") } ?? []
    log.unique(entries.map(\.key), as: "columns")
    return entries.compactMap { name, node in
      log.checkIdentifier(name, as: "a column")
      if CatalogDeclaration.rowMarks.contains(name.value) {
        log.add(.reservedColumn(name.value, at: name.span))
        return nil
      }
      return log.attributeType(node).map { CatalogColumn(name: name.value, type: $0, span: name.span) }
    }
  }

  private func check(aliases: Located<String>, key: [Located<String>], _ columns: [CatalogColumn]) {
    check(aliases, among: columns, as: "a list of texts") { $0 == .list(.text) || $0 == .list(.string) }
    if key.count > 1 { log.add(.aliasesOfCompositeKey(at: aliases.span)) }
  }

  private func check(
    _ name: Located<String>, among columns: [CatalogColumn], as wanted: String, _ fits: (AttributeType) -> Bool
  ) {
    guard let column = columns.first(where: { $0.name == name.value }) else {
      log.add(
        .unknownName(.unknownMember, name.value, what: "column", known: columns.map(\.name), at: name.span))
      return
    }
    if !fits(column.type) {
      log.add(.columnType(name.value, wanted: wanted, type: column.type, at: name.span, declared: column.span))
    }
  }

  // MARK: Classification

  private func classifier(
    _ entity: Located<String>, _ node: YAMLNode, _ columns: [CatalogColumn]
  ) -> CatalogClassifier {
    let items = log.list(node, as: "a ranked list of `{attribute: column}`") ?? []
    return CatalogClassifier(entity: entity, ranks: items.compactMap { rank($0, columns) })
  }

  /// `{name: names}` or `{name: phrases, by: phrase}`.
  private func rank(_ node: YAMLNode, _ columns: [CatalogColumn]) -> CatalogClassifier.Rank? {
    guard let entries = log.entries(node, as: "`{attribute: column}`") else { return nil }
    var match = CatalogClassifier.Match.whole
    if let by = entries.first(where: { $0.key.value == "by" }) { match = log.word(by.value, as: "`by`") ?? .whole }
    let pairs = entries.filter { $0.key.value != "by" }
    guard pairs.count == 1, let column = log.string(pairs[0].value, as: "a column") else {
      if pairs.count != 1 { log.expected("one `attribute: column`", found: node) }
      return nil
    }
    let wanted = match == .phrase ? "texts" : "texts or patterns"
    check(column, among: columns, as: wanted) { type in
      let element = type.element ?? type
      return [.text, .string].contains(element) || (element == .pattern && match == .whole)
    }
    return CatalogClassifier.Rank(attribute: pairs[0].key, column: column, match: match)
  }

  // MARK: Rows

  private func row(
    _ node: YAMLNode, _ columns: [CatalogColumn], asOf: CalendarDate?, key: [Located<String>]
  ) -> CatalogRow? {
    log.mapping(node, as: "a row") { fields in
      var cells: [String: CatalogCell] = [:]
      for column in columns {
        if let node = fields.optional(column.name), let cell = cell(node, column) { cells[column.name] = cell }
      }
      for column in key
      where columns.contains(where: { $0.name == column.value }) && fields.optional(column.value) == nil {
        log.add(.missingKey(column.value, in: "a row", at: fields.span))
      }
      return CatalogRow(
        cells: cells, asOf: fields.optionalDate("as_of") ?? asOf, origin: fields.optionalString("origin")?.value,
        isUnchecked: fields.bool("unchecked"), span: fields.span)
    }
  }

  /// A cell, or nil for one that says nothing: it is not known, as if it were not there.
  private func cell(_ node: YAMLNode, _ column: CatalogColumn) -> CatalogCell? {
    if let tag = node.tag {
      log.add(.unexpectedTag(tag, at: node.span))
      return nil
    }
    let reader = DocumentValue.reader(for: column.type)
    switch DocumentValue.read(node.asRawValue(), as: column.type, reader: reader) {
    case .value(let value): return CatalogCell(value: value, texts: texts(node), span: node.span)
    case .null, .missing: return nil
    case .unreadable(let reason):
      log.add(.invalidCell(column.name, type: column.type, reason: reason, at: node.headSpan))
      return nil
    }
  }

  private func texts(_ node: YAMLNode) -> [LocatedText] {
    switch node.kind {
    case .scalar(let scalar): [LocatedText(text: scalar.text, map: scalar.map, span: node.span)]
    case .sequence(let items):
      items.compactMap { item in
        item.scalar.map { LocatedText(text: $0.text, map: $0.map, span: item.span) }
      }
    case .mapping: []
    }
  }

  private func reportDuplicateRows(_ catalog: CatalogDeclaration) {
    var first: [[String]: Span] = [:]
    for row in catalog.rows {
      let cells = catalog.key.compactMap { row.cells[$0] }
      guard !cells.isEmpty, cells.count == catalog.key.count else { continue }
      let key = cells.map { Text($0.texts.first?.text ?? "").folded }
      if let before = first[key] {
        let shown = cells.map { "`\($0.texts.first?.text ?? "")`" }.joined(separator: ", ")
        log.add(.duplicateRow(shown, at: row.span, first: before))
      } else {
        first[key] = row.span
      }
    }
  }
}

extension AttributeType {
  /// Whether it is neither a list nor a map.
  var isSingle: Bool {
    switch self {
    case .list, .map: false
    default: true
    }
  }
}
