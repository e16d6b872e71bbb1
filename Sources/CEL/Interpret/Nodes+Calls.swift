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
  struct Candidate: Sendable {
    let overload: Overload
    let kinds: [ParameterKind]
    /// Whether a parameter may need `adapt`.
    let adapts: Bool

    init(_ overload: Overload, arguments: Int) {
      self.overload = overload
      var kinds = overload.parameters.map(ParameterKind.init)
      if let last = kinds.last { while kinds.count < arguments { kinds.append(last) } }
      self.kinds = kinds
      adapts = kinds.contains { $0 == .string || $0 == .text }
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
      if !candidate.overload.seesOpenness, let openness = Self.openness(arguments) { return .unknown(openness) }
      guard candidate.adapts else { return candidate.overload.evaluate(arguments, context) }
      let adapted = zip(candidate.kinds, arguments).map { kind, argument in kind.adapt(argument) }
      return candidate.overload.evaluate(adapted, context)
    }
    return .noSuchOverload(function, arguments)
  }

  private static func openness(_ arguments: [Value]) -> Unknown? {
    var openness: Unknown?
    for case .list(let list) in arguments { openness = Unknown.merging(openness, list.openness) }
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
    let result = overloads.call(values, frame.context)
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
    let result = overloads.call(values, frame.context)
    guard case .unknown(let unknown) = result else { return result }
    return .unknown(Attribution.attributed(unknown, to: [target] + arguments, &frame))
  }
}

/// Names the attribute in an unknown that a function made of a value it could not read.
///
/// A function sees values, not where they came from: `version('n/a')` makes an unknown without an attribute. The first
/// argument that is a selection tells which one was meant.
enum Attribution {
  static func attributed(_ unknown: Unknown, to arguments: [any Node], _ frame: inout Frame) -> Unknown {
    guard unknown.causes.contains(where: { $0.attribute.isEmpty && $0.code != .undecided }) else { return unknown }
    guard let name = arguments.lazy.compactMap({ path($0.expression) }).first else { return unknown }
    var result: Unknown?
    for var cause in unknown.causes {
      if cause.attribute.isEmpty, cause.code != .undecided { cause.attribute = name }
      result = Unknown.merging(result, Unknown(cause))
    }
    return result ?? unknown
  }

  /// `camera.firmware.version` of a chain of selections from a name.
  private static func path(_ expression: Expression) -> String? {
    var fields: [String] = []
    var current = expression
    while true {
      switch current.kind {
      case .select(let operand, let field, _):
        fields.append(field)
        current = operand
      case .identifier(let name, _):
        fields.append(name)
        return fields.count > 1 ? fields.reversed().joined(separator: ".") : nil
      default:
        return nil
      }
    }
  }
}

/// A failure that is known when the program is made: an unknown function, a cap.
final class FailureNode: Node {
  let expression: Expression
  let message: String

  init(_ expression: Expression, _ message: String) {
    self.expression = expression
    self.message = message
  }

  func compute(_ frame: inout Frame) -> Value { .failed(message) }
}
