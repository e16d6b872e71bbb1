import Diagnostics
import Formats
import Values

/// Decodes an `adapter` document.
public struct AdapterDecoder {
  private let log: DecodingLog

  public init(log: DecodingLog) { self.log = log }

  /// The adapter, as far as it could be read; usable if the log has no errors. nil if the document is no mapping.
  public func decode(_ document: YAMLNode) -> AdapterDeclaration? {
    log.mapping(document, as: "an adapter") { fields in
      let name = fields.id("adapter", of: "an adapter's name")
      let records = fields.required("records").flatMap { log.list($0, as: "a list for `records`") } ?? []
      if records.isEmpty, let node = fields.optional("records") { log.add(.adapterWithoutRecords(at: node.headSpan)) }
      return AdapterDeclaration(
        name: name, version: fields.string("version").value,
        title: fields.optionalString("title")?.value ?? name.value, recognise: marks(fields),
        dateOrder: fields.optionalWord("date_order"), records: records.compactMap(self.records), span: name.span)
    }
  }

  private func marks(_ fields: MappingReader) -> AdapterDeclaration.Marks {
    let node = fields.required("recognise")
    let marks = node.flatMap { node in
      log.mapping(node, as: "`recognise`") { fields in
        let marks = AdapterDeclaration.Marks(
          format: fields.word("format") ?? .csv, headers: fields.strings("headers"),
          pointers: fields.strings("pointers"), root: fields.optionalString("root"),
          sheet: fields.optionalString("sheet"), isLikely: fields.bool("likely"), span: node.headSpan)
        for pointer in marks.pointers where !pointer.value.hasPrefix("/") {
          log.add(.adapterPointer(pointer.value, at: pointer.span))
        }
        if marks.headers.isEmpty, marks.pointers.isEmpty, marks.root == nil, marks.sheet == nil {
          log.add(.adapterWithoutMarks(at: node.headSpan))
        }
        return marks
      }
    }
    return marks
      ?? AdapterDeclaration.Marks(format: .csv, headers: [], pointers: [], isLikely: false, span: nil)
  }

  private func records(_ node: YAMLNode) -> AdapterDeclaration.Records? {
    log.mapping(node, as: "records") { fields in
      let columns = fields.entries("columns").map { member, node in
        AdapterDeclaration.Column(
          member: member,
          sources: (log.listOrOne(node, as: "a header or a list of headers") ?? []).compactMap {
            log.string($0, as: "a header")
          })
      }
      let derive = fields.entries("derive").compactMap { member, node in
        log.expression(node, as: "`\(member.value)`").map {
          AdapterDeclaration.Derived(member: member, expression: $0)
        }
      }
      log.unique(columns.map(\.member) + derive.map(\.member), as: "`columns` and `derive`")
      return AdapterDeclaration.Records(
        target: target(fields), at: fields.optionalString("at"), sheet: fields.optionalString("sheet"),
        columns: columns, derive: derive, condition: fields.optionalExpression("where"),
        claims: fields.entries("claims").compactMap(claim), collected: fields.optionalString("collected"),
        isDeclared: fields.bool("declared"), host: fields.optionalString("host"), span: fields.span)
    }
  }

  private func target(_ fields: MappingReader) -> AdapterDeclaration.Target {
    if let catalog = fields.optionalString("catalog") {
      if let entity = fields.keySpan("entity") { log.add(.adapterTwoTargets(at: entity)) }
      fields.expectKnown(["entity"])
      return .catalog(catalog)
    }
    return .entity(fields.string("entity"))
  }

  private func claim(_ section: Located<String>, _ node: YAMLNode) -> ManifestSource.SectionCoverage? {
    let coverage: Coverage? = log.word(node, as: "a section's coverage")
    return coverage.map { ManifestSource.SectionCoverage(section: section, coverage: $0) }
  }
}

extension Diagnostic {
  fileprivate static func adapterWithoutRecords(at span: Span) -> Diagnostic {
    Diagnostic(.wrongKind, "an adapter without `records` reads nothing", at: span)
  }

  fileprivate static func adapterWithoutMarks(at span: Span) -> Diagnostic {
    Diagnostic(
      .missingKey, "nothing tells this tool's files from any other", at: span,
      help: ["give `headers`, `pointers`, `root` or `sheet` that no other file has"])
  }

  fileprivate static func adapterPointer(_ pointer: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .wrongKind, "\(Diagnostic.quote(pointer)) is no JSON pointer", at: span, help: ["a pointer begins with `/`"])
  }

  fileprivate static func adapterTwoTargets(at span: Span) -> Diagnostic {
    Diagnostic(.unknownKey, "records are of an `entity` or of a `catalog`, not of both", at: span)
  }
}
