import Formats

/// As much of JSON Schema 2020-12 as our schemas use; any other keyword is a problem.
struct JSONSchemaValidator {
  let schemas: [String: JSONValue]

  /// What is wrong with a document under a schema, by JSON pointer.
  func problems(_ node: YAMLNode, under name: String) -> [String] {
    guard let root = schemas[name] else { return ["no schema \(name)"] }
    return check(Self.instance(node), root, root, "")
  }

  private static func instance(_ node: YAMLNode) -> JSONValue {
    switch node.kind {
    case .scalar(let scalar):
      switch scalar.resolved {
      case .null: .null
      case .bool(let value): .bool(value)
      case .int(let value): .int(value)
      case .double(let value): .double(value)
      case .string(let text): .string(text)
      }
    case .sequence(let items): .array(items.map(instance))
    case .mapping(let entries): .object(entries.map { ($0.key.scalar?.text ?? "", instance($0.value)) })
    }
  }

  private static let silent: Set<String> = ["$schema", "$defs", "title", "description", "then", "else"]

  private func check(_ value: JSONValue, _ schema: JSONValue, _ root: JSONValue, _ path: String) -> [String] {
    if case .bool(let allows) = schema { return allows ? [] : ["\(path): nothing is allowed here"] }
    guard case .object(let members) = schema else { return ["\(path): no schema"] }
    return members.flatMap { keyword, argument in
      Self.silent.contains(keyword) ? [] : check(value, keyword, argument, members, root, path)
    }
  }

  private func check(
    _ value: JSONValue, _ keyword: String, _ argument: JSONValue, _ schema: [(String, JSONValue)], _ root: JSONValue,
    _ path: String
  ) -> [String] {
    switch keyword {
    case "$ref":
      guard case .string(let reference) = argument else { return ["\(path): bad $ref"] }
      if let other = schemas[reference] { return check(value, other, other, path) }
      let name = String(reference.dropFirst("#/$defs/".count))
      guard reference.hasPrefix("#/$defs/"), let target = root["$defs"]?[name] else {
        return ["\(path): \(reference) leads nowhere"]
      }
      return check(value, target, root, path)
    case "type":
      let names = argument.items ?? [argument]
      return names.contains { $0 == .string(value.typeName) || ($0 == "number" && value.typeName == "integer") }
        ? [] : ["\(path): \(value.typeName) is not \(names)"]
    case "enum": return (argument.items ?? []).contains(value) ? [] : ["\(path): not in the list"]
    case "pattern":
      guard case .string(let text) = value, case .string(let pattern) = argument else { return [] }
      guard let regex = try? Regex(pattern) else { return ["\(path): bad pattern"] }
      return text.firstMatch(of: regex) == nil ? ["\(path): does not match \(pattern)"] : []
    case "minimum", "maximum":
      guard case .int(let number) = value, case .int(let bound) = argument else { return [] }
      return (keyword == "minimum" ? number >= bound : number <= bound) ? [] : ["\(path): out of range"]
    case "items":
      return (value.items ?? []).enumerated().flatMap { check($1, argument, root, "\(path)/\($0)") }
    case "required":
      guard case .object(let members) = value else { return [] }
      let missing = (argument.items ?? []).filter { key in !members.contains { .string($0.0) == key } }
      return missing.map { "\(path): \($0) is missing" }
    case "properties":
      guard case .object(let members) = value else { return [] }
      return members.flatMap { key, inner in argument[key].map { check(inner, $0, root, "\(path)/\(key)") } ?? [] }
    case "additionalProperties":
      guard case .object(let members) = value else { return [] }
      let properties = schema.first { $0.0 == "properties" }?.1
      return members.filter { properties?[$0.0] == nil }.flatMap { check($1, argument, root, "\(path)/\($0)") }
    case "propertyNames":
      guard case .object(let members) = value else { return [] }
      return members.flatMap { check(.string($0.0), argument, root, "\(path)/\($0.0)") }
    case "anyOf":
      let all = (argument.items ?? []).map { check(value, $0, root, path) }
      return all.contains { $0.isEmpty } ? [] : ["\(path): none of \(all)"]
    case "if":
      let branch = check(value, argument, root, path).isEmpty ? "then" : "else"
      return schema.first { $0.0 == branch }.map { check(value, $0.1, root, path) } ?? []
    default: return ["\(path): the validator does not know `\(keyword)`"]
    }
  }
}

extension JSONValue {
  fileprivate subscript(_ key: String) -> JSONValue? {
    if case .object(let members) = self { members.first { $0.0 == key }?.1 } else { nil }
  }

  fileprivate var items: [JSONValue]? { if case .array(let items) = self { items } else { nil } }

  fileprivate var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .int: "integer"
    case .double: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}
