import CEL
import Values

/// The columns that an expression reads of `row`, so that what it yields can name the place it comes from.
struct RowReads {
  /// Read outright (`row['Status']`): without such a column the expression cannot be asked.
  private(set) var required: [String] = []
  /// Read if there (`row[?'Status']`, `'Status' in row`).
  private(set) var optional: [String] = []
  /// Whether the row is used as a whole, so that every column may matter.
  private(set) var readsAll = false

  static let variable = "row"

  init(_ expression: Expression) { visit(expression) }

  var columns: [String] { required + optional.filter { !required.contains($0) } }

  private mutating func visit(_ expression: Expression) {
    switch expression.kind {
    case .identifier(Self.variable, _): readsAll = true
    case .call("_[_]", nil, let parts):
      if parts.count == 2, Self.isRow(parts[0]), let name = Self.text(parts[1]) { return note(name, isRequired: true) }
      parts.forEach { visit($0) }
    case .call("_[?_]", nil, let parts):
      if parts.count == 2, Self.isRow(parts[0]), let name = Self.text(parts[1]) { return note(name, isRequired: false) }
      parts.forEach { visit($0) }
    case .call("@in", nil, let parts):
      if parts.count == 2, Self.isRow(parts[1]), let name = Self.text(parts[0]) { return note(name, isRequired: false) }
      parts.forEach { visit($0) }
    case .select(let operand, let field, let isOptional):
      if Self.isRow(operand) { return note(field, isRequired: !isOptional) }
      visit(operand)
    case .presence(_, let operand, let field, _):
      if Self.isRow(operand) { return note(field, isRequired: false) }
      visit(operand)
    default:
      for child in expression.children { visit(child) }
    }
  }

  private mutating func note(_ name: String, isRequired: Bool) {
    if isRequired {
      if !required.contains(name) { required.append(name) }
    } else if !optional.contains(name) {
      optional.append(name)
    }
  }

  private static func isRow(_ expression: Expression) -> Bool {
    if case .identifier(variable, _) = expression.kind { true } else { false }
  }

  private static func text(_ expression: Expression) -> String? {
    if case .literal(.string(let text)) = expression.kind { text } else { nil }
  }
}
