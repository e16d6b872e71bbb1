import Values

/// What a typed function body can take as an argument: a Swift type that stands for one type of CEL.
protocol Operand: Sendable {
  /// The parameter's type in the declaration.
  static var declaredType: ValueType { get }

  /// - Returns: nil if the value is of another kind.
  init?(operand value: Value)
}

extension Overload {
  /// An overload of one argument.
  static func of<A: Operand>(
    _ id: String, member: Bool = false, takes parameters: [ValueType]? = nil, open: Bool = false, _ result: ValueType,
    _ body: @escaping @Sendable (A) -> Value
  ) -> Overload {
    Overload(id, member: member, parameters ?? [A.declaredType], open: open, result) { arguments, _ in
      guard arguments.count == 1, let a = A(operand: arguments[0]) else { return .noSuchOverload(id, arguments) }
      return body(a)
    }
  }

  /// An overload of two arguments.
  static func of<A: Operand, B: Operand>(
    _ id: String, member: Bool = false, takes parameters: [ValueType]? = nil, open: Bool = false, _ result: ValueType,
    _ body: @escaping @Sendable (A, B) -> Value
  ) -> Overload {
    let types = parameters ?? [A.declaredType, B.declaredType]
    return Overload(id, member: member, types, open: open, result) { arguments, _ in
      guard arguments.count == 2, let a = A(operand: arguments[0]), let b = B(operand: arguments[1]) else {
        return .noSuchOverload(id, arguments)
      }
      return body(a, b)
    }
  }

  /// An overload of three arguments.
  static func of<A: Operand, B: Operand, C: Operand>(
    _ id: String, member: Bool = false, takes parameters: [ValueType]? = nil, open: Bool = false, _ result: ValueType,
    _ body: @escaping @Sendable (A, B, C) -> Value
  ) -> Overload {
    let types = parameters ?? [A.declaredType, B.declaredType, C.declaredType]
    return Overload(id, member: member, types, open: open, result) { arguments, _ in
      guard arguments.count == 3, let a = A(operand: arguments[0]), let b = B(operand: arguments[1]),
        let c = C(operand: arguments[2])
      else { return .noSuchOverload(id, arguments) }
      return body(a, b, c)
    }
  }

  /// An overload of four arguments.
  static func of<A: Operand, B: Operand, C: Operand, D: Operand>(
    _ id: String, member: Bool = false, takes parameters: [ValueType]? = nil, open: Bool = false, _ result: ValueType,
    _ body: @escaping @Sendable (A, B, C, D) -> Value
  ) -> Overload {
    let types = parameters ?? [A.declaredType, B.declaredType, C.declaredType, D.declaredType]
    return Overload(id, member: member, types, open: open, result) { arguments, _ in
      guard arguments.count == 4, let a = A(operand: arguments[0]), let b = B(operand: arguments[1]),
        let c = C(operand: arguments[2]), let d = D(operand: arguments[3])
      else { return .noSuchOverload(id, arguments) }
      return body(a, b, c, d)
    }
  }

  /// An operator that the interpreter evaluates itself, or over any kinds of values.
  static func binary(
    _ id: String, _ parameters: [ValueType], _ result: ValueType, open: Bool = false,
    _ operation: @escaping @Sendable (Value, Value) -> Value
  ) -> Overload {
    Overload(id, parameters, open: open, result) { arguments, _ in
      guard arguments.count == 2 else { return .noSuchOverload(id, arguments) }
      return operation(arguments[0], arguments[1])
    }
  }
}

extension Value: Operand {
  static var declaredType: ValueType { .dyn }
  init?(operand value: Value) { self = value }
}

extension Bool: Operand {
  static var declaredType: ValueType { .bool }
  init?(operand value: Value) {
    guard case .bool(let value) = value else { return nil }
    self = value
  }
}

extension Int64: Operand {
  static var declaredType: ValueType { .int }
  init?(operand value: Value) {
    guard case .int(let value) = value else { return nil }
    self = value
  }
}

extension UInt64: Operand {
  static var declaredType: ValueType { .uint }
  init?(operand value: Value) {
    guard case .uint(let value) = value else { return nil }
    self = value
  }
}

extension Double: Operand {
  static var declaredType: ValueType { .double }
  init?(operand value: Value) {
    guard case .double(let value) = value else { return nil }
    self = value
  }
}

extension String: Operand {
  static var declaredType: ValueType { .string }
  init?(operand value: Value) {
    guard let text = value.plainText else { return nil }
    self = text
  }
}

extension [UInt8]: Operand {
  static var declaredType: ValueType { .bytes }
  init?(operand value: Value) {
    guard case .bytes(let value) = value else { return nil }
    self = value
  }
}

extension ListValue: Operand {
  static var declaredType: ValueType { .list(.dyn) }
  init?(operand value: Value) {
    guard case .list(let value) = value else { return nil }
    self = value
  }
}

extension MapValue: Operand {
  static var declaredType: ValueType { .map(.dyn, .dyn) }
  init?(operand value: Value) {
    guard case .map(let value) = value else { return nil }
    self = value
  }
}

extension Timestamp: Operand {
  static var declaredType: ValueType { .timestamp }
  init?(operand value: Value) {
    guard case .timestamp(let value) = value else { return nil }
    self = value
  }
}

extension Duration: Operand {
  static var declaredType: ValueType { .duration }
  init?(operand value: Value) {
    guard case .duration(let value) = value else { return nil }
    self = value
  }
}

extension CalendarDate: Operand {
  static var declaredType: ValueType { .date }
  init?(operand value: Value) {
    guard case .date(let value) = value else { return nil }
    self = value
  }
}

extension Version: Operand {
  static var declaredType: ValueType { .version }
  init?(operand value: Value) {
    guard case .version(let value) = value else { return nil }
    self = value
  }
}

extension IPAddress: Operand {
  static var declaredType: ValueType { .ip }
  init?(operand value: Value) {
    guard case .ip(let value) = value else { return nil }
    self = value
  }
}

extension CIDR: Operand {
  static var declaredType: ValueType { .cidr }
  init?(operand value: Value) {
    guard case .cidr(let value) = value else { return nil }
    self = value
  }
}
