import Values

extension Planner {
  /// A name, or a selection that may be a qualified name.
  mutating func name(_ expression: Expression) -> any Node {
    switch checked?.references[expression.id] {
    case .type(let type)?:
      return ConstantNode(expression, .type(type.denotation))
    case .variable(let name)?:
      if case .identifier(let written, false) = expression.kind, let local = local(written) {
        return LocalNode(expression, slot: local.slot)
      }
      return VariableNode(expression, name: name)
    case .function?, nil:
      break
    }
    if let path = Path(expression), path.isRooted || local(path.names[0]) == nil,
      checked == nil || path.names.count == 1
    {
      return unresolved(expression, path)
    }
    switch expression.kind {
    case .identifier(let name, _):
      guard let local = local(name) else { return FailureNode(expression, "no such variable: `\(name)`") }
      return LocalNode(expression, slot: local.slot)
    case .select(let operand, let field, let isOptional):
      return SelectNode(expression, operand: plan(operand), field: field, isOptional: isOptional)
    default:
      return FailureNode(expression, "no name")
    }
  }

  private func unresolved(_ expression: Expression, _ path: Path) -> any Node {
    var candidates: [(name: String, used: Int)] = []
    for used in stride(from: path.names.count, to: 0, by: -1) {
      let prefix = path.names[..<used].joined(separator: ".")
      for name in qualified(prefix, isRooted: path.isRooted) { candidates.append((name, used)) }
    }
    let full = path.names.joined(separator: ".")
    let type = qualified(full, isRooted: path.isRooted).lazy.compactMap { TypeNames.all[$0] }.first
    return UnresolvedNameNode(expression, candidates: candidates, path: path.names, type: type)
  }

  /// What a name may be, innermost namespace first: in the container `a.b`, `x` is `a.b.x`, `a.x` or `x`.
  func qualified(_ name: String, isRooted: Bool) -> [String] {
    if isRooted || container.isEmpty { return [name] }
    var result: [String] = []
    var namespace = container.split(separator: ".")
    while !namespace.isEmpty {
      result.append(namespace.joined(separator: ".") + "." + name)
      namespace.removeLast()
    }
    result.append(name)
    return result
  }

  /// A chain of plain selections from a name.
  struct Path {
    let names: [String]
    let isRooted: Bool

    init?(_ expression: Expression) {
      var fields: [String] = []
      var current = expression
      while true {
        switch current.kind {
        case .select(let operand, let field, false):
          fields.append(field)
          current = operand
        case .identifier(let name, let isRooted):
          fields.append(name)
          names = fields.reversed()
          self.isRooted = isRooted
          return
        default:
          return nil
        }
      }
    }
  }
}

/// The names of types as values.
public enum TypeNames {
  /// By name: `int`, `google.protobuf.Timestamp`.
  public static let all: [String: ValueType] = [
    "bool": .bool, "int": .int, "uint": .uint, "double": .double, "string": .string, "bytes": .bytes,
    "list": .list(.dyn), "map": .map(.dyn, .dyn), "null_type": .null, "type": .type(.dyn),
    "optional_type": .optional(.dyn), "google.protobuf.Timestamp": .timestamp,
    "google.protobuf.Duration": .duration, "net.IP": .ip, "net.CIDR": .cidr, "date": .date, "version": .version,
  ]
}
