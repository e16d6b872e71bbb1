import Diagnostics
import Values

extension Checker {
  mutating func comprehension(_ expression: Expression, _ comprehension: Expression.Comprehension) -> ValueType {
    let operandType = unifier.resolved(type(of: comprehension.operand))
    let isMember = readsMember(comprehension.operand)
    var key = ValueType.int
    var value = ValueType.dyn
    var element = ValueType.dyn
    switch operandType {
    case .list(let type):
      (key, value, element) = (.int, type, type)
    case .map(let keyType, let valueType):
      (key, value, element) = (keyType, valueType, keyType)
    case .dyn, .error: key = .dyn
    case .parameter:
      // From here on it is dyn, so that it cannot become a type that the macro was not checked with.
      _ = unifier.agrees(.dyn, operandType)
      key = .dyn
    default:
      diagnostics.append(
        CheckDiagnostics.notIterable(
          span(comprehension.operand), comprehension.spelling, operandType, origin: origin(of: comprehension.operand)))
      (key, value, element) = (.error, .error, .error)
    }
    let kinds = comprehension.variables.count == 1 ? [element] : [key, value]
    let depth = locals.count
    for (name, type) in zip(comprehension.variables, kinds) {
      locals.append(Local(name: name, type: type, isMember: isMember))
    }
    if let condition = comprehension.condition {
      require(condition, .condition(of: comprehension.spelling))
    }
    let transform = comprehension.transform.map { ($0, type(of: $0)) }
    locals.removeLast(locals.count - depth)
    switch comprehension.macro {
    case .all, .exists, .existsOne: return .bool
    case .filter, .sortBy: return .list(element)
    case .map, .transformList: return .list(transform?.1 ?? .dyn)
    case .transformMap: return .map(key, transform?.1 ?? .dyn)
    case .transformMapEntry:
      guard let (body, type) = transform else { return .map(.dyn, .dyn) }
      switch unifier.resolved(type) {
      case .map(let key, let value): return .map(key, value)
      case .dyn, .error, .parameter: return .map(.dyn, .dyn)
      case let other: return fail(CheckDiagnostics.entryExpected(span(body), other))
      }
    }
  }

  mutating func bind(_ variable: String, _ value: Expression, _ body: Expression) -> ValueType {
    let valueType = type(of: value)
    locals.append(Local(name: variable, type: valueType, isMember: readsMember(value)))
    defer { locals.removeLast() }
    return type(of: body)
  }

  mutating func optionalMap(
    _ expression: Expression, _ target: Expression, _ variable: String, _ body: Expression, _ isFlat: Bool
  ) -> ValueType {
    var inner = ValueType.dyn
    let targetType = unifier.resolved(type(of: target))
    switch targetType {
    case .optional(let type): inner = type
    case .dyn, .error: break
    case .parameter: _ = unifier.agrees(.optional(.dyn), targetType)
    default:
      diagnostics.append(
        CheckDiagnostics.optionalReceiver(span(target), isFlat ? "optFlatMap" : "optMap", targetType))
      inner = .error
    }
    locals.append(Local(name: variable, type: inner, isMember: readsMember(target)))
    let bodyType = type(of: body)
    locals.removeLast()
    if inner == .error { return .error }
    guard isFlat else { return .optional(bodyType) }
    switch unifier.resolved(bodyType) {
    case .optional, .dyn, .error: return bodyType
    case .parameter: return .optional(.dyn)
    case let other: return fail(CheckDiagnostics.flatMapResult(span(body), other))
    }
  }

  // MARK: Conditions

  /// Where a condition stands, for the words about one that is none.
  enum ConditionPlace {
    case operand(of: String)
    case condition(of: String)
    case conditional
  }

  /// Checks a node that must be true or false.
  mutating func require(_ expression: Expression, _ place: ConditionPlace) {
    let type = type(of: expression)
    guard !agrees(type, .bool) else { return }
    diagnostics.append(
      CheckDiagnostics.condition(
        span(expression), place, unifier.resolved(type), text: text(expression), origin: origin(of: expression)))
  }
}
