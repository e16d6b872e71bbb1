import Diagnostics
import Values

extension Checker {
  mutating func call(
    _ expression: Expression, _ name: String, _ target: Expression?, _ arguments: [Expression]
  ) -> ValueType {
    guard let target else {
      if let type = operation(expression, name, arguments) { return type }
      let argumentTypes = arguments.map { type(of: $0) }
      let isRooted = name.hasPrefix(".")
      let plain = isRooted ? String(name.dropFirst()) : name
      return function(expression, candidates(plain, isRooted), nil, arguments, argumentTypes)
    }
    if let (prefix, isRooted) = qualifiedName(target) {
      let names = candidates("\(prefix).\(name)", isRooted)
      if names.contains(where: { environment.functions[$0] != nil }) {
        skip(target)
        let argumentTypes = arguments.map { type(of: $0) }
        return function(expression, names, nil, arguments, argumentTypes)
      }
      if isUnknownNamespace(prefix, isRooted) {
        skip(target)
        for argument in arguments { _ = type(of: argument) }
        return fail(unknownFunction(expression, "\(prefix).\(name)", nil, arguments))
      }
    }
    let targetType = unifier.resolved(type(of: target))
    let scope = locals.count
    if environment.functions[name] == nil, name != "during" { assumeVariables(targetType, arguments) }
    let argumentTypes = arguments.map { type(of: $0) }
    locals.removeLast(locals.count - scope)
    if case .object(let object) = targetType {
      return method(expression, name, target, object, arguments, argumentTypes)
    }
    if name == "during", let type = during(expression, target, targetType, arguments, argumentTypes) { return type }
    return function(expression, [name], (target, targetType), arguments, argumentTypes)
  }

  /// In a call of no known function, names that nothing bears are taken for the variables of a misspelt macro.
  private mutating func assumeVariables(_ target: ValueType, _ arguments: [Expression]) {
    if case .object = target { return }
    for argument in arguments.prefix(2) {
      guard case .identifier(let name, false) = argument.kind, local(name) == nil, environment.variables[name] == nil
      else { continue }
      locals.append(Local(name: name, type: .error, isMember: false))
    }
  }

  /// Whether a call's target names nothing but is the first part of functions' names: `math.gratest(1, 2)`.
  private func isUnknownNamespace(_ prefix: String, _ isRooted: Bool) -> Bool {
    let first = prefix.split(separator: ".").first.map(String.init) ?? prefix
    let isVariable = candidates(first, isRooted).contains {
      environment.variables[$0] != nil || TypeNames.all[$0] != nil
    }
    if isVariable || candidates(prefix, isRooted).contains(where: { environment.variables[$0] != nil }) { return false }
    return prefix == "cel" || environment.functions.names.contains { $0.hasPrefix(prefix + ".") }
  }

  // MARK: Overloads

  private mutating func function(
    _ expression: Expression, _ names: [String], _ target: (expression: Expression, type: ValueType)?,
    _ arguments: [Expression], _ argumentTypes: [ValueType]
  ) -> ValueType {
    let library = environment.functions
    guard let function = names.lazy.compactMap({ library[$0] }).first else {
      return fail(unknownFunction(expression, names.last ?? "", target?.expression, arguments))
    }
    let all = (target.map { [$0.type] } ?? []) + argumentTypes
    let overloads = function.overloads.filter { $0.isMember == (target != nil) }
    if let (type, ids) = resolve(overloads, all) {
      references[expression.id] = .function(function.name, overloads: ids)
      return type
    }
    if all.contains(where: { unifier.resolved($0) == .error }) { return .error }
    let operands = (target.map { [$0.expression] } ?? []) + arguments
    return fail(
      mismatch(expression, function, overloads, operands, all.map { unifier.resolved($0) }, isMember: target != nil))
  }

  /// The overloads that can take arguments of these types, and the type that covers their results.
  mutating func resolve(_ overloads: [Overload], _ arguments: [ValueType]) -> (ValueType, [String])? {
    var result: ValueType?
    var exact: ValueType?
    var ids: [String] = []
    var exactIds: [String] = []
    for overload in overloads where overload.accepts(count: arguments.count) {
      let signature = instantiate(overload)
      let saved = unifier
      var isExact = true
      var fits = true
      for (position, argument) in arguments.enumerated() {
        let wanted = signature.parameters[min(position, signature.parameters.count - 1)]
        guard unifier.agrees(argument, wanted) else {
          fits = false
          break
        }
        isExact = isExact && Checker.isSameKindOfString(argument, wanted)
      }
      guard fits else {
        unifier = saved
        continue
      }
      let type = unifier.resolved(signature.result)
      ids.append(overload.id)
      result = covering(result, type)
      if isExact {
        exactIds.append(overload.id)
        exact = covering(exact, type)
      }
    }
    // An overload for `text` keeps one for `string` out, and the other way about.
    if let exact { return (exact, exactIds) }
    return result.map { ($0, ids) }
  }

  private func covering(_ a: ValueType?, _ b: ValueType) -> ValueType {
    guard let a else { return b }
    if a == b { return a }
    return a.isStringLike && b.isStringLike ? unifier.mostGeneral(a, b) : .dyn
  }

  private static func isSameKindOfString(_ a: ValueType, _ b: ValueType) -> Bool {
    guard a.isStringLike, b.isStringLike else { return true }
    switch (a, b) {
    case (.text, .text), (.string, .string), (.vocabulary, .vocabulary), (.vocabulary, .string): return true
    default: return false
    }
  }

  private mutating func instantiate(_ overload: Overload) -> (parameters: [ValueType], result: ValueType) {
    var names: Set<String> = []
    for type in overload.parameters { TypeUnifier.parameters(of: type, into: &names) }
    TypeUnifier.parameters(of: overload.result, into: &names)
    guard !names.isEmpty else { return (overload.parameters, overload.result) }
    var variables: [String: ValueType] = [:]
    for name in names.sorted() { variables[name] = unifier.fresh() }
    return (
      overload.parameters.map { TypeUnifier.instantiate($0, variables) },
      TypeUnifier.instantiate(overload.result, variables)
    )
  }

  // MARK: Methods of objects

  private mutating func method(
    _ expression: Expression, _ name: String, _ target: Expression, _ object: ObjectType, _ arguments: [Expression],
    _ argumentTypes: [ValueType]
  ) -> ValueType {
    let signatures = environment.objects.methods(name, of: object)
    if signatures.isEmpty {
      // A function over anything (`type`, `dyn`) may still take an object.
      if let function = environment.functions[name] {
        let overloads = function.overloads.filter(\.isMember)
        if let (type, ids) = resolve(overloads, [.object(object)] + argumentTypes) {
          references[expression.id] = .function(name, overloads: ids)
          return type
        }
      }
      return fail(
        CheckDiagnostics.unknownMethod(
          nameSpan(expression, name, target), name, of: text(target), type: object,
          methods: environment.objects.methodNames(of: object).sorted(),
          isMember: environment.objects.member(name, of: object) != nil, usage: MacroShape.usage(name)))
    }
    var problems: [Diagnostic] = []
    for signature in signatures {
      guard signature.accepts(count: argumentTypes.count) else {
        problems.append(
          CheckDiagnostics.argumentCount(
            span(expression), "\(text(target)).\(name)", counts: signatures.map(\.countText),
            found: argumentTypes.count, usage: nil))
        continue
      }
      var wrong: Diagnostic?
      for (position, type) in argumentTypes.enumerated() where wrong == nil {
        let wanted = signature.parameters[min(position, signature.parameters.count - 1)]
        if !agrees(type, wanted) {
          wrong = CheckDiagnostics.argument(
            span(arguments[position]), position, of: "\(text(target)).\(name)", expected: [wanted],
            found: unifier.resolved(type), origin: origin(of: arguments[position]))
        }
      }
      guard let wrong else { return signature.result }
      problems.insert(wrong, at: 0)
    }
    return problems.first.map { fail($0) } ?? .error
  }

  /// `relation.during(from, to)`.
  /// - Returns: nil if it is called on something that is no list.
  private mutating func during(
    _ expression: Expression, _ target: Expression, _ type: ValueType, _ arguments: [Expression],
    _ argumentTypes: [ValueType]
  ) -> ValueType? {
    guard case .list = type else { return nil }
    var hasWindow = false
    if case .select(let operand, let field, _) = target.kind {
      hasWindow = member(of: operand, field)?.hasWindow ?? false
    }
    guard hasWindow else {
      return fail(CheckDiagnostics.noWindow(span(target), text(target), origin: origin(of: target)))
    }
    guard arguments.count == 2 else {
      return fail(
        CheckDiagnostics.argumentCount(
          span(expression), "during", counts: ["2 arguments"], found: arguments.count,
          usage: "\(text(target)).during(from, to)"))
    }
    for (position, argument) in argumentTypes.enumerated() {
      if agrees(argument, .date) || agrees(argument, .timestamp) { continue }
      diagnostics.append(
        CheckDiagnostics.argument(
          span(arguments[position]), position, of: "during", expected: [.date, .timestamp],
          found: unifier.resolved(argument), origin: origin(of: arguments[position])))
    }
    return type
  }

  // MARK: What went wrong

  private func unknownFunction(
    _ expression: Expression, _ name: String, _ target: Expression?, _ arguments: [Expression]
  ) -> Diagnostic {
    let names = environment.functions.names.filter { $0.first?.isLetter == true }
    return CheckDiagnostics.unknownFunction(
      nameSpan(expression, name, target), name, isMember: target != nil, names: names,
      isVariable: environment.variables[name] != nil, argumentCount: arguments.count)
  }

  /// The function's own name in a call.
  private func nameSpan(_ expression: Expression, _ name: String, _ target: Expression?) -> Span {
    let start = expression.range.lowerBound
    guard let target else {
      let end = start + name.utf8.count
      return end <= expression.range.upperBound ? source.span(start..<end) : span(expression)
    }
    var lower = target.range.upperBound
    while lower < expression.range.upperBound, lower < bytes.count, !bytes[lower].isNameStart { lower += 1 }
    let upper = lower + name.utf8.count
    return upper <= expression.range.upperBound ? source.span(lower..<upper) : span(expression)
  }

  private func mismatch(
    _ expression: Expression, _ function: FunctionDeclaration, _ overloads: [Overload], _ operands: [Expression],
    _ types: [ValueType], isMember: Bool
  ) -> Diagnostic {
    let name = function.name
    if let operation = operatorMismatch(expression, name, operands, types) { return operation }
    guard !overloads.isEmpty else {
      return CheckDiagnostics.wrongForm(span(expression), name, isMember: isMember, operands.map { text($0) })
    }
    let fitting = overloads.filter { $0.accepts(count: types.count) }
    let offset = isMember ? 1 : 0
    guard !fitting.isEmpty else {
      var counts: [String] = []
      for overload in overloads where !counts.contains(overload.countText) { counts.append(overload.countText) }
      return CheckDiagnostics.argumentCount(
        span(expression), name, counts: counts, found: types.count - offset, usage: MacroShape.usage(name))
    }
    // The overload that goes furthest was meant.
    var furthest = -1
    var expected: [ValueType] = []
    for overload in fitting {
      var trial = self
      let signature = trial.instantiate(overload)
      for (position, type) in types.enumerated() {
        let wanted = signature.parameters[min(position, signature.parameters.count - 1)]
        guard !trial.unifier.agrees(type, wanted) else { continue }
        let shown = trial.unifier.resolved(wanted)
        if position > furthest {
          furthest = position
          expected = [shown]
        } else if position == furthest, !expected.contains(shown) {
          expected.append(shown)
        }
        break
      }
    }
    let position = max(furthest, 0)
    return CheckDiagnostics.argument(
      span(operands[position]), position - offset, of: name, expected: expected, found: types[position],
      origin: origin(of: operands[position]))
  }
}

extension Overload {
  func accepts(count: Int) -> Bool {
    count == parameters.count || (isVariadic && !parameters.isEmpty && count > parameters.count)
  }

  /// How many arguments it takes besides its receiver.
  var countText: String { CheckDiagnostics.count(parameters.count - (isMember ? 1 : 0), orMore: isVariadic) }
}

extension MethodSignature {
  func accepts(count: Int) -> Bool {
    count == parameters.count || (isVariadic && !parameters.isEmpty && count > parameters.count)
  }

  var countText: String { CheckDiagnostics.count(parameters.count, orMore: isVariadic) }
}
