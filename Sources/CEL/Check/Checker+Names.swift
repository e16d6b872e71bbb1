import Diagnostics
import Values

extension Checker {
  // MARK: Variables and types

  mutating func identifier(_ expression: Expression, _ name: String, _ isRooted: Bool) -> ValueType {
    if !isRooted, let local = local(name) {
      references[expression.id] = .variable(name)
      return local.type
    }
    if let type = global(expression, name, isRooted) { return type }
    return fail(CheckDiagnostics.unknownName(span(expression), name, suggestions(for: name)))
  }

  /// A variable or type by a name that no macro introduced, looked up from the container outwards.
  private mutating func global(_ expression: Expression, _ name: String, _ isRooted: Bool) -> ValueType? {
    for candidate in candidates(name, isRooted) {
      if let variable = environment.variables[candidate] {
        references[expression.id] = .variable(candidate)
        return variable.type
      }
      if let type = TypeNames.all[candidate] {
        references[expression.id] = .type(type)
        return .type(type)
      }
    }
    return nil
  }

  /// The full names that a name may stand for in the container `a.b`: `a.b.name`, `a.name`, `name`.
  func candidates(_ name: String, _ isRooted: Bool) -> [String] {
    if isRooted || environment.container.isEmpty { return [name] }
    var result: [String] = []
    var parts = environment.container.split(separator: ".")
    while !parts.isEmpty {
      result.append(parts.joined(separator: ".") + "." + name)
      parts.removeLast()
    }
    return result + [name]
  }

  /// The dotted name that a chain of selects spells, unless it begins with a macro's variable.
  func qualifiedName(_ expression: Expression) -> (name: String, isRooted: Bool)? {
    switch expression.kind {
    case .identifier(let name, let isRooted):
      return !isRooted && local(name) != nil ? nil : (name, isRooted)
    case .select(let operand, let field, false):
      return qualifiedName(operand).map { ("\($0.name).\(field)", $0.isRooted) }
    default: return nil
    }
  }

  // MARK: Selects

  mutating func select(
    _ expression: Expression, _ operand: Expression, _ field: String, _ isOptional: Bool
  ) -> ValueType {
    if !isOptional, let (name, isRooted) = qualifiedName(expression), let type = global(expression, name, isRooted) {
      skip(operand)
      return type
    }
    let operandType = unifier.resolved(type(of: operand))
    if case .optional(let inner) = operandType {
      return .optional(fieldType(expression, operand, inner, field))
    }
    let type = fieldType(expression, operand, operandType, field)
    return isOptional ? .optional(type) : type
  }

  mutating func presence(
    _ expression: Expression, _ presence: Expression.Presence, _ operand: Expression, _ field: String
  ) -> ValueType {
    var operandType = unifier.resolved(type(of: operand))
    if case .optional(let inner) = operandType { operandType = inner }
    _ = fieldType(expression, operand, operandType, field)
    return .bool
  }

  private mutating func fieldType(
    _ expression: Expression, _ operand: Expression, _ type: ValueType, _ field: String
  ) -> ValueType {
    switch type {
    case .dyn, .error: return type
    case .parameter:
      _ = unifier.agrees(.dyn, type)
      return .dyn
    case .map(_, let value): return value
    case .object(let object):
      if let member = environment.objects.member(field, of: object) { return member.type }
      return fail(unknownAttribute(expression, operand, object, field))
    default:
      return fail(
        CheckDiagnostics.noMembers(
          fieldSpan(expression, operand), field, operand: text(operand), type: type, origin: origin(of: operand)))
    }
  }

  private func unknownAttribute(
    _ expression: Expression, _ operand: Expression, _ object: ObjectType, _ field: String
  ) -> Diagnostic {
    let objects = environment.objects
    let names = objects.memberNames(of: object).sorted()
    var nearest = NameSuggestions.nearest(to: field, among: names)
    // `password_state` for `password.state`.
    if nearest == nil || nearest?.lowercased() != field.lowercased() {
      let parts = field.split(separator: "_", omittingEmptySubsequences: false)
      // More parts than any attribute has are no slip.
      for split in 1..<max(parts.count > 8 ? 1 : parts.count, 1) {
        let head = parts[..<split].joined(separator: "_")
        let tail = parts[split...].joined(separator: "_")
        if let member = objects.member(head, of: object), case .object(let group) = member.type,
          objects.member(tail, of: group) != nil
        {
          nearest = "\(head).\(tail)"
        }
      }
    }
    let isMethod = !objects.methods(field, of: object).isEmpty
    return CheckDiagnostics.unknownAttribute(
      fieldSpan(expression, operand), field, of: text(operand), type: object, nearest: nearest, all: names,
      isMethod: isMethod, origin: origin(of: operand))
  }

  /// The field's own name in a select or a presence test.
  private func fieldSpan(_ expression: Expression, _ operand: Expression) -> Span {
    let start = operand.range.upperBound
    guard start < expression.range.upperBound else { return span(expression) }
    var lower = start
    while lower < expression.range.upperBound, lower < bytes.count, !bytes[lower].continuesName,
      bytes[lower] != UInt8(ascii: "`")
    {
      lower += 1
    }
    var upper = lower
    if lower < bytes.count, bytes[lower] == UInt8(ascii: "`") {
      upper += 1
      while upper < bytes.count, bytes[upper] != UInt8(ascii: "`") { upper += 1 }
      upper = min(upper + 1, bytes.count)
    } else {
      while upper < bytes.count, bytes[upper].continuesName { upper += 1 }
    }
    return lower < upper ? source.span(lower..<upper) : span(expression)
  }

  // MARK: Suggestions and origins

  /// What an unknown name may have been meant to be.
  private func suggestions(for name: String) -> CheckDiagnostics.NameHints {
    var hints = CheckDiagnostics.NameHints()
    let variables = environment.variables.keys.sorted()
    let scope = locals.map(\.name).filter { !$0.hasPrefix("@") }
    hints.nearest = NameSuggestions.nearest(to: name, among: scope + variables + ["true", "false", "null"])
    hints.isFunction = environment.functions[name] != nil || MacroShape.usage(name) != nil
    for variable in variables {
      guard case .object(let object)? = environment.variables[variable]?.type else { continue }
      if environment.objects.member(name, of: object) != nil { hints.owners.append(variable) }
    }
    for local in locals where !local.name.hasPrefix("@") {
      guard case .object(let object) = unifier.resolved(local.type) else { continue }
      if environment.objects.member(name, of: object) != nil { hints.owners.insert(local.name, at: 0) }
    }
    return hints
  }

  /// Where the type of an expression was declared, if a file declares it.
  func origin(of expression: Expression) -> Diagnostic.Label? {
    switch expression.kind {
    case .identifier, .select:
      if case .variable(let name)? = references[expression.id] {
        guard let variable = environment.variables[name], let origin = variable.origin else { return nil }
        return .init(origin, CheckDiagnostics.declared(name, variable.type))
      }
      guard case .select(let operand, let field, _) = expression.kind, let member = member(of: operand, field),
        let origin = member.origin
      else { return nil }
      return .init(origin, CheckDiagnostics.declared(text(expression), member.type))
    default: return nil
    }
  }

  /// The declaration of a member that a select names.
  func member(of operand: Expression, _ field: String) -> ObjectMember? {
    var type = known(operand)
    if case .optional(let inner) = type { type = inner }
    guard case .object(let object) = type else { return nil }
    return environment.objects.member(field, of: object)
  }

  /// Whether an expression reads a member of an object, and so may be null whatever its type.
  func readsMember(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .select(let operand, let field, _): return member(of: operand, field) != nil || readsMember(operand)
    case .identifier(let name, false): return local(name)?.isMember ?? false
    case .call("_?_:_", nil, let parts): return parts.dropFirst().contains { readsMember($0) }
    case .call("_[_]", nil, let parts): return parts.first.map { readsMember($0) } ?? false
    case .call(_, let target?, _):
      if case .object = known(target) { return true }
      return false
    case .bind(_, _, let body): return readsMember(body)
    case .comprehension(let comprehension): return readsMember(comprehension.operand)
    default: return false
    }
  }
}
