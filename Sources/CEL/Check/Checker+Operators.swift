import Diagnostics
import Values

extension Checker {
  /// The type of an operator that has rules of its own, or nil: it then is a function like any other.
  mutating func operation(_ expression: Expression, _ name: String, _ arguments: [Expression]) -> ValueType? {
    switch (name, arguments.count) {
    case ("_&&_", 2), ("_||_", 2):
      for argument in arguments { require(argument, .operand(of: name == "_&&_" ? "&&" : "||")) }
      refer(expression, name)
      return .bool
    case ("!_", 1):
      require(arguments[0], .operand(of: "!"))
      refer(expression, name)
      return .bool
    case ("_?_:_", 3): return conditional(expression, arguments)
    case ("_==_", 2), ("_!=_", 2): return equality(expression, name, arguments[0], arguments[1])
    case ("@in", 2): return membership(expression, arguments[0], arguments[1])
    case ("_<_", 2), ("_<=_", 2), ("_>_", 2), ("_>=_", 2): return ordering(expression, name, arguments)
    default: return nil
    }
  }

  /// Records an operator whose overloads all apply.
  private mutating func refer(_ expression: Expression, _ name: String) {
    references[expression.id] = .function(name, overloads: environment.functions[name]?.overloads.map(\.id) ?? [])
  }

  private mutating func conditional(_ expression: Expression, _ parts: [Expression]) -> ValueType {
    require(parts[0], .conditional)
    let then = type(of: parts[1])
    let other = type(of: parts[2])
    refer(expression, "_?_:_")
    if agrees(then, other) { return unifier.mostGeneral(then, other) }
    let left = unifier.resolved(then)
    let right = unifier.resolved(other)
    if left == .null, readsMember(parts[2]) { return other }
    if right == .null, readsMember(parts[1]) { return then }
    return fail(
      CheckDiagnostics.branches(
        span(parts[1]), left, span(parts[2]), right,
        origins: [origin(of: parts[1]), origin(of: parts[2])].compactMap { $0 }))
  }

  // MARK: Comparisons

  private mutating func equality(
    _ expression: Expression, _ name: String, _ left: Expression, _ right: Expression
  ) -> ValueType {
    if misreadNegation(expression, name, left, right) { return .bool }
    let leftType = type(of: left)
    let rightType = type(of: right)
    refer(expression, name)
    let a = unifier.resolved(leftType)
    let b = unifier.resolved(rightType)
    checkVocabulary(a, of: left, right)
    checkVocabulary(b, of: right, left)
    if agrees(leftType, rightType) { return .bool }
    if a == .null, readsMember(right) { return .bool }
    if b == .null, readsMember(left) { return .bool }
    if a == .error || b == .error { return .bool }
    diagnostics.append(
      operatorMismatch(expression, name, [left, right], [a, b])
        ?? CheckDiagnostics.incomparable(comparison(expression, name, left, a, right, b)))
    return .bool
  }

  private mutating func ordering(_ expression: Expression, _ name: String, _ operands: [Expression]) -> ValueType? {
    guard misreadNegation(expression, name, operands[0], operands[1]) else { return nil }
    return .bool
  }

  private mutating func membership(_ expression: Expression, _ element: Expression, _ container: Expression)
    -> ValueType
  {
    if misreadNegation(expression, "@in", element, container) { return .bool }
    let elementType = type(of: element)
    let containerType = type(of: container)
    let wanted = unifier.resolved(elementType)
    let found = unifier.resolved(containerType)
    if case .list(let items, _) = container.kind {
      for item in items { checkVocabulary(wanted, of: element, item) }
    }
    if case .list(let inner) = found { checkVocabulary(inner, of: container, element) }
    if case .map(let inner, _) = found { checkVocabulary(inner, of: container, element) }
    if wanted == .error || found == .error { return .bool }
    if let declaration = environment.functions["@in"] {
      if let (type, ids) = resolve(declaration.overloads, [elementType, containerType]) {
        references[expression.id] = .function("@in", overloads: ids)
        return type
      }
    } else {
      references[expression.id] = .function("@in", overloads: [])
    }
    switch found {
    case .list(let inner), .map(let inner, _):
      if agrees(elementType, inner) || (wanted == .null && readsMember(container)) {
        refer(expression, "@in")
        return .bool
      }
    case .dyn, .parameter: return .bool
    default: break
    }
    diagnostics.append(
      operatorMismatch(expression, "@in", [element, container], [wanted, found])
        ?? CheckDiagnostics.incomparable(comparison(expression, "@in", element, wanted, container, found)))
    return .bool
  }

  /// `!x in list` and `!x == y` negate x alone; where x is no condition, the whole was meant.
  private mutating func misreadNegation(
    _ expression: Expression, _ name: String, _ left: Expression, _ right: Expression
  ) -> Bool {
    guard case .call("!_", nil, let inner) = left.kind, let operand = inner.first,
      !isParenthesised(left, first: nil)
    else { return false }
    let saved = (unifier, types, references, diagnostics)
    let operandType = type(of: operand)
    if unifier.resolved(operandType).isOpen || agrees(operandType, .bool) {
      (unifier, types, references, diagnostics) = saved
      return false
    }
    _ = type(of: right)
    types[left.id] = .error
    let whole = "!(\(text(operand)) \(CheckDiagnostics.sign(name)) \(text(right)))"
    diagnostics.append(
      CheckDiagnostics.negatedOperand(
        span(left), unifier.resolved(operandType), sign: CheckDiagnostics.sign(name), whole: whole,
        fix: .init(span(expression), whole)))
    return true
  }

  /// Whether a node's range takes in parentheses around it, given the node that is written first in it.
  private func isParenthesised(_ expression: Expression, first: Expression?) -> Bool {
    if let first { return expression.range.lowerBound < first.range.lowerBound }
    guard expression.range.lowerBound < bytes.count else { return false }
    return bytes[expression.range.lowerBound] == UInt8(ascii: "(")
  }

  // MARK: Vocabularies

  /// Checks a literal that is compared with words of a closed vocabulary.
  private mutating func checkVocabulary(_ type: ValueType, of attribute: Expression, _ literal: Expression) {
    guard case .vocabulary(let words) = type else { return }
    switch literal.kind {
    case .literal(.string(let word)):
      guard !words.contains(word) else { return }
      diagnostics.append(
        CheckDiagnostics.notInVocabulary(
          span(literal), word, attribute: text(attribute), words: words, origin: origin(of: attribute)))
    case .call("_?_:_", nil, let parts):
      for part in parts.dropFirst() { checkVocabulary(type, of: attribute, part) }
    default: break
    }
  }

  // MARK: What went wrong

  /// The words for operands that an operator cannot take, or nil for a function that is none.
  func operatorMismatch(
    _ expression: Expression, _ name: String, _ operands: [Expression], _ types: [ValueType]
  ) -> Diagnostic? {
    switch (name, operands.count) {
    case ("_<_", 2), ("_<=_", 2), ("_>_", 2), ("_>=_", 2), ("_==_", 2), ("_!=_", 2):
      if let chain = chain(expression, name, operands) { return chain }
      return comparisonMismatch(expression, name, operands, types)
    case ("@in", 2): return membershipMismatch(operands, types)
    case ("_+_", 2), ("_-_", 2), ("_*_", 2), ("_/_", 2), ("_%_", 2):
      let conversion = conversion(operands[0], types[0], operands[1], types[1])
      return CheckDiagnostics.arithmetic(
        span(expression), CheckDiagnostics.sign(name), span(operands[0]), types[0], span(operands[1]), types[1],
        conversion: conversion, origins: operands.compactMap { origin(of: $0) })
    case ("-_", 1):
      return CheckDiagnostics.negation(span(operands[0]), types[0], origin: origin(of: operands[0]))
    case ("_[_]", 2), ("_[?_]", 2):
      return CheckDiagnostics.index(
        span(operands[0]), text(operands[0]), types[0], span(operands[1]), text(operands[1]), types[1],
        origin: origin(of: operands[0]))
    default: return nil
    }
  }

  private func comparisonMismatch(
    _ expression: Expression, _ name: String, _ operands: [Expression], _ types: [ValueType]
  ) -> Diagnostic? {
    let sides = comparison(expression, name, operands[0], types[0], operands[1], types[1])
    switch (types[0], types[1]) {
    case (.date, .timestamp), (.timestamp, .date): return CheckDiagnostics.dateAndTimestamp(sides)
    case (.version, let other) where other.isStringLike:
      return CheckDiagnostics.versionAndString(sides, string: text(operands[1]), span(operands[1]))
    case (let other, .version) where other.isStringLike:
      return CheckDiagnostics.versionAndString(sides, string: text(operands[0]), span(operands[0]))
    case (let type, let other) where other.isStringLike && Checker.reader(type) != nil:
      return CheckDiagnostics.unreadString(
        sides, string: text(operands[1]), span(operands[1]), type: type, reader: Checker.reader(type) ?? "")
    case (let other, let type) where other.isStringLike && Checker.reader(type) != nil:
      return CheckDiagnostics.unreadString(
        sides, string: text(operands[0]), span(operands[0]), type: type, reader: Checker.reader(type) ?? "")
    default:
      if name == "_==_" || name == "_!=_" { return CheckDiagnostics.incomparable(sides) }
      return CheckDiagnostics.unordered(sides)
    }
  }

  /// The function that reads a value of the type from a string.
  private static func reader(_ type: ValueType) -> String? {
    switch type {
    case .date: "date"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .ip: "ip"
    case .cidr: "cidr"
    default: nil
    }
  }

  private func membershipMismatch(_ operands: [Expression], _ types: [ValueType]) -> Diagnostic {
    switch types[1] {
    case .list(let inner), .map(let inner, _):
      var isMap = false
      if case .map = types[1] { isMap = true }
      return CheckDiagnostics.neverIn(
        span(operands[0]), types[0], span(operands[1]), inner, isMap: isMap,
        conversion: elementsConversion(operands[1], to: types[0])
          ?? CheckDiagnostics.conversion(operands[0], types[0], to: inner).map {
            ($0.help, $0.replacement.map { .init(span(operands[0]), $0) })
          }, origin: origin(of: operands[1]) ?? origin(of: operands[0]))
    default:
      return CheckDiagnostics.notAContainer(
        span(operands[1]), types[1], element: text(operands[0]), elementType: types[0], container: text(operands[1]),
        origin: origin(of: operands[1]))
    }
  }

  /// A list of literals with each of them in another type.
  private func elementsConversion(_ list: Expression, to type: ValueType) -> CheckDiagnostics.Conversion? {
    guard case .list(let items, _) = list.kind, !items.isEmpty else { return nil }
    var literals: [String] = []
    for item in items {
      let conversion = CheckDiagnostics.conversion(item, known(item), to: type)
      guard let literal = conversion?.replacement else { return nil }
      literals.append(literal)
    }
    let whole = "[\(literals.joined(separator: ", "))]"
    return ("write `\(whole)`", .init(span(list), whole))
  }

  /// `a < b < c`.
  private func chain(_ expression: Expression, _ name: String, _ operands: [Expression]) -> Diagnostic? {
    guard case .call(let inner, nil, let parts) = operands[0].kind, parts.count == 2,
      ["_<_", "_<=_", "_>_", "_>=_", "_==_", "_!=_"].contains(inner), !isParenthesised(operands[0], first: parts[0])
    else { return nil }
    let whole =
      "\(text(operands[0])) && \(text(parts[1])) \(CheckDiagnostics.sign(name)) \(text(operands[1]))"
    return CheckDiagnostics.chain(span(expression), whole)
  }

  private func comparison(
    _ expression: Expression, _ name: String, _ left: Expression, _ leftType: ValueType, _ right: Expression,
    _ rightType: ValueType
  ) -> CheckDiagnostics.Comparison {
    CheckDiagnostics.Comparison(
      span: span(expression), sign: CheckDiagnostics.sign(name), left: text(left), leftSpan: span(left),
      leftType: leftType, right: text(right), rightSpan: span(right), rightType: rightType,
      conversion: conversion(left, leftType, right, rightType),
      origins: [left, right].compactMap { origin(of: $0) })
  }

  /// How one of two operands becomes the other's type, the literal one first.
  private func conversion(
    _ left: Expression, _ leftType: ValueType, _ right: Expression, _ rightType: ValueType
  ) -> CheckDiagnostics.Conversion? {
    let onRight = CheckDiagnostics.conversion(right, rightType, to: leftType)
    let onLeft = CheckDiagnostics.conversion(left, leftType, to: rightType)
    if let onRight, let replacement = onRight.replacement {
      return (onRight.help, .init(span(right), replacement))
    }
    if let onLeft, let replacement = onLeft.replacement { return (onLeft.help, .init(span(left), replacement)) }
    return (onRight ?? onLeft).map { ($0.help, nil) }
  }
}
