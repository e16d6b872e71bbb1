import Values

/// Which run-time values a parameter takes.
enum ParameterKind: Sendable {
  case any, null, bool, int, uint, double, string, text, bytes, list, map, timestamp, duration, date, version, ip, cidr
  case type, optional, object, nothing

  init(_ type: ValueType) {
    switch type {
    case .dyn, .parameter, .error: self = .any
    case .null: self = .null
    case .bool: self = .bool
    case .int: self = .int
    case .uint: self = .uint
    case .double: self = .double
    case .string, .vocabulary: self = .string
    case .text: self = .text
    case .bytes: self = .bytes
    case .list: self = .list
    case .map: self = .map
    case .timestamp: self = .timestamp
    case .duration: self = .duration
    case .date: self = .date
    case .version: self = .version
    case .ip: self = .ip
    case .cidr: self = .cidr
    case .type: self = .type
    case .optional: self = .optional
    case .object: self = .object
    case .abstract: self = .nothing
    }
  }

  /// A text is taken where a string is wanted, and the other way round.
  func accepts(_ value: Value) -> Bool {
    switch (self, value) {
    case (.any, _), (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double),
      (.string, .string), (.string, .text), (.text, .text), (.text, .string), (.bytes, .bytes), (.list, .list),
      (.map, .map), (.timestamp, .timestamp), (.duration, .duration), (.date, .date), (.version, .version),
      (.ip, .ip), (.cidr, .cidr), (.type, .type), (.optional, .optional), (.object, .object):
      true
    default: false
    }
  }

  /// Whether the value is not in the form that the parameter is declared with.
  @inline(__always)
  func mustAdapt(_ value: Value) -> Bool {
    switch (self, value) {
    case (.string, .text), (.text, .string): true
    default: false
    }
  }

  /// The value in the form that the parameter is declared with.
  func adapt(_ value: Value) -> Value {
    switch (self, value) {
    case (.string, .text(let text)): .string(text.display)
    case (.text, .string(let string)): .text(Text(string))
    default: value
    }
  }
}

/// The overloads of a function that fit a call's shape.
struct OverloadSet: Sendable {
  final class Candidate: Sendable {
    let overload: Overload
    let kinds: [ParameterKind]
    /// Whether a parameter may need `adapt`.
    let adapts: Bool
    /// Whether an argument may be an open list that the overload must not see.
    let mindsOpenness: Bool

    init(_ overload: Overload, arguments: Int) {
      self.overload = overload
      var kinds = overload.parameters.map(ParameterKind.init)
      if let last = kinds.last { while kinds.count < arguments { kinds.append(last) } }
      self.kinds = kinds
      adapts = kinds.contains { $0 == .string || $0 == .text }
      mindsOpenness = !overload.seesOpenness && kinds.contains { $0 == .list || $0 == .map || $0 == .any }
    }

    func accepts(_ arguments: [Value]) -> Bool {
      guard kinds.count == arguments.count else { return false }
      for index in kinds.indices where !kinds[index].accepts(arguments[index]) { return false }
      return true
    }
  }

  let function: String
  let candidates: [Candidate]

  /// The overloads of a declaration that take so many arguments, the receiver among them.
  init(_ declaration: FunctionDeclaration, isMember: Bool, arguments: Int) {
    function = declaration.name
    candidates = declaration.overloads.filter { overload in
      guard overload.isMember == isMember else { return false }
      if overload.isVariadic { return arguments >= overload.parameters.count }
      return arguments == overload.parameters.count
    }.map { Candidate($0, arguments: arguments) }
  }

  /// The result of the first overload that takes these values. All of them are known.
  func call(_ arguments: [Value], _ context: EvaluationContext) -> Value {
    for candidate in candidates where candidate.accepts(arguments) {
      if candidate.mindsOpenness, let openness = openness(arguments) { return .unknown(openness) }
      guard candidate.adapts else { return candidate.overload.evaluate(arguments, context) }
      var adapted = arguments
      for index in adapted.indices where candidate.kinds[index].mustAdapt(arguments[index]) {
        adapted[index] = candidate.kinds[index].adapt(arguments[index])
      }
      return candidate.overload.evaluate(adapted, context)
    }
    return .noSuchOverload(function, arguments)
  }

  /// Why the function cannot tell: there may be more elements than the arguments show, or some are not known. How many
  /// there are is known all the same.
  private func openness(_ arguments: [Value]) -> Unknown? {
    var openness: Unknown?
    for argument in arguments {
      switch argument {
      case .list(let list):
        openness = Unknown.merging(openness, list.openness)
        if function != "size" { openness = Unknown.merging(openness, list.obscurity) }
      case .map(let map):
        openness = Unknown.merging(openness, map.openness)
        if function != "size" { openness = Unknown.merging(openness, map.obscurity) }
      default: continue
      }
    }
    return openness
  }
}

/// A call of a library function, `f(a, b)` or `a.f(b)`.
final class CallNode: Node {
  let expression: Expression
  let overloads: OverloadSet
  let arguments: [any Node]

  init(_ expression: Expression, overloads: OverloadSet, arguments: [any Node]) {
    self.expression = expression
    self.overloads = overloads
    self.arguments = arguments
  }

  func compute(_ frame: inout Frame) -> Value {
    var values: [Value] = []
    values.reserveCapacity(arguments.count)
    var isBlocked = false
    for argument in arguments {
      let value = argument.evaluate(&frame)
      if !value.isKnown { isBlocked = true }
      values.append(value)
    }
    if isBlocked { return Strict.blend(values) }
    let result = overloads.call(values, frame.setting.context)
    guard case .unknown(let unknown) = result else { return result }
    return .unknown(Attribution.attributed(unknown, to: arguments, &frame))
  }
}

/// `target.f(a, b)`: a method of an object, a relation narrowed by `during`, or a member function of the library.
final class MethodNode: Node {
  let expression: Expression
  let function: String
  let target: any Node
  let arguments: [any Node]
  /// nil where the library has no such function.
  let overloads: OverloadSet?

  init(
    _ expression: Expression, function: String, target: any Node, arguments: [any Node], overloads: OverloadSet?
  ) {
    self.expression = expression
    self.function = function
    self.target = target
    self.arguments = arguments
    self.overloads = overloads
  }

  func compute(_ frame: inout Frame) -> Value {
    var values = [target.evaluate(&frame)]
    values.reserveCapacity(arguments.count + 1)
    var isBlocked = !values[0].isKnown
    for argument in arguments {
      let value = argument.evaluate(&frame)
      if !value.isKnown { isBlocked = true }
      values.append(value)
    }
    if isBlocked { return Strict.blend(values) }
    switch values[0] {
    case .object(let object):
      if let result = object.call(function, Array(values.dropFirst())) { return result }
    case .list(let list) where function == "during" && values.count == 3:
      guard let relation = list.relation else { return .failed("`during` applies to a relation over time only") }
      return relation.during(values[1], values[2])
    default: break
    }
    guard let overloads else { return .noSuchOverload(function, values) }
    let result = overloads.call(values, frame.setting.context)
    guard case .unknown(let unknown) = result else { return result }
    return .unknown(Attribution.attributed(unknown, to: [target] + arguments, &frame))
  }
}
