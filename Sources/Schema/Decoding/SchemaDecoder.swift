import Diagnostics
import Formats

/// Decodes a `schema` document.
public struct SchemaDecoder {
  private let log: DecodingLog

  public init(log: DecodingLog) { self.log = log }

  /// The schema, as far as it could be read; usable if the log has no errors. nil if the document is no mapping.
  public func decode(_ document: YAMLNode) -> InventorySchema? {
    log.mapping(document, as: "a schema") { fields in
      let name = fields.required("schema").flatMap { log.identifier($0, as: "a schema's name") }
      let version = fields.string("version")
      let words = fields.optional("words").flatMap(self.words) ?? VocabularyWords()
      let entries = fields.required("entities").flatMap { log.entries($0, as: "a mapping of entities") } ?? []
      log.unique(entries.map(\.key), as: "entities")
      let drafts = entries.compactMap(entity)
      let schema = InventorySchema(
        name: name?.value ?? "", version: version.value, words: words, entities: drafts.map(\.entity),
        span: name?.span ?? fields.span)
      return SchemaResolution(schema: schema, drafts: drafts, log: log).resolved()
    }
  }

  private func words(_ node: YAMLNode) -> VocabularyWords? {
    log.mapping(node, as: "`words`") { fields in
      VocabularyWords(
        missing: fields.strings("missing").map(\.value), none: fields.strings("none").map(\.value),
        yes: fields.strings("yes").map(\.value), no: fields.strings("no").map(\.value))
    }
  }

  // MARK: Entities

  private func entity(_ name: Located<String>, _ node: YAMLNode) -> EntityDraft? {
    log.checkIdentifier(name, as: "an entity")
    return log.mapping(node, as: "the entity `\(name.value)`") { fields in
      let identity = fields.required("identity").flatMap(self.identity)
      let attributes = fields.entries("attributes").compactMap(attribute)
      let relations = fields.entries("relations").compactMap(relation)
      log.unique(
        attributes.map { Located($0.name, $0.span) }
          + relations.map { Located($0.declaration.name, $0.declaration.span) },
        as: "members of `\(name.value)`")
      reportGroupClashes(attributes, relations.map(\.declaration))
      let described = fields.strings("described_by")
      return EntityDraft(
        entity: EntityType(
          name: name.value, identity: identity?.identity ?? .keys([]), attributes: attributes,
          relations: relations.map(\.declaration), describedBy: described.map(\.value), doc: fields.localized("doc"),
          span: name.span),
        identityNames: identity?.names ?? [], describedBy: described, relations: relations)
    }
  }

  private func identity(_ node: YAMLNode) -> (identity: EntityType.Identity, names: [Located<String>])? {
    log.mapping(node, as: "an identity") { fields in
      let keyLists = fields.items("keys") { log.listOrOne($0, as: "a list of names that make a key") }
      let keys = keyLists.map { $0.compactMap { log.string($0, as: "a name in a key") } }.filter { !$0.isEmpty }
      let row = fields.strings("row")
      switch (keys.isEmpty, row.isEmpty) {
      case (false, true): return (.keys(keys.map { $0.map(\.value) }), keys.flatMap { $0 })
      case (true, false): return (.row(row.map(\.value)), row)
      default:
        log.add(.invalidIdentity(at: fields.span))
        return (.keys(keys.map { $0.map(\.value) }), keys.flatMap { $0 } + row)
      }
    }
  }

  // MARK: Attributes

  private func attribute(_ name: Located<String>, _ node: YAMLNode) -> AttributeDeclaration? {
    log.checkDottedIdentifier(name, as: "an attribute")
    if node.scalar != nil {
      return log.attributeType(node).map { AttributeDeclaration(name: name.value, type: $0, span: name.span) }
    }
    return log.mapping(node, as: "the attribute `\(name.value)`") { fields in
      let type = fields.attributeType()
      return AttributeDeclaration(
        name: name.value, type: type.type, wordSynonyms: type.wordSynonyms,
        synonyms: fields.strings("synonyms").map(\.value),
        questions: fields.entries("questions").compactMap(question),
        missing: fields.optionalStrings("missing").map { $0.map(\.value) },
        none: fields.optionalStrings("none").map { $0.map(\.value) },
        sensitivity: fields.optionalWord("sensitive") ?? .none, doc: fields.localized("doc"), span: name.span)
    }
  }

  /// `đã đổi mật khẩu: {yes: changed, no: default}`
  private func question(_ header: Located<String>, _ node: YAMLNode) -> AttributeDeclaration.Question? {
    log.mapping(node, as: "a question") { fields in
      AttributeDeclaration.Question(header.value, yes: fields.string("yes").value, no: fields.string("no").value)
    }
  }

  /// A name is an attribute, a group or a relation: never two of these.
  private func reportGroupClashes(_ attributes: [AttributeDeclaration], _ relations: [RelationDeclaration]) {
    var groups: [String: Span] = [:]
    for attribute in attributes {
      var prefix = ""
      for part in attribute.path.dropLast() {
        prefix = prefix.isEmpty ? part : "\(prefix).\(part)"
        if groups[prefix] == nil { groups[prefix] = attribute.span }
      }
    }
    let members = attributes.map { ($0.name, $0.span) } + relations.map { ($0.name, $0.span) }
    for (name, span) in members {
      if let group = groups[name] { log.add(.groupClash(name, at: span, group: group)) }
    }
  }

  // MARK: Relations

  private func relation(_ name: Located<String>, _ node: YAMLNode) -> RelationDraft? {
    log.checkIdentifier(name, as: "a relation")
    return log.mapping(node, as: "the relation `\(name.value)`") { fields in
      let one = fields.optionalString("one")
      let many = fields.optionalString("many")
      let via = fields.optionalString("via")
      let closedBy = fields.strings("closed_by")
      let window = fields.optionalString("window")
      let by = fields.optionalString("by")
      let observed: RelationDeclaration.Observation? = fields.optionalWord("observed_every")
      let entity = one ?? many
      if (one == nil) == (many == nil) { log.add(.relationKind(name.value, at: fields.span)) }
      if many != nil, closedBy.isEmpty { log.add(.missingKey("closed_by", in: "a to-many relation", at: fields.span)) }
      if one != nil {
        for key in ["via", "closed_by", "window", "observed_every"] {
          if let span = fields.keySpan(key) {
            log.add(.unknownKey(key, in: "a to-one relation", known: ["one"], at: span))
          }
        }
      }
      if many != nil, let span = fields.keySpan("by") {
        log.add(.unknownKey("by", in: "a to-many relation", known: ["many", "closed_by"], at: span))
      }
      let kind: RelationDeclaration.Kind =
        many == nil
        ? .one
        : .many(
          .init(
            via: via?.value ?? "", closedBy: closedBy.map(\.value), window: window?.value, observedEvery: observed))
      return RelationDraft(
        declaration: RelationDeclaration(
          name: name.value, entity: entity?.value ?? "", kind: kind, synonyms: fields.strings("synonyms").map(\.value),
          byAttribute: by?.value, doc: fields.localized("doc"), span: name.span),
        entity: entity, via: via, closedBy: closedBy, window: window, by: by)
    }
  }
}

/// An entity as written, with the places of the names that are to be resolved.
struct EntityDraft {
  var entity: EntityType
  var identityNames: [Located<String>]
  var describedBy: [Located<String>]
  var relations: [RelationDraft]
}

/// A relation as written.
struct RelationDraft {
  var declaration: RelationDeclaration
  var entity: Located<String>?
  var via: Located<String>?
  var closedBy: [Located<String>]
  var window: Located<String>?
  var by: Located<String>?
}
