import Formats
import Schema

/// The schemas of rows and values under an inventory's schema.
enum EditorRowSchema {
  typealias Members = [(String, JSONValue)]

  /// A row of a test: attributes by their dotted names, or nested; to-one relations; and the headers that mean them.
  static func row(_ entity: EntityType) -> JSONValue {
    var properties = members(entity, inGroup: [])
    var seen = Set(properties.map { $0.0 })
    for attribute in entity.attributes where seen.insert(attribute.name).inserted {
      properties.append((attribute.name, self.attribute(attribute)))
    }
    for relation in entity.toOneRelations where seen.insert(relation.name).inserted {
      properties.append((relation.name, described("The \(relation.entity) that it belongs to.", [])))
    }
    let synonyms =
      entity.attributes.map { ($0.name, $0.synonyms) } + entity.toOneRelations.map { ($0.name, $0.synonyms) }
    for (member, headers) in synonyms {
      for header in headers where seen.insert(header).inserted {
        properties.append((header, described("A header that means `\(member)`.", [])))
      }
    }
    if entity.name == DocumentEntity.name {
      let doc = "The whole file as text, in the format that its path tells, in place of `data`."
      properties.append((DocumentEntity.text, described(doc, [("type", "string")])))
    }
    return .object([("type", "object"), ("properties", .object(properties)), ("additionalProperties", false)])
  }

  /// The attributes and groups directly inside a group.
  private static func members(_ entity: EntityType, inGroup path: [String]) -> Members {
    let relations = Set(entity.relations.map(\.name))
    return entity.members(ofGroup: path).compactMap { name -> (String, JSONValue)? in
      let inner = path + [name]
      if let attribute = entity.attribute(inner.joined(separator: ".")) { return (name, self.attribute(attribute)) }
      guard entity.isGroup(inner), !(path.isEmpty && relations.contains(name)) else { return nil }
      let group: Members = [
        ("type", "object"), ("properties", .object(members(entity, inGroup: inner))), ("additionalProperties", false),
      ]
      return (name, .object(group))
    }
  }

  /// A row may hold what cannot be read, to show what then happens: words are proposed, not demanded.
  private static func attribute(_ attribute: AttributeDeclaration) -> JSONValue {
    let words = attribute.vocabulary ?? (isBool(attribute.type) ? ["true", "false"] : [])
    let choice: Members = words.isEmpty ? [] : [("anyOf", [["enum": EditorSchemaBuilder.strings(words)], true])]
    let doc = attribute.doc.text(.en)
    return described(doc.isEmpty ? "\(attribute.type)" : "\(attribute.type): \(doc)", choice)
  }

  private static func isBool(_ type: AttributeType) -> Bool { if case .bool = type { true } else { false } }

  static func described(_ text: String, _ members: Members) -> JSONValue {
    .object([("description", .string(text))] + members)
  }

  /// A value of a type, as a document gives it.
  static func value(_ type: AttributeType) -> Members {
    switch type {
    case .text, .string, .version, .pattern: [("type", ["string", "number", "boolean"])]
    case .vocabulary(let words): [("enum", EditorSchemaBuilder.strings(words))]
    case .bool: [("type", "boolean")]
    case .int: [("type", "integer")]
    case .double: [("type", "number")]
    case .date: [("type", "string"), ("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}")]
    case .timestamp: [("type", "string")]
    case .data: []
    case .list(let element): [("type", "array"), ("items", .object(value(element)))]
    case .map(_, let element): [("type", "object"), ("additionalProperties", .object(value(element)))]
    }
  }
}

// MARK: Catalogs

extension EditorRowSchema {
  /// What rows hold, by their catalog's name: the columns that it had when the schema was made. Of a catalog that is new
  /// nothing is known.
  static func rows(of catalogs: [CatalogDeclaration]) -> Members {
    catalogs.reversed().reduce(into: []) { chain, catalog in
      let isThis: JSONValue = ["properties": ["catalog": ["enum": [.string(catalog.name)]]], "required": ["catalog"]]
      let rows: JSONValue = ["properties": ["rows": ["type": "array", "items": row(of: catalog)]]]
      let others: Members = chain.isEmpty ? [] : [("else", .object(chain))]
      chain = [("if", isThis), ("then", rows)] + others
    }
  }

  private static func row(of catalog: CatalogDeclaration) -> JSONValue {
    var properties = catalog.columns.map { column -> (String, JSONValue) in
      // Nothing is what a cell may always say.
      (column.name, .object([("description", .string("\(column.type)")), ("anyOf", cell(column.type))]))
    }
    properties.append(("as_of", described("The day on which the row was true.", value(.date))))
    properties.append(("origin", described("Where the row comes from.", value(.text))))
    properties.append(("unchecked", described("A lead that nobody has verified.", value(.bool))))
    return .object([
      ("type", "object"), ("properties", .object(properties)), ("required", EditorSchemaBuilder.strings(catalog.key)),
      ("additionalProperties", false),
    ])
  }

  private static func cell(_ type: AttributeType) -> JSONValue {
    var forms: [JSONValue] = [["type": "null"], .object(value(type))]
    if case .list(let element) = type { forms.append(.object(value(element))) }
    return .array(forms)
  }
}
