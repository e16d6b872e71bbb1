extension AttributeType {
  /// Whether its values are words of a list, numbers or days, none of which can hold free text.
  public var isClosed: Bool {
    switch self {
    case .vocabulary, .bool, .int, .double, .date, .timestamp: true
    case .list(let element): element.isClosed
    case .text, .string, .version, .pattern, .map, .data: false
    }
  }
}
