/// A static type, as the checker infers it and the schema declares it.
public indirect enum ValueType: Hashable, Sendable {
  /// Any type: checked when the program runs.
  case dyn
  case null
  case bool
  case int
  case uint
  case double
  case string
  /// A string that compares folded. Assignable to `string`; a string literal compared with it is folded too.
  case text
  /// A string out of a closed vocabulary; a literal compared with it is checked. Assignable to `string`.
  case vocabulary([String])
  case bytes
  case timestamp
  case duration
  case date
  case version
  case ip
  case cidr
  case list(ValueType)
  case map(ValueType, ValueType)
  /// The type of a type value: `type(1)` is `type(int)`.
  case type(ValueType)
  case optional(ValueType)
  case object(ObjectType)
  /// A catalog by name.
  case abstract(String, [ValueType])
  /// A type parameter of a declaration, or a variable of the checker.
  case parameter(String)
  /// The type of an expression in which an error was reported; agrees with everything, so that nothing is told twice.
  case error
}

extension ValueType: CustomStringConvertible {
  /// As CEL writes it: `list(string)`, `google.protobuf.Timestamp`, and our own as in a schema.
  public var description: String {
    switch self {
    case .dyn: "dyn"
    case .null: "null_type"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .text: "text"
    case .vocabulary(let words): "one of \(words.map { "'\($0)'" }.joined(separator: ", "))"
    case .bytes: "bytes"
    case .timestamp: "google.protobuf.Timestamp"
    case .duration: "google.protobuf.Duration"
    case .date: "date"
    case .version: "version"
    case .ip: "net.IP"
    case .cidr: "net.CIDR"
    case .list(let element): "list(\(element))"
    case .map(let key, let value): "map(\(key), \(value))"
    case .type(let type): "type(\(type))"
    case .optional(let type): "optional_type(\(type))"
    case .object(let type): type.description
    case .abstract(let name, let parameters):
      parameters.isEmpty ? name : "\(name)(\(parameters.map(\.description).joined(separator: ", ")))"
    case .parameter(let name): name
    case .error: "!error!"
    }
  }
}
