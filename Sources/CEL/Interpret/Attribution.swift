import Values

/// Names the attribute in an unknown that a function made of a value it could not read.
///
/// A function sees values, not where they came from: `version('n/a')` makes an unknown without an attribute. The first
/// argument that is a selection tells which one was meant, and if it was read from an object, of which subject.
enum Attribution {
  static func attributed(_ unknown: Unknown, to arguments: [any Node], _ frame: inout Frame) -> Unknown {
    guard unknown.causes.contains(where: { $0.attribute.isEmpty && $0.code != .undecided }) else { return unknown }
    guard let argument = arguments.first(where: { path($0.expression) != nil }) else { return unknown }
    var (attribute, subject) = (path(argument.expression) ?? "", "")
    if let selection = argument as? SelectNode, case .object(let object) = selection.operand.compute(&frame) {
      attribute = "\(object.type).\(selection.field)"
      subject = object.subject
    }
    var result: Unknown?
    for var cause in unknown.causes {
      if cause.attribute.isEmpty, cause.code != .undecided {
        cause.attribute = attribute
        cause.subject = subject
      }
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
