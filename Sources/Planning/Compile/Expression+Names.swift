import CEL
import Values

extension Expression {
  /// The expressions directly inside this one.
  var children: [Expression] {
    switch kind {
    case .literal, .identifier: []
    case .select(let operand, _, _), .presence(_, let operand, _, _): [operand]
    case .call(_, let target, let arguments): (target.map { [$0] } ?? []) + arguments
    case .list(let elements, _): elements
    case .map(let entries): entries.flatMap { [$0.key, $0.value] }
    case .message(_, let fields): fields.map(\.value)
    case .comprehension(let comprehension):
      [comprehension.operand] + [comprehension.condition, comprehension.transform].compactMap { $0 }
    case .bind(_, let value, let body): [value, body]
    case .optionalMap(let operand, _, let body, _): [operand, body]
    }
  }

  /// Whether a name stands anywhere in it; a comprehension variable of the same name counts too, which errs on the side
  /// of reading more.
  func mentions(_ name: String) -> Bool {
    if case .identifier(name, _) = kind { return true }
    return children.contains { $0.mentions(name) }
  }

  var isNull: Bool {
    if case .literal(.null) = kind { true } else { false }
  }
}
