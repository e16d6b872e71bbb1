import CEL

/// Writes an expression with the names that its author chose replaced: a variable that stands for a row by the path to
/// it, any other by its depth. `s.name == 'Zoom'` and `x.name == 'Zoom'` over the same relation are then one text.
struct CanonicalNames {
  /// What each author's name is written as, the innermost meaning of it.
  private var names: [String: String]
  private let free: [String: String]
  private var depth = 0

  static func applied(to expression: Expression, _ bindings: [String: EntityPath]) -> Expression {
    let free = bindings.mapValues(\.description)
    return CanonicalNames(names: free, free: free).renamed(expression)
  }

  private init(names: [String: String], free: [String: String]) {
    self.names = names
    self.free = free
  }

  /// The names inside the body of a macro that binds these, and what the bound ones are written as.
  private func binding(_ variables: [String]) -> (inner: CanonicalNames, written: [String]) {
    var inner = self
    let written = variables.map { variable in
      inner.depth += 1
      inner.names[variable] = "$\(inner.depth)"
      return "$\(inner.depth)"
    }
    return (inner, written)
  }

  private func renamed(_ expression: Expression) -> Expression {
    Expression(id: expression.id, range: expression.range, kind: renamed(expression.kind))
  }

  private func renamed(_ kind: Expression.Kind) -> Expression.Kind {
    switch kind {
    case .literal: return kind
    case .identifier(let name, let isRooted):
      let written = isRooted ? free[name] : names[name]
      return .identifier(written ?? name, isRooted: isRooted && written == nil)
    case .select(let operand, let field, let isOptional):
      return .select(renamed(operand), field: field, isOptional: isOptional)
    case .presence(let presence, let operand, let field, let isOptional):
      return .presence(presence, renamed(operand), field: field, isOptional: isOptional)
    case .call(let function, let target, let arguments):
      return .call(function, target: target.map(renamed), arguments.map(renamed))
    case .list(let elements, let optionals): return .list(elements.map(renamed), optionals: optionals)
    case .map(let entries):
      return .map(
        entries.map {
          Expression.MapEntry(key: renamed($0.key), value: renamed($0.value), isOptional: $0.isOptional)
        })
    case .message(let name, let fields):
      return .message(
        name,
        fields.map {
          Expression.MessageField(name: $0.name, value: renamed($0.value), isOptional: $0.isOptional)
        })
    case .comprehension(let comprehension):
      let (inner, written) = binding(comprehension.variables)
      return .comprehension(
        Expression.Comprehension(
          macro: comprehension.macro, spelling: comprehension.spelling, operand: renamed(comprehension.operand),
          variables: written, condition: comprehension.condition.map(inner.renamed),
          transform: comprehension.transform.map(inner.renamed)))
    case .bind(let variable, let value, let body):
      let (inner, written) = binding([variable])
      return .bind(variable: written[0], renamed(value), body: inner.renamed(body))
    case .optionalMap(let operand, let variable, let body, let isFlat):
      let (inner, written) = binding([variable])
      return .optionalMap(renamed(operand), variable: written[0], body: inner.renamed(body), isFlat: isFlat)
    }
  }
}
