import Formats
import Schema

/// Makes the schemas of shapes, and collects the definitions that they refer to.
struct EditorSchemaBuilder {
  typealias Members = [(String, JSONValue)]

  let names: PackNames
  private var mappings: [DocumentMapping: JSONValue] = [:]
  private var needsProse = false
  private var needsRows = false

  init(names: PackNames) { self.names = names }

  /// What was referred to, in the order of the kinds.
  func definitions() -> Members {
    var all: Members = DocumentMapping.allCases.compactMap { mapping in
      mappings[mapping].map { (mapping.rawValue, $0) }
    }
    if needsProse { all.append(("prose", Self.prose)) }
    if needsRows, let schema = names.schema {
      all += schema.entities.map { (Self.rowName($0), EditorRowSchema.row($0)) }
    }
    return all
  }

  // MARK: Mappings

  /// A mapping with the keys of a table.
  mutating func object(_ mapping: DocumentMapping) -> Members {
    var properties: Members = []
    for key in mapping.keys {
      properties.append((key.name, .object([("description", .string(key.doc))] + schema(key.shape))))
    }
    let required = mapping.keys.filter(\.isRequired).map { JSONValue.string($0.name) }
    var members: Members = [("type", "object"), ("properties", .object(properties))]
    if !required.isEmpty { members.append(("required", .array(required))) }
    members.append(("additionalProperties", false))
    return members
  }

  private mutating func reference(_ mapping: DocumentMapping) -> Members {
    if mappings[mapping] == nil {
      mappings[mapping] = .null
      mappings[mapping] = .object(object(mapping))
    }
    return [("$ref", .string("#/$defs/\(mapping.rawValue)"))]
  }

  // MARK: Shapes

  private static let written: JSONValue = ["string", "number", "boolean"]

  mutating func schema(_ shape: ValueShape) -> Members {
    switch shape {
    case .text, .expression: return [("type", Self.written)]
    case .prose:
      needsProse = true
      return [("$ref", "#/$defs/prose")]
    case .flag: return [("type", "boolean")]
    case .day: return [("type", "string"), ("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    case .number(let range):
      return [
        ("type", "integer"), ("minimum", .int(Int64(range.lowerBound))), ("maximum", .int(Int64(range.upperBound))),
      ]
    case .word(let words): return [("enum", Self.strings(words))]
    case .name(let kind): return name(kind)
    case .list(let item): return [("type", "array"), ("items", .object(schema(item)))]
    case .oneOrMore(let item):
      let one = JSONValue.object(schema(item))
      return [("anyOf", [one, ["type": "array", "items": one]])]
    case .mapping(let mapping): return reference(mapping)
    case .table(let kind, let value): return table(kind, schema(value))
    case .either(let shapes):
      var all: [JSONValue] = []
      for shape in shapes { all.append(.object(schema(shape))) }
      return [("anyOf", .array(all))]
    case .rows: return rows()
    case .settings: return settings()
    case .anything: return []
    }
  }

  private func name(_ kind: NameKind) -> Members {
    let known = names.known(kind)
    switch kind {
    case .id: return [("type", Self.written), ("pattern", "^[A-Za-z0-9._-]+$")]
    case .identifier: return [("type", "string"), ("pattern", "^[A-Za-z_][A-Za-z0-9_]*$")]
    case .dotted: return [("type", "string"), ("pattern", "^[A-Za-z_][A-Za-z0-9_.]*$")]
    case .free: return [("type", Self.written)]
    case .type: return [("anyOf", [["enum": Self.strings(known)], ["type": "string", "pattern": "^(list|map)<.+>$"]])]
    case .clause, .table:
      // The document itself may bring new ones.
      guard !known.isEmpty else { return [("type", Self.written)] }
      return [("anyOf", [["enum": Self.strings(known)], ["type": Self.written]])]
    case .policy, .qualifiedRule, .rule, .parameter, .entity, .member, .section:
      return known.isEmpty ? [("type", Self.written)] : [("enum", Self.strings(known))]
    }
  }

  private func table(_ kind: NameKind, _ value: Members) -> Members {
    let known = names.known(kind)
    switch kind {
    case .identifier, .dotted, .id:
      return [
        ("type", "object"), ("propertyNames", .object(name(kind).filter { $0.0 == "pattern" })),
        ("additionalProperties", .object(value)),
      ]
    default:
      guard !known.isEmpty else { return [("type", "object"), ("additionalProperties", .object(value))] }
      let properties = known.map { known -> (String, JSONValue) in
        let doc = names.doc(kind, known).flatMap { $0.isEmpty ? nil : $0 }
        return (known, .object((doc.map { [("description", .string($0))] } ?? []) + value))
      }
      return [("type", "object"), ("properties", .object(properties)), ("additionalProperties", false)]
    }
  }

  /// `given: {camera: [{name: C1, ...}]}`
  private mutating func rows() -> Members {
    guard let schema = names.schema else { return [("type", "object")] }
    needsRows = true
    let properties = schema.entities.map { entity -> (String, JSONValue) in
      let rows: JSONValue = ["type": "array", "items": ["$ref": .string("#/$defs/\(Self.rowName(entity))")]]
      return (entity.name, rows)
    }
    return [("type", "object"), ("properties", .object(properties)), ("additionalProperties", false)]
  }

  /// `parameters: {ninh-binh-2699-cameras: {min_length: 10}}`
  private func settings() -> Members {
    guard !names.policies.isEmpty else { return [("type", "object")] }
    let policies = names.policies.map { policy -> (String, JSONValue) in
      let parameters = policy.parameters.map { parameter -> (String, JSONValue) in
        let doc = parameter.doc.text(.en)
        let type = EditorRowSchema.value(parameter.type)
        return (parameter.name, .object((doc.isEmpty ? [] : [("description", .string(doc))]) + type))
      }
      let own: Members = [
        ("type", "object"), ("properties", .object(parameters)), ("additionalProperties", false),
      ]
      return (policy.id, .object(own))
    }
    return [("type", "object"), ("properties", .object(policies)), ("additionalProperties", false)]
  }

  private static func rowName(_ entity: EntityType) -> String { "row.\(entity.name)" }

  static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

  private static let prose: JSONValue = [
    "anyOf": [
      ["type": written],
      [
        "type": "object", "properties": ["vi": ["type": written], "en": ["type": written]],
        "additionalProperties": false,
      ],
    ]
  ]
}
