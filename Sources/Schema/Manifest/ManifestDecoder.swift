import Diagnostics
import Formats

/// Decodes an `inventory` document.
public struct ManifestDecoder {
  private let log: DecodingLog

  public init(log: DecodingLog) { self.log = log }

  /// The manifest, as far as it could be read; usable if the log has no errors. nil if the document is no mapping.
  public func decode(_ document: YAMLNode) -> InventoryManifest? {
    log.mapping(document, as: "a manifest") { fields in
      let name = fields.string("inventory")
      var manifest = InventoryManifest(
        name: name.value, zone: fields.optionalZone("zone"), dateOrder: fields.optionalWord("date_order"),
        unit: fields.optional("unit").flatMap(unit), sources: fields.items("sources", source),
        absent: fields.strings("absent"), span: name.span)
      let obtained = fields.optional("obtained").flatMap(obtained)
      for index in manifest.sources.indices where manifest.sources[index].obtained == nil {
        manifest.sources[index].obtained = obtained
      }
      return manifest
    }
  }

  /// `{id: tam-diep, name: UBND phường Tam Điệp}`, or the id alone.
  private func unit(_ node: YAMLNode) -> InventoryManifest.Unit? {
    if node.scalar != nil {
      return log.string(node, as: "a unit").map { InventoryManifest.Unit(id: $0.value, span: $0.span) }
    }
    return log.mapping(node, as: "a unit") { fields in
      let id = fields.string("id")
      return InventoryManifest.Unit(id: id.value, name: fields.optionalString("name")?.value, span: id.span)
    }
  }

  private func source(_ node: YAMLNode) -> ManifestSource? {
    log.mapping(node, as: "a source") { fields in
      let path = fields.string("path")
      var source = ManifestSource(
        path: path, entity: fields.optionalString("entity"), format: fields.optionalString("format"),
        adapter: fields.optionalString("adapter"), device: fields.optionalString("device"),
        collected: fields.optionalDate("collected"),
        period: fields.optional("period").flatMap(period), coverage: fields.entries("coverage").compactMap(coverage),
        subjects: fields.optionalStrings("subjects"), columns: columns(fields), unit: fields.optionalString("unit"),
        zone: fields.optionalZone("zone"), dateOrder: fields.optionalWord("date_order"),
        delimiter: fields.optional("delimiter").flatMap(delimiter),
        encoding: fields.optional("encoding").flatMap(encoding),
        headerLine: fields.optional("header").flatMap(headerLine),
        isDeclared: fields.bool("declared"),
        span: path.span)
      source.obtained = fields.optional("obtained").flatMap(obtained)
      source.register = fields.optionalWord("register")
      return source
    }
  }

  /// `{by: Trần Thị Bưởi, how: osqueryi --json, at: 2026-01-10}`, of a source or of all that say nothing themselves.
  private func obtained(_ node: YAMLNode) -> Obtained? {
    log.mapping(node, as: "how it was obtained") { fields in
      Obtained(
        by: fields.optionalString("by")?.value, how: fields.optionalString("how")?.value,
        at: fields.optionalDate("at"))
    }
  }

  private func period(_ node: YAMLNode) -> ManifestSource.Period? {
    log.mapping(node, as: "a period") { fields in
      let period = ManifestSource.Period(from: fields.optionalDate("from"), to: fields.optionalDate("to"))
      if let from = period.from, let to = period.to, to < from, let begin = fields.keySpan("from"),
        let end = fields.keySpan("to")
      {
        log.add(.emptyInterval(from: begin, until: end))
      }
      return period
    }
  }

  private func coverage(_ section: Located<String>, _ node: YAMLNode) -> ManifestSource.SectionCoverage? {
    let coverage: Coverage? = log.word(node, as: "a section's coverage")
    return coverage.map { ManifestSource.SectionCoverage(section: section, coverage: $0) }
  }

  private func columns(_ fields: MappingReader) -> [ManifestSource.ColumnMapping] {
    let columns = fields.entries("columns").compactMap { header, node in
      log.string(node, as: "an attribute or relation").map {
        ManifestSource.ColumnMapping(header: header, member: $0)
      }
    }
    log.unique(columns.map(\.member), as: "columns")
    return columns
  }

  private func encoding(_ node: YAMLNode) -> TextEncoding? {
    guard let name = log.string(node, as: "an encoding") else { return nil }
    let encoding = TextEncoding(named: name.value)
    if encoding == nil { log.add(.encoding(name.value, at: name.span)) }
    return encoding
  }

  /// `3`, or `none`.
  private func headerLine(_ node: YAMLNode) -> Int? {
    if node.scalar?.text == "none" { return 0 }
    guard let text = node.scalar?.text, let line = Int(text), (1...1_000_000).contains(line) else {
      log.add(.headerLine(at: node.span))
      return nil
    }
    return line
  }

  private func delimiter(_ node: YAMLNode) -> String? {
    // A tab alone would count as an empty text.
    guard let scalar = node.scalar, scalar.text.utf8.count == 1 else {
      if let text = log.string(node, as: "a delimiter") { log.add(.delimiter(text.value, at: text.span)) }
      return nil
    }
    return scalar.text
  }
}

extension InventoryManifest {
  /// What is wrong with the entities, members and sections that the manifest names, under a schema. Headers that a
  /// source turns out not to have are for whoever reads the source.
  public func diagnostics(under schema: InventorySchema) -> [Diagnostic] {
    let entities = schema.entities.map(\.name)
    let sections = schema.sections
    var found = absent.filter { !sections.contains($0.value) }.map {
      Diagnostic.unknownName(.unknownSection, $0.value, what: "section", known: sections, at: $0.span)
    }
    for source in sources {
      for section in source.coverage.map(\.section) where !sections.contains(section.value) {
        found.append(.unknownName(.unknownSection, section.value, what: "section", known: sections, at: section.span))
      }
      guard let name = source.entity else { continue }
      guard let entity = schema[name.value] else {
        found.append(.unknownName(.unknownEntity, name.value, what: "entity", known: entities, at: name.span))
        continue
      }
      let members = entity.attributes.map(\.name) + entity.toOneRelations.map(\.name)
      for column in source.columns where !members.contains(column.member.value) {
        found.append(
          .unknownName(
            .unknownMember, column.member.value, what: "attribute or to-one relation of `\(entity.name)` named",
            known: members, at: column.member.span))
      }
    }
    return found
  }
}
