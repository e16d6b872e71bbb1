import CEL
import Schema
import Values

/// What expressions read that is the same for every row: the parameters, the run, the days of the catalogs.
struct Constants {
  let parameters: [String: Value]
  let asOf: CalendarDate
  let catalogs: [CatalogDeclaration]

  /// The value of an expression that names nothing else; nil where it does.
  func value(_ expression: Expression, of whole: CheckedExpression) -> Value? {
    guard namesConstantsOnly(expression) else { return nil }
    var variables: [String: Value] = [
      "params": .object(ParameterObject(values: parameters)), "run": .object(RunObject(asOf: asOf)),
    ]
    for catalog in catalogs {
      variables[catalog.name] = .object(CatalogDay(name: catalog.name, asOf: catalog.asOf))
    }
    let cut = CheckedExpression(
      parsed: ParsedExpression(source: whole.parsed.source, root: expression), types: whole.types,
      references: whole.references)
    let value = Interpreter().evaluate(cut, DictionaryActivation(variables))
    return value.isKnown ? value : nil
  }

  private func namesConstantsOnly(_ expression: Expression) -> Bool {
    if case .identifier(let name, _) = expression.kind {
      return name == "params" || name == "run" || catalogs.contains { $0.name == name }
    }
    return expression.children.allSatisfy(namesConstantsOnly)
  }
}

/// `params`: the parameters of a policy by name.
public struct ParameterObject: ObjectValue {
  public let values: [String: Value]

  public init(values: [String: Value]) { self.values = values }

  public var type: ObjectType { PolicyTypes.parameters }
  public var identity: String { "params" }

  public func member(_ name: String) -> Value { values[name] ?? .failure(Failure("no such parameter: \(name)")) }
  public func has(_ name: String) -> Value { .bool(values[name] != nil) }
}

/// `run`: what is known of the run itself.
public struct RunObject: ObjectValue {
  public let asOf: CalendarDate

  public init(asOf: CalendarDate) { self.asOf = asOf }

  public var type: ObjectType { PolicyTypes.run }
  public var identity: String { "run" }

  public func member(_ name: String) -> Value {
    name == "as_of" ? .date(asOf) : .failure(Failure("no such member: run.\(name)"))
  }

  public func has(_ name: String) -> Value { .bool(name == "as_of") }
}

/// A catalog of which only the day is known, while a policy is compiled.
private struct CatalogDay: ObjectValue {
  let name: String
  let asOf: CalendarDate?

  var type: ObjectType { CatalogDeclaration.objectType(name) }
  var identity: String { name }

  func member(_ member: String) -> Value {
    guard member == "as_of", let asOf else { return .unknown(Unknown(.noReference, "\(name).\(member)")) }
    return .date(asOf)
  }

  func has(_ member: String) -> Value { .bool(member == "as_of" && asOf != nil) }
}
