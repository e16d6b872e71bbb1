import Values

/// What values an attribute, a catalog's column or a parameter may have.
public indirect enum AttributeType: Sendable, Hashable {
  /// A string that compares folded.
  case text
  /// A string that compares exactly.
  case string
  /// One of a closed list of words; anything else cannot be read.
  case vocabulary([String])
  case bool
  case int
  case double
  case date
  case timestamp
  case version
  /// A pattern in RE2 syntax that must match a whole folded text. Kept as text; whoever matches compiles it.
  case pattern
  case list(AttributeType)
  case map(AttributeType, AttributeType)
  /// What a configuration file holds, of whatever shape.
  case data

  /// How expressions see it.
  public var valueType: ValueType {
    switch self {
    case .text: .text
    case .string, .pattern: .string
    case .vocabulary(let words): .vocabulary(words)
    case .bool: .bool
    case .int: .int
    case .double: .double
    case .date: .date
    case .timestamp: .timestamp
    case .version: .version
    case .list(let element): .list(element.valueType)
    case .map(let key, let value): .map(key.valueType, value.valueType)
    case .data: .dyn
    }
  }

  /// The words of a vocabulary or of a list over one.
  public var vocabulary: [String]? {
    switch self {
    case .vocabulary(let words): words
    case .list(let element): element.vocabulary
    default: nil
    }
  }

  /// The element type of a list.
  public var element: AttributeType? { if case .list(let element) = self { element } else { nil } }

  /// The names of the types that have no parts, as a document writes them. `enum` needs `values` beside it.
  public static let simpleNames = [
    "text", "string", "enum", "bool", "int", "double", "date", "timestamp", "version", "pattern", "data",
  ]
}

extension AttributeType: CustomStringConvertible {
  /// As a document writes it: `list<text>`.
  public var description: String {
    switch self {
    case .text: "text"
    case .string: "string"
    case .vocabulary: "enum"
    case .bool: "bool"
    case .int: "int"
    case .double: "double"
    case .date: "date"
    case .timestamp: "timestamp"
    case .version: "version"
    case .pattern: "pattern"
    case .list(let element): "list<\(element)>"
    case .map(let key, let value): "map<\(key), \(value)>"
    case .data: "data"
    }
  }
}
